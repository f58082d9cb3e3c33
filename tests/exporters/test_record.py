from __future__ import annotations

from factories import FRAMEWORK, a_catalog, a_classed_framework, a_framework, an_assessment, an_entry
from llmtui.exporters.record import entry_record, framework_record, openness_record
from llmtui.model import Criterion, Grade, Judgement, Kind, Link, Listing, Rule

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
        "links": {"repo": "https://example.org"},
        "listed_in": [{"source": "survey", "section": "Overview", "as": "xx"}],
    }.items() <= record.items()


def test_what_an_entry_does_not_say_is_empty_and_not_left_out() -> None:
    record = entry_record(a_catalog(), an_entry("x"), FRAMEWORK)

    assert ("", [], {}, None) == (record["maker"], record["aliases"], record["links"], record["openness"])


def test_a_grade_alone_is_a_word_and_one_with_evidence_a_table() -> None:
    grades: dict[str, str | Judgement] = {
        "code": "n/a",
        "weights": Judgement(Grade.OPEN, ("https://example.org",), note="Checked.", licence="MIT"),
    }

    record = entry_record(a_catalog(), an_entry(grades=grades), FRAMEWORK)

    table = {"grade": "open", "evidence": ["https://example.org"], "note": "Checked.", "license": "MIT"}
    assert [{"code": "n/a", "weights": table}] == [each["grades"] for each in record["assessments"]]  # type: ignore[attr-defined]


def test_what_is_only_listed_has_evidence_and_no_grade_as_in_its_file() -> None:
    entry = an_entry(grades={"code": Judgement(Grade.LISTED, ("https://example.org",))})

    record = entry_record(a_catalog(), entry, FRAMEWORK)

    assert [{"code": {"evidence": ["https://example.org"]}}] == [each["grades"] for each in record["assessments"]]  # type: ignore[attr-defined]


def test_an_assessment_says_whose_when_and_of_what_it_is() -> None:
    assessment = an_assessment({}, date="2024-01", of="7B", name="X-7B", source="https://example.org")

    record = entry_record(a_catalog(), an_entry(assessments=(assessment,)), FRAMEWORK)

    expected = {"framework": FRAMEWORK, "of": "7B", "as": "X-7B", "date": "2024-01", "source": "https://example.org"}
    assert [{**expected, "grades": {}}] == record["assessments"]


def test_openness_tells_every_criterion_also_those_not_assessed() -> None:
    entry = an_entry(grades={"code": "open", "weights": "partial"})

    openness = openness_record(a_catalog(entry), entry, FRAMEWORK)

    assert {
        "framework": FRAMEWORK,
        "of": "",
        "score": 1.5,
        "max": 3.0,
        "assessed": 2,
        "grades": {"code": "open", "weights": "partial", "license": "unknown"},
    } == openness


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


def test_openness_tells_the_class_where_the_framework_rates_in_classes() -> None:
    framework = a_classed_framework()
    entry = an_entry("a", grades={"card": "open", "code": "open", "data": "closed"}, framework=framework.id)

    openness = openness_record(a_catalog(entry, frameworks=[framework]), entry, framework.id)

    assert openness is not None
    assert (2, 100.0) == (openness["class"], openness["max"])


def test_openness_has_no_class_where_there_are_points() -> None:
    entry = an_entry("a", grades={"code": "open"})

    assert "class" not in (openness_record(a_catalog(entry), entry, FRAMEWORK) or {})


def test_a_framework_of_classes_tells_what_they_require() -> None:
    criteria = framework_record(a_classed_framework())["criteria"]

    assert isinstance(criteria, list)
    assert [True, True, True] == [each["required"] for each in criteria]
