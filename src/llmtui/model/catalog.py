"""Everything that was loaded: entries, categories and frameworks, with the ways through them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from llmtui.model.category import Category
from llmtui.model.entry import Entry
from llmtui.model.framework import Framework


@dataclass(frozen=True, slots=True)
class Origin:
    """A folder that entries came from."""

    path: Path
    label: str
    """How to name it to a person: `bundled`, `user`, or the path as given."""


@dataclass(frozen=True)
class Catalog:
    """An immutable collection of entries in catalogue order."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    """By id."""
    categories: tuple[Category, ...] = ()
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    """By id, in the order of preference."""
    origins: tuple[Origin, ...] = ()
    replaced: Mapping[str, Path] = field(default_factory=dict)
    """Ids whose entry replaced one of an earlier folder, with that earlier file."""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, entry_id: str) -> Entry | None:
        """The entry of this id."""
        return self.entries.get(entry_id)

    def category(self, category_id: str) -> Category | None:
        """The category of this id."""
        return next((category for category in self.categories if category.id == category_id), None)

    def base_name(self, base: str) -> str:
        """How to print what an entry derives from: its name where the catalog has it, else the words given."""
        entry = self.entries.get(base)
        return entry.name if entry else base

    @cached_property
    def _derived(self) -> Mapping[str, tuple[Entry, ...]]:
        derived: dict[str, tuple[Entry, ...]] = {}
        for entry in self:
            for base in entry.base:
                derived[base] = (*derived.get(base, ()), entry)
        return derived

    def derived_from(self, entry_id: str) -> tuple[Entry, ...]:
        """The entries that name this one as their base."""
        return self._derived.get(entry_id, ())
