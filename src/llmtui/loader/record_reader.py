"""What all files of records share: a record becomes an entry in one go, or key by key if there is a doubt."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from llmtui.loader.definitions import build_framework
from llmtui.loader.entries import build_entry
from llmtui.loader.overlay import EXTENDS, Overlay, build_overlay
from llmtui.loader.typed import TypedReader
from llmtui.model import Category, Entry, Framework, Group
from llmtui.model.ids import ID
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean
from llmtui.toml_reader import Source, Table

_USUAL = 2500
"""Bytes that a record usually has."""
_WORKED_OUT = ("id", "category", "parameters", "openness", "permissions")
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
        return reader.from_values(_without(item.content, ("parameters", "openness", "permissions")), self.path)

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


def _table(
    path: Path, values: Mapping[str, object], without: Container[str], log: ProblemLog, line: int | None = None
) -> Table:
    """A record as a table, read with the same care as a file; its problems name file and record."""
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
