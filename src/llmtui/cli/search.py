"""`llmtui search QUERY`: finds entries by relevance."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from llmtui.cli.listing import add_columns_option, print_results
from llmtui.cli.options import (
    add_catalog_options,
    add_filter_options,
    add_format_option,
    add_plain_option,
    build_view,
    open_catalogs,
)
from llmtui.cli.output import Output
from llmtui.exporters.formats import ENTRY_FORMATS


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("query", nargs="+", metavar="QUERY", help="words and key:value terms")
    add_filter_options(parser)
    add_columns_option(parser)
    add_format_option(parser, ENTRY_FORMATS)
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the matching entries, best first."""
    searcher = open_catalogs(arguments).searcher
    view = build_view(arguments, searcher, " ".join(arguments.query))
    return print_results(searcher, view, arguments, output)
