"""`llmtui stats`: counts and openness by category, criterion and year."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from llmtui.cli.options import add_catalog_options, checked_framework, open_catalogs
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer
from llmtui.exporters.sheet import SHEET_FORMATS, Sheet, Value
from llmtui.model import Grade
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.overview import Bar, Measure, Order, Section, overview
from llmtui.present.overview_lines import plain_lines
from llmtui.search import View

COLUMNS = ("section", "key", "label", "entries", "judged", "open", "partial", "closed", "unknown", "mean")
_CHART_WIDTH = 100
"""The most columns for the bars; longer ones say no more."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("--framework", default="", help="judge by this framework")
    parser.add_argument(
        "--order",
        choices=[order.name.lower() for order in Order],
        default=Order.FAILING.name.lower(),
        help="order criteria by how often they are closed, or as the framework does (failing)",
    )
    parser.add_argument(
        "--format", choices=("table", *SHEET_FORMATS), default="table", help="the output format (table)"
    )
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the numbers.

    Raises:
        NoAnswer: The catalogue has no entries.
    """
    searcher = open_catalogs(arguments).searcher
    catalog = searcher.catalog
    framework = searcher.framework(View(framework=checked_framework(catalog, arguments.framework)))
    sections = overview(catalog, framework, Order[arguments.order.upper()])
    if arguments.format == "table":
        known = catalog.frameworks.get(framework)
        title: Line = (Cell(f"Judged by {known.name}", Role.STRONG),) if known else ()
        lines = plain_lines(sections, min(output.width, _CHART_WIDTH), output.glyphs)
        output.lines([title, (), *lines] if known else lines)
    else:
        output.text(SHEET_FORMATS[arguments.format](build_sheet(sections)))
    if not len(catalog):
        raise NoAnswer("the catalogue is empty")
    return ExitCode.OK


def build_sheet(sections: Iterable[Section]) -> Sheet:
    """One row per bar. Only criteria have counts of grades; `unknown` means not judged; `mean` is from 0 to 1."""
    return Sheet(COLUMNS, tuple(_row(section, bar) for section in sections for bar in section.bars))


def _row(section: Section, bar: Bar) -> tuple[Value, ...]:
    counts: tuple[Value, ...] = (None, None, None, None)
    if section.measure is Measure.GRADES:
        unknown = bar.count(Grade.UNKNOWN, Grade.LISTED)
        counts = (bar.count(Grade.OPEN), bar.count(Grade.PARTIAL), bar.count(Grade.CLOSED), unknown)
    mean = None if bar.mean is None else round(bar.mean, 4)
    return section.id, bar.key, bar.label, bar.entries, bar.judged, *counts, mean
