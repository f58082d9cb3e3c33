"""What an id may look like, and how one is made of a name."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
"""An id is a file name, a word of commands and a part of links."""

_LONGEST_ID = 80


def id_from_name(name: str) -> str:
    """An id made of a name: `Pan Gu 2.6B+` gives `pan-gu-2-6b-plus`; empty if nothing of it can be kept."""
    letters = "".join(_ascii(letter) for letter in unicodedata.normalize("NFKD", name.replace("+", " plus ")))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:_LONGEST_ID].strip("-")


def _ascii(letter: str) -> str:
    """A letter in ASCII: Greek letters become their names, accents are dropped."""
    if letter.isascii():
        return letter
    if unicodedata.combining(letter):
        return ""
    found = re.fullmatch(r"(?:GREEK|LATIN) \w+ LETTER (\w+)", unicodedata.name(letter, ""))
    return found[1] if found else "-"
