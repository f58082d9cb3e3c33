"""Reads entries from a file of records, as `llmtui export` writes them: JSON, JSON Lines or SQLite.

The records of JSON Lines and SQLite come one by one, however many there are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from llmtui.errors import UsageError
from llmtui.loader.locate import DATABASES
from llmtui.loader.record_reader import Item, Records, Unusable
from llmtui.loader.typed import TypedReader
from llmtui.model import Entry, Framework
from llmtui.problems import ProblemLog
from llmtui.text import clean
from llmtui.toml_reader import LARGEST_FILE

if TYPE_CHECKING:
    from llmtui.loader.database import Database

LARGEST_JSON = 64 << 20
"""Bytes of a JSON file, which is read as a whole. An export of a thousand entries takes about three million."""

_LINES = ".jsonl"
_BUFFER = 1 << 18
"""Bytes read at once; a line of an entry is as long as half of Python's own buffer."""


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
            with self.path.open("rb", _BUFFER) as file:
                lines = iter(lambda: file.readline(LARGEST_FILE + 1), b"")
                for number, line in enumerate(lines, 1):
                    beginning = rest = line
                    while len(rest) > LARGEST_FILE and not rest.endswith(b"\n"):
                        rest = file.readline(LARGEST_FILE + 1)
                    if not line.isspace():
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
            content = file.read(LARGEST_JSON + 1)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror or 'cannot be read'}") from error
    if len(content) > LARGEST_JSON:
        raise UsageError(f"{name}: more than the {LARGEST_JSON:,} bytes that JSON may have", "JSON Lines may be longer")
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
        raise UsageError(f'{clean(str(path))}: not an export; expected {{"frameworks": …, "entries": […]}}')
    return frameworks, tuple(entries)
