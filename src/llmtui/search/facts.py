"""Collects the facts about one entry that searching, sorting and grouping need of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

import msgspec

from llmtui.frameworks import opinions_by_topic, rate
from llmtui.frameworks.all_judges import combined
from llmtui.model import Assessment, Category, Entry, Framework, Grade, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.model.keys import ENTRY_KEYS, SearchIn, Shape
from llmtui.model.licence import Licence
from llmtui.search.columns import LETTER
from llmtui.search.folding import fold, name_words, words_of
from llmtui.search.language import language_names
from llmtui.search.name_parts import link_key
from llmtui.search.values import VALUES, Flagged, Flags, Licensed, sizes_of

_UNKNOWN = LETTER[Grade.UNKNOWN]
_LICENCE = list(VALUES).index("license")
_detail_values = attrgetter(
    *(key.attribute for key in ENTRY_KEYS if key.search is SearchIn.DETAILS and key.shape is not Shape.KIND)
)
_summary_values = attrgetter(*(key.attribute for key in ENTRY_KEYS if key.search is SearchIn.SUMMARY))


class Rated(NamedTuple):
    """What a judge concludes of an entry."""

    framework: str
    order: tuple[float, float]
    """The sort key, the best first: the score as a part of the maximum, negated, then what breaks ties."""
    score: float


class RatedGrades(NamedTuple):
    """What follows from the judgements of an entry. Many entries share it."""

    grades: tuple[tuple[str, str], ...]
    flagged: Flagged
    ratings: tuple[Rated, ...]
    """The newest rating by each framework, newest first; that of all judges last."""


class EntryFacts(msgspec.Struct, frozen=True, array_like=True):
    """The facts about an entry that are kept until all entries are known."""

    name: str
    maker: str
    category: str
    group: str
    released: str
    mentions: int
    sources: int
    """How many surveys list it."""
    placements: tuple[tuple[str, str], ...]
    """The categories it belongs to, and its group, as (category, group)."""
    named: str
    """Name, aliases and id, as in the columns."""
    named_words: str
    """The words of these names, as in the columns."""
    squashed_length: int
    """How many letters and digits its name has."""
    base: tuple[str, ...]
    details: str
    summary: str
    values: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    """The words of its names by which typos are found."""
    addresses: str
    """As in the columns."""
    licensed: Licensed
    sizes: tuple[tuple[int, int], ...]
    judged: RatedGrades

    @property
    def names(self) -> list[str]:
        """Name, aliases and id, folded."""
        return self.named.split("\t")[1:]


class FactCollector:
    """Collects the facts about entries; what is judged alike is rated once."""

    def __init__(
        self,
        categories: Mapping[str, Category],
        frameworks: Mapping[str, Framework],
        licences: Mapping[str, Licence],
    ) -> None:
        """Take what the catalogue defines; categories may still be added."""
        self._categories = categories
        self._frameworks = frameworks
        self._flags = Flags(frameworks, licences)
        self._criteria = {name: tuple(each.id for each in one.criteria) for name, one in frameworks.items()}
        self._rated: dict[tuple[object, ...], Rated] = {}
        self._combined: dict[tuple[object, ...], tuple[str, Rated] | None] = {}

    def collect(self, entry: Entry) -> EntryFacts:
        """What to keep of an entry."""
        group = ((entry.category, entry.group),) if entry.group else ()
        names = tuple(map(fold, (*entry.called, entry.id)))
        words = list(map(words_of, names))
        squashed = ["".join(each) for each in words]
        return EntryFacts(
            name=entry.name,
            maker=fold(entry.maker),
            category=entry.category,
            group=entry.group,
            released=entry.released,
            mentions=len(entry.listed_in),
            sources=len({each.source for each in entry.listed_in}),
            placements=(*[(category, "") for category in entry.categories], *group),
            named="\n" + "\n".join(squashed) + "\n\t" + "\t".join(names),
            named_words="\t" + "\t".join(chain.from_iterable(words)),
            squashed_length=len(squashed[0]),
            base=entry.base,
            details=self._details(entry),
            summary=fold(" ".join((*_summary_values(entry), *_judges_notes(entry)))),
            values=self._values(entry),
            words=tuple(name_words(*entry.called)),
            addresses=_addresses(entry),
            licensed=Licensed(entry.kind, entry.maker, entry.base, entry.licence, entry.licences, entry.sizes),
            sizes=sizes_of(entry),
            judged=self._judged(entry),
        )

    def _judged(self, entry: Entry) -> RatedGrades:
        newest_first = [each for each in reversed(entry.assessments) if each.framework in self._frameworks]
        grades = tuple(map(self._letters, newest_first))
        flagged = self._flags.of(entry, grades)
        ratings: dict[str, Rated] = {}
        for assessment, (framework, letters) in zip(newest_first, grades, strict=True):
            if framework not in ratings:
                ratings[framework] = self._rating(assessment, letters)
        if by_all_judges := self._all_judges(entry, newest_first, grades):
            grades = (*grades, (ALL, by_all_judges[0]))
            ratings[ALL] = by_all_judges[1]
        return RatedGrades(grades, flagged, tuple(ratings.values()))

    def _values(self, entry: Entry) -> tuple[tuple[str, ...], ...]:
        """The values for each key of `VALUES`, each once, with the classes of its licences."""
        found = [read(entry) for read in VALUES.values()]
        found[_LICENCE] += self._flags.licence_classes(entry)
        return tuple([each if len(each) < 2 else tuple(dict.fromkeys(each)) for each in found])  # noqa: PLR2004

    def _details(self, entry: Entry) -> str:
        """The searchable facts about an entry beside its names and summary, folded."""
        texts: list[str] = []
        for value in filter(None, _detail_values(entry)):
            if isinstance(value, str):
                texts.append(value)
            else:
                texts += map(_joined, value)
        category = self._categories.get(entry.category)
        group = category.group(entry.group) if category and entry.group else None
        texts.append(entry.kind.value)
        for tag in entry.languages:
            texts += language_names(tag)
        texts += (category.label if category else entry.category, group.label if group else "")
        return fold("\v".join(texts))

    def _letters(self, assessment: Assessment) -> tuple[str, str]:
        name = assessment.framework
        judgements = assessment.judgements
        given = map(judgements.get, self._criteria[name])
        return name, "".join([LETTER[each.grade] if each else _UNKNOWN for each in given])

    def _all_judges(
        self, entry: Entry, newest_first: Sequence[Assessment], grades: Sequence[tuple[str, str]]
    ) -> tuple[str, Rated] | None:
        """The grades that count with All judges, and their rating; what is judged alike is worked out once."""
        if not newest_first:
            return None
        dates = tuple(each.date for each in newest_first)
        alike = (grades, dates, entry.kind, entry.category, entry.group)
        if alike not in self._combined:
            assessment = combined(opinions_by_topic(self._frameworks, entry))
            self._combined[alike] = None
            if assessment:
                rating = rate(ALL_JUDGES, assessment)
                letters = "".join(LETTER[assessment.grade(each.id)] for each in ALL_JUDGES.criteria)
                self._combined[alike] = letters, Rated(ALL, (-rating.fraction, -rating.assessed_share), rating.score)
        return self._combined[alike]

    def _rating(self, assessment: Assessment, letters: str) -> Rated:
        """The rating of one assessment; what is judged alike is rated once."""
        framework = self._frameworks[assessment.framework]
        alike: tuple[object, ...] = (framework.id, letters)
        if framework.rule is Rule.CLASSES:
            judgements = assessment.judgements
            alike += tuple((name, judgement.licence) for name, judgement in judgements.items() if judgement.licence)
        if alike not in self._rated:
            rating = rate(framework, assessment)
            self._rated[alike] = Rated(framework.id, (-rating.fraction, 0.0), rating.score)
        return self._rated[alike]


def _joined(value: str | tuple[str, str]) -> str:
    """A text of a list, or a pair of a table as one text."""
    return value if isinstance(value, str) else ": ".join(value)


def _judges_notes(entry: Entry) -> Iterator[str]:
    """What judges wrote beside their grades."""
    for assessment in entry.assessments:
        for judgement in assessment.judgements.values():
            if judgement.note:
                yield judgement.note


def _addresses(entry: Entry) -> str:
    """The names that registries have for an entry, and the keys of its links."""
    lines = (*entry.machine_names, *(link_key(link.url) for link in entry.links))
    return fold("\n".join((*lines, "")))
