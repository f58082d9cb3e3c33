from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import a_framework, an_assessment
from llmtui.frameworks import rate
from llmtui.model import Grade, Judgement, Rule

CRITERIA = ("a", "b", "c", "d")
_GRADES = st.dictionaries(st.sampled_from(CRITERIA), st.sampled_from([grade.value for grade in Grade]))
_RULES = st.sampled_from(Rule)


@pytest.mark.parametrize(
    ("grades", "score"),
    [
        pytest.param({}, 0, id="nothing"),
        pytest.param({"a": "open"}, 1, id="open-is-one"),
        pytest.param({"a": "partial"}, 0.5, id="partial-is-a-half"),
        pytest.param({"a": "closed"}, 0, id="closed-is-nothing"),
        pytest.param({"a": "n/a"}, 0, id="not-applicable-is-nothing"),
        pytest.param({"a": "open", "b": "partial", "c": "closed"}, 1.5, id="sum"),
        pytest.param({"a": "open", "elsewhere": "open"}, 1, id="only-the-framework's-criteria-count"),
    ],
)
def test_points_add_up(grades: dict[str, str], score: float) -> None:
    rating = rate(a_framework(criteria=CRITERIA), an_assessment(grades))

    assert score == rating.score


def test_evidence_without_a_grade_is_neither_points_nor_assessed() -> None:
    listed = Judgement(Grade.LISTED, ("https://example.org",))

    rating = rate(a_framework(criteria=CRITERIA), an_assessment({"a": listed}))

    assert (0, 0) == (rating.score, rating.assessed)


def test_points_count_criteria_that_do_not_apply() -> None:
    rating = rate(a_framework(criteria=CRITERIA), an_assessment({"a": "open", "b": "n/a"}))

    assert (4, 2) == (rating.maximum, rating.assessed)


def test_a_share_leaves_out_criteria_that_do_not_apply() -> None:
    rating = rate(a_framework(criteria=CRITERIA, rule=Rule.SHARE), an_assessment({"a": "open", "b": "n/a"}))

    assert (3, 2, 4) == (rating.maximum, rating.assessed, rating.criteria)


@pytest.mark.parametrize(
    ("grade", "score"),
    [
        pytest.param("open", 1, id="conforms"),
        pytest.param("partial", 0.5, id="under-other-terms"),
        pytest.param("closed", 0, id="does-not-conform"),
    ],
)
def test_a_verdict_is_the_grade_of_the_first_criterion(grade: str, score: float) -> None:
    rating = rate(a_framework(criteria=("definition",), rule=Rule.VERDICT), an_assessment({"definition": grade}))

    assert (Grade(grade), score, 1) == (rating.verdict, rating.score, rating.maximum)


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_rates(rule: Rule) -> None:
    rating = rate(a_framework(criteria=CRITERIA, rule=rule), an_assessment({"a": "open", "b": "n/a"}))

    assert (rule, 2, 4) == (rating.rule, rating.assessed, rating.criteria)


def test_only_a_framework_of_verdicts_gives_one() -> None:
    frameworks = [a_framework(criteria=CRITERIA, rule=rule) for rule in (Rule.POINTS, Rule.SHARE)]

    assert [None, None] == [rate(framework, an_assessment({"a": "open"})).verdict for framework in frameworks]


def test_the_best_still_possible_takes_what_is_not_assessed_for_open() -> None:
    rating = rate(a_framework(criteria=CRITERIA), an_assessment({"a": "open", "b": "closed"}))

    assert 3 == rating.best


def test_a_fraction_of_nothing_is_nothing() -> None:
    rating = rate(a_framework(criteria=("a",), rule=Rule.SHARE), an_assessment({"a": "n/a"}))

    assert (0, 0) == (rating.maximum, rating.fraction)
    assert (0.0, 0.0) == (rating.best_fraction, rating.assessed_share)


@given(_GRADES, _RULES)
def test_a_score_lies_between_nothing_and_the_best_and_that_within_the_maximum(
    grades: dict[str, str], rule: Rule
) -> None:
    rating = rate(a_framework(criteria=CRITERIA, rule=rule), an_assessment(grades))

    assert 0 <= rating.score <= rating.best <= rating.maximum
    assert 0 <= rating.fraction <= 1


@given(_GRADES, st.sampled_from(CRITERIA))
def test_opening_a_criterion_never_lowers_a_score(grades: dict[str, str], criterion: str) -> None:
    framework = a_framework(criteria=CRITERIA)

    opened = rate(framework, an_assessment({**grades, criterion: "open"})).score

    assert opened >= rate(framework, an_assessment(grades)).score
