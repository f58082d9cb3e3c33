"""`llmtui scan [PATH…]`: the models on this machine, and what they may be used for."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from llmtui.cli import diagnostics
from llmtui.cli.names_input import names_in
from llmtui.cli.options import PLAIN, add_catalog_options, add_format_option, add_plain_option, open_catalogs
from llmtui.cli.output import Output
from llmtui.errors import ExitCode, NoAnswer, UsageError
from llmtui.model import Catalog, Entry
from llmtui.openness.words import word_standing
from llmtui.problems import ProblemLog
from llmtui.scan import Found, Surveyed, default_places, find_models, survey
from llmtui.scan.bom import read_bom
from llmtui.scan.reading import Unusable
from llmtui.scan.report import SCAN_FORMATS
from llmtui.text import clean
from llmtui.user.paths import home_folder

_STDIN = "-"


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="further folders and GGUF files, beside those of the known programs"
    )
    parser.add_argument("--names", metavar="FILE", help=f"names of models, one per line; {_STDIN} for standard input")
    parser.add_argument("--from-bom", metavar="FILE", help="a bill of materials in CycloneDX JSON")
    parser.add_argument(
        "--no-default",
        action="store_true",
        help="leave out the folders of Hugging Face, Ollama and LM Studio",
    )
    parser.add_argument("--problems", action="store_true", help="report everything that was passed over, not only some")
    add_format_option(parser, (*SCAN_FORMATS, "cyclonedx"))
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Find the models, and print what is known of them.

    Raises:
        NoAnswer: There are none.
    """
    paths = _paths(arguments)
    log = ProblemLog()
    named = names_in(arguments.names, log) if arguments.names else []
    found = [*named, *_listed(arguments, log), *_on_disk(arguments, paths, log)]
    if arguments.problems:
        diagnostics.say_problems(tuple(log), most=None)
    else:
        diagnostics.say_problems(tuple(log), "--problems lists them all")
    if not found:
        raise NoAnswer(*_nothing_found(arguments))
    catalog = open_catalogs(arguments).loaded.catalog
    is_full = arguments.format not in {"table", "ids", "cyclonedx"}
    surveyed = survey(catalog, found, lambda entry: _word(catalog, entry), suggest=is_full)
    _print(catalog, surveyed, arguments, output)
    return ExitCode.OK


def _nothing_found(arguments: Namespace) -> tuple[str, str]:
    """What to say if there is no model: where it was looked for, and what to try."""
    if arguments.names is not None or arguments.from_bom is not None:
        return "the file names no models", ""
    if arguments.paths and not arguments.no_default:
        return "no models in the named folders, nor in those of Hugging Face, Ollama and LM Studio", ""
    if arguments.paths:
        return "no models in the named folders", ""
    return "no models in the folders of Hugging Face, Ollama and LM Studio", "name other folders: llmtui scan FOLDER"


def _word(catalog: Catalog, entry: Entry) -> str:
    """The word for how open an entry is; empty for kinds of entries that have none."""
    found = word_standing(catalog, entry)
    return found.word.value if found else ""


def _print(catalog: Catalog, surveyed: Sequence[Surveyed], arguments: Namespace, output: Output) -> None:
    if arguments.format == "cyclonedx":
        from llmtui.scan.materials import dump_bom  # noqa: PLC0415 - only who asks for it waits for it

        output.text(dump_bom(catalog, surveyed))
    elif arguments.format == PLAIN:
        from llmtui.scan.plain import scan_text  # noqa: PLC0415 - as above

        output.line(scan_text(surveyed))
    elif arguments.format != "table":
        if text := SCAN_FORMATS[arguments.format](surveyed):
            output.text(text)
    else:
        from llmtui.scan.table import scan_table, summary  # noqa: PLC0415 - as above

        output.lines(scan_table(surveyed, output.width, output.glyphs.ellipsis))
        diagnostics.say(summary(surveyed))


def _paths(arguments: Namespace) -> list[Path]:
    """The paths to go through.

    Raises:
        UsageError: One of them does not exist, or nothing is left to look at.
    """
    paths = [Path(os.path.expanduser(path)) for path in arguments.paths]  # noqa: PTH111 - Path's raises for unknown users
    missing = next((path for path in paths if not os.path.lexists(path)), None)
    if missing is not None:
        raise UsageError(f"{clean(str(missing))} does not exist")
    if arguments.no_default and not (paths or arguments.names or arguments.from_bom):
        raise UsageError("--no-default leaves nothing to look at", "name folders or files")
    return paths


def _on_disk(arguments: Namespace, paths: Sequence[Path], log: ProblemLog) -> list[Found]:
    """The models in folders: those of known programs are left out if names or a file are asked about."""
    is_asked_about_others = arguments.no_default or arguments.names or arguments.from_bom
    places = () if is_asked_about_others else default_places(os.environ, home_folder())
    progress = diagnostics.Progress(words="{count:,} folders looked at")
    try:
        return list(find_models(places, paths, log, progress.show))
    finally:
        progress.done()


def _listed(arguments: Namespace, log: ProblemLog) -> list[Found]:
    """The models of a bill of materials.

    Raises:
        UsageError: It cannot be read.
    """
    if not arguments.from_bom:
        return []
    path = Path(arguments.from_bom)
    try:
        return list(read_bom(path, log))
    except Unusable as fault:
        raise UsageError(f"{clean(str(path))}: {fault}") from fault
