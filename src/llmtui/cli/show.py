"""`llmtui show NAME`: one entry with its matrix and evidence."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from llmtui.cli.options import (
    PLAIN,
    add_catalog_options,
    add_format_option,
    add_plain_option,
    checked_framework,
    find_named,
    open_catalogs,
    say_family,
)
from llmtui.cli.output import Output
from llmtui.errors import ExitCode
from llmtui.exporters.formats import ENTRY_FORMATS
from llmtui.model import Catalog, Entry
from llmtui.present.canvas import WIDEST_PROSE
from llmtui.present.cells import Cell, Line, Role, wrap
from llmtui.present.detail import Page, detail
from llmtui.present.legend import about
from llmtui.search import View
from llmtui.search.named import Named
from llmtui.search.names import Match


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("name", metavar="NAME", help="the entry: its id, a name, or what a registry calls it")
    parser.add_argument("--framework", default="", help="judge by this framework")
    add_format_option(parser, ENTRY_FORMATS)
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the entry."""
    searcher = open_catalogs(arguments).searcher
    catalog = searcher.catalog
    named = find_named(searcher, arguments.name)
    framework = searcher.framework(View(framework=checked_framework(catalog, arguments.framework)))
    if arguments.format not in {"table", PLAIN}:
        say_family(named)
    if arguments.format == PLAIN:
        from llmtui.exporters.plain import entry_text  # noqa: PLC0415 - only who asks for it waits for it

        output.line(entry_text(catalog, named, framework, _remark(named)))
    elif arguments.format == "json":
        from llmtui.exporters.json import dump_named  # noqa: PLC0415 - as above

        output.text(dump_named(catalog, named, framework))
    elif arguments.format == "markdown":
        from llmtui.exporters.markdown import entry_document  # noqa: PLC0415 - as above

        output.text(entry_document(catalog, catalog.entries[named.entry.id], framework))
    elif arguments.format != "table":
        entry = catalog.entries[named.entry.id]
        output.text(ENTRY_FORMATS[arguments.format](catalog, [entry], framework))
    else:
        width = min(output.width, WIDEST_PROSE)
        page = Page(catalog, framework, width, output.glyphs, evidence=True, release=named.release)
        output.lines(_lines(page, named))
    return ExitCode.OK


def _lines(page: Page, named: Named) -> list[Line]:
    """The details, headed by how the name matched if that changes anything."""
    entry = named.entry
    lines: list[Line] = [(Cell(entry.name, Role.STRONG), Cell(f"  {entry.id}", Role.MUTED))]
    lines += [(Cell(line, Role.NOTICE),) for line in wrap(_remark(named), page.width)]
    lines += [line.cells for line in detail(page, entry)]
    for framework in _judges(page.catalog, entry):
        lines += [(), *about(page.catalog.judges[framework], page.width)]
    return lines


def _remark(named: Named) -> str:
    """How the name matched, as a sentence; empty if that changes nothing."""
    matters = named.sentence and (named.is_sized or named.match.match is not Match.EXACT)
    return f"{named.sentence}." if matters else ""


def _judges(catalog: Catalog, entry: Entry) -> tuple[str, ...]:
    """The frameworks whose judgements are shown, each once."""
    named = (assessment.framework for assessment in entry.assessments)
    return tuple(dict.fromkeys(name for name in named if name in catalog.judges))
