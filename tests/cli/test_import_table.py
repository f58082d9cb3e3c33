from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from factories import entry_text, load_folder, write_files
from llmtui.model import Grade

TABLE = """\
Model,Licence,Languages,Hub,Open weights?,day
"Heron, the big",Apache-2.0,en;zh,https://huggingface.co/x/h,yes,2026-01
Stork,MIT,en,no link,no,2026-01
,MIT,en,,,
"""
MAPPING = """\
framework = "osai-index"
[columns]
name = "Model"
license = "Licence"
"links.weights" = "Hub"
"grades.weights_endmodel" = "Open weights?"
"evidence.weights_endmodel" = "Hub"
date = "day"
[values]
category = "base"
kind = "model"
[words]
yes = "open"
no = "closed"
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table and its mapping."""
    (tmp_path / "map.toml").write_text(MAPPING, "utf-8")
    path = tmp_path / "mine.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_rows_become_entries(llmtui: Run, table: Path, tmp_path: Path) -> None:
    done = llmtui("import", "table", table, "--into", tmp_path / "into", "--map", tmp_path / "map.toml")
    catalog = load_folder(tmp_path / "into").catalog
    entry = catalog.entries["heron-the-big"]

    assert 0 == done.code
    assert {"heron-the-big", "stork"} == set(catalog.entries)
    assert ("Heron, the big", "Apache-2.0", ("en", "zh")) == (entry.name, entry.licence, entry.languages)
    assert Grade.OPEN is entry.assessments[0].grade("weights_endmodel")
    assert ("https://huggingface.co/x/h",) == entry.assessments[0].judgement("weights_endmodel").evidence
    assert "mine.csv:2" == entry.listed_in[0].record


def test_each_fault_names_its_row(llmtui: Run, table: Path, tmp_path: Path) -> None:
    done = llmtui("import", "table", table, "--into", tmp_path / "into", "--map", tmp_path / "map.toml")

    assert f"{table}:3: links.weights: 'no link' is not an http or https link" in done.err
    assert f"{table}:4: name: has no name" in done.err
    assert "2 new of 3 rows" in done.err


def test_a_second_time_keeps_what_is_there(llmtui: Run, table: Path, tmp_path: Path) -> None:
    words = ("import", "table", table, "--into", tmp_path / "into", "--map", tmp_path / "map.toml")
    llmtui(*words)
    path = tmp_path / "into" / "base" / "stork.toml"
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    again = llmtui(*words)

    assert "'stork' is there already; it is kept as it is" in again.err
    assert path.read_text("utf-8").endswith("# mine\n")


def test_columns_called_like_keys_need_no_mapping(llmtui: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps({"Name": "Ibis", "maker": "Lab", "tags": ["a", "b"]}) + "\n", "utf-8")
    llmtui("import", "table", path, "--into", tmp_path / "into", "--category", "base")
    (entry,) = load_folder(tmp_path / "into").catalog

    assert ("Ibis", "Lab", ("a", "b")) == (entry.name, entry.maker, entry.tags)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "jsonl"])
def test_what_export_writes_keeps_the_licences_of_sizes(llmtui: Run, tmp_path: Path, suffix: str) -> None:
    licences = (("7B", "Apache-2.0"), ("72B", "LicenseRef-Qwen-Research"))
    entry = entry_text("Heron", 'licenses = { "7B" = "Apache-2.0", "72B" = "LicenseRef-Qwen-Research" }')
    folder = write_files(tmp_path / "c", {"base/heron.toml": entry})
    path = tmp_path / f"heron.{suffix}"
    llmtui("export", path, "--no-bundled", "--catalog", folder)
    llmtui("import", "table", path, "--into", tmp_path / "into")

    assert licences == load_folder(tmp_path / "into").catalog.entries["heron"].licences


def test_a_dry_run_writes_nothing(llmtui: Run, table: Path, tmp_path: Path) -> None:
    words = ("--map", tmp_path / "map.toml", "--dry-run")
    done = llmtui("import", "table", table, "--into", tmp_path / "into", *words)

    assert "stork.toml" in done.out
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "no column is called name, and none is mapped to it"),
        (["--map", "name=Modle"], "there is no column 'Modle' (did you mean Model?)"),
        (["--map", "nmae=Model"], "'nmae' is not a key of an entry"),
        (["--map", "name=Model", "--framework", "nope"], "there is no framework 'nope'"),
        (["--map", "gone.toml"], "gone.toml"),
    ],
)
def test_a_mapping_that_leads_nowhere_is_refused(
    llmtui: Run, table: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    done = llmtui("import", "table", table, "--into", tmp_path / "into", *words)

    assert 2 == done.code
    assert said.partition(" (did")[0] in done.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.xlsx", b"PK", "is not a table"),
        ("x.csv", b"\xff\xfe", "is not UTF-8"),
        ("x.jsonl", b"[1]\n", "line 1 is not an object"),
        ("x.jsonl", b"{\n", "cannot be read"),
        ("x.csv", b'name\n"open', "cannot be read"),
    ],
)
def test_what_is_not_a_table_is_reported(llmtui: Run, tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = llmtui("import", "table", tmp_path / name, "--into", tmp_path / "into")

    assert 2 == done.code
    assert said in done.err


def test_a_row_that_cannot_be_written_is_reported_and_the_exit_code_is_1(llmtui: Run, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,kind,category\nAlpha,model,base\nBeta,model,data\n", "utf-8")
    into = write_files(tmp_path / "into", {"base": "in the way"})

    outcome = llmtui("import", "table", table, "--into", into)

    assert (1, f"{into}/data/beta.toml\n") == (outcome.code, outcome.out)
    assert "1 of 2 files could not be written" in outcome.err
