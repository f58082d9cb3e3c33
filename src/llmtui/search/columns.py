"""What searching needs to know of every entry, in columns of plain values that a cache can keep as they are.

A row is the number of an entry in these columns: what more surveys list has a lower row, then what stands earlier in
the catalogue. Going through rows in order is going through entries by prominence, and needs no sorting.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from llmtui.model import Grade

_T = TypeVar("_T")

Rows = Sequence[int]
"""Rows of entries, in some order."""

LETTER: Mapping[Grade, str] = dict(zip(Grade, "opcnl?", strict=True))
"""How a grade is kept."""


_Texts = tuple[str, ...]
_Grades = tuple[tuple[str, str], ...]
COLUMN_TYPES: Mapping[str, Any] = {
    "ids": _Texts,
    "shelves": tuple[tuple[tuple[tuple[str, str], ...], ...], bytes],
    "orders": dict[str, tuple[bytes, tuple[int, ...]]],
    "values": dict[str, dict[str, bytes]],
    "released": tuple[_Texts, bytes],
    "grades": tuple[tuple[_Grades, ...], bytes],
    "scores": dict[str, dict[int, float]],
    "texts": tuple[_Texts, _Texts, _Texts, _Texts, bytes],
    "words": dict[str, bytes],
}
"""The columns by name with what a cache keeps of each, for reading it back."""


def pack(rows: Iterable[int]) -> bytes:
    """Rows as they are kept."""
    return array("I", rows).tobytes()


def unpack(kept: bytes) -> Rows:
    """Rows that were kept."""
    rows = array("I")
    rows.frombytes(kept)
    return rows


def _spread(different: Sequence[_T], kept: bytes) -> tuple[_T, ...]:
    """A value per row, from the different values and the number of each row's."""
    return tuple(map(different.__getitem__, unpack(kept)))


class Texts(NamedTuple):
    """The folded words of each row, in parts: the first part that holds a word tells how relevant the entry is."""

    names: Sequence[str]
    """Each name squashed, between line feeds; then each name as it is, after a tab."""
    words: Sequence[str]
    """The words of the names, each after a tab."""
    around: Sequence[str]
    """Maker, base, tags and the like."""
    summary: Sequence[str]
    by_length: Rows
    """All rows, those with short names first."""


class Order(NamedTuple):
    """All rows by a key, in parts: what is not known comes last, whichever way the order runs."""

    rows: Rows
    parts: tuple[int, ...]
    """How many rows each part has."""

    def turned(self) -> Iterator[int]:
        """The rows with each part turned round."""
        start = 0
        for size in self.parts:
            yield from reversed(self.rows[start : start + size])
            start += size


class Columns:
    """The columns of a catalog; each is read when it is first asked for."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        """Take what `gathering.Gathering.columns` made, by name."""
        self._read = read

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The id of each row."""
        ids: tuple[str, ...] = self._read("ids")
        return ids

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of each id."""
        return {entry_id: row for row, entry_id in enumerate(self.ids)}

    def marked(self, rows: Iterable[int]) -> bytearray:
        """A byte a row, 1 for these."""
        marked = bytearray(len(self.ids))
        for row in rows:
            marked[row] = 1
        return marked

    @cached_property
    def shelves(self) -> tuple[Sequence[tuple[tuple[str, str], ...]], Rows]:
        """Each set of places that some entry stands in, as categories and groups, and which of them each row has."""
        shelves, of_rows = self._read("shelves")
        return shelves, unpack(of_rows)

    def order(self, name: str) -> Order:
        """All rows by a sort key, or by the score of a framework: `score FRAMEWORK`."""
        rows, parts = self._orders[name]
        return Order(unpack(rows), parts)

    @cached_property
    def _orders(self) -> Mapping[str, tuple[bytes, tuple[int, ...]]]:
        orders: Mapping[str, tuple[bytes, tuple[int, ...]]] = self._read("orders")
        return orders

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, bytes]]:
        """By key of the query language and value, the rows that have it, to unpack."""
        values: Mapping[str, Mapping[str, bytes]] = self._read("values")
        return values

    @cached_property
    def released(self) -> Sequence[str]:
        """The date of each row as far as it is known."""
        return _spread(*self._read("released"))

    @cached_property
    def grades(self) -> Sequence[tuple[tuple[str, str], ...]]:
        """The assessments of each row, newest first: the framework, and a letter for each of its criteria."""
        return _spread(*self._read("grades"))

    @cached_property
    def scores(self) -> Mapping[str, Mapping[int, float]]:
        """By framework, the newest score of each row that it judged."""
        scores: Mapping[str, Mapping[int, float]] = self._read("scores")
        return scores

    @cached_property
    def texts(self) -> Texts:
        """What words are looked for in."""
        names, words, around, summary, by_length = self._read("texts")
        return Texts(names, words, around, summary, unpack(by_length))

    def names(self, entry_id: str) -> tuple[str, ...]:
        """The folded name and aliases of an entry; nothing where it is not here."""
        row = self.row_of.get(entry_id)
        return () if row is None else tuple(self.texts.names[row].split("\t")[1:-1])

    @cached_property
    def words(self) -> Mapping[str, bytes]:
        """By word of a name, the rows of the names made of it, to unpack: typos are looked for among these."""
        words: Mapping[str, bytes] = self._read("words")
        return words
