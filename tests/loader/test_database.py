"""An SQLite export read back, and files that only look like one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from factories import a_catalog, a_framework, an_entry
from llmtui.errors import UsageError
from llmtui.exporters.sqlite import dump_sqlite
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.model import Origin
from llmtui.openness.differences import differences

WITHOUT_VIEWS = ("DROP VIEW scores", "DROP VIEW grades", "DROP VIEW speaking")
"""SQLite renames no table that a view reads."""


@pytest.fixture
def export(tmp_path: Path, bundled: Loaded) -> Path:
    """A part of the bundled catalogue as SQLite."""
    path = tmp_path / "export.sqlite"
    path.write_bytes(dump_sqlite(bundled.catalog, [bundled.catalog.entries[each] for each in ("bloomz", "olmo")]))
    return path


def _load(path: Path) -> Loaded:
    return load((Origin(path, "an export"),))


def _alter(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            database.execute(statement)


def test_a_whole_export_read_back_is_the_catalogue(tmp_path: Path, bundled: Loaded) -> None:
    path = tmp_path / "all.db"
    path.write_bytes(dump_sqlite(bundled.catalog, list(bundled.catalog)))

    loaded = _load(path)

    assert () == loaded.problems
    assert () == differences(bundled.catalog, loaded.catalog)
    assert list(bundled.catalog.entries) == list(loaded.catalog.entries)
    assert bundled.catalog.frameworks == loaded.catalog.frameworks
    assert [[list(each.judgements) for each in entry.assessments] for entry in bundled.catalog] == [
        [list(each.judgements) for each in entry.assessments] for entry in loaded.catalog
    ]


def test_grades_keep_their_order(tmp_path: Path) -> None:
    criteria = ("data", "code", "weights")
    entry = an_entry("x", grades={"weights": "open", "data": "closed", "code": "open"}, framework="judges")
    catalog = a_catalog(entry, frameworks=[a_framework("judges", criteria)])
    path = tmp_path / "one.sqlite"
    path.write_bytes(dump_sqlite(catalog, [entry]))
    (read,) = _load(path).catalog

    assert ["weights", "data", "code"] == list(read.assessments[0].judgements)


def test_a_framework_of_its_own_comes_with_it(export: Path) -> None:
    _alter(
        export,
        "UPDATE frameworks SET id = 'own' WHERE id = 'mof'",
        "UPDATE criteria SET framework_id = 'own' WHERE framework_id = 'mof'",
    )

    framework = _load(export).catalog.frameworks["own"]

    assert "code" in {criterion.topic for criterion in framework.criteria}


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        pytest.param("UPDATE entries SET id = '../x' WHERE id = 'olmo'", "is not an entry with a valid id", id="path"),
        pytest.param(
            "UPDATE entries SET id = x'07' WHERE id = 'olmo'", "is not an entry with a valid id", id="id-of-bytes"
        ),
        pytest.param("UPDATE entries SET name = x'00ff' WHERE id = 'olmo'", "must be text", id="bytes"),
        pytest.param("UPDATE entries SET kind = 'modle' WHERE id = 'olmo'", "'modle' is unknown", id="kind"),
        pytest.param("UPDATE links SET url = 'javascript:x'", "is not an http or https link", id="link"),
        pytest.param("UPDATE judgements SET note = x'00'", "must be text", id="note"),
    ],
)
def test_a_wrong_value_is_reported_and_the_others_are_read(export: Path, statement: str, message: str) -> None:
    _alter(export, "PRAGMA ignore_check_constraints = ON", statement)

    loaded = _load(export)

    assert "bloomz" in loaded.catalog.entries
    assert any(message in problem.message for problem in loaded.problems)


def _garbage(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 20)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8000])


def _view(path: Path) -> None:
    """A view may ask for work without end."""
    endless = "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n"
    _alter(path, "DROP TABLE entries", f"CREATE VIEW entries AS {endless}")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda path: path.write_bytes(b""), id="empty"),
        pytest.param(lambda path: path.write_text("no database"), id="text"),
        pytest.param(_garbage, id="garbage"),
        pytest.param(_cut, id="cut-off"),
        pytest.param(lambda path: _alter(path, "DROP TABLE judgements"), id="a-table-is-missing"),
        pytest.param(lambda path: _alter(path, "ALTER TABLE entries DROP COLUMN notice"), id="a-column-is-missing"),
        pytest.param(_view, id="a-view-for-a-table"),
    ],
)
def test_a_file_that_is_not_an_export_is_refused(export: Path, damage: Callable[[Path], object]) -> None:
    damage(export)

    with pytest.raises(UsageError, match=r"export\.sqlite"):
        _load(export)


def test_the_file_is_not_changed(export: Path) -> None:
    before = (export.read_bytes(), sorted(export.parent.iterdir()))

    _load(export)

    assert before == (export.read_bytes(), sorted(export.parent.iterdir()))


@pytest.mark.parametrize(
    "statements",
    [
        pytest.param(["UPDATE links SET role = x'07' WHERE entry_id = 'olmo' AND role = 'repo'"], id="role"),
        pytest.param(["UPDATE judgements SET criterion_id = x'07' WHERE criterion_id = 'paper'"], id="criterion"),
        pytest.param(["UPDATE frameworks SET id = x'07' WHERE id = 'mof'"], id="framework"),
        pytest.param(
            [
                "CREATE TABLE e AS SELECT * FROM entries",
                "INSERT INTO e SELECT * FROM e",
                *WITHOUT_VIEWS,
                "DROP TABLE entries",
                "ALTER TABLE e RENAME TO entries",
            ],
            id="ids-twice",
        ),
        pytest.param(
            [
                "CREATE TABLE e AS SELECT * FROM entries",
                "INSERT INTO e (name, kind) VALUES ('x', 'model')",
                *WITHOUT_VIEWS,
                "DROP TABLE entries",
                "ALTER TABLE e RENAME TO entries",
            ],
            id="no-id",
        ),
    ],
)
def test_what_no_export_has_is_left_out_and_reported(export: Path, statements: list[str]) -> None:
    _alter(export, "PRAGMA ignore_check_constraints = ON", *statements)

    loaded = _load(export)

    assert {"bloomz", "olmo"} == set(loaded.catalog.entries)
    assert loaded.problems


def test_a_table_of_computed_values_is_refused(export: Path) -> None:
    _alter(export, "ALTER TABLE entries ADD COLUMN huge AS (zeroblob(1000000000))")

    with pytest.raises(UsageError, match="computed"):
        _load(export)


def _many(table: str, columns: str, values: str) -> str:
    """A statement that adds thousands of rows to a table."""
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7000)"
    return f"{numbers} INSERT INTO {table} ({columns}) SELECT {values} FROM n"  # noqa: S608 - our names


def test_work_without_end_is_ended_and_reported(export: Path) -> None:
    """Without an index each of the frameworks looks at all criteria."""
    tables = ("frameworks", "criteria")
    without_index = [
        statement
        for name in tables
        for statement in (
            f"CREATE TABLE plain AS SELECT * FROM {name}",  # noqa: S608 - our names
            f"DROP TABLE {name}",
            f"ALTER TABLE plain RENAME TO {name}",
        )
    ]
    many = [
        _many("frameworks", "id, name, position", "'f' || i, 'F', i"),
        _many("criteria", "id, framework_id, position", "'c' || i, 'f' || i, i"),
    ]
    _alter(export, *WITHOUT_VIEWS, *without_index, *many)

    with pytest.raises(UsageError, match="takes too long for its size"):
        _load(export)
