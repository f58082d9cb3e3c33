"""Builds the columns from entries that arrive one by one, so that a large catalogue need not be in memory."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

from llmtui.frameworks import chosen_first
from llmtui.model import Catalog, Category, Entry, Framework
from llmtui.model.all_judges import ALL
from llmtui.model.licence import Licence
from llmtui.search.columns import Columns, pack
from llmtui.search.folding import WORD, fold
from llmtui.search.notes import Note, NoteTaker, Rated
from llmtui.search.values import FLAGS, PERMISSIONS, VALUES, allowed

_T = TypeVar("_T", bound=Hashable)


class Gathering:
    """Keeps the notes on entries, and builds the columns once all are known."""

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
        self._taker = NoteTaker(categories, frameworks, licences)
        self._noted: dict[str, Note] = {}
        self._known: dict[Hashable, Any] = {}

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
        return self._taker.note(entry)

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
