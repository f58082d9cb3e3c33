"""Everything that was loaded: entries, categories and frameworks, with the ways through them."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

import msgspec

from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.model.category import Category
from llmtui.model.checklist import Checklist
from llmtui.model.entry import Entry
from llmtui.model.framework import Framework
from llmtui.model.licence import Licence


class Origin(msgspec.Struct, frozen=True):
    """A folder or file that entries came from."""

    path: Path
    label: str
    """How to name it to the user: `bundled`, `user`, or the path as given."""
    update: str = ""
    """The index whose newer records it holds, if `llmtui update` made it."""


class Addition(msgspec.Struct, frozen=True):
    """What an overlay added to an entry."""

    path: Path
    """The overlay's file."""
    keys: tuple[str, ...]
    """What of the entry comes from there."""


class Relations(msgspec.Struct, frozen=True):
    """What follows only from all entries together."""

    derived: Mapping[str, tuple[str, ...]]
    """The ids of what derives from each base, in catalogue order; a base is an id, or a name in words."""
    reproductions: Mapping[str, tuple[str, ...]]
    """The ids of what builds each entry again."""
    judged: Mapping[str, int]
    """How many entries each framework judged."""


class Snapshot(msgspec.Struct, frozen=True):
    """The state of a source from which the catalogue's records were taken."""

    source: str
    version: str = ""
    """A commit or a version."""
    date: str = ""
    """When it was taken."""
    newest: str = ""
    """The date of its newest record."""
    records: int = 0
    """How many it has."""
    url: str = ""


class Catalog(msgspec.Struct, frozen=True, eq=False, dict=True):
    """An immutable collection of entries in catalogue order."""

    entries: Mapping[str, Entry] = msgspec.field(default_factory=dict)
    """By id."""
    categories: tuple[Category, ...] = ()
    frameworks: Mapping[str, Framework] = msgspec.field(default_factory=dict)
    """By id, in the order of preference."""
    licences: Mapping[str, Licence] = msgspec.field(default_factory=dict)
    """By id."""
    checklists: Mapping[str, Checklist] = msgspec.field(default_factory=dict)
    """By id."""
    origins: tuple[Origin, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    """The sources that the entries were taken from, as snapshots.toml lists them."""
    replaced: Mapping[str, Path] = msgspec.field(default_factory=dict)
    """Ids whose entry replaced one of an earlier folder, with that earlier file."""
    additions: Mapping[str, tuple[Addition, ...]] = msgspec.field(default_factory=dict)
    """By id, what overlays added to the entry, in their order."""
    known_relations: Relations | None = None
    """Set if they are known already; else they are found by going through all entries."""

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, entry_id: str) -> Entry | None:
        """The entry of this id."""
        return self.entries.get(entry_id)

    @property
    def judges(self) -> Mapping[str, Framework]:
        """What a user can choose to see grades by: All judges first, then each framework; empty without frameworks."""
        return {ALL: ALL_JUDGES, **self.frameworks} if self.frameworks else {}

    def judge(self, judge_id: str) -> Framework | None:
        """All judges, or the framework of this id."""
        return ALL_JUDGES if judge_id == ALL and self.frameworks else self.frameworks.get(judge_id)

    def category(self, category_id: str) -> Category | None:
        """The category of this id."""
        return next((category for category in self.categories if category.id == category_id), None)

    def base_name(self, base: str) -> str:
        """How to print what an entry derives from: its name if the catalog has it, else the words given."""
        entry = self.entries.get(base)
        return entry.name if entry else base

    @cached_property
    def relations(self) -> Relations:
        """What derives from what, and how many entries each framework judged."""
        return self.known_relations or relate(self)

    def derived_from(self, entry_id: str) -> tuple[Entry, ...]:
        """The entries that name this one as their base."""
        return self._these(self.relations.derived.get(entry_id, ()))

    def above(self, bases: Iterable[str]) -> Iterator[tuple[str, Entry | None]]:
        """These bases and everything that they derive from: each name once, the nearest first, with its entry if known.

        The bases of an entry lead back to the entry itself if the data has a circle.
        """
        ahead = deque(bases)
        followed: set[str] = set()
        while ahead:
            name = ahead.popleft()
            if name not in followed:
                followed.add(name)
                entry = self.entries.get(name)
                yield name, entry
                ahead += entry.base if entry else ()

    def ancestors(self, entry: Entry) -> tuple[Entry, ...]:
        """Every entry it derives from, the nearest first, itself never among them."""
        return tuple(base for name, base in self.above(entry.base) if base and name != entry.id)

    def reproductions_of(self, entry_id: str) -> tuple[Entry, ...]:
        """The entries that build this one again."""
        return self._these(self.relations.reproductions.get(entry_id, ()))

    def _these(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        return tuple(self.entries[entry_id] for entry_id in ids)


class Related(Protocol):
    """What relations are found from: an entry, or the parts of it that they need."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def base(self) -> tuple[str, ...]:
        """What it derives from."""
        ...

    @property
    def reproduces(self) -> tuple[str, ...]:
        """What it builds again."""
        ...

    @property
    def judges(self) -> tuple[str, ...]:
        """The frameworks that judged it."""
        ...


def relate(entries: Iterable[Related]) -> Relations:
    """The relations between entries, found by going through all of them."""
    derived: defaultdict[str, list[str]] = defaultdict(list)
    reproductions: defaultdict[str, list[str]] = defaultdict(list)
    judged: Counter[str] = Counter()
    for entry in entries:
        for base in entry.base:
            derived[base].append(entry.id)
        for original in entry.reproduces:
            reproductions[original].append(entry.id)
        judged.update(entry.judges)
    return Relations(_frozen(derived), _frozen(reproductions), judged)


def _frozen(lists: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(ids) for name, ids in lists.items()}
