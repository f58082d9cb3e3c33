"""Prints the results of a search, for every command that lists entries."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence

from llmtui.cli.options import PLAIN
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer
from llmtui.exporters.formats import ENTRY_FORMATS
from llmtui.present.advice import advice_lines
from llmtui.present.column_table import COLUMNS, Printing, columns_table, columns_values
from llmtui.present.entry_table import entry_table
from llmtui.search import Hit, Searcher, Sort, View
from llmtui.text import clean

_WITH_SORT_KEY = ("id", "name", "maker", "category", "{}", "openness", "score")
"""The columns if the usual ones lack what the list is sorted by."""
_SHOWN = {Sort.SIZE: "size", Sort.RELEASED: "released", Sort.LISTED: "listed"}
"""Sort keys that the usual columns lack."""


def add_columns_option(parser: ArgumentParser) -> None:
    """Add `--columns`."""
    parser.add_argument(
        "--columns",
        type=_columns,
        metavar="NAMES",
        help=f"the columns to print, joined by commas: {', '.join(COLUMNS)}",
    )


def _columns(text: str) -> tuple[str, ...]:
    """The names of columns.

    Raises:
        ArgumentTypeError: There is no such column; argparse reports it.
    """
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    wrong = [name for name in names if name not in COLUMNS]
    if wrong or not names:
        raise ArgumentTypeError(f"there is no column {clean(''.join(wrong[:1]), 80)!r}, use {', '.join(COLUMNS)}")
    return names


def print_results(searcher: Searcher, view: View, arguments: Namespace, output: Output) -> int:
    """Run a view and print its entries.

    Raises:
        NoAnswer: Nothing was found.
    """
    results = searcher.run(view)
    hits: Sequence[Hit] = results.hits[: arguments.limit]
    printing = Printing(searcher.catalog, searcher.framework(view), output.canvas)
    columns: tuple[str, ...] = getattr(arguments, "columns", None) or ()
    if arguments.format == PLAIN:
        _print_plain(printing, hits, output)
    elif arguments.format == "table":
        _print_table(printing, hits, columns or _usual(view), output)
    elif text := _formatted(printing, hits, columns, arguments.format):
        output.text(text)
    if not hits:
        raise NoAnswer("nothing found", "; ".join(advice_lines(results.advise())))
    return ExitCode.OK


def _formatted(printing: Printing, hits: Sequence[Hit], columns: tuple[str, ...], name: str) -> str:
    """The entries in a machine format, with these columns if any are named; the format of ids has none."""
    if columns:
        from llmtui.exporters.sheet import SHEET_FORMATS, Sheet  # noqa: PLC0415 - as in _print_plain

        if name in SHEET_FORMATS:
            return SHEET_FORMATS[name](Sheet(columns, columns_values(printing, hits, columns)))
    return ENTRY_FORMATS[name](printing.catalog, [hit.entry for hit in hits], printing.framework)


def _usual(view: View) -> tuple[str, ...]:
    """The columns to print if the user named none; empty for those that every list has."""
    key = _SHOWN.get(view.sort)
    return tuple(name.format(key) for name in _WITH_SORT_KEY) if key else ()


def _print_plain(printing: Printing, hits: Sequence[Hit], output: Output) -> None:
    from llmtui.exporters.plain import entries_text  # noqa: PLC0415 - only who asks for it waits for it

    if hits:
        output.line(entries_text(printing.catalog, [hit.entry for hit in hits], printing.framework))


def _print_table(printing: Printing, hits: Sequence[Hit], columns: Sequence[str], output: Output) -> None:
    if hits and columns:
        output.lines(columns_table(printing, hits, columns))
    elif hits:
        shown = (
            hits if output.coloured else [Hit(hit.entry) for hit in hits]
        )  # only colour marks the letters that match
        output.lines(entry_table(printing.catalog, shown, printing.framework, printing.canvas))
