"""Reads each file of the bundled catalogue once per process, not once per test: it takes a third of a second.

The files are read by the program's own code, as often as what they are read by differs. Other folders are never kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import pytest

from llmtui.loader import load as loading
from llmtui.loader.checklist_files import read_checklists
from llmtui.loader.definition_files import read_categories, read_frameworks
from llmtui.loader.files import EntryFiles
from llmtui.loader.licence_files import read_licences
from llmtui.loader.locate import bundled_folder, checklist_files, framework_files, licence_files
from llmtui.loader.overlay import Overlay
from llmtui.model import Category, Entry, Framework
from llmtui.permissions import LicenceNames
from llmtui.problems import Problem, ProblemLog

_D = TypeVar("_D")
_Read = Callable[[Iterable[Path], ProblemLog], dict[str, _D]]


def _once(read: _Read[_D], files: Callable[[Path], Iterator[Path]]) -> _Read[_D]:
    """Read the definitions of folders, but those of the bundled one alone only once."""
    bundled, log = bundled_folder(), ProblemLog()
    known, problems = read([bundled], log), tuple(log)

    def read_or_known(folders: Iterable[Path], log: ProblemLog) -> dict[str, _D]:
        folders = [folder for folder in folders if folder == bundled or any(files(folder))]
        if set(folders) != {bundled}:
            return read(folders, log)
        log.problems.extend(problems)
        return dict(known)

    return read_or_known


def _category_files(folder: Path) -> Iterator[Path]:
    """The file of categories, also if it is a link that leads nowhere."""
    return filter(os.path.lexists, [folder / "categories.toml"])


class Kept:
    """What the entry files of the bundled catalogue hold, with what is wrong in them."""

    def __init__(self) -> None:
        log = ProblemLog()
        self._folder = bundled_folder()
        self._read = EntryFiles.read
        self._definitions = (read_categories([self._folder], log), read_frameworks([self._folder], log))
        self._entries: dict[Path, tuple[list[tuple[Any, Entry | Overlay]], tuple[Problem, ...]]] = {}

    def entries(
        self,
        files: EntryFiles,
        items: Iterable[tuple[str, Path]],
        categories: dict[str, Category],
        frameworks: Mapping[str, Framework],
        log: ProblemLog,
    ) -> Iterator[tuple[Any, Entry | Overlay]]:
        """Takes the place of `EntryFiles.read`."""
        if files.path != self._folder or (categories, frameworks) != self._definitions:
            yield from self._read(files, items, categories, frameworks, log)
            return
        for item in items:
            if item[1] not in self._entries:
                of_file = ProblemLog()
                found = list(self._read(files, [item], categories, frameworks, of_file))
                self._entries[item[1]] = found, tuple(of_file)
            found, problems = self._entries[item[1]]
            log.problems.extend(problems)
            yield from found


@pytest.fixture(scope="session", autouse=True)
def _bundled_files_read_once() -> Iterator[None]:
    kept, licences = Kept(), _once(read_licences, licence_files)
    bundled = licences([bundled_folder()], ProblemLog())
    names = LicenceNames(bundled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "read_licences", licences)
        patch.setattr(loading, "LicenceNames", lambda found: names if found == bundled else LicenceNames(found))
        patch.setattr(loading, "read_frameworks", _once(read_frameworks, framework_files))
        patch.setattr(loading, "read_checklists", _once(read_checklists, checklist_files))
        patch.setattr(loading, "read_categories", _once(read_categories, _category_files))
        patch.setattr(EntryFiles, "read", lambda *given: kept.entries(*given))  # noqa: PLW0108 - it binds the files
        yield
