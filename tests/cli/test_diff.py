from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import FILES
from factories import entry_text, write_files
from llmtui.exporters.differences import DIFFERENCE_COLUMNS
from llmtui.exporters.sheet import SHEET_FORMATS
from running import Outcome, run_shell

Run = Callable[..., Outcome]


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The small catalogue a year later."""
    beta = FILES["base/beta.toml"].replace('open_code = "open"', 'open_code = "partial"').replace("Apache-2.0", "MIT")
    alpha = FILES["base/alpha.toml"].replace('llm_weights = "closed"', 'llm_weights = "open"\npaper = "closed"')
    files = {"base/alpha.toml": alpha, "base/beta.toml": beta, "base/delta.toml": entry_text("Delta")}
    return write_files(tmp_path / "newer", files)


EXPECTED = [
    ("opened", "alpha", "llm_weights", "closed", "open"),
    ("closed", "beta", "open_code", "open", "partial"),
    ("changed", "alpha", "paper", "unknown", "closed"),
    ("changed", "beta", "license", "Apache-2.0", "MIT"),
    ("new", "delta", "", "", ""),
    ("gone", "gamma", "", "", ""),
]


def _rows(text: str) -> list[tuple[str, ...]]:
    return [
        tuple(row[key] for key in ("change", "id", "key", "old", "new")) for row in csv.DictReader(io.StringIO(text))
    ]


def test_two_folders_are_held_against_each_other(llmtui: Run, folder: Path, newer: Path) -> None:
    outcome = llmtui("diff", folder, newer, "--format", "csv")

    assert (0, "") == (outcome.code, outcome.err)
    assert EXPECTED == _rows(outcome.out)


@pytest.mark.parametrize("exported", [(True, False), (False, True), (True, True)])
def test_an_export_is_compared_like_its_catalogue(
    llmtui: Run, folder: Path, newer: Path, exported: tuple[bool, bool], tmp_path: Path
) -> None:
    paths = []
    for number, (path, is_exported) in enumerate(zip((folder, newer), exported, strict=True)):
        file = tmp_path / f"{number}.json"
        llmtui("export", file, "--catalog", path, "--no-bundled")
        paths.append(file if is_exported else path)

    outcome = llmtui("diff", *paths, "--format", "csv")

    assert (0, "", EXPECTED) == (outcome.code, outcome.err, _rows(outcome.out))


def test_the_table_says_it_in_words(llmtui: Run, folder: Path, newer: Path) -> None:
    lines = llmtui("diff", folder, newer).out.splitlines()

    assert ["Opened (1)", "Closed (1)", "Changed (2)", "New (1)", "Gone (1)"] == [
        line for line in lines if line and not line.startswith(" ")
    ]
    assert "Alpha" in lines[1]
    assert "○ closed" in lines[1]
    assert "→ ● open" in lines[1]


def test_no_differences_are_an_answer(llmtui: Run, folder: Path) -> None:
    outcome = llmtui("diff", folder, folder)

    assert (0, "") == (outcome.code, outcome.out)
    assert "no differences" in outcome.err


def test_without_a_newer_catalogue_the_one_in_use_is_compared(small: Run, newer: Path) -> None:
    outcome = small("diff", newer, "--format", "json")

    assert {"delta": "gone", "gamma": "new"} == {
        row["id"]: row["change"] for row in json.loads(outcome.out) if row["change"] in {"new", "gone"}
    }


@pytest.mark.parametrize("name", SHEET_FORMATS)
def test_every_format_has_the_same_columns(llmtui: Run, folder: Path, newer: Path, name: str) -> None:
    out = llmtui("diff", folder, newer, "--format", name).out

    assert all(column in out for column in DIFFERENCE_COLUMNS)


@pytest.mark.needs("bash")
def test_a_database_may_come_through_standard_input(llmtui: Run, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    llmtui("export", path, "--no-bundled", "--catalog", folder)

    outcome = run_shell(f"llmtui diff - --no-bundled --catalog {folder} < {path}")

    assert (0, "") == (outcome.code, outcome.out)
    assert "no differences" in outcome.err


@pytest.mark.parametrize("words", [("",), (".", "")], ids=["old", "new"])
def test_an_empty_path_is_not_the_current_folder(llmtui: Run, words: tuple[str, ...]) -> None:
    outcome = llmtui("diff", *words)

    assert (2, "") == (outcome.code, outcome.out)
    assert "the path is empty" in outcome.err


@pytest.mark.needs("bash")
def test_standard_input_that_is_not_a_catalogue_is_wrong_usage() -> None:
    outcome = run_shell("echo hello | llmtui diff - --no-bundled")

    assert (2, "") == (outcome.code, outcome.out)
    assert "standard input" in outcome.err


@pytest.mark.parametrize("content", [None, "not JSON", "{}"])
def test_what_cannot_be_read_is_wrong_usage(llmtui: Run, folder: Path, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "old.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    outcome = llmtui("diff", path, folder)

    assert (2, "") == (outcome.code, outcome.out)
    assert str(path) in outcome.err


def test_a_folder_without_entries_is_reported(llmtui: Run, folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    outcome = llmtui("diff", empty, folder)

    assert 0 == outcome.code
    assert f"{empty} has no entries" in outcome.err


@pytest.mark.needs("bash")
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_an_export_may_come_through_a_pipe(llmtui: Run, folder: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"old.{name}"
    llmtui("export", path, "--no-bundled", "--catalog", folder)

    outcome = run_shell(f"cat {path} | llmtui diff - --no-bundled --catalog {folder}")

    assert (0, "") == (outcome.code, outcome.out)
    assert "no differences" in outcome.err


def test_no_differences_are_no_lines_of_json(llmtui: Run, folder: Path) -> None:
    outcome = llmtui("diff", folder, folder, "--format", "jsonl")

    assert (0, "") == (outcome.code, outcome.out)
    assert "no differences" in outcome.err
