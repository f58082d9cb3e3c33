"""Finds the letters of a name that match a search, so that a widget can mark them."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.search.folding import fold

_SHORTEST_WITH_TYPOS = 4
"""The length from which the search forgives typos in a word."""

_LEAST_SIMILARITY = 0.6
"""How similar a word and a part of a name must be for letters to be marked, from 0 to 1."""


def highlight(name: str, words: Iterable[str]) -> frozenset[int]:
    """The positions of the letters of the name that match the words, allowing for typos and gaps."""
    folded = "".join(fold(letter)[:1] or " " for letter in name)
    marked: set[int] = set()
    for word in map(fold, words):
        marked.update(_positions(folded, word))
    return frozenset(marked)


def _positions(name: str, word: str) -> Iterable[int]:
    start = name.find(word)
    if start >= 0:
        return range(start, start + len(word))
    if len(word) < _SHORTEST_WITH_TYPOS:
        return []
    letters = [position for position, letter in enumerate(name) if letter.isalnum()]
    squashed = "".join(name[position] for position in letters)
    start = squashed.find(word)
    if start >= 0:
        return letters[start : start + len(word)]
    return [letters[position] for position in _nearest(squashed, word)]


def _nearest(squashed: str, word: str) -> Iterable[int]:
    """The letters that the word shares, in order, with the most similar part of the name."""
    from rapidfuzz.distance import OSA, Indel  # noqa: PLC0415 - slow to import; only typos need it

    length = len(word)
    windows = range(max(1, len(squashed) - length + 1))
    best = max(windows, key=lambda start: OSA.normalized_similarity(word, squashed[start : start + length]))
    stretch = squashed[best : best + length]
    if OSA.normalized_similarity(word, stretch) < _LEAST_SIMILARITY:
        return []
    blocks = Indel.opcodes(word, stretch)
    return [best + at for block in blocks if block.tag == "equal" for at in range(block.dest_start, block.dest_end)]
