"""Words that differ from known ones by a slip of the fingers."""

from __future__ import annotations

from collections.abc import Collection

_SHORT = 4
"""The letters of a word in which only one may be wrong."""


def nearest_word(word: str, known: Collection[str]) -> str:
    """The known word that a word differs from by a slip or two; empty if there is none."""
    from rapidfuzz import process  # noqa: PLC0415 - slow to import, and rarely needed
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    allowed = 1 if len(word) <= _SHORT else 2
    near = process.extractOne(word.lower(), known, scorer=OSA.distance, score_cutoff=allowed)
    return near[0] if near else ""
