"""`llmtui changes [NAME]`: what opened and what closed over time, and what judges dispute."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence

from llmtui.cli.options import (
    PLAIN,
    add_catalog_options,
    add_format_option,
    add_plain_option,
    at_least_one,
    checked_framework,
    find_entry,
    open_catalogs,
)
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer
from llmtui.exporters.changes import dump_changes
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.model import Entry
from llmtui.model.all_judges import ALL
from llmtui.openness.timeline import Course, Development, developments, disputed_topics
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.changes import change_lines, history_lines, title


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("id", metavar="NAME", nargs="?", default="", help="the history of this entry alone")
    parser.add_argument("--framework", default="", help="only the judges of this framework, and of those it continues")
    parser.add_argument("--limit", type=at_least_one, help="the most topics to print")
    add_format_option(parser, SHEET_FORMATS)
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the changes, and below them the disputes.

    Raises:
        NoAnswer: Nothing was judged twice, and nothing is disputed.
    """
    searcher = open_catalogs(arguments).searcher
    catalog = searcher.catalog
    judge = checked_framework(catalog, arguments.framework) or ALL
    entry = find_entry(searcher, arguments.id) if arguments.id else None
    entries: Iterable[Entry] = (entry,) if entry else tuple(catalog)
    found = (*developments(catalog, entries, judge), *disputed_topics(catalog, entries, judge))[: arguments.limit]
    if arguments.format == PLAIN:
        from llmtui.exporters.plain import changes_text  # noqa: PLC0415 - only who asks for it waits for it

        output.line(changes_text(found)) if found else None
    elif arguments.format != "table":
        output.text(dump_changes(found, arguments.format))
    elif entry:
        output.lines(history_lines(catalog, entry, found, output.canvas))
        return ExitCode.OK
    elif found:
        output.lines(_lines(found, output))
    if not found:
        raise NoAnswer("no entry was judged more than once, and nothing is disputed")
    return ExitCode.OK


def _lines(found: Sequence[Development], output: Output) -> Iterable[Line]:
    if any(one.course is not Course.DISPUTED for one in found):
        yield (Cell(title(found), Role.STRONG),)
        yield ()
    yield from (line.cells for line in change_lines(found, output.canvas))
