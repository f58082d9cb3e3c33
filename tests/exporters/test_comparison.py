from __future__ import annotations

import csv
import io
import json

import pytest

from factories import FRAMEWORK, a_catalog, an_entry
from llmtui.exporters.comparison import comparison_sheet, dump_comparison
from llmtui.exporters.sheet import SHEET_FORMATS
from llmtui.model import Grade, Judgement, Link, Snapshot
from llmtui.present.compare import Comparison, compare


def _comparison() -> Comparison:
    one = an_entry("one", maker="=1+1", grades={"code": "open", "weights": "open", "license": "open"})
    two = an_entry("two", maker="A|B", grades={"code": "open", "weights": "closed"})
    return compare(a_catalog(one, two), ("one", "two"), FRAMEWORK)


def test_a_row_a_question_a_column_an_entry() -> None:
    sheet = comparison_sheet(_comparison())

    assert ("group", "row", "differs", "one", "two") == sheet.columns
    assert ("Access", "Weights", True, "open", "closed") in sheet.rows
    assert ("Access", "License", False, "open", "not assessed") in sheet.rows
    assert ("Access", "Code", False, "open", "open") in sheet.rows
    assert ("Access", "Sum", True, "3 of 3", "1 of 2 assessed") in sheet.rows


def test_the_differences_alone_can_be_taken_away() -> None:
    sheet = comparison_sheet(_comparison(), differences=True)

    assert "Code" not in {row[1] for row in sheet.rows}
    assert {True} == {row[2] for row in sheet.rows}


def test_json_has_a_record_a_row() -> None:
    records = json.loads(dump_comparison(_comparison(), "json"))

    assert {"group": "Facts", "row": "Maker", "differs": True, "one": "=1+1", "two": "A|B"} in records


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_is_a_formula(name: str, delimiter: str) -> None:
    rows = list(csv.reader(io.StringIO(dump_comparison(_comparison(), name)), delimiter=delimiter))

    assert ["Facts", "Maker", "yes", "'=1+1", "A|B"] in rows


def test_no_cell_breaks_out_of_a_markdown_table() -> None:
    lines = dump_comparison(_comparison(), "markdown").splitlines()

    assert "| ≠ Maker | =1+1 | A\\|B |" in lines


def test_markdown_is_for_people_names_and_grades_linked_and_the_verdict_first() -> None:
    code = Judgement(Grade.OPEN, ("https://example.org/code",))
    one = an_entry("one", links=(Link("repo", "https://example.org"),), grades={"code": code, "weights": "open"})
    two = an_entry("two", grades={"code": "partial", "weights": "open"})
    comparison = compare(a_catalog(one, two), ("one", "two"), FRAMEWORK)

    text = dump_comparison(comparison, "markdown", snapshots=(Snapshot("index", date="2026-06-12"),))

    lines = [line for line in text.splitlines() if line]
    assert "One is more open than Two on 1 of the 2 criteria assessed for both (Code), less on none." == lines[0]
    assert "|  | [One](<https://example.org>) | Two |" == lines[1]
    assert "| ≠ Code | [● open](<https://example.org/code>) | ◐ partial |" in lines
    assert "| Weights | ● open | ● open |" in lines
    assert "llmtui, snapshot of 2026-06-12, not live." == lines[-1]


def test_markdown_has_no_row_that_is_empty_for_all() -> None:
    assert "Derives from" not in dump_comparison(_comparison(), "markdown")


def test_markdown_of_the_differences_says_that_rows_are_left_out() -> None:
    text = dump_comparison(_comparison(), "markdown", differences=True)

    assert "Code" not in text.split("|  |")[1]
    assert "Rows that do not differ are left out." in text


@pytest.mark.parametrize("name", sorted(SHEET_FORMATS.keys() - {"markdown"}))
def test_every_format_for_machines_holds_every_row(name: str) -> None:
    text = dump_comparison(_comparison(), name)

    assert all(row.label in text for row in _comparison().rows)
