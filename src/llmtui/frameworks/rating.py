"""What a framework concludes from its grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from llmtui.frameworks.mof import FULL, Status, classify
from llmtui.model import Assessment, Framework, Grade, Rule
from llmtui.model.all_judges import ALL, SCORED
from llmtui.model.assessment import NOT_ASSESSED

POINTS: Mapping[Grade, float] = {Grade.OPEN: 1.0, Grade.PARTIAL: 0.5, Grade.CLOSED: 0.0}
"""Opening up ChatGPT, scripts/consolidate_csv.py: open 1, partial a half, anything else nothing."""


class Rating(msgspec.Struct, frozen=True):
    """A score with the bounds that what is not assessed leaves open."""

    framework: str
    score: float
    """Points: 1 for each open criterion, a half for each partial one. With a class, its total progress in per cent."""
    maximum: float
    """The points there are; with a class, 100."""
    assessed: int
    """How many criteria carry a grade, `n/a` among them."""
    criteria: int
    """How many criteria the framework has."""
    rule: Rule = Rule.POINTS
    """By which the framework rates."""
    openness_class: int | None = None
    """If the framework rates in classes: 1, 2 or 3, the best first, or 0 for none."""
    verdict: Grade | None = None
    """Whether the subject conforms, if the framework says only that; `PARTIAL` is under other legal terms."""
    reasons: tuple[str, ...] = ()
    """Why it is not better."""
    possible: float | None = None
    """The score if everything not assessed were open, if that is not a sum of points."""

    @property
    def best(self) -> float:
        """The score if everything not assessed were open."""
        if self.possible is not None:
            return self.possible
        return min(self.maximum, self.score + self.criteria - self.assessed)

    @property
    def best_fraction(self) -> float:
        """The best possible score as a part of the maximum, from 0 to 1."""
        return self.best / self.maximum if self.maximum else 0.0

    @property
    def assessed_share(self) -> float:
        """The part of the criteria that apply and were assessed, from 0 to 1."""
        excluded = self.criteria - self.maximum if self.rule is Rule.SHARE else 0.0
        return (self.assessed - excluded) / self.maximum if self.maximum else 0.0

    @property
    def fraction(self) -> float:
        """The score as a part of the maximum, from 0 to 1."""
        return self.score / self.maximum if self.maximum else 0.0


def most(framework: Framework) -> float:
    """The most that a score by a framework can be; with a class, 100."""
    if framework.rule is Rule.CLASSES:
        return FULL
    return float(len(SCORED if framework.id == ALL else framework.criteria))


def rate(framework: Framework, assessment: Assessment) -> Rating:
    """Add up an assessment by its framework's own rule.

    A framework that publishes points counts all its criteria, also those that do not apply. If we state a share
    for a framework without a score, criteria that do not apply are left out of the maximum.
    """
    grades = _scored_grades(framework, assessment)
    match framework.rule:
        case Rule.POINTS:
            return _added_up(framework, grades, len(grades))
        case Rule.SHARE:
            return _added_up(framework, grades, len(grades) - grades.count(Grade.NOT_APPLICABLE))
        case Rule.CLASSES:
            return _classed(framework, assessment, _assessed(grades))
        case Rule.VERDICT:
            return _added_up(framework, grades, len(grades), verdict=grades[0] if grades else None)


def _scored_grades(framework: Framework, assessment: Assessment) -> list[Grade]:
    """The grades that count for the score."""
    scored = SCORED if framework.id == ALL else [criterion.id for criterion in framework.criteria]
    return [assessment.judgements.get(criterion, NOT_ASSESSED).grade for criterion in scored]


def _assessed(grades: Sequence[Grade]) -> int:
    return len([grade for grade in grades if grade in POINTS]) + grades.count(Grade.NOT_APPLICABLE)


def _added_up(framework: Framework, grades: Sequence[Grade], maximum: int, *, verdict: Grade | None = None) -> Rating:
    """The sum of the points of these grades."""
    return Rating(
        framework=framework.id,
        score=sum([POINTS.get(grade, 0.0) for grade in grades]),
        maximum=float(maximum),
        assessed=_assessed(grades),
        criteria=len(grades),
        rule=framework.rule,
        verdict=verdict,
    )


def _classed(framework: Framework, assessment: Assessment, assessed: int) -> Rating:
    """The class with its total progress for a score, which orders as the classes do."""
    found = classify(framework, assessment)
    unsure = assessed < len(framework.criteria)
    best = classify(framework, assessment, Status.INCLUDED) if unsure else found
    return Rating(
        framework=framework.id,
        score=round(found.total, 2),
        maximum=FULL,
        assessed=assessed,
        criteria=len(framework.criteria),
        rule=framework.rule,
        openness_class=found.openness_class,
        reasons=found.reasons,
        possible=round(best.total, 2),
    )
