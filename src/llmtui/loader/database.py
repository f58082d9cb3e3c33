"""Reads the records of an SQLite file that `llmtui export` wrote.

The file may come from strangers: it is opened for reading only, no view, trigger, function or generated column of it
is used, and what it may ask of memory and time is limited.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from llmtui.errors import UsageError
from llmtui.model.keys import ENTRY_KEYS, Key
from llmtui.text import clean
from llmtui.toml_reader import LARGEST_FILE

_COLUMNS = tuple(key for key in ENTRY_KEYS if key.column and not key.is_list)
"""Keys of an entry that are columns of the table of entries."""
_LISTS = tuple(key for key in ENTRY_KEYS if key.column and key.is_list)
"""Keys of an entry that have a table of their own, of the same name."""
_RELATIONS = {key.relation: key.name for key in ENTRY_KEYS if key.relation}
_TABLES = frozenset(
    {"assessments", "bases", "criteria", "entries", "evidence", "frameworks", "judgements", "links", "listed_in"}
    | {key.name for key in _LISTS if not key.omitted}
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

_Values = dict[str, object]
_Rows = dict[object, list[sqlite3.Row]]


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
            self._limit(path.stat().st_size)
            self._database.execute("PRAGMA query_only = ON")
            self._database.execute("PRAGMA trusted_schema = OFF")
            self._check_tables()

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
        """Look whether every table is there, and is one of plain values."""
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        statements = {row["name"]: str(row["sql"]).upper() for row in self._ask(asked)}
        if missing := sorted(_TABLES - set(statements)):
            raise ValueError(f"it has no table {missing[0]}")
        self._lists = tuple(key for key in _LISTS if key.name in statements)
        for name in sorted(_TABLES | {key.name for key in self._lists}):
            computed = self._ask("SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden IN (1, 2, 3)", name)
            if computed or statements[name].lstrip().startswith("CREATE VIRTUAL"):
                raise ValueError(f"its table {name} is computed")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError, OverflowError, IndexError, OSError) as fault:
            # IndexError: a column is missing
            reason = f"not a database that can be read: {clean(str(fault), 200)}"
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
            found[framework["id"]] = _given({key: framework[key] for key in texts}) | {
                "groups": [{"id": label, "label": label} for label in labels],
                "criteria": [
                    _given({key: each[key] for key in ("id", "label", "topic", "question")})
                    | {"group": each["criterion_group"]}
                    for each in asked
                ],
            }
        return found

    def entries(self, ids: Sequence[object]) -> dict[object, _Values]:
        """Entries by id as their files would have them, without what is empty: one question a table for all of them."""
        with self._faults():
            lists = {
                name: self._rows(name, "entry_id", ids, "position")
                for name in (*(key.name for key in self._lists), "bases", "listed_in")
            }
            lists["links"] = self._rows("links", "entry_id", ids)
            assessments = self._assessments(ids)
            rows = self._rows("entries", "id", ids)
            return {
                entry_id: _entry(row, {name: rows_by_id.get(entry_id, []) for name, rows_by_id in lists.items()})
                | ({"assessments": assessments[entry_id]} if entry_id in assessments else {})
                for entry_id, (row, *_) in rows.items()
            }

    def _rows(self, table: str, column: str, ids: Iterable[object], order: str = "", columns: str = "*") -> _Rows:
        """The rows of a table that belong to these ids, by id."""
        asked = tuple(dict.fromkeys(ids))
        question = f"SELECT {columns} FROM {table} WHERE {column} IN ({','.join('?' * len(asked))})"  # noqa: S608 - names of ours
        found: _Rows = defaultdict(list)
        for row in self._ask(f"{question} ORDER BY {order}" if order else question, *asked):
            found[row[column]].append(row)
        return found

    def _assessments(self, ids: Iterable[object]) -> dict[object, list[_Values]]:
        rows = self._rows("assessments", "entry_id", ids, "id")
        numbers = [row["id"] for each in rows.values() for row in each]
        columns = "assessment_id, criterion_id, grade, note, license"
        judgements = self._rows("judgements", "assessment_id", numbers, columns=columns)
        columns = "assessment_id, criterion_id, url"
        evidence = self._rows("evidence", "assessment_id", numbers, "position", columns)
        return {
            entry_id: [_assessment(row, judgements.get(row["id"], ()), evidence.get(row["id"], ())) for row in each]
            for entry_id, each in rows.items()
        }


def _entry(row: sqlite3.Row, lists: Mapping[str, Sequence[sqlite3.Row]]) -> _Values:
    entry: _Values = {"id": row["id"], "category": row["category_id"]}
    known = row.keys()
    entry |= {key.name: row[key.column] for key in _COLUMNS if not key.omitted or key.column in known}
    entry |= {key.name: _values(key, lists[key.name]) for key in _LISTS if key.name in lists}
    for relation, name in _RELATIONS.items():
        entry[name] = [each["base"] for each in lists["bases"] if each["relation"] == relation]
    entry["links"] = {_name(each["role"]): each["url"] for each in lists["links"]}
    entry["listed_in"] = [_listing(each) for each in lists["listed_in"]]
    return _given(entry)


def _values(key: Key, rows: Iterable[sqlite3.Row]) -> object:
    if key.key_column:
        return {_name(each[key.key_column]): each[key.column] for each in rows}
    return [each[key.column] for each in rows]


def _listing(row: sqlite3.Row) -> _Values:
    record = row["record"] if "record" in row.keys() else ""  # noqa: SIM118 - a Row looks among its values
    return _given({"source": row["source"], "section": row["section"], "as": row["called"], "record": record})


def _assessment(row: sqlite3.Row, judgements: Iterable[sqlite3.Row], evidence: Iterable[sqlite3.Row]) -> _Values:
    links: defaultdict[object, list[object]] = defaultdict(list)
    for _assessment_id, criterion, url in evidence:
        links[criterion].append(url)
    grades: _Values = {}
    for _assessment_id, criterion, grade, note, licence in judgements:
        cell: _Values = {"note": note} if note else {}
        if licence:
            cell["license"] = licence
        if criterion in links:
            cell["evidence"] = links[criterion]
        if grade != "listed" and cell:
            cell["grade"] = grade
        grades[_name(criterion)] = cell if cell or grade == "listed" else grade
    facts = {"framework": row["framework_id"], "of": row["subject"], "as": row["called"]}
    return _given(facts | {"date": row["date"], "source": row["source"]}) | {"grades": grades}


def _name(value: object) -> str:
    """A value that serves as a key; one that is not text becomes a name that nothing knows, and is reported as such."""
    return value if isinstance(value, str) else repr(value)[:80]


def _given(values: _Values) -> _Values:
    """The values without the empty ones, which files leave out."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}
