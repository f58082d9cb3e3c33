"""Finds catalogues: the only module that knows their paths."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from llmtui.errors import UsageError
from llmtui.model import Origin
from llmtui.text import clean

VARIABLE = "LLMTUI_CATALOG"
"""Names further catalogues, joined by the platform's path separator."""

BUNDLED = "bundled"
"""The label of the catalogue that ships with the program."""

DATABASES = (".sqlite", ".sqlite3", ".db")
FILES = (".json", ".jsonl", *DATABASES)
"""What files of records are called, which `llmtui export` writes and which a catalogue may be."""

DEFINITIONS = {"frameworks", "licences", "checklists"}
"""The folders of a catalogue that are not categories of entries."""


def bundled_folder() -> Path:
    """The catalogue that ships with the program: beside the code in a wheel, at the top of a checkout.

    Raises:
        UsageError: The installation is incomplete.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "data" / "catalog", package.parents[1] / "catalog"):
        if (folder / "categories.toml").is_file():
            return folder
    raise UsageError("the bundled catalogue is missing", "install llmtui again")


def find_origins(
    folders: Iterable[str],
    environment: Mapping[str, str],
    user_folder: Path | None,
    *,
    bundled: bool = True,
    updates: Mapping[str, Path] | None = None,
) -> tuple[Origin, ...]:
    """The catalogues to read; later ones replace entries of earlier ones.

    Args:
        folders: Those that were named.
        environment: May name more.
        user_folder: The folder of the user's own entries.
        bundled: Whether the bundled entries, and the updates of them, are used.
        updates: The folder of each update by the index that it is of.

    Raises:
        UsageError: One that was asked for is not there.
    """
    named = [*folders, *filter(None, environment.get(VARIABLE, "").split(os.pathsep))]
    origins = [Origin(bundled_folder(), BUNDLED)] if bundled else []
    if bundled:
        origins += [Origin(path, f"update of {index}", index) for index, path in (updates or {}).items()]
    for folder in named:
        path = Path(os.path.expanduser(folder))  # noqa: PTH111 - Path.expanduser raises for an unknown user
        if not _is_catalogue(path):
            hint = f"name a folder of <category>/<id>.toml, or a file of {', '.join(FILES)}"
            raise UsageError(f"there is no catalogue {clean(folder)}", hint)
        origins.append(Origin(path, clean(folder)))
    if user_folder is not None and os.path.isdir(user_folder):  # noqa: PTH112 - as above
        origins.append(Origin(user_folder, "user"))
    return tuple(origins)


def _is_catalogue(path: Path) -> bool:
    """Whether it is a folder, or a regular file with the suffix of a file of records."""
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
        return True
    return path.suffix.lower() in FILES and os.path.isfile(path)  # noqa: PTH113 - as above


def entry_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each entry file of a catalogue folder with the name of the category folder it is in."""
    for category in _listing(folder):
        if category.name in DEFINITIONS or category.name.startswith("."):
            continue
        if os.path.isdir(category.path):  # noqa: PTH112 - DirEntry.is_dir and Path.is_dir raise for some broken links
            for path in _listing(Path(category.path)):
                if path.name.endswith(".toml") and not path.name.startswith("."):
                    yield category.name, Path(path.path)


def framework_files(folder: Path) -> Iterator[Path]:
    """Each framework file of a catalogue folder."""
    yield from _definition_files(folder / "frameworks")


def licence_files(folder: Path) -> Iterator[Path]:
    """Each licence file of a catalogue folder."""
    yield from _definition_files(folder / "licences")


def checklist_files(folder: Path) -> Iterator[Path]:
    """Each checklist file of a catalogue folder."""
    yield from _definition_files(folder / "checklists")


def _definition_files(folder: Path) -> Iterator[Path]:
    for path in _listing(folder):
        if path.name.endswith(".toml") and not path.name.startswith("."):
            yield Path(path.path)


Stamp = tuple[str, int, int, int]
"""A file with when it was written, its size, and the number of its content on the disk."""


def stamps(origin: Path) -> Iterator[Stamp]:
    """A stamp for each file of a catalogue, which shows whether it changed without reading it."""
    try:
        found = sorted(os.scandir(origin), key=lambda item: item.name)
    except NotADirectoryError:
        yield _stamp(str(origin), os.stat(origin))  # noqa: PTH116 - as in the others
        return
    except OSError:
        return
    for item in found:
        try:
            if item.is_dir():
                with os.scandir(item.path) as inside:
                    files = sorted((file for file in inside if file.name.endswith(".toml")), key=lambda file: file.name)
                yield from (_stamp(f"{item.name}/{file.name}", file.stat()) for file in files)
            elif item.name.endswith(".toml"):
                yield _stamp(item.name, item.stat())
        except OSError as fault:
            yield item.name, fault.errno or 0, 0, 0


def sealed_stamps(folder: Path) -> Iterator[Stamp]:
    """Stamps of an update: its files are written once and never changed, so the stamps of their folders are enough."""
    try:
        with os.scandir(folder) as found:
            yield from (_stamp(item.name, item.stat()) for item in sorted(found, key=lambda item: item.name))
    except OSError:
        return


def _stamp(name: str, status: os.stat_result) -> Stamp:
    return name, status.st_mtime_ns, status.st_size, status.st_ino


def _listing(folder: Path) -> list[os.DirEntry[str]]:
    """The folder's content by name; nothing if it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda item: item.name)
    except OSError:
        return []
