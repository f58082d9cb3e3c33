"""Where catalogues lie: the only module that knows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from llmtui.errors import UsageError
from llmtui.model import Origin
from llmtui.text import clean

VARIABLE = "LLMTUI_CATALOG"
"""Names further catalogue folders, joined by the platform's path separator."""

_NOT_CATEGORIES = {"frameworks"}


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
    folders: Iterable[str], environment: Mapping[str, str], user_folder: Path | None, *, bundled: bool = True
) -> tuple[Origin, ...]:
    """The catalogue folders in force, in the order in which later ones replace earlier ones.

    Raises:
        UsageError: A folder that was asked for is not there.
    """
    named = [*folders, *filter(None, environment.get(VARIABLE, "").split(os.pathsep))]
    origins = [Origin(bundled_folder(), "bundled")] if bundled else []
    for folder in named:
        path = Path(os.path.expanduser(folder))  # noqa: PTH111 - Path.expanduser raises for an unknown user
        if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
            raise UsageError(f"there is no catalogue folder {clean(folder)}", "name a folder of <category>/<id>.toml")
        origins.append(Origin(path, clean(folder)))
    if user_folder is not None and os.path.isdir(user_folder):  # noqa: PTH112 - as above
        origins.append(Origin(user_folder, "user"))
    return tuple(origins)


def entry_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each entry file of a catalogue folder with the name of the category folder it lies in."""
    for category in _listing(folder):
        if category.name in _NOT_CATEGORIES or category.name.startswith("."):
            continue
        if os.path.isdir(category.path):  # noqa: PTH112 - DirEntry.is_dir and Path.is_dir raise for some broken links
            for path in _listing(Path(category.path)):
                if path.name.endswith(".toml") and not path.name.startswith("."):
                    yield category.name, Path(path.path)


def framework_files(folder: Path) -> Iterator[Path]:
    """Each framework file of a catalogue folder."""
    for path in _listing(folder / "frameworks"):
        if path.name.endswith(".toml") and not path.name.startswith("."):
            yield Path(path.path)


def _listing(folder: Path) -> list[os.DirEntry[str]]:
    """The folder's content by name; nothing where it cannot be read."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda item: item.name)
    except OSError:
        return []
