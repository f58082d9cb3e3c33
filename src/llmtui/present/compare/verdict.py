"""Who is more open than whom, in words, over the criteria that were assessed for both."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from llmtui.frameworks import rate
from llmtui.frameworks.rating import POINTS
from llmtui.model import Criterion, Framework
from llmtui.present.compare.choice import Side, in_words
from llmtui.present.compare.comparison import Comparison

_FEW = 3
"""Criteria that a sentence names instead of counting them alone."""
_PAIRWISE = 3
"""Entries that are each held against each other; of more, only the most open one against the others."""


class _Held(msgspec.Struct, frozen=True):
    """One entry held against another."""

    more: tuple[Criterion, ...]
    less: tuple[Criterion, ...]
    shared: int
    """How many criteria were assessed for both."""


def verdict(comparison: Comparison) -> tuple[str, ...]:
    """A sentence a pair, or for many entries the most open one against each of the others."""
    framework = comparison.framework
    judged = [side for side in comparison.sides if side.assessment]
    if framework is None or len(comparison.sides) < 2:  # noqa: PLR2004 - one alone is not compared
        return ()
    if len(judged) < 2:  # noqa: PLR2004 - as above
        return ("Fewer than two of them were judged: which is more open cannot be said.",)
    if len(comparison.sides) <= _PAIRWISE:
        pairs = [(one, other) for at, one in enumerate(judged) for other in judged[at + 1 :]]
        return tuple(_sentence(framework, one, other) for one, other in pairs)
    first, told = _leader(framework, judged)
    return (told, *(_sentence(framework, first, other) for other in judged if other is not first))


def _leader(framework: Framework, judged: Sequence[Side]) -> tuple[Side, str]:
    """Who has the most points for sure, the first of several, and a sentence about it."""
    scores = [rate(framework, side.assessment).fraction for side in judged if side.assessment]
    best = [side for side, score in zip(judged, scores, strict=True) if score == max(scores)]
    have = "has" if len(best) == 1 else "have"
    return best[0], f"{in_words([side.entry.name for side in best])} {have} the highest score."


def _held(framework: Framework, one: Side, other: Side) -> _Held:
    more: list[Criterion] = []
    less: list[Criterion] = []
    shared = 0
    for criterion in framework.criteria:
        own, its = _points(one, criterion), _points(other, criterion)
        if own is None or its is None:
            continue
        shared += 1
        if own != its:
            (more if own > its else less).append(criterion)
    return _Held(tuple(more), tuple(less), shared)


def _points(side: Side, criterion: Criterion) -> float | None:
    """How open; None where that was not judged."""
    return POINTS.get(side.assessment.grade(criterion.id)) if side.assessment else None


def _sentence(framework: Framework, one: Side, other: Side) -> str:
    held = _held(framework, one, other)
    if len(held.more) < len(held.less):
        one, other, held = other, one, _Held(held.less, held.more, held.shared)
    a, b = one.entry.name, other.entry.name
    on = _on(held, len(framework.criteria))
    if not held.shared:
        return f"No criterion was assessed for both {a} and {b}."
    if not held.more:
        return f"{a} and {b} are equally open on {on}."
    if len(held.more) == len(held.less):
        named = f"{_each_named(a, held.more)}{_each_named(b, held.less, ', ')}"
        return f"{a} and {b} are each more open on {on}{named}."
    less = f"{len(held.less)}{_named(held.less)}" if held.less else "none"
    return f"{a} is more open than {b} on {on}{_named(held.more)}, less on {less}."


def _on(held: _Held, criteria: int) -> str:
    """On how many criteria one is more open, or both are equally; of how many, where not all were assessed for both."""
    number = len(held.more) or held.shared
    whole = "all " if number == held.shared and number > 1 else ""
    if held.shared == criteria:
        return whole + ("1 criterion" if number == 1 else f"{number} criteria")
    if held.shared == 1:
        return "the only criterion assessed for both"
    return (
        f"all {number} criteria assessed for both"
        if whole
        else f"{number} of the {held.shared} criteria assessed for both"
    )


def _named(criteria: Sequence[Criterion]) -> str:
    """The criteria in brackets, where they are few."""
    return f" ({', '.join(each.label for each in criteria)})" if 0 < len(criteria) <= _FEW else ""


def _each_named(name: str, criteria: Sequence[Criterion], before: str = ": ") -> str:
    """Whose criteria these are, where they are few."""
    return f"{before}{name} on {in_words([each.label for each in criteria])}" if len(criteria) <= _FEW else ""
