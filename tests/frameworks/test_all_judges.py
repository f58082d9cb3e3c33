"""Which grade counts on a topic if several frameworks judged it, and what all of them say together."""

from __future__ import annotations

from typing import Any

import pytest

from factories import a_catalog, a_classed_framework, a_framework, a_judgement, an_assessment, an_entry
from llmtui.frameworks import judgement_about, opinions_by_topic, opinions_on, rank, standing
from llmtui.frameworks.all_judges import combined, generation, line_of
from llmtui.model import Assessment, Basis, Catalog, Entry, Framework, Grade, Kind, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES, SCORED, in_a_sentence

TOPICS = [criterion.id for criterion in ALL_JUDGES.criteria]
FRAMEWORKS = {
    each.id: each
    for each in (
        a_framework("reviewed", TOPICS),
        a_framework("later", TOPICS, continues="reviewed"),
        a_framework("latest", TOPICS, continues="later"),
        a_framework("declared", TOPICS, basis=Basis.DECLARED),
        a_classed_framework("classed"),
    )
}


def _opinions(topic: str, *assessments: Assessment, **fields: Any) -> list[tuple[str, str, str]]:
    """The framework, date and grade of each opinion on a topic, the one that counts first."""
    opinions = opinions_on(FRAMEWORKS, an_entry(assessments=assessments, **fields), topic)
    return [(each.framework.id, each.assessment.date, each.judgement.grade.value) for each in opinions]


def _code(framework: str, date: str, grade: str) -> Assessment:
    return an_assessment({"code": grade}, framework, date)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(("reviewed", "2020", "closed"), ("declared", "2025", "open"), id="reviewed before declared"),
        pytest.param(("reviewed", "2024-02", "closed"), ("reviewed", "2024-01", "open"), id="newer before older"),
        pytest.param(("reviewed", "2024-01", "closed"), ("reviewed", "2024", "open"), id="a month before its year"),
        pytest.param(("later", "2024", "closed"), ("reviewed", "2024", "open"), id="the later framework of a line"),
        pytest.param(("latest", "2024", "closed"), ("later", "2024", "open"), id="the latest framework of a line"),
        pytest.param(("reviewed", "2024", "n/a"), ("declared", "2024", "open"), id="that it does not apply counts"),
    ],
)
@pytest.mark.parametrize("turned", [False, True], ids=["written first", "written last"])
def test_of_two_grades_the_more_reliable_counts_however_they_are_written(
    one: tuple[str, str, str], other: tuple[str, str, str], *, turned: bool
) -> None:
    written = [_code(*one), _code(*other)]

    assert [one, other] == _opinions("code", *(reversed(written) if turned else written))


@pytest.mark.parametrize(("framework", "expected"), [("declared", True), ("reviewed", False)])
def test_an_opinion_is_declared_if_its_framework_does_not_review(framework: str, *, expected: bool) -> None:
    (opinion,) = opinions_on(FRAMEWORKS, an_entry(assessments=(_code(framework, "2024", "open"),)), "code")

    assert expected is opinion.declared


def test_of_two_grades_that_are_alike_reliable_the_last_written_counts() -> None:
    written = [_code("reviewed", "2024", "open"), _code("reviewed", "2024", "closed")]

    assert ["closed", "open"] == [grade for *_, grade in _opinions("code", *written)]


@pytest.mark.parametrize("grade", ["unknown", "listed"])
def test_what_was_not_judged_gives_no_opinion(grade: str) -> None:
    assert [] == _opinions("code", _code("reviewed", "2024", grade))


@pytest.mark.parametrize(
    "framework", [pytest.param("gone", id="an unknown framework"), pytest.param("classed", id="another topic")]
)
def test_only_a_known_framework_that_asks_about_the_topic_has_an_opinion(framework: str) -> None:
    assert [] == _opinions("paper", an_assessment({"paper": "open"}, framework))


@pytest.mark.parametrize(("grade", "counted"), [("open", 1), ("partial", 1), ("closed", 0)])
def test_what_a_framework_of_classes_does_not_list_is_not_judged_closed(grade: str, counted: int) -> None:
    assert counted == len(_opinions("code", an_assessment({"class-2": grade, "code": grade}, "classed")))


@pytest.mark.parametrize(
    ("framework", "grade", "group", "kind", "counts"),
    [
        pytest.param("declared", "open", "proprietary", Kind.MODEL, False, id="declared open"),
        pytest.param("declared", "partial", "unreleased", Kind.MODEL, False, id="declared in part"),
        pytest.param("declared", "closed", "proprietary", Kind.MODEL, True, id="declared closed"),
        pytest.param("reviewed", "open", "proprietary", Kind.MODEL, True, id="reviewed"),
        pytest.param("declared", "open", "english", Kind.MODEL, True, id="of a released model"),
        pytest.param("declared", "open", "proprietary", Kind.TOOL, True, id="of a tool"),
    ],
)
@pytest.mark.parametrize("topic", ["weights", "tuned_weights"])
def test_a_declaration_alone_does_not_open_weights_that_were_never_released(
    topic: str, framework: str, grade: str, group: str, kind: Kind, *, counts: bool
) -> None:
    assert counts is bool(_opinions(topic, an_assessment({topic: grade}, framework), group=group, kind=kind))


def test_a_declaration_on_another_topic_of_an_unreleased_model_counts() -> None:
    assert 1 == len(_opinions("paper", an_assessment({"paper": "open"}, "declared"), group="unreleased"))


@pytest.mark.parametrize(
    ("framework", "line"),
    [
        ("reviewed", ("reviewed",)),
        ("latest", ("reviewed", "later", "latest")),
        ("gone", ("gone",)),
    ],
)
def test_a_line_of_judges_begins_with_the_framework_that_continues_none(framework: str, line: tuple[str, ...]) -> None:
    assert (line, len(line) - 1) == (line_of(FRAMEWORKS, framework), generation(FRAMEWORKS, framework))


def test_frameworks_that_continue_one_another_in_a_circle_end() -> None:
    circle = {each: a_framework(each, continues=other) for each, other in (("a", "b"), ("b", "a"))}

    assert ("b", "a") == line_of(circle, "a")


def _topics(**fields: Any) -> dict[str, str]:
    """The grade that counts on each topic of an entry whose code is open."""
    entry = an_entry(assessments=(_code("reviewed", "2024", "open"),), **fields)
    return {
        topic: opinions[0].judgement.grade.value for topic, opinions in opinions_by_topic(FRAMEWORKS, entry).items()
    }


@pytest.mark.parametrize(
    ("fields", "tuning"),
    [
        pytest.param({"category": "base"}, {"tuning_data": "n/a", "tuned_weights": "n/a"}, id="base model"),
        pytest.param({"category": "instruction"}, {}, id="tuned model"),
        pytest.param({"category": "base", "kind": Kind.DATASET}, {}, id="data set"),
    ],
)
def test_tuning_does_not_apply_to_a_base_model(fields: dict[str, Any], tuning: dict[str, str]) -> None:
    assert {"code": "open", **tuning} == _topics(**fields)


def test_a_judge_that_graded_the_tuning_of_a_base_model_is_heard() -> None:
    entry = an_entry(category="base", grades={"tuning_data": "closed"}, framework="reviewed")

    assert Grade.CLOSED is opinions_by_topic(FRAMEWORKS, entry)["tuning_data"][0].judgement.grade


@pytest.mark.parametrize("assessments", [(), (_code("gone", "2024", "open"),), (_code("reviewed", "2024", "listed"),)])
def test_without_any_grade_nothing_is_said_not_even_of_tuning(assessments: tuple[Assessment, ...]) -> None:
    assert {} == opinions_by_topic(FRAMEWORKS, an_entry(category="base", assessments=assessments))


def test_the_grades_that_count_are_one_assessment_dated_by_its_newest_grade() -> None:
    entry = an_entry(
        assessments=(
            an_assessment({"paper": "n/a", "code": "open"}, "reviewed", "2023-05"),
            an_assessment({"weights": "closed"}, "declared", "2024-05"),
            an_assessment({"code": "closed"}, "declared", "2025-05"),
        ),
        category="instruction",
    )
    found = combined(opinions_by_topic(FRAMEWORKS, entry))

    assert found is not None
    assert (ALL, "2024-05") == (found.framework, found.date)
    assert [("code", "open"), ("weights", "closed"), ("paper", "n/a")] == [
        (topic, judgement.grade.value) for topic, judgement in found.judgements.items()
    ]


def test_grades_that_only_do_not_apply_make_no_assessment() -> None:
    entry = an_entry(category="base", grades={"paper": "n/a"}, framework="reviewed")

    assert None is combined(opinions_by_topic(FRAMEWORKS, entry))


def _catalog(*entries: Entry) -> Catalog:
    return a_catalog(*entries, frameworks=FRAMEWORKS.values())


@pytest.mark.parametrize(
    ("grades", "score", "best", "maximum", "share"),
    [
        pytest.param({}, None, None, None, None, id="not judged"),
        pytest.param({"code": "open"}, 1, 12, 12, 1 / 12, id="one open"),
        pytest.param({"code": "partial", "data": "closed"}, 0.5, 10.5, 12, 2 / 12, id="half and closed"),
        pytest.param({"code": "open", "data": "n/a", "paper": "n/a"}, 1, 10, 10, 1 / 10, id="two do not apply"),
        pytest.param({"code": "open", "package": "open", "api": "open"}, 1, 12, 12, 1 / 12, id="two do not count"),
        pytest.param(dict.fromkeys(SCORED, "open"), 12, 12, 12, 1, id="all open"),
    ],
)
def test_all_judges_give_a_share_of_twelve_topics_that_what_is_unknown_widens(
    grades: dict[str, str], score: float | None, best: float, maximum: float, share: float
) -> None:
    entry = an_entry(category="instruction", grades=grades, framework="reviewed")
    known = standing(_catalog(entry), entry, ALL)

    if known is None:
        assert score is None
        return
    rating = known.rating
    assert (score, best, maximum) == (rating.score, rating.best, rating.maximum)
    assert pytest.approx(share) == rating.assessed_share
    assert pytest.approx(best / maximum) == rating.best_fraction


def test_all_judges_are_ranked_by_what_is_known_open_then_by_how_much_was_assessed_then_by_name() -> None:
    entries = (
        an_entry("little", grades={"code": "open"}, framework="reviewed", category="instruction"),
        an_entry("zeta", grades={"code": "open", "data": "closed"}, framework="declared", category="instruction"),
        an_entry("alpha", grades={"code": "open", "data": "closed"}, framework="reviewed", category="instruction"),
        an_entry("best", grades={"code": "open", "data": "open"}, framework="reviewed", category="instruction"),
        an_entry("not-judged"),
    )
    ranked = rank(_catalog(*entries), ALL)

    assert [(1, "best"), (2, "alpha"), (3, "zeta"), (4, "little")] == [(each.place, each.entry.id) for each in ranked]
    assert [frozenset(), frozenset(), {"code", "data"}, frozenset()] == [each.declared for each in ranked]


@pytest.mark.parametrize(("framework", "declared"), [("declared", frozenset(TOPICS)), ("reviewed", frozenset())])
def test_a_framework_of_declarations_ranks_with_all_of_its_criteria_declared(
    framework: str, declared: frozenset[str]
) -> None:
    entry = an_entry(grades={"code": "open"}, framework=framework)

    assert [declared] == [each.declared for each in rank(_catalog(entry), framework)]


@pytest.mark.parametrize(
    ("assessment_name", "judged_as"), [("", ""), ("X", ""), ("x-7b-chat", "x-7b-chat")], ids=["none", "same", "other"]
)
def test_another_name_is_given_only_if_it_differs(assessment_name: str, judged_as: str) -> None:
    entry = an_entry("x", name="X", assessments=(an_assessment({"code": "open"}, "reviewed", name=assessment_name),))

    assert [judged_as] == [each.judged_as for each in rank(_catalog(entry), "reviewed")]


@pytest.mark.parametrize(
    ("assessments", "grade"),
    [
        pytest.param([_code("reviewed", "2020", "closed"), _code("declared", "2025", "open")], "closed", id="reviewed"),
        pytest.param([an_assessment({"code": "closed"}, "classed")], "unknown", id="not listed in a class"),
        pytest.param([_code("reviewed", "2024", "listed")], "listed", id="evidence alone"),
        pytest.param([], "unknown", id="not assessed"),
    ],
)
def test_all_judges_answer_on_a_topic_as_they_count(assessments: list[Assessment], grade: str) -> None:
    entry = an_entry(assessments=tuple(assessments))

    assert Grade(grade) is judgement_about(_catalog(entry), entry, "code", ALL).grade


def test_a_word_that_is_not_a_topic_is_asked_of_the_frameworks_one_by_one() -> None:
    own = Framework("own", "Own", "OWN", rule=Rule.POINTS, criteria=a_framework(criteria={"q1": "else"}).criteria)
    entry = an_entry(assessments=(an_assessment({"q1": a_judgement("partial")}, "own"),))
    catalog = a_catalog(entry, frameworks=[own])

    assert Grade.PARTIAL is judgement_about(catalog, entry, "q1", ALL).grade


def test_all_judges_are_not_a_proper_name_inside_a_sentence() -> None:
    assert ("all judges", "OSAI Index") == (in_a_sentence("All judges"), in_a_sentence("OSAI Index"))
