"""All judges: which grade counts on each topic, of all that frameworks say of an entry.

Reviewed grades come before declared ones, then newer before older, then later frameworks of the same judges. The other
grades stay beside the one that counts. What was not assessed widens the score into a range.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from llmtui.frameworks.opinion import Opinion, Opinions
from llmtui.model import Assessment, Basis, Criterion, Entry, Framework, Grade, Judgement, Kind, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES

_Judged = tuple[Framework, Assessment]

_NOT_TUNED: Opinions = {
    each.topic: (
        Opinion(ALL_JUDGES, Assessment(ALL), each, Judgement(Grade.NOT_APPLICABLE, note="A base model is not tuned.")),
    )
    for each in ALL_JUDGES.criteria
    if each.topic in {"tuning_data", "tuned_weights"}
}
"""That topics of tuning do not apply to a base model that no judge graded on them."""
_TOPICS = tuple(each.topic for each in ALL_JUDGES.criteria)
_GRADES = {Grade.OPEN, Grade.PARTIAL, Grade.CLOSED, Grade.NOT_APPLICABLE}
"""The grades that are judgements."""
_POSITIVE = {Grade.OPEN, Grade.PARTIAL}
_WEIGHTS = {"weights", "tuned_weights"}


def opinions_on(frameworks: Mapping[str, Framework], entry: Entry, topic: str) -> tuple[Opinion, ...]:
    """Every grade of an entry on a topic, the one that counts first.

    Reviewed grades come before declared ones, then newer before older, then later frameworks of the same judges.
    """
    opinions: list[Opinion] = []
    for framework, assessment in _most_reliable_first(frameworks, entry):
        criterion = framework.about(topic)
        opinions += _graded(entry, framework, assessment, (criterion,) if criterion else ())
    return tuple(opinions)


def opinions_by_topic(frameworks: Mapping[str, Framework], entry: Entry) -> Opinions:
    """Every grade of an entry by topic, the one that counts first; only topics that were graded or do not apply."""
    found: defaultdict[str, list[Opinion]] = defaultdict(list)
    for framework, assessment in _most_reliable_first(frameworks, entry):
        for opinion in _graded(entry, framework, assessment, framework.by_topic.values()):
            found[opinion.criterion.topic].append(opinion)
    graded = {topic: tuple(found[topic]) for topic in _TOPICS if topic in found}
    if graded and entry.kind is Kind.MODEL and entry.category == "base":
        graded |= {topic: grades for topic, grades in _NOT_TUNED.items() if topic not in graded}
    return graded


def _most_reliable_first(frameworks: Mapping[str, Framework], entry: Entry) -> Sequence[_Judged]:
    """The assessments of an entry by known frameworks, in the order in which their grades count on every topic."""
    latest_first = (each for each in reversed(entry.assessments) if each.framework in frameworks)
    judged = [(frameworks[each.framework], each) for each in latest_first]
    if len(judged) > 1:
        judged.sort(key=lambda each: _reliability(frameworks, *each), reverse=True)
    return judged


def _reliability(
    frameworks: Mapping[str, Framework], framework: Framework, assessment: Assessment
) -> tuple[bool, str, int]:
    return framework.basis is Basis.REVIEWED, assessment.date, generation(frameworks, framework.id)


def _graded(
    entry: Entry, framework: Framework, assessment: Assessment, criteria: Iterable[Criterion]
) -> Iterator[Opinion]:
    """What an assessment says on some criteria, as far as it counts.

    What a framework of classes does not list is not judged closed. A declared grade does not open the weights of a
    model that was never released.
    """
    counting = _GRADES - {Grade.CLOSED} if framework.rule is Rule.CLASSES else _GRADES
    withheld = framework.basis is Basis.DECLARED and entry.withheld
    of_weights = counting - _POSITIVE if withheld else counting
    for criterion in criteria:
        judgement = assessment.judgements.get(criterion.id)
        if judgement and judgement.grade in (of_weights if criterion.topic in _WEIGHTS else counting):
            yield Opinion(framework, assessment, criterion, judgement)


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


def combined(opinions: Opinions) -> Assessment | None:
    """The grades that count, as one assessment; None if no topic was judged."""
    counting = {topic: on_topic[0] for topic, on_topic in opinions.items()}
    judged = [opinion for opinion in counting.values() if opinion.judgement.grade.judged]
    if not judged:
        return None
    ordered = {each.id: counting[each.id].judgement for each in ALL_JUDGES.criteria if each.id in counting}
    return Assessment(ALL, ordered, date=max(opinion.assessment.date for opinion in judged))
