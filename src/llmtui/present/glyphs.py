"""The signs that carry meaning without colour, in Unicode and in ASCII: one cell each, never an emoji."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from llmtui.model import Grade
from llmtui.present.cells import Cell, Role

ROLES: Mapping[Grade, Role] = {
    Grade.OPEN: Role.OPEN,
    Grade.PARTIAL: Role.PARTIAL,
    Grade.CLOSED: Role.CLOSED,
    Grade.NOT_APPLICABLE: Role.NOT_APPLICABLE,
    Grade.LISTED: Role.LISTED,
    Grade.UNKNOWN: Role.UNKNOWN,
}
GRADE_NAMES: Mapping[Grade, str] = {grade: grade.value for grade in Grade} | {Grade.UNKNOWN: "not assessed"}
"""Grades for people, who would take the `unknown` of the formats for something else."""


class Glyphs(msgspec.Struct, frozen=True):
    """One set of signs."""

    grades: Mapping[Grade, str]
    full: str
    empty: str
    ellipsis: str
    link: str
    folded: str
    unfolded: str
    cursor: str
    notice: str
    arrow: str
    rule: str
    dot: str
    dash: str
    star: str
    ascii: bool = False

    def grade(self, grade: Grade) -> Cell:
        """The sign of a grade in its role."""
        return Cell(self.grades[grade], ROLES[grade])

    def bar(self, fraction: float, width: int) -> tuple[Cell, Cell]:
        """A bar filled by a fraction from 0 to 1."""
        filled = round(min(max(fraction, 0.0), 1.0) * width)
        return Cell(self.full * filled, Role.BAR), Cell(self.empty * (width - filled), Role.MUTED)


UNICODE = Glyphs(
    grades={
        Grade.OPEN: "●",
        Grade.PARTIAL: "◐",
        Grade.CLOSED: "○",
        Grade.NOT_APPLICABLE: "–",
        Grade.LISTED: "?",
        Grade.UNKNOWN: "·",
    },
    full="▰",
    empty="▱",
    ellipsis="…",
    link="↗",
    folded="▸",
    unfolded="▾",
    cursor="▌",
    notice="!",
    arrow="→",
    rule="─",
    dot="·",
    dash="–",
    star="★",
)
ASCII = Glyphs(
    grades={
        Grade.OPEN: "O",
        Grade.PARTIAL: "~",
        Grade.CLOSED: "x",
        Grade.NOT_APPLICABLE: "-",
        Grade.LISTED: "?",
        Grade.UNKNOWN: ".",
    },
    full="#",
    empty="-",
    ellipsis="~",
    link="^",
    folded="+",
    unfolded="-",
    cursor=">",
    notice="!",
    arrow="->",
    rule="-",
    dot="|",
    dash="-",
    star="*",
    ascii=True,
)
