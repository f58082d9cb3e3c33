"""The signs that carry meaning without colour, in Unicode and in ASCII: one cell each, never an emoji."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from llmtui.model import Grade
from llmtui.openness.words import Word
from llmtui.present.cells import Cell, Role

ROLES: Mapping[Grade, Role] = {
    Grade.OPEN: Role.OPEN,
    Grade.PARTIAL: Role.PARTIAL,
    Grade.CLOSED: Role.CLOSED,
    Grade.NOT_APPLICABLE: Role.NOT_APPLICABLE,
    Grade.LISTED: Role.LISTED,
    Grade.UNKNOWN: Role.UNKNOWN,
}
DECLARED_ROLES: Mapping[Grade, Role] = {
    Grade.OPEN: Role.DECLARED_OPEN,
    Grade.PARTIAL: Role.DECLARED_PARTIAL,
    Grade.CLOSED: Role.DECLARED_CLOSED,
}
"""The roles of grades that were declared and not reviewed."""
WORD_ROLES: Mapping[Word, Role] = {
    Word.OPEN_SOURCE: Role.OPEN_SOURCE,
    Word.OPEN_WEIGHTS: Role.OPEN_WEIGHTS,
    Word.RESTRICTED: Role.RESTRICTED,
    Word.CLOSED: Role.CLOSED_WORD,
    Word.UNCLEAR: Role.UNCLEAR,
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
    declared: Mapping[Grade, str]
    """The signs of grades that were declared and not reviewed."""
    words: Mapping[Word, str]
    disputed: str
    changed: str
    unproven: str
    """That no evidence is linked."""
    below: str
    """Points at the column below."""
    old: str
    """That a grade is older than two years."""
    ascii: bool = False

    def grade(self, grade: Grade, *, declared: bool = False) -> Cell:
        """The sign of a grade in its role; a declared one has a sign and a role of its own."""
        if declared and grade in self.declared:
            return Cell(self.declared[grade], DECLARED_ROLES[grade])
        return Cell(self.grades[grade], ROLES[grade])

    def word(self, word: Word) -> Cell:
        """The sign of a word in its role."""
        return Cell(self.words[word], WORD_ROLES[word])

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
    declared={Grade.OPEN: "◍", Grade.PARTIAL: "◒", Grade.CLOSED: "◌"},
    words={
        Word.OPEN_SOURCE: "◆",
        Word.OPEN_WEIGHTS: "◈",
        Word.RESTRICTED: "◇",
        Word.CLOSED: "✕",
        Word.UNCLEAR: "¿",
    },
    disputed="≠",
    changed="±",
    unproven="∅",
    below="▾",
    old="†",
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
    declared={Grade.OPEN: "o", Grade.PARTIAL: "=", Grade.CLOSED: "c"},
    words={
        Word.OPEN_SOURCE: "S",
        Word.OPEN_WEIGHTS: "W",
        Word.RESTRICTED: "R",
        Word.CLOSED: "C",
        Word.UNCLEAR: "U",
    },
    disputed="/",
    changed="&",
    unproven="0",
    below="v",
    old="'",
    ascii=True,
)
