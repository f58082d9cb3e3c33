from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from llmtui.loader.loaded import Loaded
from running import Outcome

Run = Callable[..., Outcome]


def test_the_whole_catalogue_is_written_with_its_frameworks(llmtui: Run, tmp_path: Path, bundled: Loaded) -> None:
    path = tmp_path / "out.json"

    outcome = llmtui("export", path)

    written = json.loads(path.read_text("utf-8"))
    assert (0, "", f"llmtui: {len(bundled.catalog)} entries written to {path}\n") == outcome
    assert set(bundled.catalog.frameworks) == set(written["frameworks"])
    assert set(bundled.catalog.entries) == {entry["id"] for entry in written["entries"]}


def test_every_assessment_arrives_with_all_its_grades(llmtui: Run, bundled: Loaded) -> None:
    written = json.loads(llmtui("export", "-").out)["entries"]

    judged = {
        entry.id: [(each.framework, each.date, each.of, set(each.judgements)) for each in entry.assessments]
        for entry in bundled.catalog
    }
    assert judged == {
        entry["id"]: [
            (each["framework"], each["date"], each["of"], set(each["grades"])) for each in entry["assessments"]
        ]
        for entry in written
    }


def test_the_old_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it(small: Run, tmp_path: Path) -> None:
    path = tmp_path / "out" / "out.json"
    path.parent.mkdir()
    path.write_text("old" * 99_999, encoding="utf-8")

    small("export", path)

    assert 3 == len(json.loads(path.read_text("utf-8"))["entries"])
    assert ["out.json"] == [each.name for each in path.parent.iterdir()]


def test_a_dash_is_standard_output_and_nothing_else_goes_there(small: Run) -> None:
    outcome = small("export", "-")

    assert (0, "", 3) == (outcome.code, outcome.err, len(json.loads(outcome.out)["entries"]))


def test_a_limit_holds(small: Run) -> None:
    assert 2 == len(json.loads(small("export", "-", "--limit", "2").out)["entries"])


def test_a_format_may_be_named_if_the_suffix_names_none(small: Run, tmp_path: Path) -> None:
    outcome = small("export", tmp_path / "out", "--format", "json")

    assert 0 == outcome.code
    assert "entries" in json.loads((tmp_path / "out").read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "message"),
    [("out.xyz", "no format has the suffix '.xyz'; use --format"), ("out", "a name without a suffix needs --format")],
    ids=["unknown-suffix", "no-suffix"],
)
def test_a_name_that_decides_no_format_is_wrong_usage_and_writes_nothing(
    small: Run, tmp_path: Path, name: str, message: str
) -> None:
    outcome = small("export", tmp_path / name)

    assert 2 == outcome.code
    assert message in outcome.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv", "a.tsv", "a.md", "a.html", "a.sqlite", "a.db"])
def test_the_suffix_decides_and_filters_and_limit_hold(small: Run, tmp_path: Path, name: str) -> None:
    outcome = small("export", tmp_path / name, "--where", "maker:acme", "--sort", "name", "--reverse", "--limit", "1")

    content = (tmp_path / name).read_bytes()
    assert (0, "", f"llmtui: 1 entry written to {tmp_path / name}\n") == outcome
    assert (True, False, False) == tuple(each in content.lower() for each in (b"gamma", b"beta", b"the first of them"))


def test_the_order_that_is_asked_for_is_written(small: Run) -> None:
    lines = small("export", "-", "--format", "jsonl", "--sort", "name", "--reverse").out.splitlines()

    assert ["gamma", "beta", "alpha"] == [json.loads(line)["id"] for line in lines]


def test_a_database_answers_in_sql(small: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.db"

    small("export", path)

    with closing(sqlite3.connect(path)) as database:
        best = database.execute("SELECT entry_id, score FROM scores ORDER BY fraction DESC").fetchone()
    assert ("beta", 2.0) == best


@pytest.mark.parametrize("name", ["out.json", "out.csv", "out.html", "out.db"])
def test_nothing_found_is_a_no_and_leaves_the_old_file(small: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old", encoding="utf-8")

    outcome = small("export", tmp_path / name, "--maker", "nobody")

    assert (1, "", "llmtui: nothing found; no file was written\n") == outcome
    assert "old" == (tmp_path / name).read_text("utf-8")


def test_a_database_does_not_go_to_standard_output(small: Run) -> None:
    outcome = small("export", "-", "--format", "sqlite")

    assert (2, "") == (outcome.code, outcome.out)
    assert "name a file" in outcome.err


def test_a_page_has_the_title_that_is_given(small: Run) -> None:
    assert "<h1>Ours &amp; yours</h1>" in small("export", "-", "--format", "html", "--title", "Ours & yours").out


def test_a_place_that_cannot_be_written_is_reported_by_its_own_name(small: Run) -> None:
    assert (2, "", "llmtui: /dev/null/out.json: Not a directory\n") == small("export", "/dev/null/out.json")
