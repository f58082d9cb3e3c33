from __future__ import annotations

from msgspec.structs import replace

from factories import FRAMEWORK, a_catalog, a_classed_framework, a_framework, an_assessment, an_entry
from llmtui.exporters.matrix import matrix_sheet
from llmtui.frameworks import rank

ASSESSMENTS = (
    an_assessment({"code": "open", "weights": "partial"}, of="7B", name="The Small One"),
    an_assessment({"code": "closed", "weights": "n/a", "license": "closed"}, of="13B"),
)
CATALOG = a_catalog(an_entry("wizard", assessments=ASSESSMENTS))
SHEET = matrix_sheet(a_framework(), rank(CATALOG, FRAMEWORK))


def test_facts_come_first_and_then_a_column_a_criterion() -> None:
    assert ("place", "id", "name", "of", "score", "max", "assessed", "code", "weights", "license") == SHEET.columns


def test_a_row_tells_what_was_judged_its_score_and_each_grade_in_a_word() -> None:
    assert (
        (1, "wizard", "The Small One", "7B", 1.5, 3.0, 2, "open", "partial", "unknown"),
        (2, "wizard", "Wizard", "13B", 0.0, 3.0, 3, "closed", "n/a", "closed"),
    ) == SHEET.rows


def test_nothing_judged_is_a_table_without_rows() -> None:
    assert replace(SHEET, rows=()) == matrix_sheet(a_framework(), ())


def test_a_framework_of_classes_has_a_column_for_the_class() -> None:
    framework = a_classed_framework()
    entry = an_entry("a", grades={"card": "open", "code": "closed", "data": "closed"}, framework=framework.id)

    sheet = matrix_sheet(framework, rank(a_catalog(entry, frameworks=[framework]), framework.id))

    assert 3 == dict(zip(sheet.columns, sheet.rows[0], strict=True))["class"]
