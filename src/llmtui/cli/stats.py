"""`llmtui stats`: counts and openness by category, criterion and year."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from msgspec.structs import replace

from llmtui.cli.options import (
    PLAIN,
    add_catalog_options,
    add_narrowing_options,
    add_plain_option,
    build_view,
    open_catalogs,
)
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer
from llmtui.exporters.overview import overview_sheet
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.model import Catalog
from llmtui.model.all_judges import in_a_sentence
from llmtui.openness.overview import Order, overview
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.overview import plain_lines
from llmtui.search import Searcher, View

_CHART_WIDTH = 100
"""The most columns for the bars; longer ones say no more."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    add_narrowing_options(parser)
    parser.add_argument(
        "--order",
        choices=[order.name.lower() for order in Order],
        default=Order.FAILING.name.lower(),
        help="order criteria by how often they are closed, or as the framework does (failing)",
    )
    parser.add_argument(
        "--format", choices=("table", *SHEET_FORMATS), default="table", help="the output format (table)"
    )
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the numbers.

    Raises:
        NoAnswer: There are no entries to count.
    """
    searcher = open_catalogs(arguments).searcher
    view = build_view(arguments, searcher)
    catalog, framework = _narrowed(searcher, view), searcher.framework(view)
    if len(catalog) or arguments.format in SHEET_FORMATS:
        _print(catalog, framework, arguments, output)
    if not len(catalog):
        raise NoAnswer("nothing found" if view.query else "the catalogue is empty")
    return ExitCode.OK


def _print(catalog: Catalog, framework: str, arguments: Namespace, output: Output) -> None:
    sections = overview(catalog, framework, Order[arguments.order.upper()])
    known = catalog.judge(framework)
    if arguments.format == PLAIN:
        from llmtui.exporters.plain import overview_text  # noqa: PLC0415 - only who asks for it waits for it

        output.line(overview_text(sections, known.name if known else ""))
    elif arguments.format == "table":
        title: Line = (Cell(f"Openness by {in_a_sentence(known.name)}", Role.STRONG),) if known else ()
        lines = plain_lines(sections, Canvas(min(output.width, _CHART_WIDTH), output.glyphs))
        output.lines([title, (), *lines] if known else lines)
    else:
        output.text(SHEET_FORMATS[arguments.format](overview_sheet(sections)))


def _narrowed(searcher: Searcher, view: View) -> Catalog:
    """The catalogue with the entries that match; what they derive from stays known."""
    catalog = searcher.catalog
    if not view.query:
        return catalog
    wanted = set(searcher.run(view).hits.ids)
    return replace(catalog, entries={each: catalog.entries[each] for each in catalog.entries if each in wanted})
