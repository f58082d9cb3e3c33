"""Says which entries are more open than which, over the criteria that were assessed for both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from llmtui.model import Criterion, Framework
from llmtui.model.all_judges import ALL
from llmtui.openness.comparing import Contrast, Side, contrast, leaders
from llmtui.present.compare.choice import name_list
from llmtui.present.compare.comparison import Comparison

_MOST_NAMED = 3
"""Criteria that a sentence names; it only counts more than these."""
_MOST_IN_PAIRS = 3
"""Entries that are each compared with each other; of more, only the most open one is compared with the others."""


def verdict(comparison: Comparison) -> tuple[str, ...]:
    """One sentence per pair; for many entries, the most open one against each of the others."""
    framework = comparison.framework
    judged = [side for side in comparison.sides if side.assessment]
    if framework is None or len(comparison.sides) < 2:  # noqa: PLR2004 - one alone is not compared
        return ()
    if len(judged) < 2:  # noqa: PLR2004 - as above
        return (_too_few(comparison, framework, len(judged)),)
    if len(comparison.sides) <= _MOST_IN_PAIRS:
        return tuple(_sentence(framework, one, other) for one, other in combinations(judged, 2))
    return _against_the_best(framework, judged)


def _against_the_best(framework: Framework, judged: Sequence[Side]) -> tuple[str, ...]:
    """Which entry has the highest score, and how it compares with each of the others."""
    best, contenders = leaders(framework, judged)
    lead = f"{_names(best)} {'has' if len(best) == 1 else 'have'} the highest score"
    if contenders:
        lead += f" that is known; {_names(contenders)} could score higher, as not everything was assessed"
    return (f"{lead}.", *(_sentence(framework, best[0], other) for other in judged if other is not best[0]))


def _names(sides: Sequence[Side]) -> str:
    return name_list([side.entry.name for side in sides])


def _too_few(comparison: Comparison, framework: Framework, judged: int) -> str:
    """Why nothing can be said, and which framework could say more."""
    sentence = f"{'Only one' if judged else 'None'} was judged by {framework.name}."
    other = comparison.alternative
    if other is None:
        return sentence
    judges = "Together, the judges" if other.framework.id == ALL else other.framework.name
    return f"{sentence} {judges} judged {other.judged} of them."


def _sentence(framework: Framework, one: Side, other: Side) -> str:
    found = contrast(framework, one, other)
    if len(found.more) < len(found.less):
        one, other, found = other, one, found.turned()
    a, b = one.entry.name, other.entry.name
    nouns = ("topic", "topics") if framework.id == ALL else ("criterion", "criteria")
    on = _on(found, len(framework.criteria), *nouns)
    if not found.shared:
        return f"No {nouns[0]} was assessed for both {a} and {b}."
    if not found.more:
        return f"{a} and {b} are equally open on {on}."
    if len(found.more) == len(found.less):
        named = f"{_each_named(a, found.more)}{_each_named(b, found.less, ', ')}"
        return f"{a} and {b} are each more open on {on}{named}."
    less = f"{len(found.less)}{_named(found.less)}" if found.less else "none"
    return f"{a} is more open than {b} on {on}{_named(found.more)}, less on {less}."


def _on(found: Contrast, criteria: int, one: str, several: str) -> str:
    """On how many criteria one is more open, or both are equally open.

    Says of how many, if not all criteria were assessed for both.
    """
    number = len(found.more) or found.shared
    whole = "all " if number == found.shared and number > 1 else ""
    if found.shared == criteria:
        return whole + f"{number} {one if number == 1 else several}"
    if found.shared == 1:
        return f"the only {one} assessed for both"
    return (
        f"all {number} {several} assessed for both"
        if whole
        else f"{number} of the {found.shared} {several} assessed for both"
    )


def _named(criteria: Sequence[Criterion]) -> str:
    """The criteria in brackets, if they are few."""
    return f" ({', '.join(each.label for each in criteria)})" if 0 < len(criteria) <= _MOST_NAMED else ""


def _each_named(name: str, criteria: Sequence[Criterion], before: str = ": ") -> str:
    """The entry and its criteria, if they are few."""
    return f"{before}{name} on {name_list([each.label for each in criteria])}" if len(criteria) <= _MOST_NAMED else ""
