"""Prints the results of a search, for every command that lists entries."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer
from llmtui.exporters.formats import ENTRY_FORMATS
from llmtui.present.nothing import advice_lines
from llmtui.present.table import entry_table
from llmtui.search import Hit, Searcher, View


def print_results(searcher: Searcher, view: View, arguments: Namespace, output: Output) -> int:
    """Run a view and print its entries.

    Raises:
        NoAnswer: Nothing was found.
    """
    results = searcher.run(view)
    hits: Sequence[Hit] = results.hits[: arguments.limit]
    framework = searcher.framework(view)
    if arguments.format != "table":
        if text := ENTRY_FORMATS[arguments.format](searcher.catalog, [hit.entry for hit in hits], framework):
            output.text(text)
    elif hits:
        output.lines(entry_table(searcher.catalog, hits, framework, output.width, output.glyphs))
    if not hits:
        raise NoAnswer("nothing found", "; ".join(advice_lines(results.advise())))
    return ExitCode.OK
