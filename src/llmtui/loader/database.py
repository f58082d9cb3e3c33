"""Reads the records of an SQLite file that `llmtui export` wrote.

The file may come from strangers: it is opened for reading only, no view, trigger, function or generated column of it
is used, and what it may ask of memory and time is limited.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from llmtui.errors import UsageError
from llmtui.model.keys import ENTRY_KEYS, Key
from llmtui.text import clean
from llmtui.toml_reader import LARGEST_FILE

_COLUMNS = tuple(key for key in ENTRY_KEYS if not key.is_list)
"""Keys of an entry that are columns of the table of entries."""
_LISTS = tuple(key for key in ENTRY_KEYS if key.is_list and not key.sqlite.relation)
"""Keys of an entry that have a table of their own, of the same name."""
_RELATIONS = {key.sqlite.relation: key.name for key in ENTRY_KEYS if key.sqlite.relation}
_TABLES = frozenset(
    {"assessments", "bases", "criteria", "entries", "evidence", "frameworks", "judgements", "links", "listed_in"}
    | {key.name for key in _LISTS if not key.omitted_if_empty}
)

_NEW_TEXTS = ("basis", "continues")
"""Columns of frameworks that older exports lack."""
_FRAMEWORK_TEXTS = (
    *("name", "short", "description", "publication", "url", "doi", "license", "attribution", "rule"),
    *_NEW_TEXTS,
)
_STEPS_AT_ONCE = 100_000
"""Instructions of SQLite's machine between two looks at how many there were."""
_LEAST_STEPS = 20_000_000
_STEPS_PER_BYTE = 100
"""What reading an export in full may take; an honest one takes a twentieth of it."""

_INTERRUPTED = "interrupted"
"""What SQLite says when the work was ended because it was too much."""

_ASSESSMENT = {"framework_id": "framework", "subject": "of", "called": "as", "date": "date", "source": "source"}
_LISTING = {"source": "source", "section": "section", "called": "as", "record": "record"}
"""Columns with the keys that files have for them. Older exports lack the record of a listing."""
_CRITERION = ("id", "label", "topic", "question")

_Values = dict[str, Any]
_Row = tuple[Any, ...]


class Database:
    """Such a file, opened for reading only.

    Raises:
        UsageError: The file is not such an export, now or when it is read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._faults():
            self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            self._database.row_factory = sqlite3.Row
            self._plain = self._database.cursor()
            self._plain.row_factory = None  # most rows are many and small, and asked for by the order of their columns
            self._limit(path.stat().st_size)
            self._database.execute("PRAGMA query_only = ON")
            self._database.execute("PRAGMA trusted_schema = OFF")
            self._check_tables()
            self._find_columns()

    def _limit(self, size: int) -> None:
        """End what asks for more work than reading a file of this size, and refuse values that no entry has."""
        steps_left = (_LEAST_STEPS + size * _STEPS_PER_BYTE) // _STEPS_AT_ONCE

        def is_too_much() -> bool:
            nonlocal steps_left
            steps_left -= 1
            return steps_left < 0

        self._database.set_progress_handler(is_too_much, _STEPS_AT_ONCE)
        if sys.version_info >= (3, 11):
            self._database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_FILE)

    def _check_tables(self) -> None:
        """Check that every table is there and holds plain values."""
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        statements = {row["name"]: str(row["sql"]).upper() for row in self._ask(asked)}
        if missing := sorted(_TABLES - set(statements)):
            raise ValueError(f"it has no table {missing[0]}")
        self._lists = tuple(key for key in _LISTS if key.name in statements)
        for name in sorted(_TABLES | {key.name for key in self._lists}):
            computed = self._ask("SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden IN (1, 2, 3)", name)
            if computed or statements[name].lstrip().startswith("CREATE VIRTUAL"):
                raise ValueError(f"its table {name} is computed")

    def _find_columns(self) -> None:
        """Find which of the columns that older exports lack are there."""
        known = self._columns_of("entries")
        self._columns = {key.column: key.name for key in _COLUMNS if not key.omitted_if_empty or key.column in known}
        older = () if "record" in self._columns_of("listed_in") else ("record",)
        self._listing = {column: key for column, key in _LISTING.items() if column not in older}

    def _columns_of(self, table: str) -> set[object]:
        return {row["name"] for row in self._ask("SELECT name FROM pragma_table_xinfo(?)", table)}

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError, OverflowError, IndexError, OSError) as fault:
            # IndexError: a column is missing
            detail = "reading it takes too long for its size" if str(fault) == _INTERRUPTED else clean(str(fault), 200)
            reason = f"not a database that can be read: {detail}"
            hint = "llmtui export writes what can be read here"
            raise UsageError(f"{clean(str(self._path))}: {reason}", hint) from fault

    def _ask(self, question: str, *values: object) -> list[sqlite3.Row]:
        with self._faults():
            return self._database.execute(question, values).fetchall()

    def ids(self) -> Iterator[object]:
        """The ids of the entries in the order of the file."""
        return (entry_id for (entry_id,) in self._ask("SELECT id FROM entries ORDER BY position"))

    def frameworks(self) -> dict[object, object]:
        """Frameworks as their files have them; a group of criteria is known by its label only."""
        with self._faults():
            return self._frameworks()

    def _frameworks(self) -> dict[object, object]:
        found: dict[object, object] = {}
        for framework in self._ask("SELECT * FROM frameworks ORDER BY position"):
            asked = self._ask("SELECT * FROM criteria WHERE framework_id = ? ORDER BY position", framework["id"])
            labels = dict.fromkeys(each["criterion_group"] for each in asked)
            texts = [key for key in _FRAMEWORK_TEXTS if key in framework.keys() or key not in _NEW_TEXTS]  # noqa: SIM118 - as below
            found[framework["id"]] = _given(texts, map(framework.__getitem__, texts)) | {
                "groups": [{"id": label, "label": label} for label in labels],
                "criteria": [
                    _given(_CRITERION, map(each.__getitem__, _CRITERION)) | {"group": each["criterion_group"]}
                    for each in asked
                ],
            }
        return found

    def entries(self, ids: Iterable[object]) -> dict[object, _Values]:
        """Entries by id as their files would have them, without what is empty: one query per table."""
        with self._faults():
            asked = dict.fromkeys(ids)
            found: dict[object, _Values] = {}
            names = ("id", "category", *self._columns.values())
            for entry_id, *values in self._rows("entries", ("id", "category_id", *self._columns), asked):
                found.setdefault(entry_id, _given(names, (entry_id, *values)))
            for key in self._lists:
                self._add_list(key, found)
            for entry_id, relation, base in self._rows(
                "bases", ("entry_id", "relation", "base"), found, "relation, position"
            ):
                if relation in _RELATIONS:
                    found[entry_id].setdefault(_RELATIONS[relation], []).append(base)
            for entry_id, role, url in self._rows("links", ("entry_id", "role", "url"), found):
                found[entry_id].setdefault("links", {})[_name(role)] = url
            for entry_id, *values in self._rows("listed_in", ("entry_id", *self._listing), found, "position"):
                found[entry_id].setdefault("listed_in", []).append(_given(self._listing.values(), values))
            self._add_assessments(found)
            return found

    def _add_list(self, key: Key, found: Mapping[object, _Values]) -> None:
        """Add the values of a key with a table of its own to the entries."""
        if key.sqlite.keys:
            for entry_id, name, value in self._rows(
                key.name, ("entry_id", key.sqlite.keys, key.column), found, "position"
            ):
                found[entry_id].setdefault(key.name, {})[_name(name)] = value
        else:
            for entry_id, value in self._rows(key.name, ("entry_id", key.column), found, "position"):
                found[entry_id].setdefault(key.name, []).append(value)

    def _add_assessments(self, found: Mapping[object, _Values]) -> None:
        """Add the assessments to the entries."""
        grades: defaultdict[object, _Values] = defaultdict(dict)
        for entry_id, number, *values in self._rows("assessments", ("entry_id", "id", *_ASSESSMENT), found, "id"):
            facts = _given(_ASSESSMENT.values(), values)
            facts["grades"] = grades[number]
            found[entry_id].setdefault("assessments", []).append(facts)
        links: defaultdict[tuple[object, object], list[object]] = defaultdict(list)
        cell = ("assessment_id", "criterion_id")
        for number, criterion, url in self._rows("evidence", (*cell, "url"), grades, "criterion_id, position"):
            links[number, criterion].append(url)
        for number, criterion, *values in self._rows(
            "judgements", (*cell, "grade", "note", "license"), grades, "rowid"
        ):
            grades[number][_name(criterion)] = _cell(values, links.get((number, criterion)))

    def _rows(self, table: str, columns: Iterable[str], keys: Collection[object], order: str = "") -> list[_Row]:
        """The rows of a table whose first column is one of the keys. The index of the table has them in order."""
        first, *others = columns
        question = f"SELECT {', '.join((first, *others))} FROM {table} WHERE {first} IN ({','.join('?' * len(keys))})"  # noqa: S608 - names of ours
        ordered = f"{question} ORDER BY {first}, {order}" if order else question
        with self._faults():
            rows = self._plain.execute(ordered, tuple(keys)).fetchall()
        return [row for row in rows if row[0] in keys]  # what SQLite takes for equal need not be


def _cell(values: Sequence[object], evidence: object) -> object:
    """A judgement as a file has it: a table if there is more than a grade."""
    grade, note, licence = values
    cell = {} if grade == "listed" else {"grade": grade}
    if not (note or licence or evidence):
        return grade if cell else cell
    if note:
        cell["note"] = note
    if licence:
        cell["license"] = licence
    if evidence:
        cell["evidence"] = evidence
    return cell


def _name(value: object) -> str:
    """A value that serves as a key; one that is not text becomes a name that nothing knows, and is reported as such."""
    return value if isinstance(value, str) else repr(value)[:80]


def _given(keys: Iterable[str], values: Iterable[object]) -> _Values:
    """The values by key without the empty ones, which files leave out."""
    return {key: value for key, value in zip(keys, values, strict=True) if value is not None and value != ""}
