"""`llmtui lineage NAME`: what an entry derives from and what derives from it, as a tree."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from llmtui.cli import diagnostics
from llmtui.cli.options import (
    PLAIN,
    add_catalog_options,
    add_plain_option,
    checked_framework,
    find_entry,
    open_catalogs,
)
from llmtui.cli.output import Output
from llmtui.errors import ExitCode
from llmtui.exporters.lineage import lineage_sheet
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.openness.lineage import lineage
from llmtui.present.lineage import Tree, tree_lines
from llmtui.search import View


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("name", metavar="NAME", help="the entry: its id, a name, or what a registry calls it")
    parser.add_argument("--framework", default="", help="judge by this framework")
    parser.add_argument("--format", choices=("table", *SHEET_FORMATS), default="table", help="how to print (table)")
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the tree."""
    searcher = open_catalogs(arguments).searcher
    catalog = searcher.catalog
    entry = find_entry(searcher, arguments.name)
    framework = searcher.framework(View(framework=checked_framework(catalog, arguments.framework)))
    nodes = lineage(catalog, entry)
    if arguments.format == PLAIN:
        from llmtui.exporters.plain import lineage_text  # noqa: PLC0415 - only who asks for it waits for it

        output.line(lineage_text(catalog, entry, nodes, framework))
    elif arguments.format == "table":
        output.lines(tree_lines(Tree(catalog, framework, output.glyphs), entry, nodes, output.width))
    else:
        output.text(SHEET_FORMATS[arguments.format](lineage_sheet(catalog, nodes, framework)))
    if len(nodes) == 1:
        diagnostics.say(f"nothing is known that {entry.name} derives from, or that derives from it")
    return ExitCode.OK
