"""Parses the query language: text to `Query`, with messages for the parts that cannot be used.

    words         match fuzzily, in any order          "two words" stay together
    key:value     narrows; key:a,b accepts either      -key:value and -word exclude
    key>=value    compares numbers and dates, with > < >= <= =

`parse(str(query)).query == query` for every parsed query that prints within `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from llmtui.search.query import Query, Term
from llmtui.text import clean

LONGEST = 500
"""The longest query that is read, in characters."""

_PART = r"""(?x)(?P<minus>-)?
        (?: (?P<key>[^\W\d][\w./-]*) (?P<operator>>=|<=|[:=<>]) )?
        (?: "(?P<quoted>[^"]*)"? | (?P<bare>[^\s"]+) | (?P<nothing>(?<=[:=<>])(?=\s|$)) )"""
"""A word or a term. `re` compiles the pattern when the first query is read."""

Check = Callable[[Term], str]
"""Returns what is wrong with a term; empty if nothing is."""


class Parsed(msgspec.Struct, frozen=True):
    """A query, and messages for the parts of the text that could not be used."""

    query: Query
    faults: tuple[str, ...] = ()


def parse(text: str, check: Check = lambda _term: "") -> Parsed:
    """Parse a query. A term that the check rejects is left out and reported in `faults`; the rest still works."""
    words: list[str] = []
    terms: list[Term] = []
    faults: list[str] = []
    for token in re.finditer(_PART, clean(text, LONGEST)) if text else ():
        value = token["quoted"] if token["quoted"] is not None else token["bare"] or ""
        key = (token["key"] or "").lower().replace("\u0307", "")  # the dot that İ leaves behind is in no key
        term = Term(key, token["operator"] or ":", value, excluded=bool(token["minus"]))
        if term.key:
            fault = check(term) if value else f"{term.key}{term.operator} needs a value"
            faults.append(fault) if fault else terms.append(term)
        elif term.excluded and value:
            terms.append(term)
        elif value := value.strip():
            words.append(value)
    return Parsed(Query(tuple(words), tuple(dict.fromkeys(terms))), tuple(filter(None, faults)))
