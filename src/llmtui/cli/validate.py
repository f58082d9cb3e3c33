"""`llmtui validate [PATH…]`: prints every problem, and exits 1 if there are any."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from llmtui.checklists import checklist_problems
from llmtui.cli import diagnostics
from llmtui.cli.options import a_path, add_catalog_options, add_format_option, origins
from llmtui.cli.output import Output
from llmtui.counted import counted
from llmtui.errors import ExitCode, UsageError
from llmtui.loader.checks import check
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import DEFINITIONS, FILES, bundled_folder
from llmtui.model import Origin
from llmtui.problems import Problem, in_file_order
from llmtui.text import clean

_ENTRY = ".toml"


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=a_path,
        metavar="PATH",
        help="catalogue folders, entry files or exports; without one, every catalogue in use",
    )
    add_format_option(parser, ["json"])
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the problems.

    Raises:
        UsageError: A path does not exist, or is of something else.
    """
    paths = [Path(path) for path in arguments.paths]
    _check_paths(paths)
    loaded = _load(arguments, paths)
    folders = [bundled_folder(), *(origin.path for origin in loaded.catalog.origins)]
    found = (*loaded.problems, *checklist_problems(loaded.catalog), *check(loaded.catalog, folders))
    problems = in_file_order(problem for problem in found if not paths or _within(problem.path, paths))
    _print(problems, arguments.format, output)
    entries = counted(len(loaded.catalog), "entry", "entries")
    diagnostics.say(f"{counted(len(problems), 'problem')}, {entries} read")
    return ExitCode.NO if problems else ExitCode.OK


def _check_paths(paths: Iterable[Path]) -> None:
    """Refuse what cannot be validated.

    Raises:
        UsageError: A path does not exist, or its suffix is not that of a catalogue.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no {clean(str(path))}")
        if not path.is_dir() and not _has_records(path) and path.suffix.lower() != _ENTRY:
            hint = f"name a folder, an entry file ({_ENTRY}), or an export ({', '.join(FILES)})"
            raise UsageError(f"{clean(str(path))} does not have the suffix of a catalogue", hint)


def _print(problems: Iterable[Problem], form: str, output: Output) -> None:
    """Print the problems as JSON or one per line."""
    if form == "json":
        output.text(json.dumps([_record(problem) for problem in problems], ensure_ascii=False, indent=2))
        return
    for problem in problems:
        output.line(str(problem))


def _load(arguments: Namespace, paths: list[Path]) -> Loaded:
    """Every catalogue in use with the paths on top, so that references between them are found."""
    catalogues = [Origin(path, clean(str(path))) for path in map(_catalogue_of, paths) if path]
    shelves = [path for path in paths if path.is_dir() and _is_category(path)]
    files = [path for path in paths if _catalogue_of(path) is None]
    files += [file for shelf in shelves for file in sorted(shelf.glob("*.toml"))]
    return load((*origins(arguments), *catalogues), files)


def _catalogue_of(path: Path) -> Path | None:
    """The catalogue that a path names: itself, or the one that a licence, a framework or a checklist is in."""
    if path.is_dir() or _has_records(path):
        return path
    return path.absolute().parents[1] if path.absolute().parent.name in DEFINITIONS else None


def _has_records(path: Path) -> bool:
    """Whether it is a file such as `llmtui export` writes, which is a catalogue by itself."""
    return path.suffix.lower() in FILES


def _is_category(folder: Path) -> bool:
    """Whether the folder has entries itself, as the folders inside a catalogue do."""
    return any(folder.glob("*.toml")) and not (folder / "categories.toml").exists()


def _within(path: Path, folders: Iterable[Path]) -> bool:
    whole = path.absolute()
    return any(folder.absolute() in (whole, *whole.parents) for folder in folders)


def _record(problem: Problem) -> dict[str, object]:
    return {
        "path": clean(str(problem.path)),
        "line": problem.line,
        "key": clean(problem.key),
        "message": clean(problem.message),
        "hint": clean(problem.hint),
        "skipped": problem.skipped,
    }
