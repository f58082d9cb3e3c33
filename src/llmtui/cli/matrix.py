"""`llmtui matrix`: every grade that one framework gave, ranked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from llmtui.cli import diagnostics
from llmtui.cli.options import (
    PLAIN,
    add_catalog_options,
    add_filter_options,
    add_format_option,
    add_plain_option,
    build_view,
    open_catalogs,
)
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer
from llmtui.exporters.matrix import dump_matrix
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.frameworks import Ranked, rank
from llmtui.model import Catalog, Framework, Rule
from llmtui.present.advice import advice_lines
from llmtui.search import Hit, Sort, View


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    add_filter_options(parser)
    add_format_option(parser, (*SHEET_FORMATS, "ids", "html"))
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print how a framework judged the entries that pass the filters.

    Raises:
        NoAnswer: There are none, or it judged none of them.
    """
    searcher = open_catalogs(arguments).searcher
    view = build_view(arguments, searcher)
    framework = searcher.catalog.judge(searcher.framework(view))
    if framework is None:
        raise NoAnswer("no catalogue in use has a framework")
    results = searcher.run(view)
    rows = _rows(searcher.catalog, view, framework, results.hits)[: arguments.limit]
    if rows or arguments.format in SHEET_FORMATS:
        _print(searcher.catalog, framework, rows, arguments.format, output)
    if not results.hits:
        raise NoAnswer("nothing found", "; ".join(advice_lines(results.advise())))
    if not rows:
        raise NoAnswer(f"{framework.name} judged none of them")
    return ExitCode.OK


def _print(catalog: Catalog, framework: Framework, rows: Sequence[Ranked], name: str, output: Output) -> None:
    if name == "html":
        from llmtui.exporters import html  # noqa: PLC0415 - slow to import, and only needed here

        output.text(html.dump_matrix(catalog, framework, rows))
    elif name == PLAIN:
        from llmtui.exporters.plain import matrix_text  # noqa: PLC0415 - only who asks for it waits for it

        output.line(matrix_text(catalog, framework, rows))
    elif name == "ids":
        output.text("".join(f"{entry_id}\n" for entry_id in dict.fromkeys(row.entry.id for row in rows)))
    elif name in SHEET_FORMATS:
        _print_sheet(catalog, framework, rows, name, output)
    else:
        from llmtui.present.matrix.layout import Frame  # noqa: PLC0415 - as above
        from llmtui.present.matrix.table import matrix_table  # noqa: PLC0415 - drawing waits until there is something to draw

        output.lines(matrix_table(Frame(framework, rows, output.width, output.glyphs, roomy=False)))


def _rows(catalog: Catalog, view: View, framework: Framework, hits: Sequence[Hit]) -> Sequence[Ranked]:
    """The ranked rows, in the order that was asked for. Their ranks stay the same in every order."""
    ranked = rank(catalog, framework.id, (hit.entry for hit in hits))
    if view.sort in {Sort.RELEVANCE, Sort.SCORE}:
        return ranked[::-1] if view.reverse else ranked
    order = {hit.entry.id: row for row, hit in enumerate(hits)}
    return sorted(ranked, key=lambda each: order[each.entry.id])


def _print_sheet(catalog: Catalog, framework: Framework, rows: Sequence[Ranked], name: str, output: Output) -> None:
    """Print a machine format. If the framework publishes no score, say on standard error how ours is worked out."""
    if text := dump_matrix(catalog, framework, rows, name):
        output.text(text)
    if framework.rule is not Rule.POINTS and name != "markdown":
        from llmtui.present.score import rule_text  # noqa: PLC0415 - as above

        diagnostics.say(rule_text(framework))
