"""Which letters of a name made it match, for a widget to mark."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.search.folding import fold

_SHORTEST = 4
"""Letters of a word in which typos are looked for: the search forgives none in shorter ones."""

_FEWEST = 0.6
"""How alike a word and a part of a name must be before its letters are marked."""


def highlight(name: str, words: Iterable[str]) -> frozenset[int]:
    """The positions in the name of letters that match the words, typos and gaps forgiven."""
    folded = "".join(fold(letter)[:1] or " " for letter in name)
    marked: set[int] = set()
    for word in map(fold, words):
        marked.update(_positions(folded, word))
    return frozenset(marked)


def _positions(name: str, word: str) -> Iterable[int]:
    start = name.find(word)
    if start >= 0:
        return range(start, start + len(word))
    if len(word) < _SHORTEST:
        return []
    letters = [position for position, letter in enumerate(name) if letter.isalnum()]
    squashed = "".join(name[position] for position in letters)
    start = squashed.find(word)
    if start >= 0:
        return letters[start : start + len(word)]
    return [letters[position] for position in _nearest(squashed, word)]


def _nearest(squashed: str, word: str) -> Iterable[int]:
    """The letters that the word shares, in order, with the stretch of the name most like it."""
    from rapidfuzz.distance import OSA, Indel  # noqa: PLC0415 - only typing errors need it

    length = len(word)
    windows = range(max(1, len(squashed) - length + 1))
    best = max(windows, key=lambda start: OSA.normalized_similarity(word, squashed[start : start + length]))
    stretch = squashed[best : best + length]
    if OSA.normalized_similarity(word, stretch) < _FEWEST:
        return []
    blocks = Indel.opcodes(word, stretch)
    return [best + at for block in blocks if block.tag == "equal" for at in range(block.dest_start, block.dest_end)]
