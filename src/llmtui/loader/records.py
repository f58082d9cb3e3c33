"""Reads entries from a file of records, as `llmtui export` writes them: JSON, JSON Lines or SQLite.

The records of JSON Lines and SQLite come one by one, however many there are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from llmtui.errors import UsageError
from llmtui.loader.definitions import build_framework
from llmtui.loader.entries import build_entry
from llmtui.loader.locate import DATABASES
from llmtui.loader.overlay import EXTENDS, Overlay, build_overlay
from llmtui.loader.typed import TypedReader
from llmtui.model import Category, Entry, Framework, Group
from llmtui.model.ids import ID
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean
from llmtui.toml_reader import LARGEST_FILE, Source, Table

if TYPE_CHECKING:
    from llmtui.loader.database import Database

LARGEST = 64 << 20
"""Bytes of a JSON file, which is read as a whole. An export of a thousand entries takes about three million."""

_LINES = ".jsonl"
_USUAL = 2500
"""Bytes that a record usually has."""
_WORKED_OUT = ("id", "category", "openness")
"""Keys of a record that no entry file has."""


class Item(msgspec.Struct, frozen=True):
    """A record that was not looked at yet."""

    number: int
    content: Any
    """The record, or what it can be read from: the bytes of its line, or its id in a database."""
    line: int | None = None


class Unusable(msgspec.Struct, frozen=True):
    """What is there instead of a record."""

    reason: str


class Records:
    """The frameworks and entries of a file of records."""

    def __init__(self, path: Path, frameworks: Mapping[Any, object] | None = None) -> None:
        self.path = path
        self._frameworks = frameworks or {}
        self._typed: TypedReader | None = None

    def items(self) -> Iterator[Item]:
        """Each record.

        Raises:
            UsageError: The file cannot be read.
        """
        raise NotImplementedError

    def record(self, item: Item) -> object:
        """The record of an item as plain values, or what is wrong with it."""
        return item.content

    def weight(self) -> int:
        """About how many entries it has."""
        return self.path.stat().st_size // _USUAL

    def origin(self, item: Item) -> tuple[Path, int | None]:
        """The path and line that a record is on."""
        return self.path, item.line

    def definitions(self, known: Mapping[str, Framework], log: ProblemLog) -> dict[str, Framework]:  # noqa: ARG002 - for a database
        """Its frameworks as far as they can be used.

        Faults inside a framework are not logged: exports of other versions may leave things out.
        """
        found = {}
        for name, values in self._frameworks.items():
            if isinstance(values, dict) and isinstance(name, str) and ID.fullmatch(name):
                table = _table(self.path / name, values, ("id",), ProblemLog())
                found[name] = build_framework(table, name)
            else:
                log.add(Problem(self.path, f"{clean(str(name), 80)!r} is not a framework with a valid id"))
        return found

    def read(
        self,
        items: Sequence[Item],
        categories: dict[str, Category],
        frameworks: Mapping[str, Framework],
        log: ProblemLog,
    ) -> Iterator[tuple[Item, Entry | Overlay]]:
        """The entries and overlays of records that hold one.

        Categories and groups that only they have are added to `categories`.

        Raises:
            UsageError: The file cannot be read.
        """
        if self._typed is None:
            self._typed = TypedReader(categories, frameworks)
        for item in self.prepared(items):
            entry = self.typed(item, self._typed) or self._read(item, categories, frameworks, log)
            if entry is not None:
                yield item, entry

    def prepared(self, items: Sequence[Item]) -> Iterable[Item]:
        """The items with what they can be read from at hand."""
        return items

    def typed(self, item: Item, reader: TypedReader) -> Entry | None:
        """The entry of a record that is as it should be."""
        return reader.from_values(_without(item.content, ("openness",)), self.path)

    def _read(
        self, item: Item, categories: dict[str, Category], frameworks: Mapping[str, Framework], log: ProblemLog
    ) -> Entry | Overlay | None:
        """The entry of a record, or what it adds to one, asked for key by key."""
        record = self.record(item)
        if isinstance(record, Unusable):
            log.add(Problem(self.path, record.reason, item.line, skipped=True))
            return None
        if isinstance(record, dict) and EXTENDS in record:
            return self._overlay(item, record, categories, frameworks, log)
        entry_id = record.get("id") if isinstance(record, dict) else None
        if not isinstance(record, dict) or not isinstance(entry_id, str) or not ID.fullmatch(entry_id):
            reason = "is not an entry with a valid id"
            log.add(Problem(self.path, reason, item.line, key=f"entries.{item.number}", skipped=True))
            return None
        table = _table(self.path / entry_id, record, _WORKED_OUT, log, item.line)
        category = _category(record, categories)
        if category is None:
            table.problem("category", "is missing or is not text", skipped=True)
            return None
        entry = build_entry(table, category, categories, frameworks)
        return replace(entry, path=self.path) if entry else None

    def _overlay(
        self,
        item: Item,
        record: Mapping[str, object],
        categories: Mapping[str, Category],
        frameworks: Mapping[str, Framework],
        log: ProblemLog,
    ) -> Overlay | None:
        table = _table(self.path / f"record {item.number}", record, _WORKED_OUT, log, item.line)
        overlay = build_overlay(table, categories, frameworks)
        return replace(overlay, path=self.path) if overlay else None


class JsonRecords(Records):
    """An export in one piece, which is read as a whole."""

    def __init__(self, path: Path) -> None:
        """Read it.

        Raises:
            UsageError: The file cannot be read, or is not an export.
        """
        frameworks, self._entries = _shape(path, _read(path))
        super().__init__(path, frameworks)

    def items(self) -> Iterator[Item]:
        """Each record."""
        return (Item(number, record) for number, record in enumerate(self._entries, 1))

    def weight(self) -> int:
        """How many entries it has."""
        return len(self._entries)


class JsonLines(Records):
    """One record per line, however many."""

    def items(self) -> Iterator[Item]:
        """Each line that is not empty, not looked at yet.

        Raises:
            UsageError: The file cannot be read.
        """
        try:
            with self.path.open("rb") as file:
                lines = iter(lambda: file.readline(LARGEST_FILE + 1), b"")
                for number, line in enumerate(lines, 1):
                    beginning = rest = line
                    while len(rest) > LARGEST_FILE and not rest.endswith(b"\n"):
                        rest = file.readline(LARGEST_FILE + 1)
                    if line.strip():
                        yield Item(number, beginning, number)
        except OSError as error:
            raise UsageError(f"{clean(str(self.path))}: {error.strerror or 'cannot be read'}") from error

    def typed(self, item: Item, reader: TypedReader) -> Entry | None:
        """The entry of a line that is as it should be."""
        return reader.from_json(item.content, self.path) if len(item.content) <= LARGEST_FILE else None

    def record(self, item: Item) -> object:
        """The record of a line."""
        if len(item.content) > LARGEST_FILE:
            return Unusable(f"a line of more than {LARGEST_FILE:,} bytes")
        try:
            record: object = json.loads(item.content)
        except (ValueError, RecursionError):
            return Unusable("not JSON")
        return record


class DatabaseRecords(Records):
    """The entries of an SQLite file; each process opens it for itself."""

    def __init__(self, path: Path) -> None:
        """Look at its tables and frameworks.

        Raises:
            UsageError: It is not such a file.
        """
        from llmtui.loader.database import Database  # noqa: PLC0415 - importing SQLite takes time, and few need it

        self._open: Callable[[Path], Database] = Database
        self._opened: dict[int, Database] = {}
        super().__init__(path, Database(path).frameworks())

    def _database(self) -> Database:
        process = os.getpid()
        if process not in self._opened:
            self._opened[process] = self._open(self.path)
        return self._opened[process]

    def items(self) -> Iterator[Item]:
        """The id of each entry."""
        return (Item(number, entry_id) for number, entry_id in enumerate(self._database().ids(), 1))

    def prepared(self, items: Sequence[Item]) -> Iterable[Item]:
        """The items with their records, which are read together."""
        records = self._database().entries([item.content for item in items])
        nothing = Unusable("an entry without an id")
        return (Item(item.number, records.get(item.content, nothing)) for item in items)

    def typed(self, item: Item, reader: TypedReader) -> Entry | None:
        """The entry of a record that is as it should be."""
        return reader.from_values(item.content, self.path)

    def definitions(self, known: Mapping[str, Framework], log: ProblemLog) -> dict[str, Framework]:
        """Its frameworks that are not known otherwise: their own files say more of them."""
        found = super().definitions(known, log)
        return {name: framework for name, framework in found.items() if name not in known}


def open_records(path: Path) -> Records:
    """What a file of records brings, by its suffix; one without a suffix of ours is taken for JSON.

    Raises:
        UsageError: The file cannot be read, or is not such a file.
    """
    suffix = path.suffix.lower()
    if suffix in DATABASES:
        return DatabaseRecords(path)
    return JsonLines(path) if suffix == _LINES else JsonRecords(path)


def _read(path: Path) -> object:
    """The JSON of a file, also of a pipe.

    Raises:
        UsageError: It cannot be read, is too large, or is not JSON.
    """
    name = clean(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror or 'cannot be read'}") from error
    if len(content) > LARGEST:
        raise UsageError(f"{name}: more than the {LARGEST:,} bytes that JSON may have", "JSON Lines may be longer")
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name}: not JSON", "llmtui export writes what can be read here") from error
    return value


def _shape(path: Path, value: object) -> tuple[Mapping[str, object], tuple[object, ...]]:
    """The frameworks and the entries of an export; a list of entries alone, as `llmtui list` prints it, will do.

    Raises:
        UsageError: It is something else.
    """
    frameworks = value.get("frameworks", {}) if isinstance(value, dict) else {}
    entries = value.get("entries") if isinstance(value, dict) else value
    if not isinstance(entries, list) or not isinstance(frameworks, dict):
        raise UsageError(f'{clean(str(path))}: no export: {{"frameworks": …, "entries": […]}} is expected')
    return frameworks, tuple(entries)


def _table(
    path: Path, values: Mapping[str, object], without: Container[str], log: ProblemLog, line: int | None = None
) -> Table:
    """A record as if it were a file, so that it is read with the same care; its problems name file and record."""
    return Table({str(key): value for key, value in values.items() if key not in without}, Source(path, "", log, line))


def _without(record: object, keys: Container[str]) -> object:
    return {key: value for key, value in record.items() if key not in keys} if isinstance(record, dict) else record


def _category(record: Mapping[str, object], categories: dict[str, Category]) -> Category | None:
    """The category of a record; unknown categories and groups are made. None if the record has no category."""
    also_in = record.get("also_in")
    name = _name(record.get("category"))
    for each in (name, *(map(_name, also_in) if isinstance(also_in, list) else ())):
        if each and each not in categories:
            categories[each] = Category(each, each)
    if not name:
        return None
    category, group = categories[name], _name(record.get("group"))
    if group and category.group(group) is None:
        categories[name] = replace(category, groups=(*category.groups, Group(group, group)))
    return categories[name]


def _name(value: object) -> str:
    return clean(value, 80) if isinstance(value, str) else ""
