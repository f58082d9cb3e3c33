"""Which assessment counts for an entry if there are several, by which framework, and with which rating.

This is the only place that decides it. Lists, details, lineage, exports and search all ask here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

import msgspec

from llmtui.frameworks.all_judges import combined, opinions_by_topic
from llmtui.frameworks.opinion import Opinion, Opinions
from llmtui.frameworks.rating import Rating, rate
from llmtui.model import Assessment, Catalog, Criterion, Entry, Framework, Grade, Judgement
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.model.assessment import NOT_ASSESSED

_T = TypeVar("_T")


class KnownAssessment(msgspec.Struct, frozen=True, dict=True):
    """An assessment together with its framework, which the catalogue has."""

    framework: Framework
    assessment: Assessment

    @cached_property
    def rating(self) -> Rating:
        """What the framework concludes from the grades."""
        return rate(self.framework, self.assessment)


class CellStanding(msgspec.Struct, frozen=True):
    """What counts for an entry in one column."""

    criterion: Criterion
    """The column: a criterion of the chosen framework."""
    opinions: tuple[Opinion, ...] = ()
    """What each assessment says, the one that counts first; empty if none assessed the topic."""

    @property
    def judgement(self) -> Judgement:
        """The judgement that counts; `NOT_ASSESSED` if there is none."""
        return self.opinions[0].judgement if self.opinions else NOT_ASSESSED

    @property
    def others(self) -> tuple[Opinion, ...]:
        """What the other assessments say."""
        return self.opinions[1:]


class Standing(msgspec.Struct, frozen=True, dict=True):
    """What counts for an entry while one framework is chosen.

    A chosen framework has a single assessment that counts. The cells can draw on several, each topic on its own.
    """

    columns: Framework | None
    """The chosen framework, whose criteria are the columns; None if the catalogue does not have it."""
    assessments: tuple[KnownAssessment, ...]
    """Those that are asked in each column, in that order; never empty."""
    by_topic: Opinions | None = None
    """What all judges say on each topic; None if a single framework is chosen."""

    @property
    def framework(self) -> Framework:
        """The framework that judged the entry."""
        return self.assessments[0].framework

    @property
    def assessment(self) -> Assessment:
        """The assessment that counts for the entry as a whole."""
        return self.assessments[0].assessment

    @property
    def rating(self) -> Rating:
        """The rating of that assessment, by its own framework."""
        return self.assessments[0].rating

    @property
    def own(self) -> bool:
        """Whether the chosen framework itself judged the entry, so that scores of several entries compare."""
        return self.framework is self.columns

    @property
    def judge(self) -> str:
        """The short name of the framework, if it is not the chosen one."""
        return "" if self.own else self.framework.short

    @property
    def judges(self) -> tuple[Framework, ...]:
        """The frameworks whose grades count, in the order of the columns; of a single framework itself."""
        if self.by_topic is None:
            return (self.framework,)
        counting = (cell.opinions[0] for cell in self.cells if cell.opinions)
        known = {each.framework.id: each.framework for each in counting if each.judgement.grade.judged}
        return tuple(framework for name, framework in known.items() if name != ALL)

    @cached_property
    def cells(self) -> tuple[CellStanding, ...]:
        """What counts in each column, in the order of the chosen framework's criteria."""
        criteria = self.columns.criteria if self.columns else ()
        if self.by_topic is not None:
            return tuple([CellStanding(each, self.by_topic.get(each.topic, ())) for each in criteria])
        return tuple([CellStanding(each, self._opinions(each)) for each in criteria])

    @cached_property
    def grades(self) -> Mapping[str, Grade]:
        """The grade that counts in each column, by the id of its criterion; a column without opinions is left out."""
        return {cell.criterion.id: cell.opinions[0].judgement.grade for cell in self.cells if cell.opinions}

    @cached_property
    def declared(self) -> frozenset[str]:
        """The ids of the columns whose grade was declared and not reviewed."""
        return frozenset(cell.criterion.id for cell in self.cells if cell.opinions and cell.opinions[0].declared)

    def _opinions(self, column: Criterion) -> tuple[Opinion, ...]:
        """What each assessment says in a column, graded ones first."""
        opinions: list[Opinion] = []
        for known in self.assessments:
            criterion = column if known.framework is self.columns else known.framework.about(column.topic)
            judgement = known.assessment.judgements.get(criterion.id) if criterion else None
            if criterion and judgement and judgement.grade is not Grade.UNKNOWN:
                opinions.append(Opinion(known.framework, known.assessment, criterion, judgement))
        if len(opinions) > 1:
            opinions.sort(key=lambda opinion: not _is_graded(opinion.judgement))
        return tuple(opinions)


def standing(catalog: Catalog, entry: Entry, framework: str) -> Standing | None:
    """What counts for an entry; None if it was not judged.

    Args:
        catalog: It holds the frameworks. An assessment by any other framework does not count.
        entry: The entry.
        framework: The id of the chosen framework. Its newest assessment counts, else the newest by any framework.
            With All judges, the grades that count are drawn from all assessments, each topic on its own.
    """
    if framework == ALL:
        return _by_all(catalog, entry)
    counting = _in_order(catalog.frameworks, entry, framework)
    if not counting:
        return None
    first = KnownAssessment(catalog.frameworks[counting[0].framework], counting[0])
    return Standing(catalog.frameworks.get(framework), (first,))


def _by_all(catalog: Catalog, entry: Entry) -> Standing | None:
    opinions = opinions_by_topic(catalog.frameworks, entry)
    assessment = combined(opinions)
    return Standing(ALL_JUDGES, (KnownAssessment(ALL_JUDGES, assessment),), opinions) if assessment else None


def known_assessments(
    frameworks: Mapping[str, Framework], entry: Entry, framework: str = ""
) -> tuple[KnownAssessment, ...]:
    """All assessments whose framework is known: those by the chosen framework first, each newest first."""
    return tuple(KnownAssessment(frameworks[each.framework], each) for each in _in_order(frameworks, entry, framework))


def _in_order(frameworks: Mapping[str, Framework], entry: Entry, framework: str) -> list[Assessment]:
    known = (each for each in reversed(entry.assessments) if each.framework in frameworks)
    return chosen_first(known, framework, attrgetter("framework"))


def chosen_first(newest_first: Iterable[_T], framework: str, judge: Callable[[_T], str]) -> list[_T]:
    """The order in which assessments count: those by the chosen framework, then the others, each newest first.

    Args:
        newest_first: Assessments, or what stands for them.
        framework: The id of the chosen framework.
        judge: The id of the framework of one of them.
    """
    return sorted(newest_first, key=lambda each: judge(each) != framework)


def judgement_about(catalog: Catalog, entry: Entry, question: str, framework: str) -> Judgement:
    """What is known of an entry on a topic or a criterion.

    The chosen framework answers first, then the newest assessment that asks the question. A word that is both a
    topic and a criterion means the topic, which is the same in every framework. All judges leave some grades out, such
    as what a framework of classes does not list; these never answer for them.
    """
    (judgement,) = judgements_about(catalog, entry, (question,), framework)
    return judgement


def judgements_about(catalog: Catalog, entry: Entry, questions: Iterable[str], framework: str) -> tuple[Judgement, ...]:
    """What `judgement_about` answers to each of several questions, with one look at what the judges say."""
    by_topic = opinions_by_topic(catalog.frameworks, entry) if framework == ALL else {}
    known = known_assessments(catalog.frameworks, entry, framework)
    return tuple(_answer(catalog, known, by_topic, question, framework) for question in questions)


def _answer(
    catalog: Catalog, known: Sequence[KnownAssessment], by_topic: Opinions, question: str, framework: str
) -> Judgement:
    if opinions := by_topic.get(question):
        return opinions[0].judgement
    together = framework == ALL and ALL_JUDGES.about(question) is not None
    answers = [each for each in _said(catalog, known, question) if not (together and _is_graded(each))]
    listed = (each for each in answers if each.grade is Grade.LISTED)
    return next(filter(_is_graded, answers), next(listed, NOT_ASSESSED))


def _said(catalog: Catalog, known: Iterable[KnownAssessment], question: str) -> Iterator[Judgement]:
    is_topic = any(each.about(question) for each in catalog.frameworks.values())
    for each in known:
        criterion = each.framework.about(question) if is_topic else each.framework.criterion(question)
        if criterion:
            yield each.assessment.judgement(criterion.id)


def _is_graded(judgement: Judgement) -> bool:
    return judgement.grade.judged or judgement.grade is Grade.NOT_APPLICABLE
