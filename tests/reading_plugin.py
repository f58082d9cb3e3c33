"""Reads each file of the bundled catalogue once per process, not once per test: it takes a third of a second.

The files are read by the program's own code, as often as what they are read by differs. Other folders are never kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from llmtui.loader import load as loading
from llmtui.loader.definition_files import read_categories, read_frameworks
from llmtui.loader.files import EntryFiles
from llmtui.loader.licence_files import read_licences
from llmtui.loader.locate import bundled_folder, licence_files
from llmtui.loader.overlay import Overlay
from llmtui.model import Category, Entry, Framework
from llmtui.model.licence import Licence
from llmtui.problems import Problem, ProblemLog


class Kept:
    """What the files of the bundled catalogue hold, with what is wrong in them."""

    def __init__(self) -> None:
        log = ProblemLog()
        self._folder = bundled_folder()
        self._read_entries = EntryFiles.read
        self._licences = read_licences([self._folder], log)
        self._licence_problems = tuple(log)
        self._definitions = (read_categories([self._folder], log), read_frameworks([self._folder], log))
        self._entries: dict[Path, tuple[list[tuple[Any, Entry | Overlay]], tuple[Problem, ...]]] = {}

    def licences(self, folders: Iterable[Path], log: ProblemLog) -> dict[str, Licence]:
        """Takes the place of `read_licences`."""
        folders = [folder for folder in folders if any(licence_files(folder))]
        if set(folders) != {self._folder}:
            return read_licences(folders, log)
        log.problems.extend(self._licence_problems)
        return dict(self._licences)

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
            yield from self._read_entries(files, items, categories, frameworks, log)
            return
        for item in items:
            if item[1] not in self._entries:
                of_file = ProblemLog()
                found = list(self._read_entries(files, [item], categories, frameworks, of_file))
                self._entries[item[1]] = found, tuple(of_file)
            found, problems = self._entries[item[1]]
            log.problems.extend(problems)
            yield from found


@pytest.fixture(scope="session", autouse=True)
def _bundled_files_read_once() -> Iterator[None]:
    kept = Kept()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "read_licences", kept.licences)
        patch.setattr(EntryFiles, "read", lambda *given: kept.entries(*given))  # noqa: PLW0108 - it binds the files
        yield
