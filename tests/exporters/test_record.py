from __future__ import annotations

from factories import FRAMEWORK, a_catalog, a_classed_framework, a_framework, an_assessment, an_entry
from llmtui.exporters.record import entry_record, framework_record, openness_record, snapshot_record
from llmtui.model import Basis, Criterion, Grade, Judgement, Kind, Link, Listing, Rule, Snapshot

OTHER = a_framework("other", ("extra",), rule=Rule.SHARE)


def test_an_entry_is_written_with_the_keys_of_its_file() -> None:
    entry = an_entry(
        "x",
        name="X",
        kind=Kind.DATASET,
        licence="MIT",
        base=("llama", "Some Model"),
        sizes=("7B",),
        links=(Link("repo", "https://example.org"),),
        listed_in=(Listing("survey", "Overview", "xx"),),
    )

    record = entry_record(a_catalog(entry), entry, FRAMEWORK)

    assert {
        "id": "x",
        "category": "base",
        "name": "X",
        "kind": "dataset",
        "license": "MIT",
        "base": ["llama", "Some Model"],
        "sizes": ["7B"],
        "parameters": [{"total": 7_000_000_000, "active": None}],
        "links": {"repo": "https://example.org"},
        "listed_in": [{"source": "survey", "section": "Overview", "as": "xx"}],
    }.items() <= record.items()


def test_what_an_entry_does_not_say_is_empty_and_not_left_out() -> None:
    record = entry_record(a_catalog(), an_entry("x"), FRAMEWORK)

    assert ("", [], {}) == (record["maker"], record["aliases"], record["links"])


def test_every_grade_is_an_object() -> None:
    grades: dict[str, str | Judgement] = {
        "code": "n/a",
        "weights": Judgement(Grade.OPEN, ("https://example.org",), note="Checked.", licence="MIT"),
    }

    record = entry_record(a_catalog(), an_entry(grades=grades), FRAMEWORK)

    table = {"grade": "open", "evidence": ["https://example.org"], "note": "Checked.", "license": "MIT"}
    assert [{"code": {"grade": "n/a"}, "weights": table}] == [each["grades"] for each in record["assessments"]]  # type: ignore[attr-defined]


def test_what_is_only_listed_has_evidence_and_no_grade_as_in_its_file() -> None:
    entry = an_entry(grades={"code": Judgement(Grade.LISTED, ("https://example.org",))})

    record = entry_record(a_catalog(), entry, FRAMEWORK)

    assert [{"code": {"evidence": ["https://example.org"]}}] == [each["grades"] for each in record["assessments"]]  # type: ignore[attr-defined]


def test_an_assessment_says_whose_when_and_of_what_it_is() -> None:
    assessment = an_assessment({}, date="2024-01", of="7B", name="X-7B", source="https://example.org")

    record = entry_record(a_catalog(), an_entry(assessments=(assessment,)), FRAMEWORK)

    expected = {"framework": FRAMEWORK, "of": "7B", "as": "X-7B", "date": "2024-01", "source": "https://example.org"}
    assert [{**expected, "grades": {}}] == record["assessments"]


def test_openness_has_every_criterion_and_who_judged_it() -> None:
    judgement = Judgement(Grade.OPEN, ("https://example.org",), note="Checked.")
    assessment = an_assessment({"code": judgement, "weights": "partial"}, date="2025-02", of="7B")
    entry = an_entry(assessments=(assessment,))
    declared = a_framework(basis=Basis.DECLARED)

    openness = openness_record(a_catalog(entry, frameworks=[declared]), entry, FRAMEWORK) or {}

    given = {"by": FRAMEWORK, "basis": "declared", "date": "2025-02", "of": "7B"}
    nobody: dict[str, object] = {"evidence": [], "note": "", "by": None, "basis": None, "date": None, "of": None}
    assert {
        "code": {"grade": "open", "evidence": ["https://example.org"], "note": "Checked.", **given},
        "weights": {"grade": "partial", "evidence": [], "note": "", **given},
        "license": {"grade": "unknown", **nobody},
    } == openness.pop("grades")
    assert {
        "framework": FRAMEWORK,
        "of": "7B",
        "score": 1.5,
        "max": 3.0,
        "low": 0.5,
        "high": 0.8333,
        "assessed": 2,
        "word": "restricted",
        "disputed": [],
        "changed": [],
    } == openness


def test_all_judges_state_for_each_grade_whose_it_is_and_what_is_disputed_or_changed() -> None:
    line = a_framework("line", ("code", "weights"))
    other = a_framework("other", ("code", "paper"))
    entry = an_entry(
        assessments=(
            an_assessment({"code": "open", "weights": "open"}, "line", "2023-01"),
            an_assessment({"code": "open", "weights": "partial"}, "line", "2025-01"),
            an_assessment({"code": "closed", "paper": "open"}, "other", "2024-01"),
        )
    )

    openness = openness_record(a_catalog(entry, frameworks=[line, other]), entry, "all") or {}

    grades = openness["grades"]
    assert isinstance(grades, dict)
    assert (["code"], ["weights"]) == (openness["disputed"], openness["changed"])
    assert [("open", "line", "2025-01"), ("partial", "line", "2025-01"), ("open", "other", "2024-01")] == [
        (grades[topic]["grade"], grades[topic]["by"], grades[topic]["date"]) for topic in ("code", "weights", "paper")
    ]


def test_what_a_rule_leaves_out_was_judged_on_no_basis() -> None:
    entry = an_entry(grades={"code": "open"}, category="base")

    openness = openness_record(a_catalog(entry), entry, "all") or {}

    cell = openness["grades"]["tuning_data"]  # type: ignore[index]
    assert ("n/a", "all", None, None) == (cell["grade"], cell["by"], cell["basis"], cell["date"])


def test_a_model_that_was_not_judged_still_has_a_word() -> None:
    openness = openness_record(a_catalog(), an_entry(), FRAMEWORK) or {}

    assert (None, None, None, "unclear") == tuple(openness[key] for key in ("framework", "score", "low", "word"))


def test_what_was_not_judged_and_has_no_word_has_no_openness() -> None:
    assert openness_record(a_catalog(), an_entry(kind=Kind.DATASET), FRAMEWORK) is None


def test_a_snapshot_has_the_keys_of_its_file() -> None:
    record = snapshot_record(Snapshot("mof", "8b5d30e9", "2026-05-11", "2026-05-01", 273, "https://example.org"))

    assert {
        "source": "mof",
        "version": "8b5d30e9",
        "date": "2026-05-11",
        "newest": "2026-05-01",
        "records": 273,
        "url": "https://example.org",
    } == record


def test_openness_is_of_the_chosen_framework_where_that_judged_and_of_another_where_not() -> None:
    both = an_entry(assessments=(an_assessment({}), an_assessment({}, "other", "2025-01")))
    one = an_entry(assessments=(an_assessment({}),))
    catalog = a_catalog(frameworks=[a_framework(), OTHER])

    found = [openness_record(catalog, entry, "other") for entry in (both, one)]

    assert ["other", FRAMEWORK] == [each["framework"] for each in found if each]


def test_a_framework_is_written_with_its_criteria_and_what_grades_mean() -> None:
    criterion = Criterion("code", "Code", "code", "access", question="Is it?", meanings=((Grade.OPEN, "All of it."),))

    record = framework_record(a_framework(licence="CC-BY-4.0", name="Points"))
    criteria = framework_record(type(OTHER)("f", "F", "F", criteria=(criterion,)))["criteria"]

    assert {"id": FRAMEWORK, "name": "Points", "license": "CC-BY-4.0", "rule": "points"}.items() <= record.items()
    assert [
        {"id": "code", "label": "Code", "topic": "code", "group": "access", "question": "Is it?", "open": "All of it."}
    ] == criteria


def test_openness_has_the_class_if_the_framework_rates_in_classes() -> None:
    framework = a_classed_framework()
    entry = an_entry("a", grades={"card": "open", "code": "open", "data": "closed"}, framework=framework.id)

    openness = openness_record(a_catalog(entry, frameworks=[framework]), entry, framework.id)

    assert openness is not None
    assert (2, 100.0) == (openness["class"], openness["max"])


def test_openness_has_no_class_where_there_are_points() -> None:
    entry = an_entry("a", grades={"code": "open"})

    assert "class" not in (openness_record(a_catalog(entry), entry, FRAMEWORK) or {})


def test_a_framework_of_classes_states_what_they_require() -> None:
    criteria = framework_record(a_classed_framework())["criteria"]

    assert isinstance(criteria, list)
    assert [True, True, True] == [each["required"] for each in criteria]
