"""A misspelt command, which would otherwise be a query that finds nothing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection

from llmtui.cli.options import open_catalogs
from llmtui.errors import UsageError
from llmtui.search import View
from llmtui.search.slips import nearest_word
from llmtui.text import clean


def refuse_misspelt(arguments: Namespace, commands: Collection[str]) -> None:
    """Refuse a query that begins with a misspelt command, unless the catalogue has something for it.

    Raises:
        UsageError: The first word is almost a command, and nothing is found.
    """
    word = arguments.query[0] if arguments.query else ""
    if not (word.isalpha() and (near := nearest_word(word, commands))):
        return
    searcher = open_catalogs(arguments).searcher
    if not searcher.run(View(query=searcher.parse(" ".join(arguments.query)).query)).hits:
        raise UsageError(f"there is no command {clean(word, 80)!r}", f"did you mean {near}?")
