from __future__ import annotations

from factories import a_framework
from llmtui.model import Criterion, CriterionGroup, Framework, Grade

CODE = Criterion("open_code", "Open code", "code", "access", meanings=((Grade.OPEN, "All of it."),))
PAPER = Criterion("paper", "Paper", "paper", "documents")
FRAMEWORK = Framework(
    "mine",
    "Mine",
    "MI",
    groups=(
        CriterionGroup("documents", "Documents"),
        CriterionGroup("access", "Access"),
        CriterionGroup("none", "None"),
    ),
    criteria=(CODE, PAPER),
)


def test_a_criterion_is_found_by_its_id_and_not_by_its_topic() -> None:
    assert (CODE, None) == (FRAMEWORK.criterion("open_code"), FRAMEWORK.criterion("code"))


def test_a_topic_finds_the_criterion_that_asks_about_it() -> None:
    assert (CODE, None) == (FRAMEWORK.about("code"), FRAMEWORK.about("open_code"))


def test_criteria_are_under_their_headings_in_the_order_of_the_headings() -> None:
    grouped = [(group.id, criteria) for group, criteria in FRAMEWORK.grouped]

    assert [("documents", (PAPER,)), ("access", (CODE,)), ("none", ())] == grouped


def test_a_grade_means_what_the_framework_says_or_nothing() -> None:
    assert ("All of it.", "") == (CODE.meaning(Grade.OPEN), CODE.meaning(Grade.CLOSED))


def test_of_two_criteria_on_a_topic_the_first_answers() -> None:
    framework = a_framework(criteria={"final": "weights", "intermediate": "weights"})

    found = framework.about("weights")

    assert found is not None
    assert "final" == found.id
