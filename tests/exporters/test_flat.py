from __future__ import annotations

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.exporters.flat import flat_sheet
from llmtui.exporters.sheet import Value
from llmtui.model import Catalog, Entry, Grade, Judgement, Link, Listing, Rule
from llmtui.model.entry import LINK_ROLES
from llmtui.model.keys import ENTRY_KEYS

OTHER = a_framework("other", ("extra",), rule=Rule.SHARE)


def _row(entry: Entry, catalog: Catalog | None = None) -> dict[str, Value]:
    (record,) = flat_sheet(catalog or a_catalog(entry), [entry], FRAMEWORK).records()
    return record


def test_the_columns_are_the_keys_of_the_file_then_links_then_openness() -> None:
    columns = flat_sheet(a_catalog(), [], FRAMEWORK).columns

    own = ("id", "category", *(key.name for key in ENTRY_KEYS))
    rated = ("listed_in", "framework", "of", "score", "max", "low", "high", "assessed", "word", "disputed", "changed")
    blocks = ("grades", "by", "basis", "date", "evidence")
    criteria = (f"{block}.{each}" for block in blocks for each in ("code", "weights", "license"))
    assert (*own, *(f"links.{role}" for role in LINK_ROLES), *rated, *criteria) == columns


def test_several_values_are_in_one_cell() -> None:
    entry = an_entry(tags=("a", "b; c"), listed_in=(Listing("s", "1"), Listing("t"), Listing("s", "2")))

    assert ("a; b; c", "s; t") == (_row(entry)["tags"], _row(entry)["listed_in"])


def test_each_link_has_the_column_of_its_role() -> None:
    row = _row(an_entry(links=(Link("repo", "https://example.org"),)))

    assert ("https://example.org", "") == (row["links.repo"], row["links.paper"])


def test_what_was_not_assessed_is_unknown() -> None:
    row = _row(an_entry(grades={"code": "partial"}))

    assert (FRAMEWORK, 0.5, 3.0, 1) == (row["framework"], row["score"], row["max"], row["assessed"])
    assert ("partial", "unknown") == (row["grades.code"], row["grades.weights"])


def test_each_grade_has_its_judge_its_date_and_its_evidence() -> None:
    judgement = Judgement(Grade.OPEN, ("https://example.org/a", "https://example.org/b"))
    entry = an_entry(assessments=(an_assessment({"code": judgement}, date="2025-02"),))

    row = _row(entry)

    assert (FRAMEWORK, "reviewed", "2025-02") == (row["by.code"], row["basis.code"], row["date.code"])
    assert (("https://example.org/a", "https://example.org/b"), "") == (row["evidence.code"], row["by.weights"])


def test_the_word_and_the_range_are_columns() -> None:
    row = _row(an_entry(grades={"weights": "open", "license": "open"}))

    assert ("open weights", 0.6667, 1.0) == (row["word"], row["low"], row["high"])


def test_an_entry_that_was_not_judged_has_empty_cells_and_no_zero() -> None:
    row = _row(an_entry())

    assert [None, None, ""] == [row["framework"], row["score"], row["grades.code"]]


def test_a_score_of_another_framework_names_it_and_grades_nothing_here() -> None:
    entry = an_entry(assessments=(an_assessment({"extra": "open"}, "other", of="7B"),))

    row = _row(entry, a_catalog(entry, frameworks=[a_framework(), OTHER]))

    assert ("other", "7B", 1.0, "") == (row["framework"], row["of"], row["score"], row["grades.code"])
    assert "grades.extra" not in row


def test_a_framework_of_classes_has_a_column_for_them() -> None:
    entry = an_entry(grades={"code": "open"})
    catalog = a_catalog(entry, frameworks=[a_framework(rule=Rule.CLASSES)])

    assert "class" in _row(entry, catalog)
    assert "class" not in _row(entry)
