"""Opens a catalogue: from the cache if nothing changed since it was written, else from its files.

Either way entries are kept packed and are unpacked when they are looked at, so that a catalogue of any size opens
alike. A cache that is missing, old, broken or another user's is made again, in silence.
"""

from __future__ import annotations

import gc
import io
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import msgspec

from llmtui.cache.file import Broken, CacheReader, CacheWriter, decoder, open_cache, packed, read_back
from llmtui.cache.lazy import LazyEntries, LazyValues
from llmtui.cache.purpose import purpose_of
from llmtui.errors import UsageError
from llmtui.loader.loaded import Loaded
from llmtui.model import Addition, Catalog, Category, Entry, Framework, Origin, Relations, Snapshot
from llmtui.model.checklist import Checklist
from llmtui.model.licence import Licence
from llmtui.problems import Problem, ProblemLog
from llmtui.search import Searcher
from llmtui.search.columns import COLUMN_TYPES, Columns

if TYPE_CHECKING:
    from llmtui.loader.load import Definitions, Reading

_CACHES_KEPT = 8
"""How many caches are kept, each for other catalogues."""


_ABANDONED_AFTER = 3600
"""Seconds after which no program is still writing a cache."""

_SUFFIX = ".cache"
_T = TypeVar("_T")

Progress = Callable[[int], None]
"""Called with how many entries were read, after each."""


class Opened(msgspec.Struct, frozen=True):
    """A catalogue, and what searches it."""

    loaded: Loaded
    searcher: Searcher


def open_catalog(origins: Iterable[Origin], folder: Path | None, progress: Progress = lambda _count: None) -> Opened:
    """Open catalogues, the later ones over the earlier ones.

    Args:
        origins: Their folders and files.
        folder: Where caches are kept; None keeps none.
        progress: Called with how many entries were read, while files have to be read.

    Raises:
        UsageError: A file of records cannot be read.
    """
    origins = tuple(origins)
    purpose = purpose_of(origins)
    path = cache_file(origins, folder)
    with suppress(Broken, OSError, ValueError):
        if path is not None:
            return _opened(origins, open_cache(path, purpose))
    return _opened(origins, _read(origins, path, purpose, progress))


def open_kept(origins: Iterable[Origin], folder: Path) -> Opened | None:
    """Open catalogues from their cache alone; None if there is none that can be used as they are now."""
    origins = tuple(origins)
    with suppress(Broken, OSError, ValueError):
        if (path := cache_file(origins, folder)) is not None:
            return _opened(origins, open_cache(path, purpose_of(origins)))
    return None


def catalog_of(origins: Iterable[Origin], folder: Path | None) -> Catalog:
    """The catalogue alone, from its cache if that can be used, else from its files; no cache is written."""
    from llmtui.loader.load import load  # noqa: PLC0415 - reads TOML, which a cache spares every other command

    origins = tuple(origins)
    kept = open_kept(origins, folder) if folder else None
    return kept.loaded.catalog if kept else load(origins).catalog


def cache_file(origins: Iterable[Origin], folder: Path | None) -> Path | None:
    """Where the cache of these catalogues is kept."""
    if folder is None:
        return None
    names = "\n".join(os.path.abspath(origin.path) for origin in origins)  # noqa: PTH100 - Path.absolute keeps ..
    return folder / f"{blake2b(names.encode(errors='surrogateescape'), digest_size=8).hexdigest()}{_SUFFIX}"


def is_fresh(origins: Iterable[Origin], folder: Path) -> bool:
    """Whether there is a cache of these catalogues that can be used as they are now."""
    origins = tuple(origins)
    path = cache_file(origins, folder)
    with suppress(Broken, OSError, ValueError):
        return path is not None and bool(open_cache(path, purpose_of(origins)))
    return False


def _read(origins: tuple[Origin, ...], path: Path | None, purpose: bytes, progress: Progress) -> CacheReader:
    """Read the files into a cache: in its place, else in a file without a name, else in memory."""
    with suppress(OSError, Broken):
        if path is not None:
            _write_in_place(origins, path, purpose, progress)
            return open_cache(path, purpose)
    import tempfile  # noqa: PLC0415 - as in _write

    with suppress(OSError), tempfile.TemporaryFile() as file:
        # the file has no name and is gone once it is closed
        return _written(origins, file, purpose, progress)
    return _written(origins, io.BytesIO(), purpose, progress)


def _written(origins: tuple[Origin, ...], file: IO[bytes], purpose: bytes, progress: Progress) -> CacheReader:
    _write(origins, file, purpose, progress)
    return read_back(file, purpose)


def _write_in_place(origins: tuple[Origin, ...], path: Path, purpose: bytes, progress: Progress) -> None:
    """Write the cache beside its place and then put it there, and drop old ones.

    Raises:
        OSError: The folder cannot be written.
    """
    import tempfile  # noqa: PLC0415 - as in _write

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w+b") as file:
            _write(origins, file, purpose, progress)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    with suppress(OSError):  # another program may do the same just now
        _drop_old(path.parent)


def _drop_old(folder: Path) -> None:
    """Drop all caches but the newest, and what programs that were killed began to write."""
    caches = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda each: -each.stat().st_mtime)
    begun = (each for each in folder.glob(f".*{_SUFFIX}-*") if each.stat().st_mtime < time.time() - _ABANDONED_AFTER)
    for old in (*caches[_CACHES_KEPT:], *begun):
        old.unlink(missing_ok=True)


def _write(origins: tuple[Origin, ...], file: IO[bytes], purpose: bytes, progress: Progress) -> None:
    """Read all files, keeping no more of an entry in memory than searching needs."""
    # what reads files costs more to import than a cache costs to read
    from llmtui.loader.load import Reading  # noqa: PLC0415

    log = ProblemLog()
    with _no_collection():
        _fill(Reading(origins, log), log, CacheWriter(file), purpose, progress)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the cyclic garbage collector: none of the many new objects forms a cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _fill(reading: Reading, log: ProblemLog, writer: CacheWriter, purpose: bytes, progress: Progress) -> None:
    """Write the entries as they are read, then what only all of them show."""
    from llmtui.search.facts import EntryFacts  # noqa: PLC0415 - as in _write
    from llmtui.search.gathering import Gathering  # noqa: PLC0415 - as in _write

    definitions = reading.definitions
    gathering = Gathering(definitions.categories, definitions.frameworks, definitions.licences)
    numbers: dict[str, int] = {}

    def make(entry: Entry) -> tuple[bytes, bytes]:
        return packed(gathering.collect(entry)), packed(entry)

    decode, decode_facts = decoder(Entry).decode, decoder(EntryFacts).decode

    def find(entry_id: str) -> Entry:
        return decode(writer.record(numbers[entry_id]))

    for count, (reference, (facts, content)) in enumerate(reading.entries(make, find), 1):
        gathering.keep(reference.id, decode_facts(facts))
        numbers[reference.id] = writer.add_record(content)
        progress(count)
    summary = reading.summary()
    for name, column in gathering.columns(summary.ids):
        writer.add_part(name, column)
    writer.add_part("relations", summary.relations)
    writer.add_part("entries", (summary.ids, tuple(numbers[each] for each in summary.ids)))
    writer.add_part("replaced", summary.replaced)
    writer.add_part("additions", _each_packed(summary.additions))
    writer.add_part("categories", tuple(definitions.categories.values()))
    writer.add_part("frameworks", tuple(definitions.frameworks.values()))
    writer.add_part("snapshots", definitions.snapshots)
    writer.add_part("licences", _each_packed(definitions.licences))
    writer.add_part("checklists", tuple(definitions.checklists.values()))
    writer.add_part("problems", (*log, *_checklist_problems(definitions)))
    writer.finish(purpose)


def _checklist_problems(definitions: Definitions) -> tuple[Problem, ...]:
    """What is wrong with the queries of checklists."""
    from llmtui.checklists import checklist_problems  # noqa: PLC0415 - as in _write

    catalog = Catalog(
        categories=tuple(definitions.categories.values()),
        frameworks=definitions.frameworks,
        licences=definitions.licences,
        checklists=definitions.checklists,
    )
    return checklist_problems(catalog)


def _each_packed(values: Mapping[str, Any]) -> dict[str, bytes]:
    """Values by key for `_Kept.later`."""
    return {key: packed(value) for key, value in values.items()}


def _opened(origins: tuple[Origin, ...], reader: CacheReader) -> Opened:
    """The catalogue in a cache.

    Raises:
        Broken: A part of it is not as it was written.
    """
    reader.check((*COLUMN_TYPES, "additions", "licences"))
    ids, numbers = reader.part("entries", tuple[tuple[str, ...], tuple[int, ...]])
    frameworks = reader.part("frameworks", tuple[Framework, ...])
    kept = _Kept(origins, reader)
    catalog = Catalog(
        entries=LazyEntries(ids, numbers, kept.entry),
        categories=reader.part("categories", tuple[Category, ...]),
        frameworks={framework.id: framework for framework in frameworks},
        licences=kept.later("licences", Licence),
        checklists={each.id: each for each in reader.part("checklists", tuple[Checklist, ...])},
        origins=origins,
        snapshots=reader.part("snapshots", tuple[Snapshot, ...]),
        replaced=reader.part("replaced", dict[str, Path]),
        additions=kept.later("additions", tuple[Addition, ...]),
        known_relations=reader.part("relations", Relations),
    )
    problems = reader.part("problems", tuple[Problem, ...])
    return Opened(Loaded(catalog, problems), Searcher(catalog, Columns(kept.column)))


class _Kept:
    """Entries and columns in a cache.

    If the file was changed since it was opened, which shows only when a piece is asked for, the catalogues are read
    again into memory. That helps only as long as they are the same: numbers of entries would lead to other ones.

    Raises:
        UsageError: Both the file and the catalogues were changed.
    """

    def __init__(self, origins: tuple[Origin, ...], reader: CacheReader) -> None:
        self._origins = origins
        self._reader = reader
        self._decode = decoder(Entry).decode

    def entry(self, number: int) -> Entry:
        """The entry of a number."""
        return self._decode(self._read(lambda reader: reader.record(number)))

    def column(self, name: str) -> Any:
        """A column by its name."""
        return self._read(lambda reader: reader.part(name, COLUMN_TYPES[name]))

    def later(self, name: str, kind: type[_T]) -> LazyValues[_T]:
        """A part of values by key, each packed on its own."""
        return LazyValues(lambda: self._read(lambda reader: reader.part(name, dict[str, bytes])), decoder(kind).decode)

    def _read(self, ask: Callable[[CacheReader], _T]) -> _T:
        try:
            return ask(self._reader)
        except Broken as fault:
            purpose = self._reader.purpose
            if purpose_of(self._origins) != purpose:
                raise UsageError("the catalogue and its cache were changed meanwhile", "start llmtui again") from fault
            self._reader = _written(self._origins, io.BytesIO(), purpose, lambda _count: None)
            return ask(self._reader)
