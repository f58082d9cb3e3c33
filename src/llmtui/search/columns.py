"""The columns that a search reads: plain values for every entry, which the cache stores as they are.

A row is the number of an entry in these columns. Entries that more surveys list have lower rows, then entries that come
earlier in the catalogue. Reading rows in order therefore gives entries by prominence without sorting.
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
"""The letter that stands for each grade in the columns."""


_Texts = tuple[str, ...]
_Grades = tuple[tuple[str, str], ...]
COLUMN_TYPES: Mapping[str, Any] = {
    "ids": _Texts,
    "placements": tuple[tuple[tuple[tuple[str, str], ...], ...], bytes],
    "orders": dict[str, tuple[bytes, tuple[int, ...]]],
    "values": dict[str, dict[str, bytes]],
    "released": tuple[_Texts, bytes],
    "sizes": tuple[tuple[tuple[tuple[int, int], ...], ...], bytes],
    "dates": tuple[tuple[_Texts, ...], bytes],
    "grades": tuple[tuple[_Grades, ...], bytes],
    "scores": dict[str, dict[int, float]],
    "fractions": dict[str, dict[int, float]],
    "texts": tuple[_Texts, _Texts, _Texts, _Texts, bytes],
    "words": dict[str, bytes],
    "addresses": _Texts,
}
"""The columns by name with what a cache keeps of each, for reading it back."""


def pack(rows: Iterable[int]) -> bytes:
    """Pack rows for the cache."""
    return array("I", rows).tobytes()


def unpack(kept: bytes) -> Rows:
    """Unpack rows from the cache."""
    rows = array("I")
    rows.frombytes(kept)
    return rows


def _spread(different: Sequence[_T], kept: bytes) -> tuple[_T, ...]:
    """A value per row, from the different values and the number of each row's."""
    return tuple(map(different.__getitem__, unpack(kept)))


class Texts(NamedTuple):
    """The folded text of each row, in parts. The earlier the part that contains a word, the more relevant the entry."""

    names: Sequence[str]
    """Each name squashed, between line feeds; then each name as written, after a tab."""
    words: Sequence[str]
    """The words of the names, each after a tab."""
    details: Sequence[str]
    """Maker, base, tags and similar facts."""
    summary: Sequence[str]
    by_length: Rows
    """All rows, those with the shortest names first."""


class Order(NamedTuple):
    """All rows sorted by a key, in parts. Unknown values are in the last part, which stays last in reverse order."""

    rows: Rows
    parts: tuple[int, ...]
    """The number of rows in each part."""

    def turned(self) -> Iterator[int]:
        """The rows with each part reversed."""
        start = 0
        for size in self.parts:
            yield from reversed(self.rows[start : start + size])
            start += size


class Columns:
    """The columns of a catalog. Each is read when it is first used."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        """Take a function that reads one of the columns of `gathering.Gathering.columns` by name."""
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
        """One byte per row: 1 for the given rows."""
        marked = bytearray(len(self.ids))
        for row in rows:
            marked[row] = 1
        return marked

    @cached_property
    def placements(self) -> tuple[Sequence[tuple[tuple[str, str], ...]], Rows]:
        """The distinct sets of (category, group) that entries belong to, and the number of its set for each row."""
        placements, of_rows = self._read("placements")
        return placements, unpack(of_rows)

    def order(self, name: str) -> Order:
        """All rows by a sort key, or by the score of a framework, named `score FRAMEWORK`."""
        rows, parts = self._orders[name]
        return Order(unpack(rows), parts)

    @cached_property
    def _orders(self) -> Mapping[str, tuple[bytes, tuple[int, ...]]]:
        orders: Mapping[str, tuple[bytes, tuple[int, ...]]] = self._read("orders")
        return orders

    @cached_property
    def values(self) -> Mapping[str, Mapping[str, bytes]]:
        """The packed rows that have a value, by key of the query language and value."""
        values: Mapping[str, Mapping[str, bytes]] = self._read("values")
        return values

    @cached_property
    def released(self) -> Sequence[str]:
        """The date of each row as far as it is known."""
        return _spread(*self._read("released"))

    @cached_property
    def sizes(self) -> Sequence[tuple[tuple[int, int], ...]]:
        """The parameter counts of each row: all, and those that a mixture of experts uses at a time, or 0."""
        return _spread(*self._read("sizes"))

    @cached_property
    def dates(self) -> Sequence[tuple[str, ...]]:
        """The dates of the grades that count for each row."""
        return _spread(*self._read("dates"))

    @cached_property
    def grades(self) -> Sequence[tuple[tuple[str, str], ...]]:
        """The assessments of each row, newest first: the framework, and a letter for each of its criteria."""
        return _spread(*self._read("grades"))

    @cached_property
    def scores(self) -> Mapping[str, Mapping[int, float]]:
        """The newest score of each row that a framework judged, by framework."""
        scores: Mapping[str, Mapping[int, float]] = self._read("scores")
        return scores

    @cached_property
    def fractions(self) -> Mapping[str, Mapping[int, float]]:
        """The same as parts of the maximum, from 0 to 1."""
        fractions: Mapping[str, Mapping[int, float]] = self._read("fractions")
        return fractions

    @cached_property
    def texts(self) -> Texts:
        """The text in which words are searched."""
        names, words, details, summary, by_length = self._read("texts")
        return Texts(names, words, details, summary, unpack(by_length))

    def names(self, entry_id: str) -> tuple[str, ...]:
        """The folded name and aliases of an entry; empty if there is no such entry."""
        row = self.row_of.get(entry_id)
        return () if row is None else tuple(self.texts.names[row].split("\t")[1:-1])

    @cached_property
    def addresses(self) -> Sequence[str]:
        """What registries call each row and where its links lead, each followed by a line feed, in lower case."""
        addresses: _Texts = self._read("addresses")
        return addresses

    @cached_property
    def words(self) -> Mapping[str, bytes]:
        """The packed rows whose names contain a word, by word. Typos are matched against these words."""
        words: Mapping[str, bytes] = self._read("words")
        return words
