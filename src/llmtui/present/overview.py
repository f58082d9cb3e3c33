"""What the catalogue holds and how open it is, counted: every bar knows the list of the entries it counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

import msgspec

from llmtui.frameworks import Ranked, Rating, judgement_about, rank, standing
from llmtui.model import Catalog, Criterion, Entry, Framework, Grade

JUDGED = "score>=0"
"""The term of the query language for what the chosen framework judged."""
UNDATED = "-released>=0000"
"""The term for what nobody dated."""

_ENDS = 10
"""How many of the most and of the least open are told."""


class Measure(Enum):
    """What the bars of a section stand for."""

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

    FAILING = "most often closed first"
    FRAMEWORK = "as the framework orders them"


class Part(msgspec.Struct, frozen=True):
    """The entries that got one grade on a criterion."""

    grade: Grade
    entries: int
    query: str | None
    """Finds exactly them; None where the query language has no word for the criterion."""
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
    """How open they are on average, from 0 to 1, what is not assessed taken for nothing; None where nobody judged."""
    best: float | None = None
    """The same if everything not assessed were open."""
    query: str | None = None
    """Finds exactly the entries it counts; None where its parts, or its entry, are what it leads to."""
    parts: tuple[Part, ...] = ()
    """By grade, those that some entry got."""
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


class _Shelf(msgspec.Struct, frozen=True):
    """A way to part the catalogue: entries under a key, with the label and the term that finds them."""

    key: str
    label: str
    term: str
    entries: Sequence[str]
    """Their ids."""


def overview(catalog: Catalog, framework: str, order: Order = Order.FAILING) -> tuple[Section, ...]:
    """Every section, those without bars left out."""
    seen = _see(catalog, framework)
    ratings = seen.ratings
    everything = _Shelf("", "All entries", "", tuple(catalog.entries))
    categories = tuple(
        _Shelf(each.id, each.label, f"category:{each.id}", seen.categories.get(each.id, ()))
        for each in catalog.categories
    )
    years = _by_year(seen.years)
    ranked = rank(catalog, framework, seen.judged) if framework in catalog.frameworks else ()
    sections = (
        _counted("all", "The catalogue", (everything,) if len(catalog) else (), ratings),
        _criteria(catalog, framework, order, seen.judged),
        _rated("category-openness", "Openness by category", (everything, *categories), ratings),
        _counted("category", "Entries by category", categories if len(catalog) else (), ratings),
        _ends("most-open", "Most open", ranked[:_ENDS]),
        _ends("least-open", "Least open", ranked[_ENDS:][: -_ENDS - 1 : -1]),
        _rated("year-openness", "Openness by year of release", years, ratings),
        _counted("year", "Entries by year of release", years, ratings),
    )
    return tuple(section for section in sections if section.bars)


def _own_rating(catalog: Catalog, entry: Entry, framework: str) -> Rating | None:
    """The rating by the chosen framework itself."""
    known = standing(catalog, entry, framework)
    return known.rating if known and known.own else None


class _Seen(msgspec.Struct, frozen=True):
    """What one look at each entry tells; a large catalogue is not looked through twice, nor held as entries."""

    ratings: Mapping[str, Rating]
    """By id, of what the chosen framework judged."""
    judged: Sequence[Entry]
    categories: Mapping[str, Sequence[str]]
    """The ids in each category, those listed in it too."""
    years: Mapping[str, Sequence[str]]
    """The ids by year of release; empty where there is no date."""


def _see(catalog: Catalog, framework: str) -> _Seen:
    ratings: dict[str, Rating] = {}
    judged: list[Entry] = []
    categories: defaultdict[str, list[str]] = defaultdict(list)
    years: defaultdict[str, list[str]] = defaultdict(list)
    for entry in catalog:
        if rating := _own_rating(catalog, entry, framework):
            ratings[entry.id] = rating
            judged.append(entry)
        for category in dict.fromkeys(entry.categories):
            categories[category].append(entry.id)
        years[entry.released[:4]].append(entry.id)
    return _Seen(ratings, judged, categories, years)


def _by_year(years: Mapping[str, Sequence[str]]) -> tuple[_Shelf, ...]:
    """The years that something was released in, and what has no date."""
    dated = (_Shelf(year, year, f"released:{year}", years[year]) for year in sorted(years) if year)
    undated = years.get("", ())
    return (*dated, *((_Shelf("", "no date", UNDATED, undated),) if undated else ()))


def _counted(section: str, title: str, shelves: Iterable[_Shelf], ratings: Mapping[str, Rating]) -> Section:
    bars = (
        Bar(
            each.key,
            each.label,
            len(each.entries),
            len(judged := [ratings[entry_id] for entry_id in each.entries if entry_id in ratings]),
            *_mean(judged),
            query=each.term,
        )
        for each in shelves
    )
    return Section(section, title, Measure.ENTRIES, tuple(bars), "filled: judged")


def _rated(section: str, title: str, shelves: Iterable[_Shelf], ratings: Mapping[str, Rating]) -> Section:
    """The mean of what is judged; shelves where nothing is are named, for they are not closed."""
    bars, silent = [], []
    for each in shelves:
        judged = [ratings[entry_id] for entry_id in each.entries if entry_id in ratings]
        if judged:
            query = f"{each.term} {JUDGED}".strip()
            bars.append(Bar(each.key, each.label, len(judged), len(judged), *_mean(judged), query=query))
        elif each.entries:
            silent.append(each.label)
    return Section(section, title, Measure.MEAN, tuple(bars), f"nobody judged {', '.join(silent)}" if silent else "")


def _mean(ratings: Iterable[Rating]) -> tuple[float | None, float | None]:
    """The mean share of the points there are, and what it would be if everything not assessed were open."""
    known = [rating for rating in ratings if rating.maximum]
    if not known:
        return None, None
    best = sum(rating.best / rating.maximum for rating in known)
    return sum(rating.fraction for rating in known) / len(known), best / len(known)


def _criteria(catalog: Catalog, framework: str, order: Order, judged: Sequence[Entry]) -> Section:
    known = catalog.frameworks.get(framework)
    bars = [_criterion(catalog, known, each, judged) for each in known.criteria] if known and judged else []
    if order is Order.FAILING:
        bars.sort(key=lambda bar: -bar.count(Grade.CLOSED) / (_assessed(bar) or 1))
    return Section("criterion", "Openness by criterion", Measure.GRADES, tuple(bars), order.value)


def _assessed(bar: Bar) -> int:
    return bar.count(Grade.OPEN, Grade.PARTIAL, Grade.CLOSED)


def _criterion(catalog: Catalog, framework: Framework, criterion: Criterion, judged: Iterable[Entry]) -> Bar:
    """How the judged entries are graded on a criterion, as the query language answers for it."""
    word = _word(catalog, framework, criterion)
    grades = [_grade(catalog, framework, criterion, word, entry) for entry in judged]
    parts = tuple(
        Part(grade, grades.count(grade), f"{word}:{grade.value} {JUDGED}" if word else None, criterion.meaning(grade))
        for grade in Grade
        if grade in grades
    )
    bar = Bar(criterion.id, criterion.label, len(grades), len(grades), parts=parts, question=criterion.question)
    known = _assessed(bar)
    points = bar.count(Grade.OPEN) + bar.count(Grade.PARTIAL) / 2
    mean = points / known if known else None
    return Bar(bar.key, bar.label, bar.entries, bar.judged, mean, mean, parts=parts, question=bar.question)


def _word(catalog: Catalog, framework: Framework, criterion: Criterion) -> str:
    """What the query language calls a criterion: its topic where it is the one asked about that, else its id."""
    if framework.about(criterion.topic) is criterion:
        return criterion.topic
    taken = any(each.about(criterion.id) for each in catalog.frameworks.values())
    return "" if taken else criterion.id


def _grade(catalog: Catalog, framework: Framework, criterion: Criterion, word: str, entry: Entry) -> Grade:
    if word:
        return judgement_about(catalog, entry, word, framework.id).grade
    known = standing(catalog, entry, framework.id)
    return known.assessment.grade(criterion.id) if known else Grade.UNKNOWN


def _ends(section: str, title: str, subjects: Iterable[Ranked]) -> Section:
    bars = (Bar(each.entry.id, each.title, 1, 1, *_mean([each.rating]), subject=each) for each in subjects)
    return Section(section, title, Measure.SCORE, tuple(bars))
