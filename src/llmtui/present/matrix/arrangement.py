"""How the rows of a matrix are ordered and which of them are shown, as a frozen value that can be undone."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from llmtui.frameworks import Ranked
from llmtui.model import Framework, Grade
from llmtui.present.glyphs import GRADE_NAMES, UNICODE, Glyphs
from llmtui.present.score import score_text

NAME = "#name"
SCORE = "#score"
"""Keys of the columns that are not criteria; no criterion id has this form."""

_OPENNESS = {Grade.OPEN: 2, Grade.PARTIAL: 1, Grade.CLOSED: 0}


class SortKey(msgspec.Struct, frozen=True):
    """A column to order by."""

    column: str
    descending: bool = True
    """The most open, or the highest, first."""

    def turned(self) -> SortKey:
        """The same column the other way round."""
        return replace(self, descending=not self.descending)

    def sign(self, glyphs: Glyphs) -> str:
        """Which way it goes."""
        falling, rising = ("v", "^") if glyphs.ascii else ("▼", "▲")
        return falling if self.descending else rising


class Filter(msgspec.Struct, frozen=True):
    """A value of a column; the rows that have it are kept or dropped."""

    column: str
    value: str
    keep: bool = True

    def holds(self, ranked: Ranked) -> bool:
        """Whether a row stays."""
        return (value_of(ranked, self.column) == self.value) is self.keep


class Arrangement(msgspec.Struct, frozen=True):
    """How the user sorted and filtered a matrix; empty means all rows in the framework's order."""

    sorts: tuple[SortKey, ...] = ()
    """The first decides; the next one orders rows that are equal by it."""
    filters: tuple[Filter, ...] = ()

    def sorted_by(self, column: str) -> Arrangement:
        """Ordered by this column alone; reversed if it already is."""
        alone = self.sorts[0] if len(self.sorts) == 1 else None
        key = alone.turned() if alone and alone.column == column else _first(column)
        return replace(self, sorts=(key,))

    def then_by(self, column: str) -> Arrangement:
        """Ordered by this column as well, after the others; reversed if it is among them."""
        if any(key.column == column for key in self.sorts):
            turned = (key.turned() if key.column == column else key for key in self.sorts)
            return replace(self, sorts=tuple(turned))
        return replace(self, sorts=(*self.sorts, _first(column)))

    def filtered(self, new: Filter) -> Arrangement:
        """Narrowed by one more filter."""
        return self if new in self.filters else replace(self, filters=(*self.filters, new))

    def cleared(self) -> Arrangement:
        """Without the filters; if there are none, in the framework's order again."""
        return replace(self, filters=()) if self.filters else Arrangement()

    def within(self, framework: Framework) -> Arrangement:
        """The part of it that is about columns of a framework."""
        known = {NAME, SCORE, *(criterion.id for criterion in framework.criteria)}
        return Arrangement(
            tuple(key for key in self.sorts if key.column in known),
            tuple(each for each in self.filters if each.column in known),
        )


def _first(column: str) -> SortKey:
    """Names from A on, everything else from the top."""
    return SortKey(column, descending=column != NAME)


def subject(ranked: Ranked) -> str:
    """The entry's name with the version judged; what the framework calls it is stated beside it."""
    return ranked.title


def value_of(ranked: Ranked, column: str) -> str:
    """What a cell says, in words."""
    if column == NAME:
        return subject(ranked)
    if column == SCORE:
        return score_text(ranked.rating, UNICODE)
    return GRADE_NAMES[ranked.assessment.grade(column)]


def arranged(ranked: Iterable[Ranked], arrangement: Arrangement) -> tuple[Ranked, ...]:
    """The rows that the filters leave, ordered; equal ones stay in the framework's order."""
    rows = [each for each in ranked if all(one.holds(each) for one in arrangement.filters)]
    for key in reversed(arrangement.sorts):
        _sort(rows, key)
    return tuple(rows)


def _sort(rows: list[Ranked], key: SortKey) -> None:
    """Order the rows; what was not judged comes last in either direction."""
    if key.column == NAME:
        rows.sort(key=lambda ranked: subject(ranked).casefold(), reverse=key.descending)
    elif key.column == SCORE:
        rows.sort(key=lambda ranked: ranked.rating.fraction, reverse=key.descending)
    else:
        rows.sort(key=lambda ranked: _OPENNESS.get(ranked.assessment.grade(key.column), -1), reverse=key.descending)
        rows.sort(key=lambda ranked: _UNJUDGED.get(ranked.assessment.grade(key.column), 0))


_UNJUDGED = {Grade.NOT_APPLICABLE: 1, Grade.LISTED: 2, Grade.UNKNOWN: 3}


def filter_text(framework: Framework, one: Filter) -> str:
    """A filter in words."""
    return f"{column_label(framework, one.column)} {'is' if one.keep else 'is not'} {one.value}"


def sort_text(framework: Framework, arrangement: Arrangement, glyphs: Glyphs) -> str:
    """The order in words."""
    keys = [f"{column_label(framework, key.column)} {key.sign(glyphs)}" for key in arrangement.sorts]
    return f"by {', '.join(keys)}" if keys else "most open first"


def column_label(framework: Framework, column: str) -> str:
    """A column's name in full."""
    criterion = framework.criterion(column)
    return criterion.label if criterion else "name" if column == NAME else "score"
