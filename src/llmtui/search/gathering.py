"""Builds the columns from entries that arrive one by one, so that a large catalogue need not be in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from msgspec.structs import replace

from llmtui.model import Catalog, Category, Entry, Framework
from llmtui.model.all_judges import ALL
from llmtui.model.licence import Licence
from llmtui.search.columns import Columns, pack
from llmtui.search.facts import EntryFacts, FactCollector, Rated
from llmtui.search.folding import fold
from llmtui.search.orders import orders
from llmtui.search.values import FLAGS, PERMISSIONS, VALUES, allowed

_T = TypeVar("_T", bound=Hashable)


class Gathering:
    """Keeps the facts about entries, and builds the columns once all are known."""

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
        self._collector = FactCollector(categories, frameworks, licences)
        self._facts: dict[str, EntryFacts] = {}
        self._known: dict[Hashable, Any] = {}

    def add(self, entry: Entry) -> None:
        """Collect the facts about an entry; they replace those about an earlier entry with the same id."""
        self.keep(entry.id, self.collect(entry))

    def keep(self, entry_id: str, facts: EntryFacts) -> None:
        """Keep the facts about an entry, sharing equal values with other entries to save memory."""
        one = self._known.setdefault
        self._facts[entry_id] = replace(
            facts,
            maker=one(facts.maker, facts.maker),
            released=one(facts.released, facts.released),
            placements=one(facts.placements, facts.placements),
            values=one(facts.values, facts.values),
            judged=one(facts.judged, facts.judged),
            licensed=one(facts.licensed, facts.licensed),
            sizes=one(facts.sizes, facts.sizes),
        )

    def collect(self, entry: Entry) -> EntryFacts:
        """What to keep of an entry."""
        return self._collector.collect(entry)

    def columns(self, ids: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """The columns by name, as plain values, one after another so that no column stays in memory.

        Args:
            ids: The entries that the columns should have, in the order of the catalogue.
        """
        prominent = sorted(ids, key=lambda each: -self._facts[each].mentions)
        facts = [self._facts[each] for each in prominent]
        yield "ids", tuple(prominent)
        yield "placements", _numbered(each.placements for each in facts)
        yield "orders", dict(orders(facts, self._categories, self._frameworks))
        yield "values", self._rows_by_values(prominent)
        yield "released", _numbered(each.released for each in facts)
        yield "sizes", _numbered(each.sizes for each in facts)
        yield "dates", _numbered(each.judged.flagged.dates for each in facts)
        yield "grades", _numbered(each.judged.grades for each in facts)
        yield "scores", self._by_framework(facts, lambda rated: rated.score)
        yield "fractions", self._by_framework(facts, lambda rated: -rated.order[0])
        yield "texts", self._texts(facts)
        yield "words", _rows_by_value([each.words for each in facts])
        yield "addresses", tuple(each.addresses for each in facts)

    def _rows_by_values(self, ids: Sequence[str]) -> dict[str, dict[str, bytes]]:
        """The packed rows that have a value, by key and value."""
        facts = [self._facts[each] for each in ids]
        answers = allowed({each: self._facts[each].licensed for each in self._facts}, self._licences)
        by_keys = (
            (VALUES, [each.values for each in facts]),
            (FLAGS, [each.judged.flagged.values for each in facts]),
            (PERMISSIONS, [answers[each] for each in ids]),
        )
        return {
            key: _rows_by_value(map(itemgetter(place), found))
            for keys, found in by_keys
            for place, key in enumerate(keys)
        }

    def _texts(self, facts: Sequence[EntryFacts]) -> tuple[tuple[str, ...] | bytes, ...]:
        """The parts of `columns.Texts`."""
        return (
            tuple(each.named for each in facts),
            tuple(each.named_words for each in facts),
            tuple("\v".join((*self._bases(each), each.details)) if each.base else each.details for each in facts),
            tuple(each.summary for each in facts),
            pack(sorted(range(len(facts)), key=lambda row: facts[row].squashed_length)),
        )

    def _bases(self, facts: EntryFacts) -> Iterable[str]:
        """The folded names and aliases of what an entry derives from."""
        for base in facts.base:
            known = self._facts.get(base)
            yield from known.names[:-1] if known else (fold(base),)

    def _by_framework(
        self, facts: Iterable[EntryFacts], value: Callable[[Rated], float]
    ) -> dict[str, dict[int, float]]:
        """A value of the ratings by framework and row."""
        values: dict[str, dict[int, float]] = {framework: {} for framework in (ALL, *self._frameworks)}
        for row, each in enumerate(facts):
            for rated in each.judged.ratings:
                values[rated.framework][row] = value(rated)
        return values


def _numbered(values: Iterable[_T]) -> tuple[tuple[_T, ...], bytes]:
    """The different values, and the number of each row's, packed."""
    numbers: dict[_T, int] = {}
    rows = pack(numbers.setdefault(value, len(numbers)) for value in values)
    return tuple(numbers), rows


def _rows_by_value(values: Iterable[Iterable[str]]) -> dict[str, bytes]:
    """The packed rows that have a value, by value."""
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
