"""Where judges differ, and where one line of judges changed its mind: two things that are never mixed.

A line of judges is a framework with those it continues. Judges of different lines *dispute* a topic if their newest
grades differ. One line *changed* a topic if its grades of different dates differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

import msgspec

from llmtui.frameworks import Opinion, Opinions, opinions_by_topic
from llmtui.frameworks.all_judges import line_of
from llmtui.frameworks.rating import POINTS
from llmtui.model import Catalog, Criterion, Entry
from llmtui.model.all_judges import ALL_JUDGES


class Dispute(msgspec.Struct, frozen=True):
    """A topic on which lines of judges differ."""

    topic: Criterion
    """The column of All judges."""
    opinions: tuple[Opinion, ...]
    """The newest of each line, the one that counts first."""


class TopicHistory(msgspec.Struct, frozen=True):
    """What one line of judges said on a topic, the earliest first."""

    topic: Criterion
    opinions: tuple[Opinion, ...]

    @property
    def changed(self) -> bool:
        """Whether any grade differs from the one before it."""
        return _differ(self.opinions)

    @property
    def opened(self) -> bool | None:
        """Whether the topic is more open than at first; None if it is as open as it was."""
        first, last = (POINTS.get(self.opinions[at].judgement.grade, 0.0) for at in (0, -1))
        return None if first == last else last > first

    @property
    def date(self) -> str:
        """The date of the newest change, or of the newest grade if nothing changed."""
        pairs = pairwise(self.opinions)
        changed = [late.assessment.date for early, late in pairs if late.judgement.grade is not early.judgement.grade]
        return (changed or [self.opinions[-1].assessment.date])[-1]


def disputes(catalog: Catalog, entry: Entry, opinions: Opinions | None = None) -> tuple[Dispute, ...]:
    """The topics on which judges of different lines differ, in the order of the columns.

    Args:
        catalog: It holds the frameworks.
        entry: The entry.
        opinions: What all judges say of it, if that is known already.
    """
    found = (Dispute(topic, _newest_by_line(catalog, judged)) for topic, judged in _judged(catalog, entry, opinions))
    return tuple(each for each in found if _differ(each.opinions))


def _judged(catalog: Catalog, entry: Entry, opinions: Opinions | None) -> Iterator[tuple[Criterion, list[Opinion]]]:
    """The topics that were judged twice or more, with the grades, the one that counts first."""
    if opinions is None:
        opinions = opinions_by_topic(catalog.frameworks, entry)
    for topic in ALL_JUDGES.criteria:
        judged = [opinion for opinion in opinions.get(topic.topic, ()) if opinion.judgement.grade.judged]
        if len(judged) > 1:
            yield topic, judged


def _differ(opinions: Iterable[Opinion]) -> bool:
    """Whether they are of different grades."""
    return len({opinion.judgement.grade for opinion in opinions}) > 1


def _newest_by_line(catalog: Catalog, judged: Iterable[Opinion]) -> tuple[Opinion, ...]:
    newest: dict[str, Opinion] = {}
    for opinion in judged:
        newest.setdefault(line_of(catalog.frameworks, opinion.framework.id)[0], opinion)
    return tuple(newest.values())


def histories(catalog: Catalog, entry: Entry, opinions: Opinions | None = None) -> tuple[TopicHistory, ...]:
    """What each line of judges said on each topic that it judged at two dates or more, in the order of the columns.

    Args:
        catalog: It holds the frameworks.
        entry: The entry.
        opinions: What all judges say of it, if that is known already.
    """
    return tuple(
        TopicHistory(topic, line)
        for topic, judged in _judged(catalog, entry, opinions)
        for line in _by_line(catalog, judged)
        if len(line) > 1
    )


def changes(catalog: Catalog, entry: Entry, opinions: Opinions | None = None) -> tuple[TopicHistory, ...]:
    """The topics on which a line of judges differs between dates; the arguments are those of `histories`."""
    return tuple(history for history in histories(catalog, entry, opinions) if history.changed)


def _by_line(catalog: Catalog, judged: Iterable[Opinion]) -> Iterable[tuple[Opinion, ...]]:
    """The grades of each line of judges by date, one for each date: the one that counts then."""

    def line(opinion: Opinion) -> str:
        return line_of(catalog.frameworks, opinion.framework.id)[0]

    for _line, same in groupby(sorted(judged, key=line), key=line):
        by_date: dict[str, Opinion] = {}
        for opinion in same:
            by_date.setdefault(opinion.assessment.date, opinion)
        yield tuple(by_date[date] for date in sorted(by_date))


def judged_again(catalog: Catalog, entry: Entry) -> bool:
    """Whether one line of judges assessed the entry at two dates or more."""
    dates: dict[str, set[str]] = {}
    for assessment in entry.assessments:
        if assessment.framework in catalog.frameworks:
            dates.setdefault(line_of(catalog.frameworks, assessment.framework)[0], set()).add(assessment.date)
    return any(len(each) > 1 for each in dates.values())
