"""Runs a view over a catalog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import overload

import msgspec
from msgspec.structs import replace

from llmtui.model import Catalog, Entry, Place
from llmtui.search.columns import Columns, Rows
from llmtui.search.facets import Choice, Facets
from llmtui.search.fields import fault
from llmtui.search.folding import fold
from llmtui.search.grammar import Parsed, parse
from llmtui.search.index import Index
from llmtui.search.query import Query, Sort, Term, View
from llmtui.search.terms import Terms


class Hit(msgspec.Struct, frozen=True):
    """An entry that was found."""

    entry: Entry
    words: tuple[str, ...] = ()
    """The words it was found by."""


class Hits(Sequence[Hit]):
    """What was found, in order; an entry is read when it is looked at."""

    def __init__(self, catalog: Catalog, columns: Columns, rows: Rows, words: tuple[str, ...]) -> None:
        self._catalog = catalog
        self._columns = columns
        self._rows = rows
        self._words = words

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> Hits: ...
    def __getitem__(self, index: int | slice) -> Hit | Hits:
        if isinstance(index, slice):
            return Hits(self._catalog, self._columns, self._rows[index], self._words)
        return Hit(self._catalog.entries[self._columns.ids[self._rows[index]]], self._words)

    @property
    def ids(self) -> Iterator[str]:
        """The ids alone: no entry is read for them."""
        return (self._columns.ids[row] for row in self._rows)

    @property
    def entries(self) -> Iterator[Entry]:
        """The entries alone."""
        return (self._catalog.entries[entry_id] for entry_id in self.ids)

    def judged_by(self, framework: str) -> Iterator[Entry]:
        """Those that a framework judged; no other is read."""
        judged = self._columns.scores.get(framework, {})
        return (self._catalog.entries[self._columns.ids[row]] for row in self._rows if row in judged)

    def position(self, entry_id: str) -> int | None:
        """Where an entry stands."""
        try:
            return self._rows.index(self._columns.row_of[entry_id])
        except (KeyError, ValueError):
            return None


_NOTHING = Hits(Catalog(), Columns({"ids": ()}.__getitem__), (), ())


class Results(msgspec.Struct, frozen=True):
    """What a view shows."""

    view: View = msgspec.field(default_factory=View)
    hits: Hits = _NOTHING
    counts: Mapping[Place, int] = msgspec.field(default_factory=dict)
    """How many entries the query leaves in each place, whichever place is shown."""
    total: int = 0
    """How many entries the catalog has."""

    def position(self, entry_id: str) -> int | None:
        """The row of an entry."""
        return self.hits.position(entry_id)


class Searcher:
    """A catalog with its columns, ready to be asked."""

    def __init__(self, catalog: Catalog, columns: Columns | None = None) -> None:
        """Take a catalog, and its columns where they are known already."""
        self.catalog = catalog
        self._columns = _gathered(catalog) if columns is None else columns
        self._index = Index(self._columns)
        self._terms = Terms(catalog, self._columns)

    def prepare(self) -> None:
        """Make ready for somebody who types; for that the first picture need not wait."""
        self._index.prepare()

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
        own = {name: self._marked(ids) for name, ids in (collections or {}).items()}
        found = self._found(view)
        return Results(
            view=view,
            hits=Hits(self.catalog, self._columns, self._placed(found, view.place, own), view.query.words),
            counts=self._counts(found, own),
            total=len(self.catalog),
        )

    def choices(self, view: View) -> tuple[Choice, ...]:
        """What the entries of a view have in common, presets first."""
        framework = self.framework(view)
        asked = {term.key for term in view.query.terms}
        facets = Facets(self.catalog, self._columns, self._terms)
        everything = self._placed(self._found(view), view.place, {})

        def found(key: str) -> Rows:
            if key not in asked:
                return everything
            return self._placed(self._found(replace(view, query=view.query.without_key(key))), view.place, {})

        return (*facets.presets(everything, framework), *facets.choices(found, framework))

    def _found(self, view: View) -> Rows:
        """What the query leaves, in the order of the view."""
        query, framework = view.query, self.framework(view)
        if query.words and view.sort is Sort.RELEVANCE:
            rows = self._index.rank(query.words)
            rows = rows[::-1] if view.reverse else rows
        else:
            rows = self._ordered(view, framework)
        if query.words and view.sort is not Sort.RELEVANCE:
            ranked = self._columns.marked(self._index.rank(query.words))
            rows = [row for row in rows if ranked[row]]
        return self._narrowed(rows, query, framework)

    def _narrowed(self, rows: Rows, query: Query, framework: str) -> Rows:
        for term in query.terms:
            if term.key:
                rows = self._terms.narrowed(rows, (term,), framework)
            else:
                unwanted = self._columns.marked(self._index.holding(fold(term.value)))
                rows = [row for row in rows if not unwanted[row]]
        return rows

    def _ordered(self, view: View, framework: str) -> Rows:
        """All rows in the order of a view; without words, relevance is how open an entry is."""
        by_score = view.sort in {Sort.RELEVANCE, Sort.SCORE}
        order = self._columns.order(f"score {framework}" if by_score else view.sort.value)
        return list(order.turned()) if view.reverse else order.rows

    def _marked(self, ids: Iterable[str]) -> bytearray:
        row_of = self._columns.row_of
        return self._columns.marked(row_of[entry_id] for entry_id in ids if entry_id in row_of)

    def _placed(self, rows: Rows, place: Place, own: Mapping[str, bytearray]) -> Rows:
        """Those of the rows that stand in a place, in the same order."""
        if place == Place():
            return rows
        if place.category in own:
            marked = own[place.category]
            return [row for row in rows if marked[row]]
        shelves, of_rows = self._columns.shelves
        here = [(place.category, place.group) in places for places in shelves]
        return [row for row in rows if here[of_rows[row]]]

    def _counts(self, found: Rows, own: Mapping[str, bytearray]) -> Mapping[Place, int]:
        shelves, of_rows = self._columns.shelves
        counts: Counter[Place] = Counter()
        for shelf, count in Counter(map(of_rows.__getitem__, found)).items():
            counts[Place()] += count
            for category, group in shelves[shelf]:
                counts[Place(category, group)] += count
        for name, marked in own.items():
            if count := sum(map(marked.__getitem__, found)):
                counts[Place(name)] = count
        return counts


def _gathered(catalog: Catalog) -> Columns:
    from llmtui.search.gathering import gather  # noqa: PLC0415 - where a cache has the columns it is not needed

    return gather(catalog)
