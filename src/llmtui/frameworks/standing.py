"""Which judgement speaks for an entry when there are several."""

from __future__ import annotations

from llmtui.frameworks.rating import Rating, rate
from llmtui.model import Assessment, Catalog, Criterion, Entry, Grade, Judgement


def assessment_in_force(entry: Entry, framework: str) -> Assessment | None:
    """The newest assessment by the framework in force, else the newest by any; None where nobody judged it."""
    return next(iter(by_force(entry, framework)), None)


def by_force(entry: Entry, framework: str) -> list[Assessment]:
    """The assessments by the framework in force, then the others, each newest first."""
    newest_first = list(reversed(entry.assessments))
    own = [assessment for assessment in newest_first if assessment.framework == framework]
    return own + [assessment for assessment in newest_first if assessment.framework != framework]


def rating_of(catalog: Catalog, entry: Entry, framework: str) -> Rating | None:
    """The rating of the assessment in force."""
    assessment = assessment_in_force(entry, framework)
    known = catalog.frameworks.get(assessment.framework) if assessment else None
    return rate(known, assessment) if known and assessment else None


def judgement_about(catalog: Catalog, entry: Entry, question: str, framework: str) -> Judgement:
    """What is known of an entry on a topic or a criterion.

    The framework in force answers first, then the newest assessment that asks the question. A word that is both a
    topic and a criterion is taken as the topic, which means the same in every framework.
    """
    listed = Judgement(Grade.UNKNOWN)
    for assessment in by_force(entry, framework):
        criterion = _asked(catalog, assessment, question)
        judgement = assessment.judgement(criterion.id) if criterion else listed
        if judgement.grade.judged or judgement.grade is Grade.NOT_APPLICABLE:
            return judgement
        if judgement.grade is Grade.LISTED and listed.grade is Grade.UNKNOWN:
            listed = judgement
    return listed


def _asked(catalog: Catalog, assessment: Assessment, question: str) -> Criterion | None:
    framework = catalog.frameworks.get(assessment.framework)
    if framework is None:
        return None
    return framework.about(question) or (None if _is_topic(catalog, question) else framework.criterion(question))


def _is_topic(catalog: Catalog, word: str) -> bool:
    return any(framework.about(word) for framework in catalog.frameworks.values())
