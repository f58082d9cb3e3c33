"""Cells of text with a role, and the measuring and fitting of text in terminal cells.

Widths come from `rich.cells`, which is what Textual draws with: two measures would shift columns against each other.
Both go by what terminals do, see `cell_widths`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from rich.cells import cell_len as cell_len  # noqa: PLC0414 - also for the other view-models
from rich.cells import chop_cells, set_cell_size

from llmtui.present.cell_widths import use_widths_of_terminals

use_widths_of_terminals()


_DOTS = ("·", "|")
"""What both sets of signs write between two things, as a word of its own."""


class Role(Enum):
    """What a piece of text is; themes, tables and exports decide how that looks."""

    TEXT = "text"
    MUTED = "muted"
    STRONG = "strong"
    HEADING = "heading"
    MATCH = "match"
    LINK = "link"
    NOTICE = "notice"
    SCORE = "score"
    BAR = "bar"
    KEY = "key"
    STAR = "star"
    OPEN = "grade-open"
    PARTIAL = "grade-partial"
    CLOSED = "grade-closed"
    NOT_APPLICABLE = "grade-na"
    LISTED = "grade-listed"
    UNKNOWN = "grade-unknown"
    DECLARED_OPEN = "declared-open"
    DECLARED_PARTIAL = "declared-partial"
    DECLARED_CLOSED = "declared-closed"
    OPEN_SOURCE = "word-open-source"
    OPEN_WEIGHTS = "word-open-weights"
    RESTRICTED = "word-restricted"
    CLOSED_WORD = "word-closed"
    UNCLEAR = "word-unclear"

    __hash__ = object.__hash__  # members are compared by identity; the one of Enum is Python, and slow


class Cell(NamedTuple):
    """A run of text of one role."""

    text: str
    role: Role = Role.TEXT


Line = tuple[Cell, ...]


def line_width(line: Iterable[Cell]) -> int:
    """The terminal cells a line takes."""
    return sum(cell_len(cell.text) for cell in line)


def plain(line: Iterable[Cell]) -> str:
    """The text of a line."""
    return "".join(cell.text for cell in line)


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in exactly this many cells: padded, or cut with a sign that something is missing."""
    taken = cell_len(text)
    if taken <= width:
        return text + " " * (width - taken)
    if width <= len(ellipsis):
        return ellipsis[:width]
    return set_cell_size(text, width - len(ellipsis)) + ellipsis


def fit_line(line: Iterable[Cell], width: int, ellipsis: str = "…") -> Line:
    """The line in at most this many cells, cut with a sign."""
    cells = tuple(line)
    if line_width(cells) <= width:
        return cells
    kept: list[Cell] = []
    room = width
    for index, cell in enumerate(cells):
        taken = cell_len(cell.text)
        more = any(each.text.strip() for each in cells[index + 1 :])
        if taken < room or (taken == room and not more):
            kept.append(cell)
            room -= taken
        else:
            kept.append(Cell(fit(cell.text + (" " * room if more else ""), room, ellipsis), cell.role))
            break
    return tuple(kept)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most this many cells, broken between words, and inside words too long for a line.

    A dot between two things stays on the line of the first.
    """
    width = max(width, 1)
    lines: list[str] = []
    current, taken = "", 0
    for word in _with_dots(text.split(), width):
        needed = cell_len(word)
        if current and taken + 1 + needed <= width:
            current = f"{current} {word}"
            taken += 1 + needed
            continue
        if current:
            lines.append(current)
        *whole, current = pieces(word, width) if needed > width else (word,)
        lines += whole
        taken = cell_len(current)
    return (*lines, current) if current else tuple(lines)


def _with_dots(words: list[str], width: int) -> list[str]:
    """The words, each with the dot that follows it, if a line has room for both."""
    kept: list[str] = []
    for word in words:
        if word in _DOTS and kept and cell_len(kept[-1]) + 2 <= width:
            kept[-1] += f" {word}"
        else:
            kept.append(word)
    return kept


def paragraph(text: str, width: int, role: Role = Role.TEXT) -> list[Line]:
    """Wrapped text as lines of one role."""
    return [(Cell(line, role),) for line in wrap(text, width)]


def pieces(text: str, width: int) -> list[str]:
    """The text broken wherever a line is full, even inside a word."""
    return [piece for piece in chop_cells(text, width) if piece]
