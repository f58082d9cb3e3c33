from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from llmtui.loader import Loaded
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


def test_a_format_may_be_named_where_the_suffix_does_not_tell(small: Run, tmp_path: Path) -> None:
    outcome = small("export", tmp_path / "out", "--format", "json")

    assert 0 == outcome.code
    assert "entries" in json.loads((tmp_path / "out").read_text("utf-8"))


def test_a_suffix_that_is_no_format_is_wrong_usage_and_writes_nothing(small: Run, tmp_path: Path) -> None:
    outcome = small("export", tmp_path / "out.xyz")

    assert 2 == outcome.code
    assert "no format 'xyz'; use --format" in outcome.err
    assert not (tmp_path / "out.xyz").exists()


def test_a_place_that_cannot_be_written_is_told_by_its_own_name(small: Run) -> None:
    assert (2, "", "llmtui: /dev/null/out.json: Not a directory\n") == small("export", "/dev/null/out.json")
