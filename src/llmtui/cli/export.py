"""`llmtui export PATH`: writes the catalogue, or a part of it, to one file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from llmtui.cli import diagnostics
from llmtui.cli.confirmation import may_replace
from llmtui.cli.options import a_path, add_catalog_options, add_filter_options, build_view, open_catalogs
from llmtui.cli.output import Output
from llmtui.counted import counted
from llmtui.errors import ExitCode, NoAnswer, UsageError
from llmtui.exporters.files import FILE_FORMATS, Export, format_of
from llmtui.text import clean
from llmtui.user.files import write_atomically

_STDOUT = "-"


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument(
        "path", metavar="PATH", nargs="?", type=a_path, help=f"the file to write; {_STDOUT} for standard output"
    )
    parser.add_argument(
        "--schema", action="store_true", help="print the JSON Schema of everything that is printed as JSON, and stop"
    )
    parser.add_argument(
        "--format",
        choices=tuple(FILE_FORMATS),
        help="the format; by default the file's suffix decides, and standard output gets json",
    )
    parser.add_argument(
        "--overwrite", action="store_true", help="replace an existing file without asking; scripts are never asked"
    )
    parser.add_argument("--title", default="", help="the heading of an html page")
    add_filter_options(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Write the file.

    Raises:
        NoAnswer: No entry matches, or the user keeps the existing file.
        UsageError: No file is named.
    """
    if arguments.schema:
        return _print_schema(output)
    if arguments.path is None:
        raise UsageError("export needs a file to write", f"name one, or {_STDOUT} for standard output")
    name = _format(arguments)
    searcher = open_catalogs(arguments).searcher
    view = build_view(arguments, searcher)
    entries = [hit.entry for hit in searcher.run(view).hits][: arguments.limit]
    if not entries:
        raise NoAnswer("nothing found; no file was written")
    export = Export(searcher.catalog, entries, searcher.framework(view), clean(arguments.title, 200))
    if arguments.path == _STDOUT:
        return output.text(str(FILE_FORMATS[name].dump(export)))
    if not (arguments.overwrite or may_replace(Path(arguments.path))):
        raise NoAnswer(f"{clean(arguments.path)} was left as it is")
    _write(Path(arguments.path), FILE_FORMATS[name].dump, export)
    diagnostics.say(f"{counted(len(entries), 'entry', 'entries')} written to {arguments.path}")
    return ExitCode.OK


def _print_schema(output: Output) -> int:
    import json  # noqa: PLC0415 - other formats do not need it

    from llmtui.exporters.schema import schema  # noqa: PLC0415 - as above

    return output.text(json.dumps(schema(), indent=2))


def _write(path: Path, dump: Callable[[Export], str | bytes], export: Export) -> None:
    """Write the file.

    Raises:
        UsageError: The file cannot be written; the message names it, not the temporary file beside it.
    """
    try:
        write_atomically(path, dump(export))
    except OSError as error:
        raise UsageError(f"{clean(str(path))}: {error.strerror or 'cannot be written'}") from error


def _format(arguments: Namespace) -> str:
    """The name of the format to write.

    Raises:
        UsageError: The suffix names no format, or a binary format would go to standard output.
    """
    to_stdout = arguments.path == _STDOUT
    name = arguments.format or ("json" if to_stdout else format_of(Path(arguments.path)))
    if not name:
        suffix = clean(Path(arguments.path).suffix)
        reason = f"no format has the suffix {suffix!r}" if suffix else "a name without a suffix needs --format"
        raise UsageError(f"{clean(arguments.path)}: {reason}", f"use --format {' or '.join(FILE_FORMATS)}")
    if to_stdout and FILE_FORMATS[name].binary:
        raise UsageError(f"{name} is a binary format", "name a file instead of standard output")
    return str(name)
