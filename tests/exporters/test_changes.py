from __future__ import annotations

import json

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.exporters.changes import CHANGE_COLUMNS, change_sheet, dump_changes
from llmtui.model import Grade, Judgement
from llmtui.openness.timeline import developments

EVIDENCE = Judgement(Grade.OPEN, ("https://example.org",))
ENTRY = an_entry(
    "x",
    assessments=(
        an_assessment({"weights": "closed"}, "line", "2023"),
        an_assessment({"weights": EVIDENCE}, "line", "2025", of="7B"),
    ),
)
CATALOG = a_catalog(ENTRY, frameworks=(a_framework("line", ("weights",)),))
FOUND = developments(CATALOG, [ENTRY])


def test_a_record_has_every_judgement_as_an_object_like_the_grades_of_an_entry() -> None:
    (record,) = json.loads(dump_changes(FOUND, "json"))

    judgements = record.pop("judgements")
    assert {"change": "opened", "id": "x", "name": "X", "topic": "weights", "date": "2025"} == record
    assert [("closed", "line", "2023", ""), ("open", "line", "2025", "7B")] == [
        (each["grade"], each["by"], each["date"], each["of"]) for each in judgements
    ]
    assert ["https://example.org"] == judgements[1]["evidence"]


def test_lines_hold_a_record_each() -> None:
    assert json.loads(dump_changes(FOUND, "json")) == [json.loads(dump_changes(FOUND, "jsonl"))]


def test_a_row_has_the_judgements_in_one_order() -> None:
    record = change_sheet(FOUND).records()[0]

    assert CHANGE_COLUMNS == tuple(record)
    assert (("closed", "open"), ("2023", "2025"), ("line", "line"), ("", "7B")) == tuple(
        record[column] for column in ("grades", "dates", "by", "of")
    )
    assert ("https://example.org",) == record["evidence"]
