"""A misspelt command, which would otherwise be a query that finds nothing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection

from llmtui.cli.options import open_catalogs
from llmtui.errors import UsageError
from llmtui.search import View
from llmtui.text import clean

_SHORT = 4
"""The letters of a word in which only one may be wrong."""


def refuse_misspelt(arguments: Namespace, commands: Collection[str]) -> None:
    """Refuse a query that begins with a misspelt command, unless the catalogue has something for it.

    Raises:
        UsageError: The first word is almost a command, and nothing is found.
    """
    word = arguments.query[0] if arguments.query else ""
    if not (word.isalpha() and (near := nearest_command(word, commands))):
        return
    searcher = open_catalogs(arguments).searcher
    if not searcher.run(View(query=searcher.parse(" ".join(arguments.query)).query)).hits:
        raise UsageError(f"there is no command {clean(word, 80)!r}", f"did you mean {near}?")


def nearest_command(word: str, commands: Collection[str]) -> str:
    """The command that a word differs from by a slip or two; empty if there is none."""
    from rapidfuzz import process  # noqa: PLC0415 - slow to import; most words are commands
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    allowed = 1 if len(word) <= _SHORT else 2
    near = process.extractOne(word.lower(), commands, scorer=OSA.distance, score_cutoff=allowed)
    return near[0] if near else ""
