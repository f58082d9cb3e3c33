"""`llmtui search QUERY`: entries by relevance."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from llmtui.cli.listing import print_results
from llmtui.cli.options import add_catalog_options, add_filter_options, add_format_option, build_view, load_catalog
from llmtui.cli.output import Output
from llmtui.search import Searcher


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("query", nargs="+", metavar="QUERY", help="words and key:value terms")
    add_filter_options(parser)
    add_format_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print what matches, best first."""
    searcher = Searcher(load_catalog(arguments).catalog)
    view = build_view(arguments, searcher, " ".join(arguments.query))
    return print_results(searcher, view, arguments, output)
