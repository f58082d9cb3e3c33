"""`llmtui changes`: what opened, what closed, and what judges dispute, of the bundled catalogue and a small one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from llmtui.exporters.changes import CHANGE_COLUMNS
from llmtui.exporters.sheet import SHEET_FORMATS
from running import Outcome

Run = Callable[..., Outcome]


def test_an_entry_has_its_history_by_one_line_of_judges(llmtui: Run) -> None:
    outcome = llmtui("changes", "bloomz")

    assert 0 == outcome.code
    assert "Tuned weights       ● 2023 → ◐ 2025 → ● 2026" in outcome.out


@pytest.mark.parametrize("entry_id", ["t5", "santacoder"])
def test_an_entry_states_who_disputes_what(llmtui: Run, entry_id: str) -> None:
    out = llmtui("changes", entry_id).out

    assert "Disputed" in out
    assert "declared" in out


def test_what_opened_comes_first_then_what_closed_and_disputes_last(llmtui: Run) -> None:
    out = llmtui("changes").out

    headings = ("Opened", "Closed", "Back and forth", "Judged again", "Disputed")
    places = [out.index(f"\n{heading}") for heading in headings]
    assert sorted(places) == places


def test_a_framework_leaves_only_its_line_of_judges(llmtui: Run) -> None:
    records = json.loads(llmtui("changes", "--framework", "mof", "--format", "json").out)

    developed = [each for each in records if each["change"] != "disputed"]
    assert {"mof"} == {judgement["by"] for each in developed for judgement in each["judgements"]}
    assert all("mof" in {judgement["by"] for judgement in each["judgements"]} for each in records)


@pytest.mark.parametrize("name", SHEET_FORMATS)
def test_every_format_has_the_changes(llmtui: Run, name: str) -> None:
    outcome = llmtui("changes", "--format", name)

    assert (0, "") == (outcome.code, outcome.err)
    assert "BLOOMZ" in outcome.out


def test_what_went_back_and_forth_did_not_open(llmtui: Run) -> None:
    records = json.loads(llmtui("changes", "bloomz", "--format", "json").out)

    assert ["back and forth"] == [
        each["change"] for each in records if each["topic"] == "tuned_weights" and each["change"] != "disputed"
    ]


def test_a_limit_leaves_the_newest_changes(llmtui: Run) -> None:
    every, few = (json.loads(llmtui("changes", "--format", "json", *more).out) for more in ((), ("--limit", "3")))

    assert every[:3] == few


def test_a_spreadsheet_has_a_row_per_topic(llmtui: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(llmtui("changes", "bloomz", "--format", "csv").out)))

    assert list(CHANGE_COLUMNS) == list(rows[0])
    assert ["open; partial; open"] == [row["grades"] for row in rows if row["topic"] == "tuned_weights"]


def test_where_nothing_was_judged_twice_the_answer_is_no(small: Run) -> None:
    outcome = small("changes")

    assert (1, "") == (outcome.code, outcome.out)
    assert "no entry was judged more than once" in outcome.err


def test_an_entry_that_was_judged_once_says_so(small: Run) -> None:
    outcome = small("changes", "alpha")

    assert 0 == outcome.code
    assert "Judged once by" in outcome.out
