"""What opened and what closed over time, and what judges dispute, for the whole catalogue or some entries of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import msgspec

from llmtui.frameworks import Opinion
from llmtui.frameworks.all_judges import line_of
from llmtui.model import Catalog, Criterion, Entry
from llmtui.model.all_judges import ALL
from llmtui.openness.history import TopicHistory, disputes, histories


class Course(Enum):
    """What became of a topic between the judgements of one line of judges, or that several lines differ on it."""

    OPENED = "opened"
    CLOSED = "closed"
    BACK_AND_FORTH = "back and forth"
    """It changed, and is as open again as it was at first."""
    UNCHANGED = "unchanged"
    DISPUTED = "disputed"

    __hash__ = object.__hash__


class Development(msgspec.Struct, frozen=True):
    """A topic of an entry with several judgements."""

    entry: Entry
    course: Course
    topic: Criterion
    """The column of All judges."""
    opinions: tuple[Opinion, ...]
    """Those of one line of judges, the earliest first. If disputed, the newest of each line, the one that counts first.
    """
    date: str
    """Of the newest change, or of the newest judgement if nothing changed."""

    @property
    def identity(self) -> tuple[str, str, Course, str]:
        """The same however often it is worked out."""
        return self.entry.id, self.topic.id, self.course, self.newest.framework.id

    @property
    def releases(self) -> tuple[str, ...]:
        """The versions or sizes that were judged, if these differ: a grade may differ because they do."""
        named = tuple(dict.fromkeys(filter(None, (each.assessment.of for each in self.opinions))))
        return named if len(named) > 1 else ()

    @property
    def newest(self) -> Opinion:
        """The judgement that counts."""
        return self.opinions[0] if self.course is Course.DISPUTED else self.opinions[-1]


def developments(catalog: Catalog, entries: Iterable[Entry], judge: str = ALL) -> tuple[Development, ...]:
    """Every topic that a line of judges judged at two dates or more: what opened, what closed, then the rest.

    The newest changes come first, then names in order.

    Args:
        catalog: It holds the frameworks.
        entries: Whose topics.
        judge: A framework that belongs to the line, to see only that line; All judges for every line.
    """
    found = [
        _development(entry, history)
        for entry in entries
        for history in histories(catalog, entry)
        if _involves_line(catalog, history.opinions, judge)
    ]
    found.sort(key=lambda each: each.entry.name.casefold())
    found.sort(key=lambda each: each.date, reverse=True)
    return tuple(sorted(found, key=lambda each: list(Course).index(each.course)))


def _development(entry: Entry, history: TopicHistory) -> Development:
    as_before = Course.BACK_AND_FORTH if history.changed else Course.UNCHANGED
    courses = {True: Course.OPENED, False: Course.CLOSED, None: as_before}
    return Development(entry, courses[history.opened], history.topic, history.opinions, history.date)


def disputed_topics(catalog: Catalog, entries: Iterable[Entry], judge: str = ALL) -> tuple[Development, ...]:
    """Every topic on which lines of judges differ, by the name of the entry.

    Args:
        catalog: It holds the frameworks.
        entries: Whose topics.
        judge: A framework whose line takes part; All judges for every dispute.
    """
    found = [
        Development(
            entry, Course.DISPUTED, each.topic, each.opinions, max(one.assessment.date for one in each.opinions)
        )
        for entry in entries
        for each in disputes(catalog, entry)
        if _involves_line(catalog, each.opinions, judge)
    ]
    return tuple(sorted(found, key=lambda each: each.entry.name.casefold()))


def _involves_line(catalog: Catalog, opinions: Iterable[Opinion], judge: str) -> bool:
    """Whether the line of judges of a framework gave one of the opinions."""
    frameworks = catalog.frameworks
    return judge not in frameworks or line_of(frameworks, judge)[0] in {
        line_of(frameworks, each.framework.id)[0] for each in opinions
    }


def judged_once(catalog: Catalog, entry: Entry) -> tuple[tuple[str, str], ...]:
    """The framework and the date of the only assessment by each line of judges that assessed the entry at one date."""
    dates: dict[str, list[tuple[str, str]]] = {}
    for assessment in entry.assessments:
        if assessment.framework in catalog.frameworks:
            line = line_of(catalog.frameworks, assessment.framework)[0]
            dates.setdefault(line, []).append((assessment.framework, assessment.date))
    return tuple(given[-1] for given in dates.values() if len({date for _framework, date in given}) == 1)
