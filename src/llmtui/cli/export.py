"""`llmtui export PATH`: the catalogue in one file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from llmtui.cli import diagnostics
from llmtui.cli.options import add_catalog_options, add_filter_options, build_view, load_catalog
from llmtui.cli.output import Output
from llmtui.errors import UsageError
from llmtui.exporters.json import dump_catalog
from llmtui.search import Searcher
from llmtui.text import clean
from llmtui.user.files import write_atomically

_FORMATS = {"json": dump_catalog}


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("path", metavar="PATH", help="the file to write; - for standard output")
    parser.add_argument("--format", choices=sorted(_FORMATS), help="the format, where the file's suffix does not tell")
    add_filter_options(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Write the file."""
    name = arguments.format or ("json" if arguments.path == "-" else Path(arguments.path).suffix.lstrip(".").lower())
    if name not in _FORMATS:
        raise UsageError(
            f"{clean(arguments.path)}: no format {name!r}", f"use --format {' or '.join(sorted(_FORMATS))}"
        )
    searcher = Searcher(load_catalog(arguments).catalog)
    view = build_view(arguments, searcher)
    entries = [hit.entry for hit in searcher.run(view).hits][: arguments.limit]
    text = _FORMATS[name](searcher.catalog, entries, searcher.framework(view))
    if arguments.path == "-":
        output.text(text)
    else:
        _write(Path(arguments.path), text)
        diagnostics.say(f"{len(entries)} entries written to {arguments.path}")
    return 0


def _write(path: Path, text: str) -> None:
    """Write the file.

    Raises:
        UsageError: It cannot be written; the message names it, not the temporary file beside it.
    """
    try:
        write_atomically(path, text)
    except OSError as error:
        raise UsageError(f"{clean(str(path))}: {error.strerror or 'cannot be written'}") from error
