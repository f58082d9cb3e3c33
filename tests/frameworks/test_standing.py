from __future__ import annotations

import pytest

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.frameworks import assessment_in_force, by_force, judgement_about, rating_of
from llmtui.model import Catalog, Entry, Grade, Judgement

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


def test_the_newest_assessment_by_the_framework_in_force_speaks() -> None:
    old, new = an_assessment({}, date="2023"), an_assessment({}, date="2024")
    entry = an_entry(assessments=(old, new, an_assessment({}, OTHER, "2025")))

    assert new is assessment_in_force(entry, FRAMEWORK)


def test_the_newest_by_any_speaks_where_the_one_in_force_is_silent() -> None:
    newest = an_assessment({}, OTHER, "2024")
    entry = an_entry(assessments=(an_assessment({}, OTHER, "2023"), newest))

    assert newest is assessment_in_force(entry, FRAMEWORK)


def test_assessments_stand_by_force_and_then_newest_first() -> None:
    written = (("a", FRAMEWORK), ("b", OTHER), ("c", FRAMEWORK), ("d", OTHER))
    entry = an_entry(assessments=tuple(an_assessment({}, framework, of=of) for of, framework in written))

    assert ["c", "a", "d", "b"] == [assessment.of for assessment in by_force(entry, FRAMEWORK)]


def test_nothing_speaks_for_what_nobody_judged() -> None:
    assert None is assessment_in_force(an_entry(), FRAMEWORK)


def test_a_rating_is_by_the_framework_of_the_assessment_in_force() -> None:
    entry = an_entry(grades={"params": "open"}, framework=OTHER)

    rating = rating_of(_frameworks(), entry, FRAMEWORK)

    assert rating is not None
    assert (OTHER, 1) == (rating.framework, rating.score)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(an_entry(), id="not-judged"),
        pytest.param(an_entry(grades={"a": "open"}, framework="gone"), id="by-a-framework-that-is-gone"),
    ],
)
def test_there_is_no_rating_without_an_assessment_or_its_framework(entry: Entry) -> None:
    assert None is rating_of(_frameworks(), entry, FRAMEWORK)


@pytest.mark.parametrize(
    ("own", "other", "grade"),
    [
        pytest.param({"weights": "closed"}, {"params": "open"}, Grade.CLOSED, id="the-one-in-force-answers-first"),
        pytest.param({"weights": "n/a"}, {"params": "open"}, Grade.NOT_APPLICABLE, id="not-applicable-is-an-answer"),
        pytest.param({}, {"params": "open"}, Grade.OPEN, id="else-the-other"),
        pytest.param({"weights": LISTED}, {"params": "open"}, Grade.OPEN, id="a-grade-before-mere-evidence"),
        pytest.param({"weights": LISTED}, {}, Grade.LISTED, id="evidence-before-nothing"),
        pytest.param({}, {"params": LISTED}, Grade.LISTED, id="evidence-of-the-other"),
        pytest.param({}, {}, Grade.UNKNOWN, id="nobody-knows"),
    ],
)
def test_a_topic_is_answered_by_whoever_knows(
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
