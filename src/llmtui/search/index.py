"""Ranks entries by words: exact names, then beginnings, then words anywhere, then words with typos.

Names are compared squashed, without blanks and punctuation, so that `stable vicuna` begins `StableVicuna`.
Typos are looked for among the words that names are made of, not in running text, which keeps them few and fast.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from llmtui.search.columns import Columns, Rows, unpack
from llmtui.search.folding import fold, squash


class Index:
    """Asks the columns of a catalog for words; what one more letter can only narrow is not looked for again.

    It goes through rows in whole lists, not row by row: a letter may stand in each of a hundred thousand entries.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._heads: dict[int, Mapping[str, Sequence[bytes]]] = {}
        self._last: tuple[tuple[str, ...], Rows] = ((), ())
        self._ranked: tuple[tuple[str, ...], Rows] = ((), ())

    def prepare(self) -> None:
        """Read and import what typing asks for, before the first letter has to wait for it."""
        import rapidfuzz.distance  # noqa: PLC0415
        import rapidfuzz.process  # noqa: F401, PLC0415

        _kept = self._columns.texts, self._vocabulary  # each is made when it is first looked at, and stays

    def rank(self, words: Iterable[str]) -> Rows:
        """The rows that match all words, best first.

        Typos are forgiven only where no name holds the words as they are written.
        """
        folded = tuple(fold(word) for word in words)
        if not folded:
            return ()
        if folded != self._ranked[0]:
            self._ranked = (folded, self._rank(folded, squash("".join(folded))))
        return self._ranked[1]

    def holding(self, word: str) -> Rows:
        """The rows in which a folded word stands as it is."""
        return self._holding(word, range(len(self._columns)))

    def _holding(self, word: str, rows: Rows) -> Rows:
        texts = self._columns.texts
        names, around, summary = texts.names, texts.around, texts.summary
        return [row for row in rows if word in names[row] or word in around[row] or word in summary[row]]

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
        """The rows whose names hold every word as it is written, or all of them as one."""
        names = self._columns.texts.names
        found = rows
        for word in words:
            found = [row for row in found if word in names[row]]
        if whole and (whole,) != words:
            found = sorted({*found, *(row for row in rows if whole in names[row])})
        return found

    def _near_names(self, words: tuple[str, ...], rows: Rows) -> Rows:
        """Of what has no name with every word, the rows that hold them in what is said around the names, or in them."""
        names, around = self._columns.texts.names, self._columns.texts.around
        if len(words) == 1:
            return [row for row in rows if words[0] in around[row]]
        for word in words:
            rows = [row for row in rows if word in around[row] or word in names[row]]
        return self._named_most(words, rows)

    def _anywhere(self, words: tuple[str, ...], rows: Rows) -> Rows:
        """Of what is left then, the rows that hold every word."""
        if len(words) == 1:
            summary = self._columns.texts.summary
            return [row for row in rows if words[0] in summary[row]]
        for word in words:
            rows = self._holding(word, rows)
        return rows

    def _named_most(self, words: tuple[str, ...], rows: Rows) -> Rows:
        """The rows whose names hold most of the words first."""
        names = self._columns.texts.names
        if len(words) == 1:
            return rows
        return sorted(rows, key=lambda row: -sum(len(word) for word in words if word in names[row]))

    def _by_name(self, named: Rows, words: tuple[str, ...], whole: str) -> Rows:
        """Exact names, then beginnings, each the name itself before aliases; then words, then parts of words.

        Of those alike the shorter name comes first, as more of it was typed, and then the more prominent entry.
        """
        names = self._columns.texts.names
        begins, exact = f"\n{whole}", f"\n{whole}\n"
        tiers = bytearray(b"\5") * len(self._columns)
        for row in self._starting(named, words):
            tiers[row] = 4
        for row in [row for row in named if begins in names[row]] if whole else ():
            tiers[row] = 2 if names[row].startswith(begins) else 3
            if exact in names[row]:
                tiers[row] = 0 if names[row].startswith(exact) else 1
        ranked: tuple[list[int], ...] = ([], [], [], [], [], [])
        for row in self._by_length(named):
            ranked[tiers[row]].append(row)
        return [row for tier in ranked for row in tier]

    def _by_length(self, rows: Rows) -> Rows:
        marked = self._columns.marked(rows)
        return [row for row in self._columns.texts.by_length if marked[row]]

    def _starting(self, named: Rows, words: tuple[str, ...]) -> Rows:
        """The rows where each word begins a word of a name."""
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
        """The rows that match once typos are forgiven, the nearer ones first."""
        texts = self._columns.texts
        near = [self._near(word) for word in words]
        joined = self._near(whole) if len(words) > 1 else {}
        found: list[tuple[float, int]] = []
        candidates = {*joined, *(row for hits in near for row in hits)}
        for row in sorted(candidates.difference(known)):
            names, around = texts.names[row], texts.around[row]
            held = [word in names or word in around for word in words]
            misses = [0 if here else hits.get(row, -1) for here, hits in zip(held, near, strict=True)]
            distance = joined.get(row, -1) if -1 in misses else sum(misses)
            if distance >= 0:
                found.append((distance / 10 - _likeness(whole, names.split("\n")[1:-1]), row))
        return [row for _key, row in sorted(found)]

    @cached_property
    def _vocabulary(self) -> Mapping[str, Sequence[bytes]]:
        return {word: (rows,) for word, rows in self._columns.words.items()}

    def _near(self, word: str) -> dict[int, int]:
        """Rows whose names hold a word near this one, or begin with one, by how many letters differ."""
        from rapidfuzz import process  # noqa: PLC0415 - most command lines search for nothing
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
        """The longer words of all names, cut to a length."""
        if length not in self._heads:
            heads: dict[str, list[bytes]] = {}
            for word, rows in self._columns.words.items():
                if len(word) > length:
                    heads.setdefault(word[:length], []).append(rows)
            self._heads[length] = heads
        return self._heads[length]


def _narrows(before: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words are those typed before with more at the end, so that what they find was found then."""
    if not before or len(words) < len(before) or not squash(before[0]):
        return False
    *same, typed = before
    return tuple(same) == words[: len(same)] and words[len(same)].startswith(typed)


def _likeness(whole: str, names: Sequence[str]) -> float:
    """How much of the nearest name the query makes up, from 0 to 1; the name itself counts before its aliases."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - only typing errors need it

    return max(fuzz.ratio(whole, name) - (position > 0) for position, name in enumerate(names)) / 100


def _allowed(length: int) -> int:
    """How many letters may be wrong in a word: none in short ones, or everything would match."""
    return 0 if length < 4 else 1 if length < 7 else 2  # noqa: PLR2004 - the table is the sentence above
