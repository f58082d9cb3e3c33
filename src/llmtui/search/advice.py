"""What to do about a query that finds nothing: which part to leave out, and which names are similar."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from msgspec.structs import replace

from llmtui.search.query import AnyOf, Query, Term

_MOST_PARTS = 4
"""How many parts are worth naming."""


class Advice(msgspec.Struct, frozen=True):
    """How to find something."""

    relaxed: tuple[tuple[str, int], ...] = ()
    """Parts of the query, each with how many entries are found without it alone; the most first."""
    nearest: tuple[str, ...] = ()
    """Ids of entries with similar names, if the words alone find nothing."""
    beyond: tuple[tuple[str, float], ...] = ()
    """Parts that ask for a higher score than there is, each with the most that the chosen framework gives."""


def advise(query: Query, count: Callable[[Query], int], nearest: Callable[[str], tuple[str, ...]]) -> Advice:
    """Work out what to do about a query that finds nothing.

    Args:
        query: The query.
        count: Counts what another query finds.
        nearest: Gives the ids of entries with names like a text.
    """
    left = [(part, count(rest)) for part, rest in _without_each(query) if rest]
    found = sorted((each for each in left if each[1]), key=lambda each: -each[1])
    is_unknown = bool(query.words) and not count(Query(query.words))
    return Advice(tuple(found[:_MOST_PARTS]), nearest(" ".join(query.words)) if is_unknown else ())


def beyond(query: Query, most: float) -> tuple[tuple[str, float], ...]:
    """The parts of a query that ask for a higher score than there is, which is often meant in per cent.

    Args:
        query: Its terms are checked, and their values can be used.
        most: The most that the chosen framework gives.
    """
    scored = (term for term in query.terms if term.key == "score" and not term.excluded and "<" not in term.operator)
    return tuple((str(term), most) for term in scored if all(_above(value, most) for value in term.alternatives))


def _above(value: str, most: float) -> bool:
    return not value.endswith("%") and float(value) > most


def _without_each(query: Query) -> Iterator[tuple[str, Query]]:
    """Each part of a query, with the query without it; words count as one part."""
    if query.words:
        yield " ".join(query.words), replace(query, words=())
    conditions: tuple[Term | AnyOf, ...] = (*query.terms, *query.groups)
    for condition in conditions:
        yield str(condition), query.without(condition)
