"""Prepares text for comparison: folds case and accents, squashes to letters and digits, splits into words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[A-Za-z]?|[^\W\d_]+"
_NOT_ASCII = r"[^\x00-\x7f]+"
WORD = r"[^\W_]+"
"""A run of letters and digits. These patterns are strings: `re` compiles them on first use, which the start avoids."""


def fold(text: str) -> str:
    """The text for comparison: without case, width variants, and accents. The Turkish dotless i counts as i."""
    return text.lower() if text.isascii() else _pattern(_NOT_ASCII).sub(_folded_run, text.lower())


def _folded_run(found: re.Match[str]) -> str:
    return _fold_run(found[0])


@lru_cache(maxsize=1024)
def _fold_run(text: str) -> str:
    """A run of letters outside ASCII, folded. Nothing beside it changes what it becomes."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("\u0131", "i"))
    return unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))


def squash(text: str) -> str:
    """Only the letters and digits of a text, folded."""
    return "".join(words_of(fold(text)))


def words_of(text: str) -> list[str]:
    """The runs of letters and digits of a text."""
    return _pattern(WORD).findall(text)


def name_words(*names: str) -> set[str]:
    """The words of names: their parts between spaces and punctuation, and the parts of these by capitals and digits."""
    parts = set(words_of("\n".join(names)))
    words = set().union(map(squash, names), *map(_part_words, parts))
    words.discard("")
    return words


@lru_cache(maxsize=4096)
def _part_words(part: str) -> frozenset[str]:
    """The words of a part of a name; most parts are in many names."""
    return frozenset(map(fold, (part, *_pattern(_CAMEL).findall(part))))


@lru_cache(maxsize=8)
def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first asked for."""
    return re.compile(pattern)
