"""Sorts all entries by each sort key, for the columns.

The entries are sorted by name once. Sorting keeps the order of what is equal, so names break every tie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from llmtui.model.all_judges import ALL
from llmtui.search.columns import Rows, pack
from llmtui.search.facts import EntryFacts

_Order = tuple[bytes, tuple[int, ...]]
"""Packed rows, and the number of them in each part: unknown values are in the last one."""


def orders(
    facts: Sequence[EntryFacts], categories: Iterable[str], frameworks: Iterable[str]
) -> Iterator[tuple[str, _Order]]:
    """All rows by each sort key, by name of the key.

    Args:
        facts: The facts about the entries, by row.
        categories: The ids of the categories in their order.
        frameworks: The ids of the frameworks.
    """
    positions = {category: number for number, category in enumerate(categories)}
    titles = [each.names[0] for each in facts]
    by_title = sorted(range(len(facts)), key=titles.__getitem__)
    yield "name", _in_parts(by_title)
    # a date sorts before a longer one that begins with it
    yield "released", _by_value(by_title, [each.released or None for each in facts], is_reversed=True)
    yield "maker", _by_value(by_title, [each.maker or None for each in facts])
    yield "category", _by_value(by_title, [(positions.get(each.category, -1), each.group) for each in facts])
    yield "size", _by_value(by_title, [min(each.sizes, default=(None,))[0] for each in facts])
    yield "listed", _by_value(by_title, [(each.sources, each.mentions) for each in facts], is_reversed=True)
    yield from _by_scores(facts, frameworks)


def _by_value(rows: Rows, values: Sequence[Any], *, is_reversed: bool = False) -> _Order:
    """The rows sorted by their values, then those whose value is None."""
    known = [row for row in rows if values[row] is not None]
    unknown = [row for row in rows if values[row] is None]
    known.sort(key=values.__getitem__, reverse=is_reversed)  # a reversed sort keeps the order of equal values, too
    return _in_parts(known, unknown)


def _by_scores(facts: Sequence[EntryFacts], frameworks: Iterable[str]) -> Iterator[tuple[str, _Order]]:
    """First what a framework rated, then what only others did by the newest rating, then what was not judged."""
    by_name = sorted(range(len(facts)), key=[each.name for each in facts].__getitem__)
    scores: defaultdict[str, dict[int, tuple[float, float]]] = defaultdict(dict)
    newest: dict[int, tuple[float, float]] = {}
    for row in by_name:
        for rated in facts[row].judged.ratings:
            scores[rated.framework][row] = rated.order
            if rated.framework != ALL:
                newest.setdefault(row, rated.order)
    by_newest = _sorted(newest)
    unjudged = _without(by_name, newest)
    for framework in frameworks:
        own = scores[framework]
        yield f"score {framework}", _in_parts(_sorted(own), _without(by_newest, own), unjudged)
    yield f"score {ALL}", _in_parts(_sorted(scores[ALL]), _without(by_name, scores[ALL]))


def _sorted(values: Mapping[int, tuple[float, float]]) -> Rows:
    return sorted(values, key=values.__getitem__)


def _without(rows: Rows, left_out: Mapping[int, object]) -> Rows:
    return [row for row in rows if row not in left_out]


def _in_parts(*parts: Rows) -> _Order:
    return pack(chain.from_iterable(parts)), tuple(len(part) for part in parts if part)
