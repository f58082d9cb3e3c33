"""What a search finds: entries in order, with counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import overload

import msgspec

from llmtui.model import Catalog, Entry, Place
from llmtui.search.advice import Advice
from llmtui.search.columns import Columns, Rows
from llmtui.search.query import View


class Hit(msgspec.Struct, frozen=True):
    """An entry that was found."""

    entry: Entry
    words: tuple[str, ...] = ()
    """The words of the query."""


class Hits(Sequence[Hit]):
    """The entries that match, in order. Each entry is read when it is accessed."""

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
        """The ids, without reading any entry."""
        return (self._columns.ids[row] for row in self._rows)

    @property
    def entries(self) -> Iterator[Entry]:
        """The entries."""
        return (self._catalog.entries[entry_id] for entry_id in self.ids)

    def judged_by(self, framework: str) -> Iterator[Entry]:
        """The entries that a framework judged; no other entry is read."""
        judged = self._columns.scores.get(framework, {})
        return (self._catalog.entries[self._columns.ids[row]] for row in self._rows if row in judged)

    def position(self, entry_id: str) -> int | None:
        """The index of an entry; None if it is not among the hits."""
        try:
            return self._rows.index(self._columns.row_of[entry_id])
        except (KeyError, ValueError):
            return None


_NOTHING = Hits(Catalog(), Columns({"ids": ()}.__getitem__), (), ())


class Results(msgspec.Struct, frozen=True):
    """The result of a view."""

    view: View = msgspec.field(default_factory=View)
    hits: Hits = _NOTHING
    counts: Mapping[Place, int] = msgspec.field(default_factory=dict)
    """How many entries match the query in each category and group, whichever one is shown."""
    total: int = 0
    """How many entries the catalog has."""
    advise: Callable[[], Advice] = Advice
    """Says what to do if nothing was found. It takes as long as several searches."""

    def position(self, entry_id: str) -> int | None:
        """The index of an entry; None if it is not among the hits."""
        return self.hits.position(entry_id)
