"""A misspelt command, which would otherwise be a query that finds nothing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Sequence

from llmtui.cli.options import open_catalogs
from llmtui.errors import UsageError
from llmtui.model import Entry
from llmtui.search import View
from llmtui.search.slips import nearest_word
from llmtui.text import clean


def refuse_misspelt(arguments: Namespace, commands: Collection[str]) -> None:
    """Refuse a query that begins with a misspelt command, unless an entry that it finds has the word as it is.

    Raises:
        UsageError: The first word is almost a command, and nothing is found, or only by words that are alike.
    """
    if near := _nearest(arguments.query, commands):
        searcher = open_catalogs(arguments).searcher
        found = searcher.run(View(query=searcher.parse(" ".join(arguments.query)).query))
        if not any(_has(hit.entry, arguments.query[0]) for hit in found.hits):
            raise _refusal(arguments.query[0], near)


def _has(entry: Entry, word: str) -> bool:
    """Whether a name or a text of an entry has a word."""
    texts = (entry.id, *entry.called, entry.maker, *entry.tags, entry.summary)
    return any(word.casefold() in text.casefold() for text in texts)


def refuse_nearly(words: Sequence[str], commands: Collection[str]) -> None:
    """Refuse arguments that the browser does not take if they begin with a misspelt command.

    Raises:
        UsageError: The first word is almost a command.
    """
    if near := _nearest(words, commands):
        raise _refusal(words[0], near)


def _nearest(words: Sequence[str], commands: Collection[str]) -> str:
    """The command that the first word nearly is; empty if there is none."""
    return nearest_word(words[0], commands) if words and words[0].isalpha() else ""


def _refusal(word: str, near: str) -> UsageError:
    return UsageError(f"there is no command {clean(word, 80)!r}", f"did you mean {near}?")
