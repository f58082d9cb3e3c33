"""Counts what the catalogue holds and how open it is, by category, criterion and year."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

import msgspec

from llmtui.frameworks import Ranked, Rating, judgements_about, rank, standing
from llmtui.frameworks.rating import POINTS
from llmtui.model import Catalog, Criterion, Entry, Framework, Grade
from llmtui.openness.words import Word, word_standing

_MOST_RANKED = 10
"""How many of the most open entries are listed, and how many of the least open."""


class Measure(Enum):
    """What the bars of a section measure."""

    ENTRIES = "entries"
    """How many there are, filled as far as they are judged."""
    MEAN = "mean"
    """How open the judged ones are on average."""
    GRADES = "grades"
    """How many got which grade, end to end."""
    SCORE = "score"
    """How open one judged subject is."""


class Order(Enum):
    """How the criteria are ordered."""

    FAILING = "least open first"
    FRAMEWORK = "as the framework orders them"


class Part(msgspec.Struct, frozen=True):
    """The entries that got one grade on a criterion."""

    grade: Grade
    entries: int
    meaning: str = ""
    """What the grade means there."""


class Bar(msgspec.Struct, frozen=True):
    """One line of a section."""

    key: str
    """Id of a category, criterion or entry, or a year; empty for all, or for no year."""
    label: str
    entries: int
    """How many entries it counts."""
    judged: int
    """How many of them the chosen framework judged."""
    mean: float | None = None
    """How open they are on average, from 0 to 1, if nothing that was not assessed is open; None if none was judged."""
    best: float | None = None
    """The same if everything not assessed were open."""
    parts: tuple[Part, ...] = ()
    """One for each grade that some entry got."""
    topic: str = ""
    """The topic or criterion id that asks exactly this criterion's question; empty if no word does."""
    subject: Ranked | None = None
    """Whose score it is."""
    question: str = ""
    """What a criterion asks."""

    def count(self, *grades: Grade) -> int:
        """How many entries got one of these grades."""
        return sum(part.entries for part in self.parts if part.grade in grades)


class Section(msgspec.Struct, frozen=True):
    """Bars that can be compared with each other."""

    id: str
    title: str
    measure: Measure
    bars: tuple[Bar, ...] = ()
    note: str = ""
    """What to know when reading the bars."""


class _EntryGroup(msgspec.Struct, frozen=True):
    """A part of the catalogue: the entries of a category or year."""

    key: str
    label: str
    entries: Sequence[str]
    """Their ids."""


def overview(catalog: Catalog, framework: str, order: Order = Order.FAILING) -> tuple[Section, ...]:
    """Every section, those without bars left out."""
    seen = _see(catalog, framework)
    ratings = seen.ratings
    everything = _EntryGroup("", "All entries", tuple(catalog.entries))
    categories = tuple(
        _EntryGroup(each.id, each.label, seen.categories.get(each.id, ())) for each in catalog.categories
    )
    years = _by_year(seen.years)
    ranked = rank(catalog, framework, seen.judged) if framework in catalog.judges else ()
    words = tuple(_EntryGroup(_key(word), word.value, seen.words[word]) for word in Word if word in seen.words)
    sections = (
        _counted("all", "The catalogue", (everything,) if len(catalog) else (), ratings),
        _counted("word", "Models and tools in a word", words, ratings),
        _criteria(catalog, framework, order, seen.judged),
        _rated("category-openness", "Openness by category", (everything, *categories), ratings),
        _counted("category", "Entries by category", categories if len(catalog) else (), ratings),
        _ends("most-open", "Most open", ranked[:_MOST_RANKED]),
        _ends("least-open", "Least open", ranked[_MOST_RANKED:][: -_MOST_RANKED - 1 : -1]),
        _rated("year-openness", "Openness by year of release", years, ratings),
        _counted("year", "Entries by year of release", years, ratings),
    )
    return tuple(section for section in sections if section.bars)


def _key(word: Word) -> str:
    """The value of `is:` that finds what has this word."""
    return word.value.replace(" ", "-")


def _own_rating(catalog: Catalog, entry: Entry, framework: str) -> Rating | None:
    """The rating by the chosen framework itself."""
    known = standing(catalog, entry, framework)
    return known.rating if known and known.own else None


class _Seen(msgspec.Struct, frozen=True):
    """The result of one pass over all entries: a large catalogue is not read twice, nor held as entries."""

    ratings: Mapping[str, Rating]
    """By id, of what the chosen framework judged."""
    judged: Sequence[Entry]
    categories: Mapping[str, Sequence[str]]
    """The ids in each category, those listed in it too."""
    years: Mapping[str, Sequence[str]]
    """The ids by year of release; the key is empty if there is no date."""
    words: Mapping[Word, Sequence[str]]
    """The ids of the models and tools by how open they are in a word."""


def _see(catalog: Catalog, framework: str) -> _Seen:
    ratings: dict[str, Rating] = {}
    judged: list[Entry] = []
    categories: defaultdict[str, list[str]] = defaultdict(list)
    years: defaultdict[str, list[str]] = defaultdict(list)
    words: defaultdict[Word, list[str]] = defaultdict(list)
    for entry in catalog:
        if rating := _own_rating(catalog, entry, framework):
            ratings[entry.id] = rating
            judged.append(entry)
        for category in dict.fromkeys(entry.categories):
            categories[category].append(entry.id)
        years[entry.released[:4]].append(entry.id)
        if known := word_standing(catalog, entry):
            words[known.word].append(entry.id)
    return _Seen(ratings, judged, categories, years, words)


def _by_year(years: Mapping[str, Sequence[str]]) -> tuple[_EntryGroup, ...]:
    """The years in which something was released, then what has no date."""
    dated = (_EntryGroup(year, year, years[year]) for year in sorted(years) if year)
    undated = years.get("", ())
    return (*dated, *((_EntryGroup("", "no date", undated),) if undated else ()))


def _counted(section: str, title: str, groups: Iterable[_EntryGroup], ratings: Mapping[str, Rating]) -> Section:
    bars = (
        Bar(
            each.key,
            each.label,
            len(each.entries),
            len(judged := [ratings[entry_id] for entry_id in each.entries if entry_id in ratings]),
            *_mean(judged),
        )
        for each in groups
    )
    return Section(section, title, Measure.ENTRIES, tuple(bars), "bar: share judged")


def _rated(section: str, title: str, groups: Iterable[_EntryGroup], ratings: Mapping[str, Rating]) -> Section:
    """The mean of what is judged. Those without judged entries are named: not judged is not closed."""
    bars, silent = [], []
    for each in groups:
        judged = [ratings[entry_id] for entry_id in each.entries if entry_id in ratings]
        if judged:
            bars.append(Bar(each.key, each.label, len(judged), len(judged), *_mean(judged)))
        elif each.entries:
            silent.append(each.label)
    return Section(section, title, Measure.MEAN, tuple(bars), f"not judged: {', '.join(silent)}" if silent else "")


def _mean(ratings: Iterable[Rating]) -> tuple[float | None, float | None]:
    """The mean share of the points there are, and what it would be if everything not assessed were open."""
    known = [rating for rating in ratings if rating.maximum]
    if not known:
        return None, None
    best = sum(rating.best / rating.maximum for rating in known)
    return sum(rating.fraction for rating in known) / len(known), best / len(known)


def _criteria(catalog: Catalog, framework: str, order: Order, judged: Sequence[Entry]) -> Section:
    known = catalog.judge(framework)
    if known is None or not judged:
        return Section("criterion", "Openness by criterion", Measure.GRADES, (), order.value)
    topics = [_topic(catalog, known, each) for each in known.criteria]
    grades = zip(*(_grades(catalog, known, topics, entry) for entry in judged), strict=True)
    bars = list(map(_criterion, known.criteria, topics, grades))
    if order is Order.FAILING:
        bars.sort(key=lambda bar: math.inf if bar.mean is None else bar.mean)
    return Section("criterion", "Openness by criterion", Measure.GRADES, tuple(bars), order.value)


def _criterion(criterion: Criterion, topic: str, grades: Sequence[Grade]) -> Bar:
    """How the judged entries are graded on a criterion, by the same rule as the query language."""
    parts = tuple(Part(grade, grades.count(grade), criterion.meaning(grade)) for grade in Grade if grade in grades)
    points = sum(POINTS.get(grade, 0.0) for grade in grades)
    assessed = sum(grade.judged for grade in grades)
    mean = points / assessed if assessed else None
    return Bar(
        key=criterion.id,
        label=criterion.label,
        entries=len(grades),
        judged=len(grades),
        mean=mean,
        best=mean,
        parts=parts,
        topic=topic,
        question=criterion.question,
    )


def _topic(catalog: Catalog, framework: Framework, criterion: Criterion) -> str:
    """The word that asks exactly this criterion's question: its topic if it is the one for that, else its id."""
    if framework.about(criterion.topic) is criterion:
        return criterion.topic
    taken = any(each.about(criterion.id) for each in catalog.frameworks.values())
    return "" if taken else criterion.id


def _grades(catalog: Catalog, framework: Framework, topics: Sequence[str], entry: Entry) -> list[Grade]:
    """The grade of an entry on each criterion, by its topic if that asks the same question."""
    about = iter(judgements_about(catalog, entry, filter(None, topics), framework.id))
    known = standing(catalog, entry, framework.id) if "" in topics else None
    own = known.assessment.grade if known else lambda _criterion: Grade.UNKNOWN
    return [
        next(about).grade if topic else own(criterion.id)
        for topic, criterion in zip(topics, framework.criteria, strict=True)
    ]


def _ends(section: str, title: str, subjects: Iterable[Ranked]) -> Section:
    bars = (Bar(each.entry.id, each.title, 1, 1, *_mean([each.rating]), subject=each) for each in subjects)
    return Section(section, title, Measure.SCORE, tuple(bars))
