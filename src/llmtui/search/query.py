"""Queries and views, as frozen values."""

from __future__ import annotations

import re
from enum import Enum

import msgspec
from msgspec.structs import replace

from llmtui.model import Place


class Term(msgspec.Struct, frozen=True):
    """One condition: `key:value`, `key>=value`, or a word to exclude."""

    key: str
    """Empty for a word to exclude."""
    operator: str
    """`:`, or one of `= > < >= <=` to compare numbers and dates."""
    value: str
    excluded: bool = False

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The alternative values: `key:a,b` accepts either."""
        return tuple(value.strip() for value in self.value.split(",") if value.strip())

    def __str__(self) -> str:
        value = quoted(self.value) if self.key and not self.value.startswith("=") else _bare(self.value)
        return ("-" if self.excluded else "") + self.key + (self.operator if self.key else "") + value


class Query(msgspec.Struct, frozen=True):
    """Words that match fuzzily, and terms that narrow."""

    words: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()

    def __str__(self) -> str:
        return " ".join([*map(_bare, self.words), *map(str, self.terms)])

    def __bool__(self) -> bool:
        return bool(self.words or self.terms)

    def without_key(self, key: str) -> Query:
        """The query without its terms on a key, except those that exclude."""
        return replace(self, terms=tuple(term for term in self.terms if term.key != key or term.excluded))

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


def quoted(value: str) -> str:
    """The value, quoted if the query language would split it."""
    if value and not re.search(r'[\s"]', value):
        return value
    return '"' + value.replace('"', "") + '"'


def _bare(word: str) -> str:
    """A word, quoted if it would be read as a term."""
    return quoted(word) if not re.search(r"^-|[:<>=]", word) else f'"{word}"'
