r"""Parses the query language: text to `Query`, with messages for the parts that cannot be used.

    words         match fuzzily, in any order          "two words" stay together
    key:value     narrows; key:a,b accepts either      -key:value and -word exclude, NOT does the same
    key=value     the whole value, not the beginning of a word in it; key!=value excludes it
    key>=value    compares numbers, dates and grades, with > < >= <= =
    a OR b        either; terms side by side bind tighter, and parentheses group

In quotes, a backslash makes the next character stand for itself: `\"`, `\,` and `\\`.

`parse(str(query)).query == query` for every parsed query that prints within `LONGEST_QUERY` characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from llmtui.search.grouping import Groups
from llmtui.search.query import Query, Term, unescaped
from llmtui.text import clean

LONGEST_QUERY = 8000
"""The longest query that is read, in characters: room for a few hundred ids."""

_PART = r"""(?x)(?P<minus>-)?
        (?: (?P<key>[^\W\d][\w./-]*) (?P<operator>>=|<=|!=|[:=<>]|(?<=[A-Za-z0-9_])\uff1a(?=\S)) )?
        (?: "(?P<quoted>(?:[^"\\]|\\.)*)"? | (?P<bare>[^\s"]+) | (?P<nothing>(?<=[:=<>])(?=\s|$)) )"""
"""A word or a term; the full-width colon and comma of Chinese keyboards work as well.

`re` compiles the pattern when the first query is read.
"""
_QUOTED_OR_SIGN = r'(?s)"(?:[^"\\]|\\.)*"?|.'
"""What is in quotes, or one character."""
_ALIASES = {"licence": "license"}
"""Other spellings of keys."""


class Fault(msgspec.Struct, frozen=True):
    """Why a term cannot be used."""

    reason: str
    """Empty if there is nothing to report, because the term was no term but a name."""
    as_word: bool = False
    """Whether to search for its text instead."""


Check = Callable[[Term, str], Fault | None]
"""Returns what is wrong with a term, given the term and its text; None if nothing is."""


class Parsed(msgspec.Struct, frozen=True):
    """A query, and messages for the parts of the text that could not be used."""

    query: Query
    faults: tuple[str, ...] = ()


def parse(text: str, check: Check = lambda _term, _written: None) -> Parsed:
    """Parse a query. What the check rejects is reported in `faults`; the rest still works."""
    parts = _Parts(check)
    for token in _tokens(_prepared(text, parts.faults), parts.groups) if text else ():
        parts.add(token)
    return Parsed(parts.groups.query(), tuple(dict.fromkeys(parts.faults)))


def _tokens(text: str, groups: Groups) -> Iterator[re.Match[str]]:
    """The words and terms of a text; parentheses are handed to the groups on the way."""
    pattern, at = re.compile(_PART), 0
    while at < len(text):
        if text[at].isspace():
            at += 1
        elif text.startswith(("(", "-("), at):
            groups.open(excluded=text[at] == "-")
            at += 1 + (text[at] == "-")
        elif text[at] == ")" and groups.depth:
            groups.close()
            at += 1
        elif token := pattern.match(text, at, _end(text, at, groups.depth)):
            yield token
            at = token.end()
        else:
            at += 1


def _end(text: str, start: int, depth: int) -> int:
    """Where the token that starts here has to end: before a parenthesis that closes a group."""
    opened = 0
    for found in re.compile(_QUOTED_OR_SIGN).finditer(text, start) if depth else ():
        sign = found[0]
        if sign.isspace():
            break
        if sign == ")" and not opened:
            return found.start()
        opened += (sign == "(") - (sign == ")")
    return len(text)


class _Parts:
    """The words, terms and faults of a text."""

    def __init__(self, check: Check) -> None:
        self._check = check
        self.faults: list[str] = []
        self.groups = Groups(self.faults)

    def add(self, token: re.Match[str]) -> None:
        """Add a word or a term, or note an operator between them."""
        # lower() turns İ into i and a combining dot, which no key contains
        key = (token["key"] or "").lower().replace("\u0307", "")
        excluded = bool(token["minus"])
        if (token["bare"] or "").count(")") > (token["bare"] or "").count("("):
            self.faults.append("a closing parenthesis has no opening one")
        if key and not _is_prose(token):
            self._add_term(_term(_ALIASES.get(key, key), token), token, excluded=excluded)
        elif token[0] in _OPERATORS:
            _OPERATORS[token[0]](self.groups)
        elif word := _word(token):
            self.groups.add_word(word, excluded=excluded)

    def _add_term(self, term: Term, token: re.Match[str], *, excluded: bool) -> None:
        fault = self._fault(term, token)
        if fault is None:
            self.groups.add_term(term, excluded=excluded)
            return
        if fault.reason:
            self.faults.append(fault.reason)
        if fault.as_word:
            self.groups.add_word(_written(token), excluded=excluded)
        else:
            self.groups.skip()

    def _fault(self, term: Term, token: re.Match[str]) -> Fault | None:
        if not term.value:
            return Fault(f"{term.key}{token['operator']} needs a value")
        fault = self._check(term, _written(token))
        if fault is None and (token["bare"] or "").startswith("("):
            return Fault(f"{term.key}: write alternatives as {term.key}:a,b")
        return fault


_OPERATORS: dict[str, Callable[[Groups], None]] = {
    "OR": Groups.either,
    "NOT": Groups.negate,
    "AND": lambda _groups: None,
}


def _term(key: str, token: re.Match[str]) -> Term:
    """The term of a token without its minus. `!=` excludes a whole value."""
    operator = {"\uff1a": ":", "!=": "="}.get(token["operator"], token["operator"])
    value = _value(token)
    if key == "is":  # the words as they are printed, such as `open source`
        value = re.sub(r"(?<=\w)\s+(?=\w)", "-", value.strip())
    return Term(key, operator, value, excluded=token["operator"] == "!=")


def _prepared(text: str, faults: list[str]) -> str:
    """The text on one line, cut to the longest query that is read, which is reported."""
    text = clean(text[: 4 * LONGEST_QUERY], 4 * LONGEST_QUERY)
    if len(text) > LONGEST_QUERY:
        faults.append(f"the query is too long, only its first {LONGEST_QUERY:,} characters are used")
        text, rest = text[:LONGEST_QUERY], text[LONGEST_QUERY:]
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


def _written(token: re.Match[str]) -> str:
    """The text of a term as one word, without quotes and minus."""
    value = unescaped(token["quoted"]) if token["quoted"] is not None else token["bare"] or ""
    return f"{token['key']}{token['operator']}{value}"
