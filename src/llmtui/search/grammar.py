"""Reads the query language: text to `Query`, and the faults of the text in words.

    words         match fuzzily, in any order          "two words" stay together
    key:value     narrows; key:a,b takes either        -key:value and -word exclude
    key>=value    compares numbers and dates, with > < >= <= =

`parse(str(query)).query == query` for every query read from a text that prints within `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from llmtui.search.query import Query, Term
from llmtui.text import clean

LONGEST = 500
"""Characters of a query that are read."""

_PART = r"""(?x)(?P<minus>-)?
        (?: (?P<key>[^\W\d][\w./-]*) (?P<operator>>=|<=|[:=<>]) )?
        (?: "(?P<quoted>[^"]*)"? | (?P<bare>[^\s"]+) | (?P<nothing>(?<=[:=<>])(?=\s|$)) )"""
"""A word or term, read where there is a query at all."""

Check = Callable[[Term], str]
"""Tells what is wrong with a term; nothing where it is fine."""


class Parsed(msgspec.Struct, frozen=True):
    """A query and what could not be used of the text it came from."""

    query: Query
    faults: tuple[str, ...] = ()


def parse(text: str, check: Check = lambda _term: "") -> Parsed:
    """Read a query; a term that the check refuses is told in `faults`, and the rest still works."""
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
