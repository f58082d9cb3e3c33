"""What somebody asks for, as frozen values."""

from __future__ import annotations

import re
from enum import Enum

import msgspec
from msgspec.structs import replace

from llmtui.model import Place


class Term(msgspec.Struct, frozen=True):
    """One condition: `key:value`, `key>=value`, or a word to leave out."""

    key: str
    """Empty for a word to leave out."""
    operator: str
    """`:` holds, or one of `= > < >= <=` for numbers and dates."""
    value: str
    excluded: bool = False

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The values of which any one will do: `key:a,b` takes either."""
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
        """The query without what it asks of a key."""
        return replace(self, terms=tuple(term for term in self.terms if term.key != key or term.excluded))

    def with_term(self, term: Term) -> Query:
        """The query narrowed by one more term."""
        return self if term in self.terms else replace(self, terms=(*self.terms, term))


class Sort(Enum):
    """What a list can be ordered by."""

    RELEVANCE = "relevance"
    SCORE = "score"
    NAME = "name"
    RELEASED = "released"
    MAKER = "maker"
    CATEGORY = "category"
    LISTED = "listed"
    """How many surveys list it."""


class View(msgspec.Struct, frozen=True):
    """Everything that decides which entries a list shows, and how."""

    query: Query = Query()
    place: Place = Place()
    sort: Sort = Sort.RELEVANCE
    reverse: bool = False
    framework: str = ""
    """The framework in force; empty for the catalog's first."""


def quoted(value: str) -> str:
    """The value as one word of the query language."""
    if value and not re.search(r'[\s"]', value):
        return value
    return '"' + value.replace('"', "") + '"'


def _bare(word: str) -> str:
    """A word so written that it is not read as a term."""
    return quoted(word) if not re.search(r"^-|[:<>=]", word) else f'"{word}"'
