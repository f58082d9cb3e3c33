"""Builds the columns from entries that arrive one by one, so that a large catalogue need not be in memory."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple, TypeVar

from llmtui.frameworks import chosen_first, opinions_by_topic, rate
from llmtui.frameworks.all_judges import combined
from llmtui.model import Assessment, Catalog, Category, Entry, Framework, Grade, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.model.keys import ENTRY_KEYS, Search, Shape
from llmtui.model.licence import Licence
from llmtui.search.columns import LETTER, Columns, pack
from llmtui.search.folding import WORD, fold, fold_all, name_words, squash
from llmtui.search.language import language_names
from llmtui.search.name_parts import link_key
from llmtui.search.values import FLAGS, PERMISSIONS, VALUES, Flagged, Flags, Licensed, allowed, sizes_of

_T = TypeVar("_T", bound=Hashable)

_UNKNOWN = LETTER[Grade.UNKNOWN]
_around_values = attrgetter(
    *(key.attribute for key in ENTRY_KEYS if key.search is Search.AROUND and key.shape is not Shape.KIND)
)
_summary_values = attrgetter(*(key.attribute for key in ENTRY_KEYS if key.search is Search.SUMMARY))


def _different(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values without the empty ones, each once."""
    if len(values) < 2:  # noqa: PLR2004 - most keys have one value
        return values if values and values[0] else ()
    return tuple(dict.fromkeys(filter(None, values)))


def _joined(value: str | tuple[str, str]) -> str:
    """A text of a list, or a pair of a table as one text."""
    return value if isinstance(value, str) else ": ".join(value)


class Rated(NamedTuple):
    """What a judge concludes of an entry."""

    framework: str
    order: tuple[float, float]
    """By which entries are sorted, the best first: the score as a part of the maximum, negated, then what breaks ties.
    """
    score: float


class Note(NamedTuple):
    """The facts about an entry that are kept until all entries are known."""

    name: str
    maker: str
    category: str
    group: str
    released: str
    mentions: int
    sources: int
    """How many surveys list it."""
    shelf: tuple[tuple[str, str], ...]
    """The categories it belongs to, and its group, as (category, group)."""
    names: tuple[str, ...]
    """Name, aliases and id, folded."""
    squashed: tuple[str, ...]
    base: tuple[str, ...]
    around: str
    summary: str
    values: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    grades: tuple[tuple[str, str], ...]
    addresses: str
    """As in the columns."""
    licensed: Licensed
    sizes: tuple[tuple[int, int], ...]
    flagged: Flagged
    ratings: tuple[Rated, ...]
    """Framework, fraction and score of the newest rating by each framework, newest first."""


class Gathering:
    """Takes notes on entries, and builds the columns once all are known."""

    def __init__(
        self,
        categories: Mapping[str, Category],
        frameworks: Mapping[str, Framework],
        licences: Mapping[str, Licence],
    ) -> None:
        """Take what the catalogue defines; categories may still be added."""
        self._categories = categories
        self._frameworks = frameworks
        self._licences = licences
        self._flags = Flags(frameworks, licences)
        self._noted: dict[str, Note] = {}
        self._known: dict[Hashable, Any] = {}
        self._criteria = {name: tuple(each.id for each in one.criteria) for name, one in frameworks.items()}
        self._rated: dict[tuple[object, ...], Rated] = {}
        self._combined: dict[tuple[object, ...], tuple[str, Rated] | None] = {}

    def add(self, entry: Entry) -> None:
        """Take a note on an entry; it replaces the note on an earlier entry with the same id."""
        self.take(entry.id, self.note(entry))

    def take(self, entry_id: str, note: Note) -> None:
        """Keep a note, sharing equal values with other notes to save memory."""
        self._noted[entry_id] = note._replace(
            maker=self._one(note.maker),
            released=self._one(note.released),
            shelf=self._one(note.shelf),
            values=self._one(note.values),
            grades=self._one(note.grades),
            ratings=self._one(note.ratings),
            licensed=self._one(note.licensed),
            sizes=self._one(note.sizes),
            flagged=self._one(note.flagged),
        )

    def _one(self, value: _T) -> _T:
        """The first value that is equal to this one."""
        known: _T = self._known.setdefault(value, value)
        return known

    def note(self, entry: Entry) -> Note:
        """What to keep of an entry."""
        names = (*entry.called, entry.id)
        group = ((entry.category, entry.group),) if entry.group else ()
        newest_first = [each for each in reversed(entry.assessments) if each.framework in self._frameworks]
        grades = tuple(map(self._letters, newest_first))
        flagged = self._flags.of(entry, grades)
        ratings: dict[str, Rated] = {}
        for assessment, (framework, letters) in zip(newest_first, grades, strict=True):
            if framework not in ratings:
                ratings[framework] = self._rating(assessment, letters)
        if together := self._together(entry, newest_first, grades):
            grades = (*grades, (ALL, together[0]))
            ratings[ALL] = together[1]
        return Note(
            name=entry.name,
            maker=fold(entry.maker),
            category=entry.category,
            group=entry.group,
            released=entry.released,
            mentions=len(entry.listed_in),
            sources=len({each.source for each in entry.listed_in}),
            shelf=(*((category, "") for category in entry.categories), *group),
            names=tuple(map(fold, names)),
            squashed=tuple(map(squash, names)),
            base=entry.base,
            around=fold_all(tuple(self._around(entry)), "\v"),
            summary=fold(" ".join((*_summary_values(entry), *_judges_notes(entry)))),
            values=tuple(_different(tuple(self._values(entry, key))) for key in VALUES),
            words=frozenset().union(*map(name_words, entry.called)),
            grades=grades,
            addresses=_addresses(entry),
            licensed=Licensed(entry.kind, entry.maker, entry.base, entry.licence, entry.licences, entry.sizes),
            sizes=sizes_of(entry),
            flagged=flagged,
            ratings=tuple(ratings.values()),
        )

    def _values(self, entry: Entry, key: str) -> Iterator[str]:
        yield from VALUES[key](entry)
        if key == "license":
            yield from self._flags.licence_classes(entry)

    def _around(self, entry: Entry) -> Iterable[str]:
        """The searchable facts about an entry beside its names and summary."""
        category = self._categories.get(entry.category)
        group = category.group(entry.group) if category else None
        for value in _around_values(entry):
            if value:
                yield from (value,) if isinstance(value, str) else map(_joined, value)
        yield entry.kind.value
        for tag in entry.languages:
            yield from language_names(tag)
        yield from (category.label if category else entry.category, group.label if group else "")

    def _letters(self, assessment: Assessment) -> tuple[str, str]:
        name = assessment.framework
        judgements = assessment.judgements
        letters = [LETTER[judgements[each].grade] if each in judgements else _UNKNOWN for each in self._criteria[name]]
        return name, "".join(letters)

    def _together(
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

    def columns(self, ids: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """The columns by name, as plain values, one after another so that no column stays in memory.

        Args:
            ids: The entries that the columns should have, in the order of the catalogue.
        """
        prominent = sorted(ids, key=lambda each: -self._noted[each].mentions)
        noted = [self._noted[each] for each in prominent]
        yield "ids", tuple(prominent)
        yield "shelves", _numbered(each.shelf for each in noted)
        yield "orders", self._orders(noted)
        yield "values", self._rows_by_values(prominent)
        yield "released", _numbered(each.released for each in noted)
        yield "sizes", _numbered(each.sizes for each in noted)
        yield "dates", _numbered(each.flagged.dates for each in noted)
        yield "grades", _numbered(each.grades for each in noted)
        yield "scores", self._by_framework(noted, lambda rated: rated.score)
        yield "fractions", self._by_framework(noted, lambda rated: -rated.order[0])
        yield "texts", self._texts(noted)
        yield "words", _rows_by_value(each.words for each in noted)
        yield "addresses", tuple(each.addresses for each in noted)

    def _rows_by_values(self, ids: Sequence[str]) -> dict[str, dict[str, bytes]]:
        """The packed rows that have a value, by key and value."""
        noted = [self._noted[each] for each in ids]
        answers = allowed({each: self._noted[each].licensed for each in self._noted}, self._licences)
        return {
            **{key: _rows_by_value(each.values[place] for each in noted) for place, key in enumerate(VALUES)},
            **{key: _rows_by_value(each.flagged.values[place] for each in noted) for place, key in enumerate(FLAGS)},
            **{key: _rows_by_value(answers[each][place] for each in ids) for place, key in enumerate(PERMISSIONS)},
        }

    def _texts(self, noted: Sequence[Note]) -> tuple[tuple[str, ...] | bytes, ...]:
        """The parts of `columns.Texts`."""
        return (
            tuple("\n" + "\n".join(each.squashed) + "\n\t" + "\t".join(each.names) for each in noted),
            tuple("\t" + "\t".join(word for name in each.names for word in re.findall(WORD, name)) for each in noted),
            tuple("\v".join((*self._bases(each), each.around)) for each in noted),
            tuple(each.summary for each in noted),
            pack(sorted(range(len(noted)), key=lambda row: len(noted[row].squashed[0]))),
        )

    def _bases(self, noted: Note) -> Iterable[str]:
        """The folded names and aliases of what an entry derives from."""
        for base in noted.base:
            known = self._noted.get(base)
            yield from known.names[:-1] if known else (fold(base),)

    def _by_framework(self, noted: Iterable[Note], value: Callable[[Rated], float]) -> dict[str, dict[int, float]]:
        """A value of the ratings by framework and row."""
        values: dict[str, dict[int, float]] = {framework: {} for framework in (ALL, *self._frameworks)}
        for row, each in enumerate(noted):
            for rated in each.ratings:
                values[rated.framework][row] = value(rated)
        return values

    def _orders(self, noted: Sequence[Note]) -> dict[str, tuple[bytes, tuple[int, ...]]]:
        """All rows by each sort key. The first part of a key separates known from unknown; names break ties."""
        shelves = {category: number for number, category in enumerate(self._categories)}
        keys: dict[str, Callable[[Note], tuple[Any, ...]]] = {
            "name": lambda each: (0, each.names[0]),
            "released": lambda each: (not each.released, newest_first(each.released), each.names[0]),
            "maker": lambda each: (not each.maker, each.maker, each.names[0]),
            "category": lambda each: (0, shelves.get(each.category, -1), each.group, each.names[0]),
            "size": lambda each: (not each.sizes, min(each.sizes, default=(0, 0))[0], each.names[0]),
            "listed": lambda each: (0, -each.sources, -each.mentions, each.names[0]),
        }
        for framework in (ALL, *self._frameworks):
            keys[f"score {framework}"] = partial(_by_score, framework=framework)
        return {name: _order([key(each) for each in noted]) for name, key in keys.items()}


def _judges_notes(entry: Entry) -> Iterator[str]:
    """What judges wrote beside their grades."""
    for assessment in entry.assessments:
        for judgement in assessment.judgements.values():
            if judgement.note:
                yield judgement.note


def _addresses(entry: Entry) -> str:
    """The names that registries have for an entry, and the keys of its links."""
    lines = (*entry.machine_names, *(link_key(link.url) for link in entry.links))
    return fold_all((*lines, ""), "\n") if lines else ""


def _numbered(values: Iterable[_T]) -> tuple[tuple[_T, ...], bytes]:
    """The different values, and the number of each row's, packed."""
    numbers: dict[_T, int] = {}
    rows = pack(numbers.setdefault(value, len(numbers)) for value in values)
    return tuple(numbers), rows


def _by_score(noted: Note, framework: str) -> tuple[int, tuple[float, float], str]:
    """First what the chosen framework rated, then what only others did, then what was not judged."""
    ratings = [each for each in noted.ratings if (each.framework == ALL) is (framework == ALL)]
    for rated in chosen_first(ratings, framework, itemgetter(0))[:1]:
        return int(rated.framework != framework), rated.order, noted.name
    return 2, (0.0, 0.0), noted.name


def newest_first(date: str) -> tuple[int, ...]:
    """A key that sorts dates of any precision, newest first."""
    return tuple(-ord(digit) for digit in date.ljust(10))


def _order(keys: Sequence[tuple[Any, ...]]) -> tuple[bytes, tuple[int, ...]]:
    rows = sorted(range(len(keys)), key=keys.__getitem__)
    sizes: defaultdict[Any, int] = defaultdict(int)
    for row in rows:
        sizes[keys[row][0]] += 1
    return pack(rows), tuple(sizes.values())


def _rows_by_value(values: Iterable[Iterable[str]]) -> dict[str, bytes]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, each in enumerate(values):
        for value in each:
            rows[value].append(row)
    return {value: pack(found) for value, found in rows.items()}


def gather(catalog: Catalog) -> Columns:
    """The columns of a catalog that is already in memory."""
    categories = {category.id: category for category in catalog.categories}
    gathering = Gathering(categories, catalog.frameworks, catalog.licences)
    for entry in catalog:
        gathering.add(entry)
    return Columns(dict(gathering.columns(catalog.entries)).__getitem__)
