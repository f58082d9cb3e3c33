r"""Parses the query language: text to `Query`, with messages for the parts that cannot be used.

    words         match fuzzily, in any order          "two words" stay together
    key:value     narrows; key:a,b accepts either      -key:value and -word exclude
    key=value     the whole value, not the beginning of a word in it
    key>=value    compares numbers and dates, with > < >= <= =

In quotes, a backslash makes the next character stand for itself: `\"`, `\,` and `\\`.

`parse(str(query)).query == query` for every parsed query that prints within `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from llmtui.search.query import Query, Term, unescaped
from llmtui.text import clean

LONGEST = 8000
"""The longest query that is read, in characters: room for a few hundred ids."""

_PART = r"""(?x)(?P<minus>-)?
        (?: (?P<key>[^\W\d][\w./-]*) (?P<operator>>=|<=|[:=<>]|(?<=[A-Za-z0-9_])\uff1a(?=\S)) )?
        (?: "(?P<quoted>(?:[^"\\]|\\.)*)"? | (?P<bare>[^\s"]+) | (?P<nothing>(?<=[:=<>])(?=\s|$)) )"""
"""A word or a term; the full-width colon and comma of Chinese keyboards work as well.

`re` compiles the pattern when the first query is read.
"""

Check = Callable[[Term], str]
"""Returns what is wrong with a term; empty if nothing is."""


class Parsed(msgspec.Struct, frozen=True):
    """A query, and messages for the parts of the text that could not be used."""

    query: Query
    faults: tuple[str, ...] = ()


def parse(text: str, check: Check = lambda _term: "") -> Parsed:
    """Parse a query. A term that the check rejects is left out and reported in `faults`; the rest still works."""
    parts = _Parts(check)
    for token in re.finditer(_PART, _prepared(text, parts)) if text else ():
        parts.add(token)
    return Parsed(Query(tuple(parts.words), tuple(dict.fromkeys(parts.terms))), tuple(parts.faults))


class _Parts:
    """The words, terms and faults of a text."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self.words: list[str] = []
        self.terms: list[Term] = []
        self.faults: list[str] = []

    def add(self, token: re.Match[str]) -> None:
        """Add a word or a term."""
        # lower() turns İ into i and a combining dot, which no key contains
        key = (token["key"] or "").lower().replace("\u0307", "")
        if key and not _is_prose(token):
            operator = ":" if token["operator"] == "\uff1a" else token["operator"]
            self._add_term(Term(key, operator, _value(token), excluded=bool(token["minus"])))
        elif word := _word(token):
            self._add_word(word, excluded=bool(token["minus"]))

    def _add_term(self, term: Term) -> None:
        fault = self._check(term) if term.value else f"{term.key}{term.operator} needs a value"
        if fault:
            self.faults.append(fault)
        else:
            self.terms.append(term)

    def _add_word(self, word: str, *, excluded: bool) -> None:
        if excluded:
            self.terms.append(Term("", ":", word, excluded=True))
        elif word := word.strip():
            self.words.append(word)


def _prepared(text: str, parts: _Parts) -> str:
    """The text on one line, cut to the longest query that is read, which is reported."""
    text = clean(text[: 4 * LONGEST], 4 * LONGEST)
    if len(text) > LONGEST:
        parts.faults.append(f"the query is too long, only its first {LONGEST:,} characters are used")
        text, rest = text[:LONGEST], text[LONGEST:]
        if not rest[0].isspace() and " " in text:
            text = text.rpartition(" ")[0]  # half a word or half an id would ask for something else
    return text


def _is_prose(token: re.Match[str]) -> bool:
    """Whether a colon ends a word of a sentence or title: it is followed by a space and more text."""
    return token["operator"] == ":" and token["nothing"] is not None and token.end() < len(token.string)


def _value(token: re.Match[str]) -> str:
    """The value of a term; a full-width comma separates alternatives as well."""
    if token["quoted"] is not None:
        return token["quoted"]
    return (token["bare"] or "").replace("\uff0c", ",").replace("\\", "\\\\")


def _word(token: re.Match[str]) -> str:
    """The text of a token that is not a term."""
    if token["key"]:
        return token["key"]
    return unescaped(token["quoted"]) if token["quoted"] is not None else token["bare"] or ""
