"""`llmtui compare NAME NAME…`: entries side by side."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from llmtui.cli import diagnostics
from llmtui.cli.options import (
    PLAIN,
    add_catalog_options,
    add_format_option,
    add_plain_option,
    checked_framework,
    find_entry,
    open_catalogs,
)
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, UsageError
from llmtui.exporters.comparison import dump_comparison
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.present.canvas import WIDEST_PROSE
from llmtui.present.cells import Cell, Line, Role, wrap
from llmtui.present.compare import Comparison, compare, table_lines, verdict
from llmtui.present.legend import about
from llmtui.present.marks import MOST_MARKS
from llmtui.search import View

_FEWEST_ENTRIES = 2


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument(
        "names",
        metavar="NAME",
        nargs="+",
        help=f"{_FEWEST_ENTRIES} to {MOST_MARKS} entries: ids, names, or what registries call them",
    )
    parser.add_argument("--differences", action="store_true", help="show only the rows that differ")
    parser.add_argument(
        "--framework", default="", help="compare by this framework, even if it has not judged every entry"
    )
    add_format_option(parser, (*SHEET_FORMATS, "html"))
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the comparison.

    Raises:
        UsageError: Too few or too many entries, or several names of one.
    """
    _check_count(arguments.names)
    searcher = open_catalogs(arguments).searcher
    catalog = searcher.catalog
    ids = tuple(dict.fromkeys(find_entry(searcher, each).id for each in arguments.names))
    if len(ids) == 1:
        raise UsageError(f"these are names of one entry, {ids[0]}", "name another entry to compare it with")
    named = checked_framework(catalog, arguments.framework)
    comparison = compare(catalog, ids, searcher.framework(View(framework=named)), forced=bool(named))
    if arguments.format == "table":
        output.lines(_lines(comparison, arguments, output))
        return ExitCode.OK
    if arguments.format == PLAIN:
        from llmtui.exporters.plain import comparison_text  # noqa: PLC0415 - only who asks for it waits for it

        return output.line(comparison_text(comparison, differences=arguments.differences))
    if arguments.format == "html":
        from llmtui.exporters import html  # noqa: PLC0415 - slow to import, and only needed here

        return output.text(html.dump_comparison(comparison, differences=arguments.differences))
    if not comparison.as_usual and arguments.format != "markdown":
        diagnostics.say(comparison.reason)
    return output.text(dump_comparison(catalog, comparison, arguments.format, differences=arguments.differences))


def _check_count(names: Sequence[str]) -> None:
    """Refuse too few or too many entries; the same one twice counts once.

    Raises:
        UsageError: Too few or too many.
    """
    count = len(set(names))
    if not _FEWEST_ENTRIES <= count <= MOST_MARKS:
        message = f"compare takes {_FEWEST_ENTRIES} to {MOST_MARKS} entries, not {count}"
        raise UsageError(message, "llmtui list shows all ids")


def _lines(comparison: Comparison, arguments: Namespace, output: Output) -> list[Line]:
    rows = comparison.shown(differences=arguments.differences)
    width = min(output.width, WIDEST_PROSE)
    lines = list(table_lines(comparison, rows, output.canvas))
    if arguments.differences:
        lines += [(), (Cell(f"Identical rows hidden: {comparison.same}", Role.MUTED),)]
    sentences = (*verdict(comparison), comparison.reason)
    lines += [(), *((Cell(line),) for sentence in sentences for line in wrap(sentence, width))]
    return [*lines, (), *about(comparison.framework, width)] if comparison.framework else lines
