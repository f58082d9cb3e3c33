"""Holds the page on exports to the program."""

from __future__ import annotations

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from llmtui.cli.main import main
from llmtui.exporters.files import FILE_FORMATS
from llmtui.exporters.sqlite import dump_sqlite
from llmtui.loader.loaded import Loaded

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("line", [line for block in _blocks("sh") for line in block.splitlines()])
def test_every_example_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert 0 == main(shlex.split(line)[1:])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, bundled: Loaded) -> Path:
    """The bundled catalogue as a database."""
    path = tmp_path_factory.mktemp("database") / "catalogue.sqlite"
    path.write_bytes(dump_sqlite(bundled.catalog, list(bundled.catalog)))
    return path


@pytest.mark.parametrize("query", _blocks("sql"))
def test_every_question_in_sql_has_an_answer(query: str, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        assert [] != connection.execute(query).fetchall()


def test_every_table_is_documented(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()

    assert [] == [name for (name,) in tables if f"`{name}`" not in PAGE.partition("## SQLite")[2]]


@pytest.mark.parametrize("name", FILE_FORMATS)
def test_every_format_is_documented_with_its_suffixes(name: str) -> None:
    suffixes = " ".join(f"`{suffix}`" for suffix in FILE_FORMATS[name].suffixes)

    assert f"| `{name}` | {suffixes} |" in PAGE
