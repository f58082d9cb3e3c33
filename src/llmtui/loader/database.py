"""Reads the records of an SQLite file that `llmtui export` wrote.

The file may come from strangers: it is opened for reading only, and no view, trigger or function of it is used.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from llmtui.errors import UsageError
from llmtui.text import clean

_TABLES = frozenset(
    (
        "aliases",
        "also_in",
        "assessments",
        "bases",
        "criteria",
        "entries",
        "evidence",
        "frameworks",
        "judgements",
        "languages",
        "links",
        "listed_in",
        "modalities",
        "sizes",
        "tags",
    )
)
_TEXTS = {
    "aliases": ("aliases", "alias"),
    "also_in": ("also_in", "category_id"),
    "tags": ("tags", "tag"),
    "languages": ("languages", "language"),
    "modalities": ("modalities", "modality"),
    "sizes": ("sizes", "size"),
}
"""By key of an entry, the table and the column with its values."""

_Values = dict[str, object]


class Database:
    """Such a file, opened for reading only.

    Raises:
        UsageError: It is no such file, now or when it is read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._faults():
            self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            self._database.row_factory = sqlite3.Row
            self._database.execute("PRAGMA query_only = ON")
            self._database.execute("PRAGMA trusted_schema = OFF")
            tables = {name for (name,) in self._ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if missing := sorted(_TABLES - tables):
                raise ValueError(f"it has no table {missing[0]}")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError, OverflowError, IndexError) as fault:  # IndexError: a column is missing
            reason = f"not a database that can be read: {clean(str(fault), 200)}"
            hint = "llmtui export writes what can be read here"
            raise UsageError(f"{clean(str(self._path))}: {reason}", hint) from fault

    def _ask(self, question: str, *values: object) -> list[sqlite3.Row]:
        with self._faults():
            return self._database.execute(question, values).fetchall()

    def ids(self) -> Iterator[object]:
        """The ids of the entries in the order of the file."""
        return (entry_id for (entry_id,) in self._ask("SELECT id FROM entries ORDER BY position"))

    def frameworks(self) -> dict[str, object]:
        """Frameworks as their files have them: what stands over criteria is known by its label only."""
        with self._faults():
            return self._frameworks()

    def _frameworks(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for framework in self._ask("SELECT * FROM frameworks ORDER BY position"):
            asked = self._ask("SELECT * FROM criteria WHERE framework_id = ? ORDER BY position", framework["id"])
            labels = dict.fromkeys(each["criterion_group"] for each in asked)
            told = ("name", "short", "description", "publication", "url", "doi", "license", "attribution", "rule")
            found[framework["id"]] = _said({key: framework[key] for key in told}) | {
                "groups": [{"id": label, "label": label} for label in labels],
                "criteria": [
                    _said({key: each[key] for key in ("id", "label", "topic", "question")})
                    | {"group": each["criterion_group"]}
                    for each in asked
                ],
            }
        return found

    def entry(self, entry_id: object) -> _Values:
        """An entry as its file would have it, without what it leaves open."""
        with self._faults():
            return self._entry(entry_id)

    def _entry(self, entry_id: object) -> _Values:
        (row,) = self._ask("SELECT * FROM entries WHERE id = ?", entry_id)
        told = ("id", "name", "kind", "maker", "summary", "license", "released", "training_data", "notice")
        entry: _Values = {key: row[key] for key in told}
        entry |= {"category": row["category_id"], "group": row["subgroup"]}
        for key, (table, column) in _TEXTS.items():
            asked = f"SELECT {column} FROM {table} WHERE entry_id = ? ORDER BY position"  # noqa: S608 - names of ours
            entry[key] = [value for (value,) in self._ask(asked, entry_id)]
        bases = self._ask("SELECT relation, base FROM bases WHERE entry_id = ? ORDER BY position", entry_id)
        entry["base"] = [base for relation, base in bases if relation == "derives from"]
        entry["reproduces"] = [base for relation, base in bases if relation == "reproduces"]
        entry["links"] = dict(map(tuple, self._ask("SELECT role, url FROM links WHERE entry_id = ?", entry_id)))
        asked = "SELECT source, section, called FROM listed_in WHERE entry_id = ? ORDER BY position"
        entry["listed_in"] = [
            _said({"source": source, "section": section, "as": called})
            for source, section, called in self._ask(asked, entry_id)
        ]
        entry["assessments"] = self._assessments(entry_id)
        return _said(entry)

    def _assessments(self, entry_id: object) -> list[_Values]:
        return [
            _said({key: row[key] for key in ("date", "source")})
            | _said({"framework": row["framework_id"], "of": row["subject"], "as": row["called"]})
            | {"grades": self._grades(row["id"])}
            for row in self._ask("SELECT * FROM assessments WHERE entry_id = ? ORDER BY id", entry_id)
        ]

    def _grades(self, assessment: object) -> _Values:
        evidence: dict[str, list[object]] = {}
        asked = "SELECT criterion_id, url FROM evidence WHERE assessment_id = ? ORDER BY criterion_id, position"
        for criterion, url in self._ask(asked, assessment):
            evidence.setdefault(criterion, []).append(url)
        asked = "SELECT criterion_id, grade, note, license FROM judgements WHERE assessment_id = ?"
        grades: _Values = {}
        for criterion, grade, note, licence in self._ask(asked, assessment):
            cell = _said({"note": note, "license": licence, "evidence": evidence.get(criterion, [])})
            grades[criterion] = cell if grade == "listed" else {"grade": grade, **cell} if cell else grade
        return grades


def _said(values: _Values) -> _Values:
    """The values without the empty ones, which files leave out."""
    return {key: value for key, value in values.items() if value not in ("", None, [], {})}
