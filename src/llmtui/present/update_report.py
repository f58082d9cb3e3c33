"""Draws what an update changed: the sums, then each change of a grade, then the facts, by key if there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from llmtui.counted import counted
from llmtui.model import Grade
from llmtui.openness.differences import ChangeKind, Difference
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.differences import difference_lines

MOST_LISTED_FACTS = 20
"""Up to this many facts are printed one by one."""
VERBOSE_HINT = "--verbose lists them"
"""How to have more facts printed one by one."""


def update_lines(found: Sequence[Difference], canvas: Canvas, *, verbose: bool) -> tuple[Line, ...]:
    """What changed in the order of its weight; nothing if nothing did.

    Args:
        found: All differences.
        canvas: What it is drawn on.
        verbose: Print every fact, however many there are.
    """
    if not found:
        return ()
    single, grouped = apart(found, verbose=verbose)
    rest = difference_lines(single, canvas)
    summary = canvas.cut((Cell(summary_words(found), Role.HEADING),))
    return (summary, *([()] if rest else []), *rest, *_grouped(grouped, canvas))


def apart(found: Sequence[Difference], *, verbose: bool) -> tuple[Sequence[Difference], Sequence[Difference]]:
    """What is printed one by one, and the facts that are only counted because there are many."""
    facts = [each for each in found if _is_fact(each)]
    if verbose or len(facts) <= MOST_LISTED_FACTS:
        return found, ()
    return [each for each in found if not _is_fact(each)], facts


def counted_facts(facts: Sequence[Difference]) -> dict[str, str]:
    """In how many entries each key changed, in words."""
    counts = Counter(each.label for each in facts)
    return {label: counted(number, "entry", "entries") for label, number in counts.items()}


def summary_words(found: Sequence[Difference]) -> str:
    """The sums in words: `2 grades opened, 1 closed, 402 facts, 3 new entries`."""
    counts = Counter(each.change for each in found)
    opened, closed = counts[ChangeKind.OPENED], counts[ChangeKind.CLOSED]
    facts = sum(map(_is_fact, found))
    others = counts[ChangeKind.CHANGED] - facts
    grades = f"{counted(opened, 'grade')} opened, {closed:,} closed" if opened or closed else ""
    if not grades and not others:
        grades = "no grade changed"
    parts = (
        grades,
        f"{counted(others, 'grade')} added or removed" if others else "",
        counted(facts, "fact") if facts else "",
        counted(counts[ChangeKind.NEW], "new entry", "new entries") if counts[ChangeKind.NEW] else "",
        f"{counted(counts[ChangeKind.GONE], 'entry', 'entries')} gone" if counts[ChangeKind.GONE] else "",
    )
    return ", ".join(filter(None, parts))


def _is_fact(difference: Difference) -> bool:
    return difference.change is ChangeKind.CHANGED and not isinstance(difference.new, Grade)


def _grouped(facts: Sequence[Difference], canvas: Canvas) -> tuple[Line, ...]:
    """One line per key with the number of entries it changed in."""
    if not facts:
        return ()
    counts = counted_facts(facts)
    widest = max(map(len, counts))
    heading = (Cell("Facts ", Role.HEADING), Cell(f"({len(facts):,}; {VERBOSE_HINT})", Role.MUTED))
    rows = ((Cell(f"  {label:<{widest}}  {number}"),) for label, number in counts.items())
    return ((), *(canvas.cut(line) for line in (heading, *rows)))
