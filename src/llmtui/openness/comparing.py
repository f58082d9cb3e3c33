"""By which framework entries are compared, and how the grades of two of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from llmtui.frameworks import rate, standing
from llmtui.frameworks.all_judges import line_of
from llmtui.frameworks.rating import POINTS
from llmtui.model import Assessment, Basis, Catalog, Criterion, Entry, Framework
from llmtui.model.all_judges import ALL, ALL_JUDGES


class Side(msgspec.Struct, frozen=True):
    """One entry of a comparison, with the assessment it is compared by."""

    entry: Entry
    assessment: Assessment | None
    """The newest by the framework of the comparison; None if that one did not judge the entry."""
    declared: frozenset[str] = frozenset()
    """The criteria whose grade was declared and not reviewed."""


class Coverage(msgspec.Struct, frozen=True):
    """How much a framework says of the compared entries."""

    framework: Framework
    judged: int
    """How many of them it judged."""
    shared: int = 0
    """How many criteria it assessed for each of these."""

    @property
    def extent(self) -> tuple[int, int]:
        """What orders frameworks by how much they say."""
        return self.judged, self.shared


class FrameworkChoice(msgspec.Struct, frozen=True):
    """The framework that entries are compared by, with the facts that decided."""

    framework: Framework | None = None
    """None if the catalogue has no framework."""
    chosen: Framework | None = None
    """The one chosen elsewhere, which `framework` may stand in for."""
    missing: tuple[Entry, ...] = ()
    """The entries that the chosen one did not judge."""
    unjudged: tuple[Entry, ...] = ()
    """The entries that the used one did not judge."""
    overruled: bool = False
    """Whether another framework judged all entries, but the user insisted on the chosen one."""
    alternative: Coverage | None = None
    """Another framework that judged at least two of the entries: the one that would add most."""

    @property
    def complete(self) -> bool:
        """Whether the used one judged all of them."""
        return not self.unjudged


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
    catalog: Catalog, entries: Sequence[Entry], framework: str, *, forced: bool = False
) -> FrameworkChoice:
    """Choose the framework to compare by.

    A chosen framework stays if it judged all of them. If it did not, or if All judges is chosen, the framework that
    judged most of them is taken: a single judge measured all by one rule. All judges is taken if that says more, on
    more entries or on more topics. A framework of declared grades is taken only if it was chosen: what was not declared
    is closed there, which says little of the entry.

    Args:
        catalog: It holds the frameworks.
        entries: What is compared.
        framework: The id of the framework chosen elsewhere.
        forced: Whether the user chose that framework for this comparison, so that it stays even if another one
            judged more of the entries.
    """
    chosen = catalog.judge(framework) or next(iter(catalog.frameworks.values()), None)
    if chosen is None:
        return FrameworkChoice()
    counts = [_coverage(catalog, entries, each) for each in catalog.frameworks.values()]
    by_all_judges = _coverage(catalog, entries, ALL_JUDGES)
    missing = _unjudged(catalog, entries, chosen)
    stays = forced or (chosen.id != ALL and not missing)
    used = chosen if stays else _saying_most(counts, by_all_judges, chosen)
    overruled = bool(forced and missing and any(each.judged == len(entries) for each in counts))
    unjudged = _unjudged(catalog, entries, used)
    alternative = _alternative(catalog.frameworks, counts, by_all_judges, used)
    return FrameworkChoice(used, chosen, missing, unjudged, overruled, alternative)


def _unjudged(catalog: Catalog, entries: Iterable[Entry], framework: Framework) -> tuple[Entry, ...]:
    """The entries that a framework did not judge."""
    return tuple(entry for entry in entries if judged_by(catalog, entry, framework) is None)


def _coverage(catalog: Catalog, entries: Iterable[Entry], framework: Framework) -> Coverage:
    found = (judged_by(catalog, entry, framework) for entry in entries)
    judged = [assessment for assessment in found if assessment is not None]
    graded = [{each.id for each in framework.criteria if one.grade(each.id).judged} for one in judged]
    return Coverage(framework, len(judged), len(set.intersection(*graded)) if graded else 0)


def _saying_most(counts: Iterable[Coverage], by_all_judges: Coverage, chosen: Framework) -> Framework:
    """The framework that says most, or All judges if together they say more; the chosen one among equals."""
    able = [each for each in counts if each.framework is chosen or each.framework.basis is Basis.REVIEWED]
    best = max(able, key=lambda each: (*each.extent, each.framework is chosen), default=by_all_judges)
    if by_all_judges.extent > best.extent:
        return by_all_judges.framework
    return best.framework if best.judged else chosen


def _alternative(
    frameworks: Mapping[str, Framework], counts: Sequence[Coverage], by_all_judges: Coverage, used: Framework
) -> Coverage | None:
    """The framework that would add most to the used one: it judged several of them, on more entries or criteria first.

    One of the same line of judges, and All judges, add something only if they say more.
    """
    now = next(each for each in (*counts, by_all_judges) if each.framework is used)
    line = line_of(frameworks, used.id)
    others = [each for each in counts if each.framework.id not in line or each.extent > now.extent]
    others += [by_all_judges] if by_all_judges.extent > now.extent else []
    able = [each for each in others if each.judged >= _COMPARABLE]
    return max(able, key=lambda each: (each.extent > now.extent, each.extent), default=None)


def side_of(catalog: Catalog, entry: Entry, framework: Framework | None) -> Side:
    """An entry with its newest assessment by one framework alone."""
    known = standing(catalog, entry, framework.id) if framework else None
    return Side(entry, known.assessment, known.declared) if known and known.own else Side(entry, None)


def judged_by(catalog: Catalog, entry: Entry, framework: Framework | None) -> Assessment | None:
    """The newest assessment of an entry by one framework alone."""
    return side_of(catalog, entry, framework).assessment


def leaders(framework: Framework, sides: Iterable[Side]) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Who leads, of the sides that were judged.

    Returns:
        Those with the highest score that is known, and those that could score higher if everything that was not
        assessed were open.
    """
    rated = [(side, rate(framework, side.assessment)) for side in sides if side.assessment]
    best = max((rating.fraction for _side, rating in rated), default=0.0)
    leading = tuple(side for side, rating in rated if rating.fraction == best)
    return leading, tuple(side for side, rating in rated if rating.fraction < best < rating.best_fraction)


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
