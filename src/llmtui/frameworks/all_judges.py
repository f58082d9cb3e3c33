"""All judges: which grade counts on each topic, of all that frameworks say of an entry.

Reviewed grades come before declared ones, then newer before older, then later frameworks of the same judges. The other
grades stay beside the one that counts. What was not assessed widens the score into a range.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from llmtui.frameworks.opinion import Opinion
from llmtui.frameworks.rating import POINTS
from llmtui.model import Assessment, Basis, Entry, Framework, Grade, Judgement, Kind, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES

_TUNING = {"tuning_data", "tuned_weights"}
_WEIGHTS = {"weights", "tuned_weights"}
_WITHHELD = {"proprietary", "unreleased"}
"""Groups of models whose weights were never published."""


def opinions_on(frameworks: Mapping[str, Framework], entry: Entry, topic: str) -> tuple[Opinion, ...]:
    """Every grade of an entry on a topic, the one that counts first.

    Reviewed grades come before declared ones, then newer before older, then later frameworks of the same judges.
    """
    found = tuple(_graded(frameworks, entry, topic))
    if len(found) < 2:  # noqa: PLR2004 - nothing to put in order
        return found
    ordered = sorted(enumerate(found), key=lambda item: _reliability(frameworks, item[1], item[0]), reverse=True)
    return tuple(opinion for _position, opinion in ordered)


def _graded(frameworks: Mapping[str, Framework], entry: Entry, topic: str) -> Iterator[Opinion]:
    for assessment in entry.assessments:
        framework = frameworks.get(assessment.framework)
        criterion = framework.about(topic) if framework else None
        if framework and criterion:
            opinion = Opinion(framework, assessment, criterion, assessment.judgement(criterion.id))
            if _counts(entry, opinion):
                yield opinion


def _counts(entry: Entry, opinion: Opinion) -> bool:
    """Whether a grade is a judgement. What a framework of classes does not list is not judged closed.

    A declared grade does not open the weights of a model that was never released.
    """
    grade = opinion.judgement.grade
    if not (grade.judged or grade is Grade.NOT_APPLICABLE):
        return False
    if opinion.framework.rule is Rule.CLASSES and grade is Grade.CLOSED:
        return False
    withheld = entry.kind is Kind.MODEL and entry.group in _WITHHELD and opinion.criterion.topic in _WEIGHTS
    return not (withheld and opinion.framework.basis is Basis.DECLARED and POINTS.get(grade))


def _reliability(frameworks: Mapping[str, Framework], opinion: Opinion, position: int) -> tuple[bool, str, int, int]:
    reviewed = opinion.framework.basis is Basis.REVIEWED
    return reviewed, opinion.assessment.date, generation(frameworks, opinion.framework.id), position


def generation(frameworks: Mapping[str, Framework], framework_id: str) -> int:
    """How many earlier frameworks of the same judges a framework continues."""
    return len(line_of(frameworks, framework_id)) - 1


def line_of(frameworks: Mapping[str, Framework], framework_id: str) -> tuple[str, ...]:
    """The frameworks that one continues, the earliest first, itself last. The first names the line of judges."""
    line: list[str] = []
    current = framework_id
    while current in frameworks and current not in line:
        line.append(current)
        current = frameworks[current].continues
    return tuple(reversed(line)) or (framework_id,)


def opinions_by_topic(frameworks: Mapping[str, Framework], entry: Entry) -> Mapping[str, tuple[Opinion, ...]]:
    """Every grade of an entry by topic, the one that counts first; only topics that were graded or do not apply."""
    if not entry.assessments:
        return {}
    found = {topic.id: opinions_on(frameworks, entry, topic.id) for topic in ALL_JUDGES.criteria}
    graded = {topic: opinions for topic, opinions in found.items() if opinions}
    if graded and entry.kind is Kind.MODEL and entry.category == "base":
        graded |= {topic: (_not_tuned(topic),) for topic in _TUNING if topic not in graded}
    return graded


def _not_tuned(topic: str) -> Opinion:
    """That a topic of tuning does not apply to a base model that no judge graded on it."""
    judgement = Judgement(Grade.NOT_APPLICABLE, note="A base model is not tuned.")
    return Opinion(ALL_JUDGES, Assessment(ALL), ALL_JUDGES.criteria[_NUMBER_OF[topic]], judgement)


_NUMBER_OF = {criterion.id: number for number, criterion in enumerate(ALL_JUDGES.criteria)}


def combined(opinions: Mapping[str, tuple[Opinion, ...]]) -> Assessment | None:
    """The grades that count, as one assessment; None if no topic was judged."""
    counting = {topic: said[0] for topic, said in opinions.items()}
    judged = [opinion for opinion in counting.values() if opinion.judgement.grade.judged]
    if not judged:
        return None
    ordered = {each.id: counting[each.id].judgement for each in ALL_JUDGES.criteria if each.id in counting}
    return Assessment(ALL, ordered, date=max(opinion.assessment.date for opinion in judged))
