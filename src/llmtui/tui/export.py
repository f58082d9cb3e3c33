"""Writes what a screen shows to a file: asks where, in the format of the suffix, and before replacing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from errno import EEXIST
from pathlib import Path

from textual.app import App

from llmtui.counted import counted
from llmtui.exporters.files import FILE_FORMATS, Export
from llmtui.model import Catalog, Entry
from llmtui.present.glyphs import Glyphs
from llmtui.text import clean
from llmtui.tui.dialogs.ask import AskDialog
from llmtui.tui.dialogs.choose import ChooseDialog, Option
from llmtui.user.files import write_atomically

SUFFIXES: Mapping[str, str] = {
    ".md": "markdown",
    ".json": "json",
    ".jsonl": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
}
"""The format of a sheet by the suffix of a file."""

_REPLACE = "replace"


async def export_file(
    app: App[None],
    dump: Callable[[str], str | bytes],
    what: str,
    proposal: str,
    glyphs: Glyphs,
    suffixes: Mapping[str, str] = SUFFIXES,
) -> None:
    """Ask for a path and write there; to be run in a worker, as it waits for answers.

    Args:
        app: Where to ask, and to say what was done.
        dump: Gives the content in a format of `suffixes`.
        what: What is written, for the title of the question.
        proposal: The path to start from.
        glyphs: The signs.
        suffixes: The formats by their suffixes.
    """
    offered = " ".join(suffixes)
    typed = await app.push_screen_wait(AskDialog(f"Export {what} as", proposal, glyphs, hint=offered))
    if typed is None:
        return
    shown = clean(typed)
    name = _format_of(Path(typed), suffixes)
    if name is None:
        app.notify(f"{shown}: no format has this suffix; use {offered}", markup=False, severity="error")
        return
    try:
        path, exists = _path_of(typed)
        if exists and not await _may_replace(app, shown, glyphs):
            app.notify(f"{shown} was left as it is", markup=False)
            return
        write_atomically(path, dump(name))
    except (OSError, ValueError, RuntimeError) as error:  # an impossible file name, or an unknown home folder
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "this path cannot be used"
        app.notify(f"{shown}: {reason}", markup=False, severity="error")
    else:
        app.notify(f"Written to {clean(str(path))}", markup=False)


async def export_entries(
    app: App[None], catalog: Catalog, entries: Iterable[Entry], framework: str, title: str, glyphs: Glyphs
) -> None:
    """Ask for a path and write entries there, in any format that holds entries."""
    export = Export(catalog, tuple(entries), framework, title=title)
    suffixes = {each.suffixes[0]: name for name, each in FILE_FORMATS.items()}
    what = counted(len(export.entries), "entry", "entries")
    await export_file(app, lambda name: FILE_FORMATS[name].dump(export), what, "llmtui.md", glyphs, suffixes)


def _format_of(path: Path, suffixes: Mapping[str, str]) -> str | None:
    """The format that the last two suffixes of a file name together, or else the last one."""
    two, one = ("".join(path.suffixes[-number:]).lower() for number in (2, 1))
    return suffixes.get(two) or suffixes.get(one)


def _path_of(typed: str) -> tuple[Path, bool]:
    """The path that was meant, and whether there is a file already.

    Raises:
        OSError: There is something else of this name, such as a folder, or it cannot be looked up.
        RuntimeError: The home folder of an unknown user was named.
        ValueError: No file can have this name.
    """
    path = Path(typed).expanduser()
    exists = path.exists()
    if exists and not path.is_file():
        raise OSError(EEXIST, "there is something else of this name")
    return path, exists


async def _may_replace(app: App[None], shown: str, glyphs: Glyphs) -> bool:
    choices = (Option("", "Keep the file as it is"), Option(_REPLACE, "Replace it"))
    return await app.push_screen_wait(ChooseDialog(f"{shown} exists", choices, glyphs)) == _REPLACE
