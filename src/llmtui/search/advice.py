"""What to do about a query that finds nothing: which part to leave out, and which names are similar."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from msgspec.structs import replace

from llmtui.search.query import AnyOf, Query, Term

_MOST = 4
"""How many parts are worth naming."""


class Advice(msgspec.Struct, frozen=True):
    """How to find something."""

    relaxed: tuple[tuple[str, int], ...] = ()
    """Parts of the query, each with how many entries are found without it alone; the most first."""
    nearest: tuple[str, ...] = ()
    """Ids of entries with similar names, if the words alone find nothing."""


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
    return Advice(tuple(found[:_MOST]), nearest(" ".join(query.words)) if is_unknown else ())


def _without_each(query: Query) -> Iterator[tuple[str, Query]]:
    """Each part of a query, with the query without it; words count as one part."""
    if query.words:
        yield " ".join(query.words), replace(query, words=())
    conditions: tuple[Term | AnyOf, ...] = (*query.terms, *query.groups)
    for condition in conditions:
        yield str(condition), query.without(condition)
