from __future__ import annotations

import csv
import io
import json

import pytest

from factories import FRAMEWORK, a_catalog, an_entry
from llmtui.exporters.comparison import comparison_sheet, dump_comparison
from llmtui.model import Catalog
from llmtui.present.compare import Comparison, compare


def _catalog() -> Catalog:
    one = an_entry("one", maker="=1+1", grades={"code": "open", "weights": "open", "license": "open"})
    two = an_entry("two", maker="A|B", grades={"code": "open", "weights": "closed"})
    return a_catalog(one, two)


def _comparison() -> Comparison:
    return compare(_catalog(), ("one", "two"), FRAMEWORK)


def _dumped(name: str) -> str:
    return dump_comparison(_catalog(), _comparison(), name)


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
    records = json.loads(_dumped("json"))

    assert {"group": "Facts", "row": "Maker", "differs": True, "one": "=1+1", "two": "A|B"} in records


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_is_a_formula(name: str, delimiter: str) -> None:
    rows = list(csv.reader(io.StringIO(_dumped(name)), delimiter=delimiter))

    assert ["Facts", "Maker", "yes", "'=1+1", "A|B"] in rows


def test_no_cell_breaks_out_of_a_markdown_table() -> None:
    row = next(line for line in _dumped("markdown").splitlines() if line.startswith("| ≠ Maker"))

    assert ["≠ Maker", "=1+1", "A\\|B"] == [each.strip() for each in row.strip("|").split(" | ")]


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv"])
def test_every_machine_format_holds_every_row(name: str) -> None:
    text = _dumped(name)

    assert all(row.label in text for row in _comparison().rows)
