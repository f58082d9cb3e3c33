"""`llmtui diff OLD NEW`: what opened, what closed, what is new and what is gone between two catalogues."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from llmtui.cli import diagnostics
from llmtui.cli.options import PLAIN, a_path, add_catalog_options, add_format_option, add_plain_option, open_catalogs
from llmtui.cli.output import Output
from llmtui.cli.standard_input import STANDARD_INPUT, received, stream_of
from llmtui.errors import ExitCode, UsageError
from llmtui.exporters.differences import difference_sheet
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Origin
from llmtui.openness.differences import differences
from llmtui.present.differences import difference_lines
from llmtui.problems import Problem
from llmtui.text import clean

_DERIVES = {"base", "reproduces"}
"""Keys that may refer to entries of another catalogue, which is not loaded here."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    what = "a catalogue folder, or a file that llmtui export wrote as JSON, JSON Lines or SQLite"
    parser.add_argument("old", metavar="OLD", type=a_path, help=f"{what}; - for standard input")
    parser.add_argument("new", metavar="NEW", type=a_path, nargs="?", help="the same; without it, the catalogue in use")
    add_format_option(parser, SHEET_FORMATS)
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the differences. Finding none is a success too."""
    old = _read(arguments.old)
    new = open_catalogs(arguments).loaded.catalog if arguments.new is None else _read(arguments.new)
    found = differences(old, new)
    if arguments.format == PLAIN:
        from llmtui.exporters.plain import differences_text  # noqa: PLC0415 - only who asks for it waits for it

        output.line(differences_text(found, new.frameworks)) if found else None
    elif arguments.format == "table":
        output.lines(difference_lines(found, output.canvas))
    else:
        output.text(SHEET_FORMATS[arguments.format](difference_sheet(found)))
    if not found:
        diagnostics.say("no differences in entries, facts or grades")
    return ExitCode.OK


def _read(name: str) -> Catalog:
    """The catalogue of a folder, of an export, of standard input, or of a pipe.

    Raises:
        UsageError: There is none.
    """
    stream = stream_of(name)
    if stream is not None:
        with received(stream) as path:
            try:
                return _load(path, name)
            except UsageError as error:  # the user knows nothing of the file
                called = "standard input" if name in STANDARD_INPUT else clean(name)
                raise UsageError(str(error).replace(str(path), called), error.hint) from error
    if not os.path.exists(name):  # noqa: PTH110 - Path.exists raises for a name that is too long
        raise UsageError(f"{clean(name)}: there is no such file or folder", "name a catalogue folder or an export")
    return _load(Path(name), name)


def _load(path: Path, name: str) -> Catalog:
    """The catalogue at a path; its problems are reported.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        loaded = load((Origin(path, clean(name)),))
    except (ValueError, OSError) as error:
        raise UsageError(f"{clean(name)} cannot be read", "name a catalogue folder or an export") from error
    diagnostics.say_problems(_own(loaded))
    if not len(loaded.catalog):
        diagnostics.say(f"{clean(name)} has no entries")
    return loaded.catalog


def _own(loaded: Loaded) -> Sequence[Problem]:
    """The problems, except for ids that another catalogue may define."""
    return [problem for problem in loaded.problems if problem.key not in _DERIVES]
