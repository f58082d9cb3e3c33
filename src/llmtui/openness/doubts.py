"""Reasons to doubt a grade that says open or partial: no evidence, declared and not reviewed, or old."""

from __future__ import annotations

from datetime import date

import msgspec

from llmtui.frameworks import Opinion, Opinions, Standing
from llmtui.frameworks.rating import POINTS
from llmtui.model import Catalog, Entry
from llmtui.openness.history import disputes

OLD_YEARS = 2
"""The age in years from which a grade may be out of date."""


class Doubt(msgspec.Struct, frozen=True):
    """What speaks against relying on one grade."""

    unproven: bool
    """Whether no evidence is linked."""
    declared: bool
    """Whether it was listed by the maker or gathered by machine, and not reviewed."""
    old: bool
    """Whether it is older than two years."""

    def __bool__(self) -> bool:
        return self.unproven or self.declared or self.old


class Doubts(msgspec.Struct, frozen=True):
    """How many of the positive grades that count for an entry are in doubt."""

    positive: int = 0
    """Grades that say open or partial."""
    unproven: int = 0
    declared: int = 0
    old: int = 0


def is_positive(opinion: Opinion) -> bool:
    """Whether a grade says open or partial."""
    return POINTS.get(opinion.judgement.grade, 0.0) > 0


def doubt(opinion: Opinion, today: date | None = None) -> Doubt:
    """The doubts about a grade; none about one that is not positive."""
    if not is_positive(opinion):
        return Doubt(unproven=False, declared=False, old=False)
    return Doubt(
        unproven=not opinion.judgement.evidence,
        declared=opinion.declared,
        old="" < opinion.assessment.date < _limit(opinion.assessment.date, today or date.today()),  # noqa: DTZ011
    )


def _limit(written: str, today: date) -> str:
    """The day two years ago, as precise as a date is written: a year or a month counts to its end."""
    return f"{today.year - OLD_YEARS:04}-{today.month:02}-{today.day:02}"[: len(written)]


def doubts(known: Standing, today: date | None = None) -> Doubts:
    """The doubts about the grades that count, over all columns."""
    today = today or date.today()  # noqa: DTZ011 - the user's own day
    counting = (cell.opinions[0] for cell in known.cells if cell.opinions)
    found = [doubt(opinion, today) for opinion in counting if is_positive(opinion)]
    return Doubts(
        len(found),
        sum(each.unproven for each in found),
        sum(each.declared for each in found),
        sum(each.old for each in found),
    )


def is_doubtful(catalog: Catalog, entry: Entry, opinions: Opinions) -> bool:
    """Whether judges dispute a grade of an entry, or none of the grades in its favour can be checked.

    Args:
        catalog: It holds the frameworks.
        entry: The entry.
        opinions: What all judges say of it.
    """
    in_favour = [on_topic[0] for on_topic in opinions.values() if is_positive(on_topic[0])]
    unproven = bool(in_favour) and not any(opinion.judgement.evidence for opinion in in_favour)
    return unproven or bool(disputes(catalog, entry, opinions))
