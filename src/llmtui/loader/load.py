"""Loads catalogue folders in order, later ones over earlier ones, and checks what only the whole can tell."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from llmtui.loader.definitions import build_categories, build_framework, build_snapshots
from llmtui.loader.entries import build_entry
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder, entry_files, framework_files
from llmtui.loader.overlay import EXTENDS, Overlay, apply_overlays, build_overlay
from llmtui.loader.records import Records, open_records
from llmtui.loader.spread import processors, spread
from llmtui.model import Addition, Catalog, Category, Entry, Framework, Origin, Relations, Snapshot, relate
from llmtui.model.ids import ID
from llmtui.model.keys import REFERENCES
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import Source, Unreadable, read_text, read_toml, suggest

_M = TypeVar("_M")
_T = TypeVar("_T")

_AT_ONCE = 200
"""Entries in a batch."""

_MANY = 2000
"""Entries from which on several processes read them sooner than one."""


class Definitions(msgspec.Struct, frozen=True):
    """What entries are read by. Records of an export may add categories while they are read."""

    categories: dict[str, Category]
    frameworks: Mapping[str, Framework]
    snapshots: tuple[Snapshot, ...] = ()


class Gathered(msgspec.Struct, Generic[_T], frozen=True):
    """What was made of the entries of all folders and files, and what only all of them tell."""

    kept: Mapping[str, _T]
    """By id, in catalogue order."""
    replaced: Mapping[str, Path]
    additions: Mapping[str, tuple[Addition, ...]]
    """By id, what overlays added."""
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
        self._sources = [_source(origin.path) for origin in in_force(origins, log)]
        folders = [bundled_folder(), *(each.path for each in self._sources if isinstance(each, EntryFiles))]
        frameworks = _frameworks(folders, log)
        for records in (each for each in self._sources if isinstance(each, Records)):
            frameworks.update(records.definitions(frameworks))
        ordered = sorted(frameworks.items(), key=lambda item: (item[1].order, item[0]))
        self.definitions = Definitions(_categories(folders, log), dict(ordered), _snapshots(folders, log))
        self._sources += [EntryFiles(file, [(_folder_of(file), file)]) for file in files]

    def gather(
        self,
        make: Callable[[Entry], _M],
        take: Callable[[str, _M], _T],
        back: Callable[[_T], Entry],
        told: Callable[[int], None] = lambda _: None,
    ) -> Gathered[_T]:
        """Read the entries, later ones over earlier ones of the same id.

        Args:
            make: What is needed of an entry; many are read in several processes at once, and this is done there.
            take: What to keep of that, done here, in order.
            back: The entry again from what was kept, for the few that overlays add to.
            told: Called with how many were read, after each.
        """
        kept: dict[str, _T] = {}
        drafts: dict[str, _Reference] = {}
        replaced: dict[str, Path] = {}
        first: dict[tuple[int, str], Path] = {}
        additions: dict[str, tuple[Addition, ...]] = {}
        overlays: list[Overlay] = []

        def overlay() -> None:
            """Apply the overlays of a source, once all its entries are known."""
            known = _Kept(kept, back)
            for entry, addition in apply_overlays(overlays, known, self.definitions.categories, drafts, self._log):
                kept[entry.id], drafts[entry.id] = take(entry.id, make(entry)), _reference(entry)
                additions[entry.id] = (*additions.get(entry.id, ()), addition)
            overlays.clear()

        source = 0
        for batch in spread(partial(self._batches, make), self._processes()):
            if batch.source != source:
                overlay()
                source = batch.source
            overlays += batch.overlays
            self.definitions.categories.update(batch.categories)
            for found in batch.found:
                draft, place = found.draft, (batch.source, found.draft.id)
                if place in first:
                    self._log.add(_second(found, first[place]))
                    continue
                first[place] = found.path
                if (earlier := drafts.get(draft.id)) and earlier.path:
                    replaced[draft.id] = earlier.path
                    additions.pop(draft.id, None)
                kept[draft.id], drafts[draft.id] = take(draft.id, found.made), draft
                told(len(first))
            for problem in batch.problems:
                self._log.add(problem)
        overlay()
        shelves = {category: index for index, category in enumerate(self.definitions.categories)}
        ordered = sorted(drafts.values(), key=lambda each: (shelves[each.category], each.id))
        _check_references(drafts, ordered, self._log)
        return Gathered({each.id: kept[each.id] for each in ordered}, replaced, additions, relate(ordered))

    def _processes(self) -> int:
        """How many processes the reading is worth."""
        return processors() if sum(source.weight() for source in self._sources) >= _MANY else 1

    def _batches(self, make: Callable[[Entry], _M], number: int, of: int) -> Iterator[_Batch]:
        """What falls to one of several processes: every so manyth batch of entries."""
        count = 0
        for position, source in enumerate(self._sources):
            items = source.items()
            while batch := list(islice(items, _AT_ONCE)):
                if count % of == number:
                    yield self._batch(make, position, source, batch)
                count += 1

    def _batch(
        self, make: Callable[[Entry], _M], position: int, source: EntryFiles | Records, items: Iterable[Any]
    ) -> _Batch:
        log, found, overlays = ProblemLog(), [], []
        before = dict(self.definitions.categories)
        for item in items:
            entry = source.read(item, self.definitions.categories, self.definitions.frameworks, log)
            if isinstance(entry, Overlay):
                overlays.append(entry)
            elif entry is not None:
                path, line = source.place(item)
                draft = _reference(entry)
                found.append(_Found(draft, path, line, make(entry)))
        new = {name: each for name, each in self.definitions.categories.items() if before.get(name) is not each}
        return _Batch(position, found, overlays, tuple(log), new)


class EntryFiles:
    """Entry files, each with the name of the category folder it lies in."""

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

    def place(self, item: tuple[str, Path]) -> tuple[Path, int | None]:
        """Where an entry stands."""
        return item[1], None

    def read(
        self,
        item: tuple[str, Path],
        categories: Mapping[str, Category],
        frameworks: Mapping[str, Framework],
        log: ProblemLog,
    ) -> Entry | Overlay | None:
        """The entry of a file, or what it adds to one."""
        name, path = item
        category = categories.get(name)
        if category is None:
            log.add(Problem(path, f"there is no category {name!r}", hint=suggest(name, categories), skipped=True))
            return None
        table = read_toml(path, log)
        if table and EXTENDS in table:
            return build_overlay(table, categories, frameworks)
        return build_entry(table, category, categories, frameworks) if table else None


class _Kept(Mapping[str, Entry]):
    """Entries by id, made again from what was kept of them."""

    def __init__(self, kept: Mapping[str, Any], back: Callable[[Any], Entry]) -> None:
        self._kept = kept
        self._back = back

    def __getitem__(self, entry_id: str) -> Entry:
        return self._back(self._kept[entry_id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


class _Found(NamedTuple):
    """An entry that was read."""

    draft: _Reference
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
    """What is wrong where an id is there already."""
    other = "stands twice" if first == found.path else f"is taken by {first}"
    return Problem(found.path, f"the id {found.draft.id!r} {other}", found.line, skipped=True)


def in_force(origins: Iterable[Origin], log: ProblemLog) -> list[Origin]:
    """The origins without the updates that are older than what the bundled catalogue has of the same index."""
    origins = tuple(origins)
    if not any(origin.update for origin in origins):
        return list(origins)
    bundled = {each.source: each.date for each in _snapshots((bundled_folder(),), log)}

    def is_old(origin: Origin) -> bool:
        fetched = {each.source: each.date for each in _snapshots((origin.path,), ProblemLog())}
        return bool(origin.update) and bundled.get(origin.update, "") > fetched.get(origin.update, "")

    return [origin for origin in origins if not is_old(origin)]


def _source(path: Path) -> EntryFiles | Records:
    """A file is something to read as a whole, were it a pipe; a folder that is gone is an empty one."""
    there = os.path.exists(path) and not os.path.isdir(path)  # noqa: PTH110, PTH112 - Path's raise for long names
    return open_records(path) if there else EntryFiles(path)


def load(origins: Iterable[Origin], files: Iterable[Path] = ()) -> Loaded:
    """Read folders, files of records and single entry files as they are now, and all their entries.

    Raises:
        UsageError: A file of records cannot be read. Nothing in a folder can make it fail.
    """
    origins, log = tuple(origins), ProblemLog()
    reading = Reading(origins, log, files)
    gathered = reading.gather(lambda entry: entry, lambda _id, entry: entry, lambda entry: entry)
    catalog = Catalog(
        entries=gathered.kept,
        categories=tuple(reading.definitions.categories.values()),
        frameworks=reading.definitions.frameworks,
        origins=origins,
        snapshots=reading.definitions.snapshots,
        replaced=gathered.replaced,
        additions=gathered.additions,
        known_relations=gathered.relations,
    )
    return Loaded(catalog, tuple(log))


def _folder_of(file: Path) -> str:
    """The name of the folder a file lies in, also where the file is named relative to it or does not exist."""
    return Path(os.path.realpath(file)).parent.name  # Path.resolve raises for a loop of links


class _Reference(NamedTuple):
    """What is kept of an entry until all are known: where it stands, and what it refers to."""

    id: str
    category: str
    path: Path | None
    base: tuple[str, ...]
    reproduces: tuple[str, ...]
    judges: tuple[str, ...]
    ids: tuple[tuple[str, tuple[str, ...]], ...]
    """By key, the ids and names of other entries."""


def _reference(entry: Entry) -> _Reference:
    ids = tuple((key.name, found) for key in REFERENCES if (found := key.read(entry)))
    return _Reference(entry.id, entry.category, entry.path, entry.base, entry.reproduces, entry.judges, ids)


def _categories(folders: Iterable[Path], log: ProblemLog) -> dict[str, Category]:
    found: dict[str, Category] = {}
    for folder in folders:
        path = folder / "categories.toml"
        if os.path.lexists(path) and (table := read_toml(path, log)):
            found.update((category.id, category) for category in build_categories(table))
    return found


def _snapshots(folders: Iterable[Path], log: ProblemLog) -> tuple[Snapshot, ...]:
    """What the folders say of their sources, later ones over earlier ones of the same source."""
    found: dict[str, Snapshot] = {}
    for folder in folders:
        path = folder / "snapshots.toml"
        if os.path.lexists(path) and (table := read_toml(path, log)):
            found.update((each.source, each) for each in build_snapshots(table))
    return tuple(found.values())


def _frameworks(folders: Iterable[Path], log: ProblemLog) -> dict[str, Framework]:
    found: dict[str, Framework] = {}
    for folder in folders:
        for path in framework_files(folder):
            if not ID.fullmatch(path.stem):
                log.add(
                    Problem(path, f"{path.name!r} is no id", hint="name the file with a-z, 0-9 and -", skipped=True)
                )
            elif table := read_toml(path, log):
                found[path.stem] = build_framework(table, path.stem)
    return found


def _check_references(known: Mapping[str, object], drafts: Iterable[_Reference], log: ProblemLog) -> None:
    """Log the ids that lead nowhere, each on the line of its key."""
    for draft in drafts:
        if faults := tuple(_wrong_references(known, draft)):
            path = draft.path or Path(draft.id)
            source = _read_again(path) if path.suffix == ".toml" else Source(path / draft.id, "", log)
            for key, message, hint in faults:
                log.add(Problem(source.path, message, source.line_of((key,)), key, hint))


def _wrong_references(known: Mapping[str, object], draft: _Reference) -> Iterator[tuple[str, str, str]]:
    """Key, message and hint. A name in plain words, with a capital or a space, is no id."""
    for key, ids in draft.ids:
        for wrong in (each for each in ids if ID.fullmatch(each) and each not in known):
            hint = suggest(wrong, known) or "give the id of an entry, or the name in plain words"
            yield key, f"there is no entry {wrong!r}", hint
        if draft.id in ids:
            yield key, "an entry cannot refer to itself", ""


def _read_again(path: Path) -> Source:
    """A file that was read before, to find lines in; an empty one where it is gone."""
    try:
        return Source(path, read_text(path), ProblemLog())
    except Unreadable:
        return Source(path, "", ProblemLog())
