"""Loads catalogue folders in order, later ones over earlier ones, and checks references between entries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec

from llmtui.loader.checklist_files import read_checklists
from llmtui.loader.definition_files import current_origins, read_categories, read_frameworks, read_snapshots
from llmtui.loader.files import EntryFiles
from llmtui.loader.licence_files import read_licences
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder
from llmtui.loader.overlay import EntriesOnDemand, Overlay, apply_overlays
from llmtui.loader.processes import in_processes, processors
from llmtui.loader.record_reader import Records
from llmtui.loader.records import open_records
from llmtui.loader.references import Reference, check_references, reference_of
from llmtui.model import Addition, Catalog, Category, Entry, Framework, Origin, Relations, Snapshot, relate
from llmtui.model.checklist import Checklist
from llmtui.model.licence import Licence
from llmtui.permissions import LicenceNames
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean

_M = TypeVar("_M")

_BATCH = 200
"""Entries that a process reads and hands over at once."""

_WORTH_SHARING = 2000
"""From this many entries on, several processes read them faster than one."""


class Definitions(msgspec.Struct, frozen=True):
    """What is needed to read entries. Records of an export may add categories while they are read."""

    categories: dict[str, Category]
    frameworks: Mapping[str, Framework]
    snapshots: tuple[Snapshot, ...] = ()
    licences: Mapping[str, Licence] = {}
    checklists: Mapping[str, Checklist] = {}


class LoadSummary(NamedTuple):
    """What only all entries together show."""

    ids: tuple[str, ...]
    """In catalogue order."""
    replaced: Mapping[str, Path]
    """By id, the file whose entry a later one replaced."""
    additions: Mapping[str, tuple[Addition, ...]]
    """By id, what overlays added to the entry."""
    relations: Relations


class Reading:
    """One reading of catalogue folders and files of records: their definitions first, then their entries.

    Raises:
        UsageError: A file of records cannot be read. Nothing in a folder can make it fail.
    """

    def __init__(self, origins: Iterable[Origin], log: ProblemLog, files: Iterable[Path] = ()) -> None:
        """Read the definitions.

        Args:
            origins: The folders and files of records, later ones over earlier ones.
            log: Where problems go.
            files: Single entry files over all others, each in the category its folder is named after.
        """
        self._log = log
        self._sources: list[_EntrySource] = [_source(origin.path) for origin in current_origins(origins, log)]
        folders = [each.path for each in self._sources if isinstance(each, EntryFiles)]
        if bundled_folder() not in folders:  # without its entries, too, others are read by its definitions
            folders.insert(0, bundled_folder())
        frameworks = read_frameworks(folders, log)
        for records in (each for each in self._sources if isinstance(each, Records)):
            frameworks.update(records.definitions(frameworks, log))
        ordered = sorted(frameworks.items(), key=lambda item: (item[1].order, item[0]))
        self.definitions = Definitions(
            read_categories(folders, log),
            dict(ordered),
            read_snapshots(folders, log),
            read_licences(folders, log),
            read_checklists(folders, log),
        )
        self._licence_names = LicenceNames(self.definitions.licences)
        self._sources += [EntryFiles(file, [(_folder_of(file), file)]) for file in files]
        self._references: dict[str, Reference] = {}
        self._replaced: dict[str, Path] = {}
        self._additions: dict[str, tuple[Addition, ...]] = {}

    def entries(self, make: Callable[[Entry], _M], find: Callable[[str], Entry]) -> Iterator[tuple[Reference, _M]]:
        """Read the entries in their order; a later one of the same id takes the place of an earlier one.

        The entries that overlays of a folder or file add to come again after all of its entries.

        Args:
            make: What is needed of an entry. Large catalogues are read by several processes, and it is called there.
            find: Gives an entry of those that came before, by its id.
        """
        first: dict[tuple[int, str], Path] = {}
        overlays: list[Overlay] = []
        source = 0
        for batch in in_processes(partial(self._batches, make), self._processes()):
            if batch.source != source:
                yield from self._overlaid(overlays, make, find)
                overlays, source = [], batch.source
            overlays += batch.overlays
            self.definitions.categories.update(batch.categories)
            for found in batch.found:
                reference, key = found.reference, (batch.source, found.reference.id)
                if key in first:
                    self._log.add(_second(found, first[key]))
                    continue
                first[key] = found.path
                if (earlier := self._references.get(reference.id)) and earlier.path:
                    self._replaced[reference.id] = earlier.path
                    self._additions.pop(reference.id, None)
                self._references[reference.id] = reference
                yield reference, found.made
            for problem in batch.problems:
                self._log.add(problem)
        yield from self._overlaid(overlays, make, find)

    def _overlaid(
        self, overlays: Iterable[Overlay], make: Callable[[Entry], _M], find: Callable[[str], Entry]
    ) -> Iterator[tuple[Reference, _M]]:
        """The entries with what overlays add to them."""
        known = EntriesOnDemand(self._references, find)
        for entry, addition in apply_overlays(overlays, known, self.definitions.categories, self._log):
            reference = self._references[entry.id] = reference_of(entry)
            self._additions[entry.id] = (*self._additions.get(entry.id, ()), addition)
            yield reference, make(entry)

    def summary(self) -> LoadSummary:
        """What all entries together show, once they are read; ids that lead nowhere are logged."""
        positions = {category: index for index, category in enumerate(self.definitions.categories)}
        ordered = sorted(self._references.values(), key=lambda each: (positions[each.category], each.id))
        check_references(self._references, ordered, self._log)
        return LoadSummary(tuple(each.id for each in ordered), self._replaced, self._additions, relate(ordered))

    def _processes(self) -> int:
        """How many processes the reading is worth."""
        return processors() if sum(source.weight() for source in self._sources) >= _WORTH_SHARING else 1

    def _batches(self, make: Callable[[Entry], _M], number: int, of: int) -> Iterator[_Batch]:
        """The share of one of several processes: every n-th batch of entries."""
        count = 0
        for position, source in enumerate(self._sources):
            items = source.items()
            while batch := list(islice(items, _BATCH)):
                if count % of == number:
                    yield self._batch(make, position, source, batch)
                count += 1

    def _batch(self, make: Callable[[Entry], _M], position: int, source: _EntrySource, items: Sequence[Any]) -> _Batch:
        log = ProblemLog()
        before = dict(self.definitions.categories)
        found: list[_Found] = []
        overlays: list[Overlay] = []
        for item, each in source.read(items, self.definitions.categories, self.definitions.frameworks, log):
            # one after another, so that few entries are in memory at a time
            if isinstance(each, Overlay):
                overlays.append(each)
            else:
                found.append(_Found(reference_of(each), *source.origin(item), make(self._spelt(each))))
        new = {name: each for name, each in self.definitions.categories.items() if before.get(name) is not each}
        return _Batch(position, found, overlays, tuple(log), new)

    def _spelt(self, entry: Entry) -> Entry:
        """The entry with its licences as SPDX spells them, whatever people call them."""
        licence = self._licence_names.canonical(entry.licence)
        licences = tuple((size, self._licence_names.canonical(each)) for size, each in entry.licences)
        if licence == entry.licence and licences == entry.licences:
            return entry
        return msgspec.structs.replace(entry, licence=licence, licences=licences)


class _EntrySource(Protocol):
    """A folder or a file of records: entries are read from its items, a batch of them at a time."""

    path: Path

    def items(self) -> Iterator[Any]: ...

    def weight(self) -> int: ...

    def origin(self, item: Any) -> tuple[Path, int | None]: ...

    def read(
        self,
        items: Sequence[Any],
        categories: dict[str, Category],
        frameworks: Mapping[str, Framework],
        log: ProblemLog,
    ) -> Iterator[tuple[Any, Entry | Overlay]]: ...


class _Found(msgspec.Struct, frozen=True):
    """An entry that was read."""

    reference: Reference
    path: Path
    line: int | None
    made: Any


class _Batch(NamedTuple):
    """What was read of some items of one source."""

    source: int
    found: Sequence[_Found]
    overlays: Sequence[Overlay]
    problems: tuple[Problem, ...]
    categories: Mapping[str, Category]
    """Those that are new, or have new groups."""


def _second(found: _Found, first: Path) -> Problem:
    """What is wrong if an id is there already."""
    other = "is there twice" if first == found.path else f"is taken by {clean(str(first))}"
    return Problem(found.path, f"the id {found.reference.id!r} {other}", found.line, skipped=True)


def _source(path: Path) -> _EntrySource:
    """Any path that is not a directory, even a pipe, is a file of records; a missing directory counts as empty."""
    there = os.path.exists(path) and not os.path.isdir(path)  # noqa: PTH110, PTH112 - Path's raise for long names
    return open_records(path) if there else EntryFiles(path)


def load(origins: Iterable[Origin], files: Iterable[Path] = ()) -> Loaded:
    """Read folders, files of records and single entry files as they are now, and all their entries.

    Raises:
        UsageError: A file of records cannot be read. Nothing in a folder can make it fail.
    """
    origins, log = tuple(origins), ProblemLog()
    reading = Reading(origins, log, files)
    entries: dict[str, Entry] = {}
    entries.update((found.id, entry) for found, entry in reading.entries(lambda entry: entry, entries.__getitem__))
    summary = reading.summary()
    catalog = Catalog(
        entries={entry_id: entries[entry_id] for entry_id in summary.ids},
        categories=tuple(reading.definitions.categories.values()),
        frameworks=reading.definitions.frameworks,
        licences=reading.definitions.licences,
        checklists=reading.definitions.checklists,
        origins=origins,
        snapshots=reading.definitions.snapshots,
        replaced=summary.replaced,
        additions=summary.additions,
        known_relations=summary.relations,
    )
    return Loaded(catalog, tuple(log))


def _folder_of(file: Path) -> str:
    """The name of the folder a file is in, also if the file is named relative to it or does not exist."""
    return Path(os.path.realpath(file)).parent.name  # Path.resolve raises for a loop of links
