"""Ranks entries by words: exact names, then beginnings of names, then words anywhere, then words with typos.

Names are compared squashed, without spaces and punctuation, so that `stable vicuna` matches the beginning of
`StableVicuna`. Typos are matched against the words of names, not against running text, so there are few and it is fast.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from llmtui.search.columns import Columns, Rows, unpack
from llmtui.search.folding import fold, squash

_WORDS, _PARTS = 6, 7
"""The tiers of rows whose names contain the words, and of rows whose names contain only parts; see `_tier`."""


class Index:
    """Searches the columns of a catalog for words.

    It remembers the rows of the last search: typing one more letter can only narrow them. It works on whole lists
    instead of row by row, because a single letter can match a hundred thousand entries.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._heads: dict[int, Mapping[str, Sequence[bytes]]] = {}
        self._last: tuple[tuple[str, ...], Rows] = ((), ())
        self._ranked: tuple[tuple[str, ...], Rows] = ((), ())

    def prepare(self) -> None:
        """Load what a search needs, so that the first letter typed does not have to wait for it."""
        import rapidfuzz.distance  # noqa: PLC0415
        import rapidfuzz.process  # noqa: F401, PLC0415

        _loaded = self._columns.texts, self._vocabulary  # cached properties: reading them loads them

    def rank(self, words: Iterable[str]) -> Rows:
        """The rows that match all words, best first.

        Typos are forgiven only if no name contains the words as written.
        """
        folded = tuple(fold(word) for word in words)
        if not folded:
            return ()
        if folded != self._ranked[0]:
            self._ranked = (folded, self._rank(folded, squash("".join(folded))))
        return self._ranked[1]

    def holding(self, word: str) -> Rows:
        """The rows that contain a folded word as written."""
        return self._holding(word, range(len(self._columns)))

    def _holding(self, word: str, rows: Rows) -> Rows:
        texts = self._columns.texts
        names, details, summary = texts.names, texts.details, texts.summary
        return [row for row in rows if word in names[row] or word in details[row] or word in summary[row]]

    def _rank(self, words: tuple[str, ...], whole: str) -> Rows:
        before, rows = self._last
        if not _narrows(before, words):
            rows = range(len(self._columns))
        named = self._in_names(words, whole, rows)
        others = self._without(rows, named)
        near = self._near_names(words, others)
        anywhere = self._anywhere(words, self._without(others, near))
        self._last = (words, sorted([*named, *near, *anywhere]))
        ranked = [*self._by_name(named, words, whole), *near, *self._named_most(words, anywhere)]
        return ranked if named else [*ranked, *self._with_typos(words, whole, frozenset(ranked))]

    def _without(self, rows: Rows, found: Rows) -> Rows:
        marked = self._columns.marked(found)
        return [row for row in rows if not marked[row]]

    def _in_names(self, words: tuple[str, ...], whole: str, rows: Rows) -> Rows:
        """The rows whose names contain every word as written, or all words joined."""
        names = self._columns.texts.names
        found = rows
        for word in words:
            found = [row for row in found if word in names[row]]
        if whole and (whole,) != words:
            found = sorted({*found, *(row for row in rows if whole in names[row])})
        return found

    def _near_names(self, words: tuple[str, ...], rows: Rows) -> Rows:
        """The rows that contain every word in the names or the other facts."""
        names, details = self._columns.texts.names, self._columns.texts.details
        if len(words) == 1:
            return [row for row in rows if words[0] in details[row]]
        for word in words:
            rows = [row for row in rows if word in details[row] or word in names[row]]
        return self._named_most(words, rows)

    def _anywhere(self, words: tuple[str, ...], rows: Rows) -> Rows:
        """The rows that contain every word anywhere."""
        if len(words) == 1:
            summary = self._columns.texts.summary
            return [row for row in rows if words[0] in summary[row]]
        for word in words:
            rows = self._holding(word, rows)
        return rows

    def _named_most(self, words: tuple[str, ...], rows: Rows) -> Rows:
        """The rows, those first whose names contain the most of the words."""
        names = self._columns.texts.names
        if len(words) == 1:
            return rows
        return sorted(rows, key=lambda row: -sum(len(word) for word in words if word in names[row]))

    def _by_name(self, named: Rows, words: tuple[str, ...], whole: str) -> Rows:
        """Exact names, then beginnings of names, each with the name itself before aliases; then words, then parts.

        A name that equals the query as written comes before one that equals it without punctuation: `codet5` is
        CodeT5 before CodeT5+.

        Within a tier, shorter names come first, because the query covers more of them, and then prominent entries.
        """
        names = self._columns.texts.names
        begins = f"\n{whole}"
        tiers = bytearray([_PARTS]) * len(self._columns)
        for row in self._starting(named, words):
            tiers[row] = _WORDS
        written = " ".join(words)
        for row in [row for row in named if begins in names[row]] if whole else ():
            tiers[row] = _tier(names[row], whole, written)
        ranked: list[list[int]] = [[] for _tier in range(_PARTS + 1)]
        for row in self._by_length(named):
            ranked[tiers[row]].append(row)
        return [row for tier in ranked for row in tier]

    def _by_length(self, rows: Rows) -> Rows:
        marked = self._columns.marked(rows)
        return [row for row in self._columns.texts.by_length if marked[row]]

    def _starting(self, named: Rows, words: tuple[str, ...]) -> Rows:
        """The rows where every word is the beginning of a word of a name."""
        texts = self._columns.texts
        for word in words:
            if word.isalnum():
                start = f"\t{word}"
                named = [row for row in named if start in texts.words[row]]
            else:
                begins = re.compile(rf"(?<![^\W_]){re.escape(word)}")
                named = [row for row in named if begins.search(texts.names[row])]
        return named

    def _with_typos(self, words: tuple[str, ...], whole: str, known: Collection[int]) -> Rows:
        """The rows that match if typos are forgiven, the closest first."""
        near = {word: self._near(word) for word in words}
        joined = self._near(whole) if len(words) > 1 else {}
        candidates = {*joined, *(row for distances in near.values() for row in distances)}
        found: list[tuple[float, int]] = []
        for row in sorted(candidates.difference(known)):
            distance = self._distance(row, near)
            distance = joined.get(row) if distance is None else distance
            if distance is not None:
                names = self._columns.texts.names[row].split("\n")[1:-1]
                found.append((distance / 10 - _likeness(whole, names), row))
        return [row for _key, row in sorted(found)]

    def _distance(self, row: int, near: Mapping[str, Mapping[int, int]]) -> int | None:
        """How many letters of the words differ in a row; None if some word is not in it, even with typos.

        Args:
            row: The row.
            near: For each word, the rows with a similar word and how many letters differ.
        """
        names, details = self._columns.texts.names[row], self._columns.texts.details[row]
        total = 0
        for word, distances in near.items():
            if word in names or word in details:
                continue
            if row not in distances:
                return None
            total += distances[row]
        return total

    @cached_property
    def _vocabulary(self) -> Mapping[str, Sequence[bytes]]:
        return {word: (rows,) for word, rows in self._columns.words.items()}

    def _near(self, word: str) -> dict[int, int]:
        """For each row whose names contain a similar word, or one with a similar beginning: how many letters differ."""
        from rapidfuzz import process  # noqa: PLC0415 - slow to import; most commands do not search
        from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

        allowed = _allowed(len(word))
        if not allowed:
            return {}
        near: dict[int, int] = {}
        for vocabulary, extra in ((self._vocabulary, 0), (self._beginnings(len(word)), 1)):
            for match, distance, _index in process.extract(
                word, list(vocabulary), scorer=OSA.distance, processor=None, score_cutoff=allowed, limit=None
            ):
                for row in (row for kept in vocabulary[match] for row in unpack(kept)):
                    near[row] = min(near.get(row, 99), int(distance) + extra)
        return near

    def _beginnings(self, length: int) -> Mapping[str, Sequence[bytes]]:
        """The packed rows by the first letters of the longer words of all names."""
        if length not in self._heads:
            heads: dict[str, list[bytes]] = {}
            for word, rows in self._columns.words.items():
                if len(word) > length:
                    heads.setdefault(word[:length], []).append(rows)
            self._heads[length] = heads
        return self._heads[length]


def _tier(names: str, whole: str, written: str) -> int:
    """How well the names of a row match a query that some name begins with; 0 is best.

    Args:
        names: The row's part of `Texts.names`.
        whole: The squashed query.
        written: The folded query as it was typed.
    """
    squashed, _, folded = names.partition("\t")
    if f"\n{whole}\n" not in squashed:
        return 4 if squashed.startswith(f"\n{whole}") else 5
    as_written = f"\t{folded}\t"
    if f"\t{written}\t" in as_written:
        return 0 if as_written.startswith(f"\t{written}\t") else 1
    return 2 if squashed.startswith(f"\n{whole}\n") else 3


def _narrows(before: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words only extend those of the last search, so that they match some of the same rows."""
    if not before or len(words) < len(before) or not squash(before[0]):
        return False
    *same, typed = before
    return tuple(same) == words[: len(same)] and words[len(same)].startswith(typed)


def _likeness(whole: str, names: Sequence[str]) -> float:
    """How similar the query is to the closest name, from 0 to 1; every alias ranks below the name itself."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - slow to import; only typos need it

    return max(fuzz.ratio(whole, name) - (position > 0) for position, name in enumerate(names)) / 100


def _allowed(length: int) -> int:
    """How many letters of a word may be wrong: none in short words, or everything would match."""
    return 0 if length < 4 else 1 if length < 7 else 2  # noqa: PLR2004 - named constants would say no more
