"""Prepares text for comparison: folds case and accents, squashes to letters and digits, splits into words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[A-Za-z]?|[^\W\d_]+"
_NEITHER = r"[\W_]+"
WORD = r"[^\W_]+"
"""A run of letters and digits. These patterns are strings: `re` compiles them on first use, which the start avoids."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text for comparison: without case, width variants, and accents. The Turkish dotless i counts as i."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("\u0131", "i"))
    return unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))


def squash(text: str) -> str:
    """Only the letters and digits of a text, folded."""
    return re.sub(_NEITHER, "", fold(text))


def name_words(name: str) -> frozenset[str]:
    """The words of a name: its parts between spaces and punctuation, and their parts by capitals and digits."""
    parts = re.findall(WORD, name)
    camel = [word for part in parts for word in re.findall(_CAMEL, part)]
    return frozenset(fold(word) for word in (*parts, *camel, squash(name)) if word)
