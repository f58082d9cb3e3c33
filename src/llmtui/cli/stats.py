"""`llmtui stats`: counts and openness by category, criterion and year."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from llmtui.cli.options import add_catalog_options, checked_framework, open_catalogs
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer
from llmtui.exporters.overview import overview_sheet
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.openness.overview import Order, overview
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.overview import plain_lines
from llmtui.search import View

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
        known = catalog.judge(framework)
        title: Line = (Cell(f"Judged by {known.name}", Role.STRONG),) if known else ()
        lines = plain_lines(sections, min(output.width, _CHART_WIDTH), output.glyphs)
        output.lines([title, (), *lines] if known else lines)
    else:
        output.text(SHEET_FORMATS[arguments.format](overview_sheet(sections)))
    if not len(catalog):
        raise NoAnswer("the catalogue is empty")
    return ExitCode.OK
