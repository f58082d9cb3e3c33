"""What is written below a comparison about how often its framework judged each entry."""

from __future__ import annotations

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.present.canvas import Canvas
from llmtui.present.cells import plain
from llmtui.present.compare import compare, reasons
from llmtui.present.glyphs import ASCII


def _reasons_text(label: str) -> str:
    dates = ("2023", "2024", "2025")
    often = an_entry("a", assessments=tuple(an_assessment({"code": "open"}, date=each) for each in dates))
    once = an_entry(
        "b", assessments=(an_assessment({"code": "closed"}, date="2024"), an_assessment({"paper": "open"}, "others"))
    )
    catalog = a_catalog(often, once, frameworks=(a_framework(), a_framework("others", ["paper"])))
    comparison = compare(catalog, ("a", "b"), FRAMEWORK)
    row = next(row for row in comparison.rows if row.label == label)
    return " ".join(plain(line).strip() for line in reasons(comparison, row, Canvas(80, ASCII)).lines)


def test_assessments_by_the_same_framework_are_counted_and_those_by_others_are_not() -> None:
    text = _reasons_text("Judged")

    assert "the newest of 3 assessments" in text
    assert 1 == text.count("assessments")


def test_they_are_counted_beside_the_date_alone() -> None:
    assert "assessments" not in _reasons_text("Code")
    assert "assessments" not in _reasons_text("Kind")
