"""By which framework entries are compared, and how the grades of two of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from llmtui.frameworks import rate, standing
from llmtui.frameworks.rating import POINTS
from llmtui.model import Assessment, Catalog, Criterion, Entry, Framework


class Side(msgspec.Struct, frozen=True):
    """One entry of a comparison, with the assessment it is compared by."""

    entry: Entry
    assessment: Assessment | None
    """The newest by the framework of the comparison; None if that one did not judge the entry."""


class Coverage(msgspec.Struct, frozen=True):
    """How many of the compared entries a framework judged."""

    framework: Framework
    judged: int


class FrameworkChoice(msgspec.Struct, frozen=True):
    """The framework that entries are compared by, with the facts that decided."""

    framework: Framework | None = None
    """None if the catalogue has no framework."""
    chosen: Framework | None = None
    """The one chosen elsewhere, which `framework` may stand in for."""
    missing: tuple[Entry, ...] = ()
    """The entries that the chosen one did not judge."""
    overruled: bool = False
    """Whether another framework judged all entries, but the user insisted on the chosen one."""
    alternative: Coverage | None = None
    """Another framework that judged at least two of the entries: the one that judged most."""


class Contrast(msgspec.Struct, frozen=True):
    """One entry against another, over the criteria that were assessed for both."""

    more: tuple[Criterion, ...]
    """Where the first one is more open."""
    less: tuple[Criterion, ...]
    shared: int
    """How many criteria were assessed for both."""

    def turned(self) -> Contrast:
        """The same from the other entry's side."""
        return Contrast(self.less, self.more, self.shared)


_COMPARABLE = 2
"""Entries that it takes for a comparison."""


def choose_framework(
    catalog: Catalog, entries: Sequence[Entry], framework: str, *, insisted: bool = False
) -> FrameworkChoice:
    """Choose the framework to compare by: the chosen one, or the first that judged all if the chosen one did not.

    Args:
        catalog: It holds the frameworks.
        entries: What is compared.
        framework: The id of the framework chosen elsewhere.
        insisted: Whether the user chose that framework for this comparison, so that it stays even if another one
            judged more of the entries.
    """
    known = tuple(catalog.frameworks.values())
    chosen = catalog.judge(framework) or next(iter(known), None)
    if chosen is None:
        return FrameworkChoice()
    counts = [Coverage(each, sum(judged_by(catalog, entry, each) is not None for entry in entries)) for each in known]
    missing = tuple(entry for entry in entries if judged_by(catalog, entry, chosen) is None)
    complete = [each.framework for each in counts if each.judged == len(entries)]
    overruled = bool(missing and complete) and insisted
    used = complete[0] if missing and complete and not insisted else chosen
    return FrameworkChoice(used, chosen, missing, overruled, _alternative(counts, used))


def _alternative(counts: Iterable[Coverage], used: Framework) -> Coverage | None:
    others = [each for each in counts if each.framework is not used and each.judged >= _COMPARABLE]
    return max(others, key=lambda each: each.judged, default=None)


def judged_by(catalog: Catalog, entry: Entry, framework: Framework | None) -> Assessment | None:
    """The newest assessment of an entry by one framework alone."""
    known = standing(catalog, entry, framework.id) if framework else None
    return known.assessment if known and known.own else None


def leaders(framework: Framework, sides: Iterable[Side]) -> tuple[Side, ...]:
    """Those with the highest score for sure, of the sides that were judged."""
    scored = [(side, rate(framework, side.assessment).fraction) for side in sides if side.assessment]
    best = max((score for _side, score in scored), default=0.0)
    return tuple(side for side, score in scored if score == best)


def contrast(framework: Framework, one: Side, other: Side) -> Contrast:
    """Compare two entries criterion by criterion."""
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
    return Contrast(tuple(more), tuple(less), shared)


def _points(side: Side, criterion: Criterion) -> float | None:
    """How open; None if that was not judged."""
    return POINTS.get(side.assessment.grade(criterion.id)) if side.assessment else None
