"""`llmtui edit ID`: an overlay on an entry, in the user's own catalogue and editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from llmtui.cli import diagnostics
from llmtui.cli.options import add_catalog_options, find_entry, open_catalogs, origins
from llmtui.cli.output import Output
from llmtui.errors import NoAnswer, UsageError
from llmtui.loader.load import load
from llmtui.loader.locate import entry_files
from llmtui.loader.overlay import EXTENDS
from llmtui.model import Entry, Origin
from llmtui.problems import ProblemLog
from llmtui.text import clean
from llmtui.toml_reader import read_toml
from llmtui.toml_writer import toml_value
from llmtui.user.files import create_exclusively
from llmtui.user.paths import user_paths


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("id", metavar="ID", help="the entry to add to")
    parser.add_argument("--into", default="", metavar="DIR", help="the catalogue folder to write to (your own)")
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Open the overlay, then say what is wrong with it."""
    entry = find_entry(open_catalogs(arguments).searcher, arguments.id)
    folder = Path(os.path.expanduser(arguments.into)) if arguments.into else user_paths().catalog  # noqa: PTH111 - as in loader.locate
    editor = _editor(os.environ)
    path = _file_of(entry, folder)
    template = _template(entry)
    if not path.exists():
        _create(path, template)
    _open(editor, path, template)
    return _validated(arguments, folder, path, output)


def _editor(environment: Mapping[str, str]) -> list[str]:
    """The words that start the editor.

    Raises:
        UsageError: None is set.
    """
    try:
        words = shlex.split(environment.get("VISUAL", "") or environment.get("EDITOR", ""))
    except ValueError as error:
        raise UsageError("VISUAL or EDITOR cannot be read: a quote is not closed", "export EDITOR=vi") from error
    if not words:
        raise UsageError("no editor is set", "export EDITOR=vi, or your own")
    return words


def _file_of(entry: Entry, folder: Path) -> Path:
    """The file in a folder that is about an entry, or where a new one belongs."""
    for _, path in entry_files(folder):
        table = read_toml(path, ProblemLog())
        if table and (table.text(EXTENDS) == entry.id or (EXTENDS not in table and path.stem == entry.id)):
            return path
    return folder / entry.category / f"{entry.id}.toml"


def _template(entry: Entry) -> str:
    return (
        f"extends = {toml_value(entry.id)}\n"
        f"# What is written here adds to {clean(entry.name, 80)}; it replaces only the keys that it names.\n"
        '# notice = "…", tags = ["…"], names = ["hub:…"], license = "…", or any other key of an entry.\n'
        "# [[assessments]] with framework, date and [assessments.grades] adds a judgement.\n"
    )


def _create(path: Path, text: str) -> None:
    """Write the file to start from.

    Raises:
        UsageError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        create_exclusively(path, text)
    except OSError as error:
        raise UsageError(f"{clean(str(path))}: {error.strerror or 'cannot be written'}") from error


def _open(editor: list[str], path: Path, template: str) -> None:
    """Wait for the editor. A file that still is as it began is removed, however the editor ended.

    Raises:
        UsageError: The editor cannot be started, or it failed.
        NoAnswer: Nothing was added.
    """
    try:
        code = subprocess.call([*editor, str(path)])  # noqa: S603 - the user's own editor
    except OSError as error:
        raise UsageError(f"{clean(editor[0])}: {error.strerror or 'cannot be started'}", "see EDITOR") from error
    finally:
        is_unchanged = _text(path) == template
        if is_unchanged:
            path.unlink(missing_ok=True)
    if code:
        state = "is not kept, because nothing was added" if is_unchanged else "is as it left it"
        raise UsageError(f"{clean(editor[0])} ended with {code}", f"{clean(str(path))} {state}")
    if is_unchanged:
        raise NoAnswer("nothing was added", f"{clean(str(path))} is not kept")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _validated(arguments: Namespace, folder: Path, path: Path, output: Output) -> int:
    """Print the file's path, and what is wrong with it on standard error."""
    known = origins(arguments)
    here = () if any(origin.path == folder for origin in known) else (Origin(folder, clean(str(folder))),)
    problems = [problem for problem in load((*known, *here)).problems if problem.path == path]
    diagnostics.say_problems(problems)
    output.text(clean(str(path)))
    return 1 if problems else 0
