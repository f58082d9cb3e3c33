from __future__ import annotations

import pytest

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.frameworks import KnownAssessment, Standing, chosen_first, judgement_about, known_assessments, standing
from llmtui.model import Assessment, Catalog, Grade, Judgement

OTHER = "test-other"
LISTED = Judgement(Grade.LISTED, ("https://example.org",))


def _frameworks() -> Catalog:
    """Two frameworks: one asks about code by its topic's name, the other calls another topic's criterion `code`."""
    return a_catalog(
        frameworks=[
            a_framework(criteria=("code", "weights")),
            a_framework(OTHER, {"params": "weights", "code": "code_docs"}),
        ]
    )


def _standing(*assessments: Assessment) -> Standing | None:
    return standing(_frameworks(), an_entry(assessments=assessments), FRAMEWORK)


def _known(*assessments: Assessment) -> Standing:
    known = _standing(*assessments)
    assert known is not None
    return known


def test_the_newest_assessment_by_the_chosen_framework_counts() -> None:
    old, new = an_assessment({}, date="2023"), an_assessment({}, date="2024")

    known = _known(old, new, an_assessment({}, OTHER, "2025"))

    assert new is known.assessment
    assert known.own


def test_the_newest_by_any_framework_counts_if_the_chosen_one_did_not_judge_the_entry() -> None:
    newest = an_assessment({}, OTHER, "2024")

    known = _known(an_assessment({}, OTHER, "2023"), newest)

    assert newest is known.assessment
    assert not known.own


def test_assessments_are_ordered_by_the_chosen_framework_and_then_newest_first() -> None:
    written = (("a", FRAMEWORK), ("b", OTHER), ("c", FRAMEWORK), ("d", OTHER))
    entry = an_entry(assessments=tuple(an_assessment({}, framework, of=of) for of, framework in written))

    known = known_assessments(_frameworks().frameworks, entry, FRAMEWORK)

    assert ["c", "a", "d", "b"] == [each.assessment.of for each in known]


def test_anything_with_a_judge_is_ordered_by_the_same_rule() -> None:
    assert ["own 2", "own 1", "x 3"] == chosen_first(["x 3", "own 2", "own 1"], "own", lambda each: each.split()[0])


@pytest.mark.parametrize(
    "assessments",
    [
        pytest.param((), id="not-judged"),
        pytest.param((an_assessment({"a": "open"}, "gone"),), id="by-a-framework-that-is-gone"),
    ],
)
def test_an_entry_has_no_standing_without_an_assessment_by_a_known_framework(
    assessments: tuple[Assessment, ...],
) -> None:
    assert None is _standing(*assessments)


def test_an_assessment_by_an_unknown_framework_hides_none_by_a_known_one() -> None:
    known = _known(an_assessment({}, OTHER), an_assessment({}, "gone", "2025"))

    assert OTHER == known.framework.id


def test_a_rating_is_by_the_framework_of_the_assessment_that_counts() -> None:
    rating = _known(an_assessment({"params": "open"}, OTHER)).rating

    assert (OTHER, 1) == (rating.framework, rating.score)


@pytest.mark.parametrize(
    ("framework", "judge"),
    [pytest.param(FRAMEWORK, "", id="its-own"), pytest.param(OTHER, "TEST", id="another")],
)
def test_another_judge_is_named_in_short(framework: str, judge: str) -> None:
    assert judge == _known(an_assessment({}, framework)).judge


def test_a_cell_for_each_criterion_of_the_chosen_framework_says_who_judged_it() -> None:
    assessment = an_assessment({"params": "partial"}, OTHER)

    code, weights = _known(assessment).cells

    assert ("code", Grade.UNKNOWN, ()) == (code.criterion.id, code.judgement.grade, code.opinions)
    (opinion,) = weights.opinions
    assert ("weights", Grade.PARTIAL) == (weights.criterion.id, weights.judgement.grade)
    assert (OTHER, "params", assessment) == (opinion.framework.id, opinion.criterion.id, opinion.assessment)


def test_grades_leave_out_what_was_not_assessed() -> None:
    assert {"weights": Grade.OPEN} == _known(an_assessment({"weights": "open"})).grades


def test_a_cell_that_draws_on_several_assessments_counts_the_first_that_grades_it() -> None:
    frameworks = _frameworks().frameworks
    assessments = (an_assessment({"weights": LISTED}), an_assessment({}), an_assessment({"params": "closed"}, OTHER))
    known = Standing(
        frameworks[FRAMEWORK], tuple(KnownAssessment(frameworks[each.framework], each) for each in assessments)
    )

    weights = known.cells[1]

    assert Grade.CLOSED is weights.judgement.grade
    assert [LISTED] == [opinion.judgement for opinion in weights.others]


def test_an_entry_has_no_cells_if_the_chosen_framework_is_unknown() -> None:
    entry = an_entry(grades={"code": "open"})

    known = standing(_frameworks(), entry, "")

    assert known is not None
    assert ((), False) == (known.cells, known.own)


@pytest.mark.parametrize(
    ("own", "other", "grade"),
    [
        pytest.param({"weights": "closed"}, {"params": "open"}, Grade.CLOSED, id="the-chosen-one-answers-first"),
        pytest.param({"weights": "n/a"}, {"params": "open"}, Grade.NOT_APPLICABLE, id="not-applicable-is-an-answer"),
        pytest.param({}, {"params": "open"}, Grade.OPEN, id="else-the-other"),
        pytest.param({"weights": LISTED}, {"params": "open"}, Grade.OPEN, id="a-grade-before-mere-evidence"),
        pytest.param({"weights": LISTED}, {}, Grade.LISTED, id="evidence-before-nothing"),
        pytest.param({}, {"params": LISTED}, Grade.LISTED, id="evidence-of-the-other"),
        pytest.param({}, {}, Grade.UNKNOWN, id="not-assessed"),
    ],
)
def test_a_topic_is_answered_by_the_first_that_assessed_it(
    own: dict[str, str | Judgement], other: dict[str, str | Judgement], grade: Grade
) -> None:
    entry = an_entry(assessments=(an_assessment(own, date="2023"), an_assessment(other, OTHER, "2024")))

    assert grade is judgement_about(_frameworks(), entry, "weights", FRAMEWORK).grade


def test_the_newest_of_several_answers() -> None:
    entry = an_entry(
        assessments=(an_assessment({"weights": "closed"}, date="2023"), an_assessment({"weights": "open"}))
    )

    assert Grade.OPEN is judgement_about(_frameworks(), entry, "weights", FRAMEWORK).grade


def test_an_older_one_answers_what_the_newest_does_not_ask() -> None:
    entry = an_entry(assessments=(an_assessment({"weights": "open"}, date="2023"), an_assessment({})))

    assert Grade.OPEN is judgement_about(_frameworks(), entry, "weights", FRAMEWORK).grade


def test_a_criterion_can_be_asked_for_by_its_id() -> None:
    entry = an_entry(grades={"params": "partial"}, framework=OTHER)

    assert Grade.PARTIAL is judgement_about(_frameworks(), entry, "params", FRAMEWORK).grade


def test_a_word_that_is_topic_and_criterion_means_the_topic() -> None:
    entry = an_entry(grades={"code": "open"}, framework=OTHER)

    assert Grade.UNKNOWN is judgement_about(_frameworks(), entry, "code", FRAMEWORK).grade
