from __future__ import annotations

from msgspec.structs import replace

from factories import FRAMEWORK, a_catalog, a_classed_framework, a_framework, an_assessment, an_entry
from llmtui.exporters.matrix import matrix_sheet
from llmtui.frameworks import rank
from llmtui.model.all_judges import ALL_JUDGES

ASSESSMENTS = (
    an_assessment({"code": "open", "weights": "partial"}, of="7B", name="The Small One"),
    an_assessment({"code": "closed", "weights": "n/a", "license": "closed"}, of="13B"),
)
CATALOG = a_catalog(an_entry("wizard", assessments=ASSESSMENTS))
SHEET = matrix_sheet(CATALOG, a_framework(), rank(CATALOG, FRAMEWORK))
FACTS = ("place", "id", "name", "judged_as", "of", "word", "score", "max", "low", "high", "assessed")


def test_facts_come_first_and_then_a_column_per_criterion_and_whose_each_grade_is() -> None:
    criteria = ("code", "weights", "license")
    whose = tuple(f"{block}.{each}" for block in ("by", "basis", "date", "evidence") for each in criteria)

    assert (*FACTS, *criteria, *whose) == SHEET.columns


def test_a_row_has_the_name_of_the_catalogue_and_what_the_judge_calls_it() -> None:
    assert [("Wizard", "The Small One", "7B"), ("Wizard", "", "13B")] == [row[2:5] for row in SHEET.rows]


def test_a_row_has_the_word_the_score_the_range_and_each_grade_in_a_word() -> None:
    assert [
        ("unclear", 1.5, 3.0, 0.5, 0.8333, 2, "open", "partial", "unknown"),
        ("unclear", 0.0, 3.0, 0.0, 0.0, 3, "closed", "n/a", "closed"),
    ] == [row[5:14] for row in SHEET.rows]


def test_a_row_states_who_judged_each_criterion_and_when() -> None:
    record = SHEET.records()[0]

    assert (FRAMEWORK, "reviewed", "2024-01", ()) == tuple(
        record[f"{block}.code"] for block in ("by", "basis", "date", "evidence")
    )
    assert ("", "", "", ()) == tuple(record[f"{block}.license"] for block in ("by", "basis", "date", "evidence"))


def test_all_judges_name_the_one_whose_grade_counts() -> None:
    judges = [a_framework("one", ("code",)), a_framework("two", ("paper",))]
    entry = an_entry(
        assessments=(
            an_assessment({"code": "open"}, "one", "2024-01"),
            an_assessment({"paper": "open"}, "two", "2025-01"),
        )
    )
    catalog = a_catalog(entry, frameworks=judges)

    (record,) = matrix_sheet(catalog, ALL_JUDGES, rank(catalog, "all")).records()

    assert ("one", "two", "") == (record["by.code"], record["by.paper"], record["by.weights"])


def test_nothing_judged_is_a_table_without_rows() -> None:
    assert replace(SHEET, rows=()) == matrix_sheet(CATALOG, a_framework(), ())


def test_a_framework_of_classes_has_a_column_for_the_class() -> None:
    framework = a_classed_framework()
    entry = an_entry("a", grades={"card": "open", "code": "closed", "data": "closed"}, framework=framework.id)

    catalog = a_catalog(entry, frameworks=[framework])

    sheet = matrix_sheet(catalog, framework, rank(catalog, framework.id))

    assert 3 == dict(zip(sheet.columns, sheet.rows[0], strict=True))["class"]
