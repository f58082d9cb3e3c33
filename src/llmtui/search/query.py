"""Queries and views, as frozen values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum

import msgspec
from msgspec.structs import replace

from llmtui.model import Place


class Term(msgspec.Struct, frozen=True):
    """One condition: `key:value`, `key>=value`, or a word to exclude."""

    key: str
    """Empty for a word to exclude, or one in a group."""
    operator: str
    """`:`, `=` for a whole value, or one of `> < >= <=` to compare numbers, dates and grades."""
    value: str
    """The value as written in quotes: commas separate alternatives, a backslash makes the next character literal.

    A word is literal.
    """
    excluded: bool = False

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The alternative values: `key:a,b` accepts either."""
        values = (unescaped(value).strip() for value in re.findall(_ALTERNATIVE, self.value))
        return tuple(value for value in values if value)

    def __str__(self) -> str:
        value = _printed(self.value) if self.key else _bare(self.value)
        return ("-" if self.excluded else "") + self.key + (self.operator if self.key else "") + value


class AnyOf(msgspec.Struct, frozen=True):
    """Several alternatives, of which one has to hold: `(kind:tool OR lang:zh size<=10B)`."""

    alternatives: tuple[tuple[Term | AnyOf, ...], ...]
    """In each, everything has to hold. A term without a key is a word as it is written."""
    excluded: bool = False

    def __str__(self) -> str:
        inside = " OR ".join(" ".join(map(str, each)) for each in self.alternatives)
        return f"{'-' if self.excluded else ''}({inside})"


class Query(msgspec.Struct, frozen=True):
    """Words that match fuzzily, and terms and groups of terms that narrow."""

    words: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    groups: tuple[AnyOf, ...] = ()

    def __str__(self) -> str:
        return " ".join([*map(_bare, self.words), *map(str, self.terms), *map(str, self.groups)])

    def __bool__(self) -> bool:
        return bool(self.words or self.terms or self.groups)

    def names(self, key: str, value: str) -> bool:
        """Whether a term on a key has a value, in whatever case, also in a group or to exclude it."""
        conditions: tuple[Term | AnyOf, ...] = (*self.terms, *self.groups)
        return any(term.key == key and value in map(str.casefold, term.alternatives) for term in _terms(conditions))

    def without_key(self, key: str) -> Query:
        """The query without its terms on a key, except those that exclude."""
        return replace(self, terms=tuple(term for term in self.terms if term.key != key or term.excluded))

    def narrowed(self, other: Query) -> Query:
        """The query narrowed by everything that another asks for."""
        return Query(
            (*self.words, *other.words),
            tuple(dict.fromkeys((*self.terms, *other.terms))),
            tuple(dict.fromkeys((*self.groups, *other.groups))),
        )

    def without(self, condition: Term | AnyOf) -> Query:
        """The query without one of its terms or groups."""
        terms = tuple(term for term in self.terms if term != condition)
        return replace(self, terms=terms, groups=tuple(group for group in self.groups if group != condition))

    def with_term(self, term: Term) -> Query:
        """The query narrowed by one more term."""
        return self if term in self.terms else replace(self, terms=(*self.terms, term))


class Sort(Enum):
    """The sort keys of a list."""

    RELEVANCE = "relevance"
    SCORE = "score"
    NAME = "name"
    RELEASED = "released"
    MAKER = "maker"
    CATEGORY = "category"
    SIZE = "size"
    """The smallest first, by the smallest size of each."""
    LISTED = "listed"
    """How many surveys list it."""


class View(msgspec.Struct, frozen=True):
    """Everything that decides which entries a list shows, and in which order."""

    query: Query = Query()
    place: Place = Place()
    sort: Sort = Sort.RELEVANCE
    reverse: bool = False
    framework: str = ""
    """The id of the chosen framework; empty for the first of the catalogue."""


def _terms(conditions: Iterable[Term | AnyOf]) -> Iterator[Term]:
    """The terms among conditions, with those in groups."""
    for each in conditions:
        if isinstance(each, Term):
            yield each
        else:
            for alternative in each.alternatives:
                yield from _terms(alternative)


_OPERATORS = {"OR", "AND", "NOT"}
"""Words that are operators unless they are quoted."""
_ALTERNATIVE = r"(?:[^,\\]|\\.)+"


def escaped(value: str) -> str:
    """A literal value in the form of `Term.value`, where commas, quotes and backslashes have a meaning."""
    return re.sub(r'([,"\\])', r"\\\1", value)


def unescaped(value: str) -> str:
    """The literal text of a value or of a quoted word."""
    return re.sub(r"\\(.)", r"\1", value)


def _printed(value: str) -> str:
    """The value of a term, quoted if the query language would read it differently without quotes."""
    return value if value and not re.search(r'^=|[\s"\\\uff0c()]', value) else f'"{value}"'


def _bare(word: str) -> str:
    """A word, quoted if the query language would split it or read it as a term."""
    if word and word not in _OPERATORS and not re.search(r'^-|[:\uff1a<>=\s"\\()]', word):
        return word
    return '"' + re.sub(r'(["\\])', r"\\\1", word) + '"'
