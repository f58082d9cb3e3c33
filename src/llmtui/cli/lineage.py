"""`llmtui lineage ID`: what an entry derives from and what derives from it, as a tree."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from llmtui.cli import diagnostics
from llmtui.cli.options import add_catalog_options, checked_framework, find_entry, open_catalogs
from llmtui.cli.output import Output
from llmtui.errors import ExitCode
from llmtui.exporters.sheet import SHEET_FORMATS, Sheet, Value, join
from llmtui.frameworks import rating_of
from llmtui.model import Catalog
from llmtui.present.lineage import Node, in_short, inherited_limits, lineage
from llmtui.present.lineage_lines import Tree, tree_lines
from llmtui.search import View

COLUMNS = ("depth", "id", "name", "relation", "base", "score", "max", "inherited", "framework")


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("id", metavar="ID", help="the entry's id, as llmtui list prints it")
    parser.add_argument("--framework", default="", help="judge by this framework")
    parser.add_argument("--format", choices=("table", *SHEET_FORMATS), default="table", help="how to print (table)")
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the tree."""
    searcher = open_catalogs(arguments).searcher
    catalog = searcher.catalog
    entry = find_entry(searcher, arguments.id)
    framework = searcher.framework(View(framework=checked_framework(catalog, arguments.framework)))
    nodes = lineage(catalog, entry)
    if arguments.format == "table":
        output.lines(tree_lines(Tree(catalog, framework, output.glyphs), entry, nodes, output.width))
    else:
        output.text(SHEET_FORMATS[arguments.format](build_sheet(catalog, nodes, framework)))
    if len(nodes) == 1:
        diagnostics.say(f"the catalogue knows nothing that {entry.name} derives from, or that derives from it")
    return ExitCode.OK


def build_sheet(catalog: Catalog, nodes: Sequence[Node], framework: str) -> Sheet:
    """One row per line of the tree. Depth is negative towards the roots; score and max are those of `framework`."""
    return Sheet(COLUMNS, tuple(_row(catalog, node, framework) for node in nodes))


def _row(catalog: Catalog, node: Node, framework: str) -> tuple[Value, ...]:
    entry = node.entry
    if entry is None:
        return node.depth, None, node.name, node.relation.value, "", None, None, "", None
    rating = rating_of(catalog, entry, framework)
    judged = (rating.score, rating.maximum, rating.framework) if rating else (None, None, None)
    limits = () if node.relation.apart else inherited_limits(catalog, entry, framework)
    base = join(entry.base)
    inherited = join(in_short(limits))
    return node.depth, entry.id, entry.name, node.relation.value, base, *judged[:2], inherited, judged[2]
