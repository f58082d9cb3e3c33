"""The values of an entry for the keys of the query language, worked out while the columns are gathered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from llmtui.frameworks import Opinion, opinions_by_topic
from llmtui.frameworks.all_judges import line_of
from llmtui.frameworks.rating import POINTS
from llmtui.licences import OSI_APPROVED, RESTRICTS_USE
from llmtui.model import Catalog, Entry, Framework, Grade, Kind
from llmtui.model.licence import Licence, Permission
from llmtui.model.sizes import Size, read_size
from llmtui.openness.history import changes, disputes
from llmtui.openness.words import word_standing
from llmtui.permissions import Summaries, is_free, is_osi_approved, restricts_use

FREE, NO_LICENCE = "free", "none"
"""Values of `license:` beside the names and classes of licences."""


def _licences(entry: Entry) -> tuple[str, ...]:
    """The licence of an entry, and those of its sizes."""
    own = (entry.licence,) if entry.licence else ()
    return (*own, *filter(None, dict(entry.licences).values())) if entry.licences else own


VALUES: Mapping[str, Callable[[Entry], tuple[str, ...]]] = {
    "category": attrgetter("categories"),
    "kind": lambda entry: (entry.kind.value,),
    "maker": lambda entry: (entry.maker,) if entry.maker else (),
    "license": lambda entry: _licences(entry) or (NO_LICENCE,),
    "lang": attrgetter("languages"),
    "modality": attrgetter("modalities"),
    "base": attrgetter("base"),
    "group": lambda entry: (f"{entry.category}/{entry.group}",) if entry.group else (),
    "judged": lambda entry: ("yes", *entry.judges) if entry.assessments else ("no",),
    "listed": lambda entry: tuple([each.source for each in entry.listed_in if each.source]),
    "tag": attrgetter("tags"),
}
"""The values for each key that takes text, as the entry's file has them."""

FLAGS = ("is", "disputed", "changed", "by", "basis", "evidence", "found")
"""Keys whose values follow from judgements and the licence; `Flags` gives them."""

PERMISSIONS = (*(permission.value for permission in Permission), "condition")
"""Keys whose values follow from the licences of an entry and of what it is made from."""


class Flagged(NamedTuple):
    """What keys of the query language say of the judgements of an entry."""

    values: tuple[tuple[str, ...], ...]
    """The values of each key of `FLAGS`."""
    dates: tuple[str, ...]
    """The dates of the grades that count."""


class Flags:
    """Works out what follows from judgements. What is judged alike is worked out once."""

    def __init__(self, frameworks: Mapping[str, Framework], licences: Mapping[str, Licence]) -> None:
        self._catalog = Catalog(frameworks=frameworks, licences=licences)
        self._known: dict[tuple[object, ...], Flagged] = {}
        self._classes: dict[tuple[str, ...], tuple[str, ...]] = {}

    def licence_classes(self, entry: Entry) -> tuple[str, ...]:
        """The classes of an entry's licences. If sizes differ, all have to be free, and one is enough to restrict."""
        written = _licences(entry)
        if written not in self._classes:
            self._classes[written] = tuple(_classes(written, self._catalog.licences))
        return self._classes[written]

    def of(self, entry: Entry, grades: Sequence[tuple[str, str]]) -> Flagged:
        """The flags of an entry.

        Args:
            entry: The entry.
            grades: The letters of its assessments, newest first.
        """
        has_weights = bool(entry.link("weights"))
        own = (entry.kind, entry.category, entry.group, entry.licence, entry.licences, has_weights)
        judged = tuple([(each.date, *_with_evidence(each.judgements)) for each in entry.assessments])
        alike = (*own, tuple(grades), judged)
        if alike not in self._known:
            self._known[alike] = self._worked_out(entry)
        return self._known[alike]

    def _found_open(self, entry: Entry) -> Iterator[str]:
        """The topics that one line of judges or another found open in its newest assessment."""
        frameworks = self._catalog.frameworks
        for topic, opinions in opinions_by_topic(frameworks, entry).items():
            newest: dict[str, Opinion] = {}
            for opinion in opinions:
                newest.setdefault(line_of(frameworks, opinion.framework.id)[0], opinion)
            if any(map(_is_open, newest.values())):
                yield topic

    def _counting_opinions(self, entry: Entry) -> list[Opinion]:
        """The opinion that counts on each topic, if it is a grade."""
        counting = [opinions[0] for opinions in opinions_by_topic(self._catalog.frameworks, entry).values()]
        return [opinion for opinion in counting if opinion.judgement.grade.judged]

    def _differences(self, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The topics on which judges differ, and those on which a line of judges changed."""
        if len(entry.assessments) < 2:  # noqa: PLR2004 - one alone does neither
            return (), ()
        disputed = _distinct(each.topic.topic for each in disputes(self._catalog, entry))
        return disputed, _distinct(each.topic.topic for each in changes(self._catalog, entry))

    def _worked_out(self, entry: Entry) -> Flagged:
        standing = word_standing(self._catalog, entry)
        words = [standing.word.value.replace(" ", "-")] if standing else []
        if not entry.assessments:
            return Flagged((tuple(words), *((),) * (len(FLAGS) - 1)), ())
        disputed, changed = self._differences(entry)
        words += [word for word, topics in (("disputed", disputed), ("changed", changed)) if topics]
        counting = self._counting_opinions(entry)
        judges = _distinct(opinion.framework.id for opinion in counting)
        positive = [opinion for opinion in counting if POINTS[opinion.judgement.grade]]
        bases = _distinct(opinion.framework.basis.value for opinion in positive)
        evidence = _distinct(map(_evidence, positive))
        found = tuple(self._found_open(entry))
        values = (tuple(words), disputed, changed, judges, bases, evidence, found)
        return Flagged(values, _distinct(opinion.assessment.date for opinion in counting))


def _is_open(opinion: Opinion) -> bool:
    return opinion.judgement.grade is Grade.OPEN


def _classes(written: Collection[str], licences: Mapping[str, Licence]) -> Iterator[str]:
    if not written:
        return
    if all(map(is_osi_approved, written)):
        yield OSI_APPROVED
    if all(is_free(each, licences) for each in written):
        yield FREE
    if any(restricts_use(each, licences) for each in written):
        yield RESTRICTS_USE


def _with_evidence(judgements: Mapping[str, Any]) -> list[str]:
    """The criteria whose grade has evidence."""
    return [criterion for criterion, judgement in judgements.items() if judgement.evidence]


def _evidence(opinion: Opinion) -> str:
    return "linked" if opinion.judgement.evidence else "none"


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def sizes_of(entry: Entry) -> tuple[tuple[int, int], ...]:
    """The parameter counts of an entry, each with the active ones of a mixture, as far as they can be read."""
    read: Iterable[Size | None] = map(read_size, entry.sizes)
    return tuple([(size.total, size.active) for size in read if size])


class Licensed(NamedTuple):
    """What decides how an entry may be used."""

    kind: Kind
    maker: str
    base: tuple[str, ...]
    licence: str
    licences: tuple[tuple[str, str], ...]
    sizes: tuple[str, ...] = ()


def allowed(
    licensed: Mapping[str, Licensed], licences: Mapping[str, Licence]
) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The values of each key of `PERMISSIONS`, for every entry by id. What is licensed alike is worked out once."""
    bases = {base for each in licensed.values() for base in each.base}
    entries = {base: _licensed_entry(base, licensed[base]) for base in bases if base in licensed}
    summaries = Summaries(Catalog(entries=entries, licences=licences))
    known: dict[tuple[object, ...], tuple[tuple[str, ...], ...]] = {}
    return {entry_id: _allowed(summaries, entry_id, each, known) for entry_id, each in licensed.items()}


def _licensed_entry(entry_id: str, licensed: Licensed) -> Entry:
    return Entry(id=entry_id, category="", name=entry_id, **licensed._asdict())


def _allowed(
    summaries: Summaries,
    entry_id: str,
    licensed: Licensed,
    known: dict[tuple[object, ...], tuple[tuple[str, ...], ...]],
) -> tuple[tuple[str, ...], ...]:
    kind, maker, *others = licensed
    alike = (kind, maker if licensed.base else "", *others)
    if alike not in known:
        summary = summaries.summary(_licensed_entry(entry_id, licensed))
        known[alike] = (*((allowance.value,) for allowance in summary.allowances), summary.condition_kinds)
    return known[alike]
