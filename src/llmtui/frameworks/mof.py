"""The Model Openness Framework's classes: from the components of a model and their licences to class III, II or I.

The rules are those of the Model Openness Tool, which publishes the classes; docs/frameworks.md explains them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

import msgspec

from llmtui.frameworks._mof_licences import MADE_FOR, OPEN_LICENCES
from llmtui.model import Assessment, Criterion, Framework, Grade, Judgement, Rule

UNLICENSED = "unlicensed"
"""Written as the licence of a component that is published without one."""
REPORT = "technical_report"
PAPER = "research_paper"
CLASS_NAMES: Mapping[int, str] = {3: "III", 2: "II", 1: "I"}
UNCLASSIFIED = 0
FULL = 100.0
"""Per cent."""


class Status(Enum):
    """The status of a component; only `INCLUDED` counts towards a class."""

    INCLUDED = "included"
    UNLICENSED = "unlicensed"
    INVALID = "invalid"
    """Under a licence that is not open."""
    MISSING = "missing"
    """Not listed."""


class Classification(msgspec.Struct, frozen=True):
    """A class, how far each class is met, and what the next one needs."""

    openness_class: int
    """1, 2 or 3, the best first; 0 for none."""
    progress: Mapping[int, float]
    """Per cent by class. That of a class is 0 until all of the class below it is met."""
    reasons: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """The mean of the progress of all classes, by which the tool sorts."""
        return sum(self.progress.values()) / len(self.progress) if self.progress else 0.0


class _Level(msgspec.Struct, frozen=True):
    """What one class asks for: its own required components and those of the classes below it."""

    number: int
    required: tuple[Criterion, ...]


def is_open_licence(licence: str) -> bool:
    """Whether a licence counts: an exact SPDX id of the tool's list. `Apache-2.0` counts, `Apache 2.0` does not."""
    return licence in OPEN_LICENCES


def suits(licence: str, content: str) -> bool:
    """Whether the tool recommends a licence for a type of component: `code`, `data` or `document`."""
    return licence in MADE_FOR[content]


def component_status(judgement: Judgement) -> Status:
    """The status of a component. If no licence was written, the grade says whether there is an open one."""
    if judgement.grade not in {Grade.OPEN, Grade.PARTIAL}:
        return Status.MISSING
    if not judgement.licence:
        return Status.INCLUDED if judgement.grade is Grade.OPEN else Status.UNLICENSED
    if judgement.licence == UNLICENSED:
        return Status.UNLICENSED
    return Status.INCLUDED if is_open_licence(judgement.licence) else Status.INVALID


def classify(framework: Framework, assessment: Assessment, assumed: Status = Status.MISSING) -> Classification:
    """Work out the class.

    Args:
        framework: A framework of the rule `classes`.
        assessment: Its components, each with its licence.
        assumed: The status of a component that was not assessed.
    """
    statuses = {each.id: _status(assessment.judgement(each.id), assumed) for each in framework.criteria}
    levels = _levels(framework)
    progress: dict[int, float] = {}
    reached = UNCLASSIFIED
    met = True
    for level in levels:
        counted, needed = _count(level, statuses)
        progress[level.number] = min(FULL, FULL * counted / needed) if met and needed else 0.0
        met = met and 0 < needed <= counted
        reached = level.number if met else reached
    return Classification(reached, progress, _reasons(levels, reached, statuses, assessment))


def _status(judgement: Judgement, assumed: Status) -> Status:
    return assumed if judgement.grade in {Grade.UNKNOWN, Grade.LISTED} else component_status(judgement)


def _levels(framework: Framework) -> tuple[_Level, ...]:
    """The classes from the lowest: the framework's groups are in that order, and each class needs those before it."""
    levels: list[_Level] = []
    required: tuple[Criterion, ...] = ()
    for number, (_group, criteria) in zip(range(len(framework.groups), 0, -1), framework.grouped, strict=True):
        required = (*required, *(each for each in criteria if each.required))
        levels.append(_Level(number, required))
    return tuple(levels)


def _paper_replaces_report(statuses: Mapping[str, Status]) -> bool:
    """Whether a research paper is listed and replaces a technical report that does not count."""
    report, paper = statuses.get(REPORT, Status.MISSING), statuses.get(PAPER, Status.MISSING)
    return report is not Status.INCLUDED and paper is not Status.MISSING


def _count(level: _Level, statuses: Mapping[str, Status]) -> tuple[int, int]:
    """How many components of a class count, and how many it needs.

    A paper that replaces the report counts as the report below the class that requires a paper anyway. In that class
    it counts as itself, and one component fewer is needed.
    """
    asked = {each.id for each in level.required}
    counted = sum(statuses[each] is Status.INCLUDED for each in asked)
    needed = len(asked)
    if _paper_replaces_report(statuses) and REPORT in asked:
        if PAPER in asked:
            needed -= 1
        else:
            counted += statuses[PAPER] is Status.INCLUDED
    return counted, needed


def missing_for_next(framework: Framework, assessment: Assessment) -> tuple[int, tuple[Criterion, ...]]:
    """The class after the one that is reached, and the components that it lacks; none of the best class."""
    statuses = {each.id: _status(assessment.judgement(each.id), Status.MISSING) for each in framework.criteria}
    reached = classify(framework, assessment).openness_class
    following = next((each for each in _levels(framework) if each.number < reached or not reached), None)
    return (following.number, _lacking(following, statuses)) if following else (reached, ())


def not_needed(framework: Framework, assessment: Assessment) -> frozenset[str]:
    """The components that are not listed and that no class asks for: their absence costs nothing.

    None of a framework that does not rate in classes.
    """
    if framework.rule is not Rule.CLASSES:
        return frozenset()
    statuses = {each.id: _status(assessment.judgement(each.id), Status.MISSING) for each in framework.criteria}
    replaced = _paper_replaces_report(statuses) and statuses[PAPER] is Status.INCLUDED
    return frozenset(
        each.id
        for each in framework.criteria
        if assessment.grade(each.id) is Grade.CLOSED and (not each.required or (replaced and each.id == REPORT))
    )


def _reasons(
    levels: Sequence[_Level], reached: int, statuses: Mapping[str, Status], assessment: Assessment
) -> tuple[str, ...]:
    """How far the next class is met and what it lacks; for the best class, that nothing is missing."""
    following = next((level for level in levels if level.number < reached or not reached), None)
    if following is None:
        return ("Has every component Class I requires.",) if levels else ()
    counted, needed = _count(following, statuses)
    name = CLASS_NAMES.get(following.number, str(following.number))
    return (
        f"Class {name}: {counted} of {needed} required components are open.",
        *_lacks(following, statuses, assessment),
    )


def _lacking(level: _Level, statuses: Mapping[str, Status]) -> tuple[Criterion, ...]:
    """The components that a class still needs; a paper that counts replaces the report."""
    filled = _paper_replaces_report(statuses) and statuses[PAPER] is Status.INCLUDED
    return tuple(
        each
        for each in level.required
        if statuses[each.id] is not Status.INCLUDED and not (filled and each.id == REPORT)
    )


def _lacks(level: _Level, statuses: Mapping[str, Status], assessment: Assessment) -> Iterator[str]:
    filled = _paper_replaces_report(statuses) and statuses[PAPER] is Status.INCLUDED
    lacking = _lacking(level, statuses)
    for reason in ("Not listed", "Not assessed", "Without a licence", "Under a licence that is not open"):
        names = [name for each in lacking for lack, name in (_lack(each, assessment),) if lack == reason]
        if names:
            yield f"{reason}: {', '.join(names)}."
    if filled:
        yield "The research paper replaces the technical report."


def _lack(criterion: Criterion, assessment: Assessment) -> tuple[str, str]:
    """What a component lacks, and its name with the licence that is not enough."""
    judgement = assessment.judgement(criterion.id)
    status = component_status(judgement)
    if status is Status.INVALID:
        return "Under a licence that is not open", f"{criterion.label} ({judgement.licence})"
    if status is Status.UNLICENSED:
        return "Without a licence", criterion.label
    return "Not assessed" if judgement.grade in {Grade.UNKNOWN, Grade.LISTED} else "Not listed", criterion.label
