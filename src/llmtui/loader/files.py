"""Reads the entry files of a catalogue folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from llmtui.loader.entries import build_entry
from llmtui.loader.locate import entry_files
from llmtui.loader.overlay import EXTENDS, Overlay, build_overlay
from llmtui.model import Category, Entry, Framework
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import Table, read_toml, suggest


class EntryFiles:
    """Entry files, each with the name of the category folder it is in."""

    def __init__(self, path: Path, files: Sequence[tuple[str, Path]] | None = None) -> None:
        """Take the files of a catalogue folder, or those given."""
        self.path = path
        self._files = list(entry_files(path)) if files is None else files

    def items(self) -> Iterator[tuple[str, Path]]:
        """Each file."""
        return iter(self._files)

    def weight(self) -> int:
        """How many there are."""
        return len(self._files)

    def origin(self, item: tuple[str, Path]) -> tuple[Path, int | None]:
        """The path and line that an entry begins on."""
        return item[1], None

    def read(
        self,
        items: Iterable[tuple[str, Path]],
        categories: Mapping[str, Category],
        frameworks: Mapping[str, Framework],
        log: ProblemLog,
    ) -> Iterator[tuple[tuple[str, Path], Entry | Overlay]]:
        """The entries and overlays of files that hold one."""
        for name, path in items:
            category = categories.get(name)
            if category is None:
                log.add(Problem(path, f"there is no category {name!r}", hint=suggest(name, categories), skipped=True))
                continue
            table = read_toml(path, log)
            if table and (found := _entry_or_overlay(table, category, categories, frameworks)):
                yield (name, path), found


def _entry_or_overlay(
    table: Table, category: Category, categories: Mapping[str, Category], frameworks: Mapping[str, Framework]
) -> Entry | Overlay | None:
    if EXTENDS in table:
        return build_overlay(table, categories, frameworks)
    return build_entry(table, category, categories, frameworks)
