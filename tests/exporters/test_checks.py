"""The outcome of a checklist for programs, for a pull request and for screen readers."""

from __future__ import annotations

import csv
import io
import json

import pytest

from factories import an_entry
from llmtui.checklists import Checked, Evidence, Outcome, State, unlisted
from llmtui.exporters.checks import CHECK_FORMATS
from llmtui.exporters.plain.checks import check_text
from llmtui.model import Link
from llmtui.model.checklist import Checklist, ChecklistCondition
from llmtui.model.licence import Condition, Permission

CODE = ChecklistCondition("Code | open", holds="code:open", why="It has to be.", where="Art. 1")
USE = ChecklistCondition("Any use", holds="commercial:yes", why="Everyone may use it.", where="Art. 2")
CHECKLIST = Checklist("mine", "Mine *", "Is it mine?", "https://example.org/rule", "Not legal advice.", "", (CODE, USE))
USERS = Condition("users", (Permission.COMMERCIAL,), "Fewer than 700 million users.", "2")
GRADE = Evidence(
    "code", "open", "Judges", "2024-01", ("https://example.org/code",), note="All.", basis="reviewed", disputed=True
)
LICENCE = Evidence(
    "commercial", "conditions", licence="Own-1.0", entry="Base", entry_id="base", size="7B", conditions=(USERS,)
)
ENTRY = an_entry("x", name="X", links=(Link("homepage", "https://example.org/x"),))
GOOD = Outcome(
    CHECKLIST,
    "acme/x",
    ENTRY,
    (Checked(CODE, State.MET, (GRADE,)), Checked(USE, State.NOT_MET, (LICENCE,), "its own card declares less")),
    ("of the same family only",),
)
STRANGER = unlisted(CHECKLIST, "some|body", "not in the catalogue")


def _dumped(name: str, *, unknown_passes: bool = False) -> str:
    return CHECK_FORMATS[name](CHECKLIST, [GOOD, STRANGER], lambda outcome: outcome is GOOD, unknown_passes)


def test_a_record_says_what_was_asked_what_came_out_and_on_what_it_rests() -> None:
    good, stranger = json.loads(_dumped("json"))

    assert {
        "checklist": "mine",
        "asked": "acme/x",
        "id": "x",
        "name": "X",
        "state": "not met",
        "passed": True,
        "unknown": "fail",
        "remarks": ["of the same family only"],
        "note": "Not legal advice.",
        "source": "https://example.org/rule",
    } == {key: value for key, value in good.items() if key != "conditions"}
    assert ("some|body", "", "", "unknown", False) == tuple(
        stranger[key] for key in ("asked", "id", "name", "state", "passed")
    )


def test_each_condition_has_its_evidence_with_every_key() -> None:
    code, use = json.loads(_dumped("json"))[0]["conditions"]

    assert {
        "about": "code",
        "says": "open",
        "by": "Judges",
        "date": "2024-01",
        "links": ["https://example.org/code"],
        "basis": "reviewed",
        "disputed": True,
        "entry": None,
        "name": "",
        "license": "",
        "size": "",
        "conditions": [],
        "note": "All.",
    } == code["evidence"][0]
    assert ("Any use", "not met", "its own card declares less", "Everyone may use it.", "Art. 2") == tuple(
        use[key] for key in ("label", "state", "reason", "why", "where")
    )
    assert ("base", "Base", "Own-1.0", "7B", None, [{"kind": "users", "clause": "2", "text": USERS.text}]) == tuple(
        use["evidence"][0][key] for key in ("entry", "name", "license", "size", "basis", "conditions")
    )


def test_lines_of_json_are_the_same_records() -> None:
    assert json.loads(_dumped("json")) == [json.loads(line) for line in _dumped("jsonl").splitlines()]


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_table_has_one_row_per_condition(name: str, delimiter: str) -> None:
    rows = list(csv.DictReader(io.StringIO(_dumped(name)), delimiter=delimiter))

    assert [
        ("acme/x", "x", "Code | open", "met", "true"),
        ("acme/x", "x", "Any use", "not met", "true"),
        ("some|body", "", "Code | open", "unknown", "false"),
        ("some|body", "", "Any use", "unknown", "false"),
    ] == [(row["asked"], row["id"], row["condition"], row["state"], row["passed"]) for row in rows]
    assert {("mine", "fail", "Not legal advice.")} == {(row["checklist"], row["unknown"], row["note"]) for row in rows}
    assert "code: open (Judges, 2024-01, https://example.org/code), disputed." == rows[0]["evidence"].replace(
        "Code", "code"
    )
    assert "Not in the catalogue." == rows[2]["evidence"]


@pytest.mark.parametrize(("unknown_passes", "word"), [(True, "pass"), (False, "fail")])
def test_what_became_of_unknown_conditions_is_said_in_every_format(word: str, *, unknown_passes: bool) -> None:
    record = json.loads(_dumped("json", unknown_passes=unknown_passes))[0]
    row = next(csv.DictReader(io.StringIO(_dumped("csv", unknown_passes=unknown_passes))))

    assert (word, word) == (record["unknown"], row["unknown"])
    for text in (
        _dumped("markdown", unknown_passes=unknown_passes),
        check_text(CHECKLIST, [GOOD], unknown_passes=unknown_passes),
    ):
        assert unknown_passes is ("Unknown conditions were counted as passed" in text)


def test_markdown_is_a_section_for_each_entry_in_which_nothing_breaks_out() -> None:
    text = _dumped("markdown")

    assert text.startswith(
        "## Mine \\*\n\nIs it mine?\n\n### [X](<https://example.org/x>): 1 of 2 conditions met, 1 not met\n"
    )
    assert "\n### some\\|body: 0 of 2 conditions met, 2 unknown\n" in text
    assert "\n| met ≠ | Code \\| open | Art. 1 | " in text
    assert "\nof the same family only.\n" in text
    assert text.endswith("\n*Not legal advice.*\n\n<https://example.org/rule>\n")


def test_linear_text_says_why_a_condition_is_not_met() -> None:
    first, good, stranger = check_text(CHECKLIST, [GOOD, STRANGER], unknown_passes=False).split("\n\n")

    assert ["Mine *", "Is it mine?", "Not legal advice.", "Source: https://example.org/rule"] == first.splitlines()
    lines = good.splitlines()
    assert ["X", "Asked for: acme/x", "Outcome: not met", "Conditions: 1 of 2 conditions met, 1 not met"] == lines[:4]
    assert "Of the same family only." == lines[4]
    assert "Code | open: met, disputed" in lines
    assert "It has to be." not in lines
    assert ["Any use: not met", "Everyone may use it.", "Rule: Art. 2"] == lines[lines.index("Any use: not met") :][:3]
    assert "Because: Its own card declares less." == lines[-1]
    assert "Because: Not in the catalogue." in stranger.splitlines()
