"""Text as it is compared: without case and accents, squashed to its letters and digits, taken apart into words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_CAMEL = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[A-Za-z]?|[^\W\d_]+"
_NEITHER = r"[\W_]+"
WORD = r"[^\W_]+"
"""A run of letters and digits. `re` compiles these when they are first asked for: the start asks for none."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text as it is compared: without case, width variants and accents on Latin letters."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))


def fold_all(texts: Sequence[str], separator: str) -> str:
    """The texts as they are compared, joined."""
    joined = separator.join(texts)
    return joined.lower() if joined.isascii() else separator.join(map(fold, texts))


def squash(text: str) -> str:
    """The letters and digits of a text, folded."""
    return _pattern(_NEITHER).sub("", fold(text))


def name_words(name: str) -> frozenset[str]:
    """The words a name is made of: its parts between blanks and punctuation, and theirs by capitals and digits."""
    parts = _pattern(WORD).findall(name)
    words = {*parts, squash(name)}
    if not (name.isascii() and name.islower()) or any(map(str.isdigit, name)):  # else the parts are the words
        words.update(word for part in parts for word in _pattern(_CAMEL).findall(part))
    words.discard("")
    return frozenset(map(fold, words))


@lru_cache(maxsize=8)
def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first asked for."""
    return re.compile(pattern)
