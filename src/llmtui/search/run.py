"""Runs a view over a catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from llmtui.frameworks import rating_of
from llmtui.model import Catalog, Entry, Place
from llmtui.search.facets import Choice, choices, presets
from llmtui.search.fields import build_test, fault
from llmtui.search.grammar import Parsed, parse
from llmtui.search.index import Index, fold
from llmtui.search.query import Query, Sort, Term, View


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found."""

    entry: Entry
    words: tuple[str, ...] = ()
    """The words it was found by."""


@dataclass(frozen=True, slots=True)
class Results:
    """What a view shows."""

    view: View = field(default_factory=View)
    hits: tuple[Hit, ...] = ()
    counts: Mapping[Place, int] = field(default_factory=dict)
    """How many entries the query leaves in each place, whichever place is shown."""
    total: int = 0
    """How many entries the catalog has."""

    def position(self, entry_id: str) -> int | None:
        """The row of an entry."""
        return next((row for row, hit in enumerate(self.hits) if hit.entry.id == entry_id), None)


class Searcher:
    """A catalog with its index, ready to be asked."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @cached_property
    def _index(self) -> Index:
        return Index(self.catalog)

    def parse(self, text: str) -> Parsed:
        """Read a query and check its terms against this catalog."""
        return parse(text, self.fault)

    def fault(self, term: Term) -> str:
        """Why a term cannot be used with this catalog; empty where it can."""
        return fault(self.catalog, term)

    def framework(self, view: View) -> str:
        """The framework in force: the one asked for, else the catalog's first."""
        return view.framework or next(iter(self.catalog.frameworks), "")

    def run(self, view: View, collections: Mapping[str, Collection[str]] | None = None) -> Results:
        """Find, count and order.

        Args:
            view: What to show.
            collections: Ids that places of the person's own hold, by the name that stands for a category.
        """
        own = collections or {}
        found = self._find(view.query, self.framework(view))
        counts = Counter(place for entry in found for place in places(entry, own))
        shown = [entry for entry in found if view.place in places(entry, own)]
        return Results(
            view=view,
            hits=tuple(Hit(entry, view.query.words) for entry in self._sorted(shown, view)),
            counts=counts,
            total=len(self.catalog),
        )

    def choices(self, view: View) -> tuple[Choice, ...]:
        """What the entries of a view have in common, presets first."""
        framework = self.framework(view)
        asked = {term.key for term in view.query.terms}
        all_terms = tuple(hit.entry for hit in self.run(view).hits)

        def found(key: str) -> tuple[Entry, ...]:
            if key not in asked:
                return all_terms
            return tuple(hit.entry for hit in self.run(replace(view, query=view.query.without_key(key))).hits)

        return (*presets(self.catalog, all_terms, framework), *choices(self.catalog, found, framework))

    def _find(self, query: Query, framework: str) -> list[Entry]:
        """What the query leaves, by relevance."""
        entries = list(self.catalog)
        if query.words:
            ranked = self._index.rank(query.words)
            entries = sorted((e for e in entries if e.id in ranked), key=lambda entry: ranked[entry.id])
        for term in query.terms:
            if not term.key:
                unwanted = self._index.holding(fold(term.value))
                entries = [entry for entry in entries if entry.id not in unwanted]
            else:
                entries = list(filter(build_test(self.catalog, term, framework), entries))
        return entries

    def _sorted(self, entries: list[Entry], view: View) -> list[Entry]:
        sort = view.sort
        if sort is Sort.RELEVANCE:
            if view.query.words:
                return entries[::-1] if view.reverse else entries
            sort = Sort.SCORE
        key = self._key(sort, self.framework(view))
        ordered = sorted(entries, key=lambda entry: key(entry)[1], reverse=view.reverse)
        return sorted(ordered, key=lambda entry: key(entry)[0])

    def _key(self, sort: Sort, framework: str) -> Callable[[Entry], tuple[int, tuple[object, ...]]]:
        """How far it is known, which no reversal turns round, and then what to sort by, names breaking ties."""
        if sort is Sort.SCORE:
            return lambda entry: _by_score(self.catalog, entry, framework)
        keys: Mapping[Sort, Callable[[Entry], tuple[int, tuple[object, ...]]]] = {
            Sort.NAME: lambda entry: (0, (fold(entry.name),)),
            Sort.RELEASED: lambda entry: (not entry.released, (_newest_first(entry.released), fold(entry.name))),
            Sort.MAKER: lambda entry: (not entry.maker, (fold(entry.maker), fold(entry.name))),
            Sort.CATEGORY: lambda entry: (0, (self._shelf(entry.category), entry.group, fold(entry.name))),
            Sort.LISTED: lambda entry: (0, (*_by_mentions(entry), fold(entry.name))),
        }
        return keys[sort]

    def _shelf(self, category: str) -> int:
        return next((row for row, each in enumerate(self.catalog.categories) if each.id == category), -1)


@lru_cache(maxsize=4096)
def _newest_first(date: str) -> tuple[int, ...]:
    return tuple(-ord(digit) for digit in date.ljust(10))


def _by_mentions(entry: Entry) -> tuple[int, int]:
    return -len({one.source for one in entry.listed_in}), -len(entry.listed_in)


def _by_score(catalog: Catalog, entry: Entry, framework: str) -> tuple[int, tuple[object, ...]]:
    """The framework in force first, then others, then what nobody judged."""
    rating = rating_of(catalog, entry, framework)
    if rating is None:
        return 2, (0.0, entry.name)
    if rating.framework != framework:
        return 1, (-rating.fraction, entry.name)
    return 0, (-rating.fraction, entry.name)


def places(entry: Entry, collections: Mapping[str, Collection[str]]) -> tuple[Place, ...]:
    """Every place of the sidebar an entry stands in."""
    group = (Place(entry.category, entry.group),) if entry.group else ()
    own = (Place(name) for name, ids in collections.items() if entry.id in ids)
    return (Place(), *(Place(category) for category in entry.categories), *group, *own)
