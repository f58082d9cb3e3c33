"""Draws a comparison: a column of labels, then one column for each entry."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from llmtui.model import Grade
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, fit_line, line_width
from llmtui.present.compare.comparison import NOT_ASSESSED, NOT_JUDGED, Comparison, ComparisonRow, RowKind, Value
from llmtui.present.glyphs import Glyphs

LEAST_COLUMN = 17
"""Columns of an entry: enough for a grade in words, or points with what was assessed, and the sign after it."""
_BAR_CELLS = 8
_COLUMN_GAP = 2
"""Columns between one entry and the next."""
_LEAST_LABEL = 6
"""Columns of labels in the narrowest pane: three letters are enough to distinguish rows."""
_INDENTED_FROM = 8
"""Columns of labels that have one to spare."""
_LABEL_SHARE = 0.45
"""The part of a narrow pane that labels may take."""


class ComparisonLayout(msgspec.Struct, frozen=True):
    """The widths of a comparison's columns."""

    label: int
    columns: tuple[int, ...]
    """By entry, the gap after it included."""
    visible: int
    """How many entries fit side by side."""

    def start(self, first: int, column: int) -> int:
        """Where an entry's column begins while `first` is the first one on screen."""
        return self.label + sum(self.columns[first:column])

    def last(self, first: int) -> int:
        """The position after the last entry on screen."""
        return min(len(self.columns), first + self.visible)


def lay_out(comparison: Comparison, width: int) -> ComparisonLayout:
    """As wide as needed if there is room, else as many entries as stay readable, equally wide."""
    label = max((cell_len(_label(row)) for row in comparison.rows), default=0) + 4
    natural = tuple(_natural(comparison, at) for at in range(len(comparison.sides)))
    if label + sum(natural) <= width:
        return ComparisonLayout(label, natural, len(natural))
    label = max(1, min(label, max(int(width * _LABEL_SHARE), width - 3 * LEAST_COLUMN - _COLUMN_GAP)))
    if width < 2 * LEAST_COLUMN:
        label = min(label, max(_LEAST_LABEL, width - LEAST_COLUMN))
    room = max(1, width - label)
    visible = max(1, min(len(natural), room // (LEAST_COLUMN + 1)))
    return ComparisonLayout(label, _shared_out(natural, room, visible), visible)


def _shared_out(natural: Sequence[int], room: int, visible: int) -> tuple[int, ...]:
    """The widths of columns of which some fit on screen: what one does not need widens the others."""
    together = [natural[at : at + visible] for at in range(len(natural) - visible + 1)]
    most = next(
        width
        for width in range(max(natural), 0, -1)
        if width <= room // visible or all(sum(min(each, width) for each in some) <= room for some in together)
    )
    return tuple(min(each, most) for each in natural)


def _natural(comparison: Comparison, at: int) -> int:
    """The columns that an entry needs for nothing to be cut."""
    name = cell_len(comparison.sides[at].entry.name) + 2
    return max([name, LEAST_COLUMN, *(_needs(row, row.values[at]) for row in comparison.rows)]) + _COLUMN_GAP


def _needs(row: ComparisonRow, value: Value) -> int:
    signs = {RowKind.CRITERION: 4, RowKind.SCORE: _BAR_CELLS + 3, RowKind.SUM: 2, RowKind.FACT: 0}[row.kind]
    return cell_len(value.brief("-")) + signs


def heading(
    comparison: Comparison, layout: ComparisonLayout, first: int, glyphs: Glyphs, current: int | None = None
) -> Line:
    """The numbered entries, with signs at the sides if there are more of them.

    Args:
        comparison: What is compared.
        layout: For which widths.
        first: The first entry on screen.
        glyphs: The signs.
        current: The entry under the cursor.
    """
    last = layout.last(first)
    before = f"{first} {'<' if glyphs.ascii else '◂'} " if first else " "
    cells = [Cell(fit(before.rjust(layout.label), layout.label), Role.KEY)]
    for at in range(first, last):
        room = layout.columns[at] - _COLUMN_GAP
        name = fit(comparison.sides[at].entry.name, max(0, room - 2), glyphs.ellipsis)
        cells += [Cell(f"{at + 1} ", Role.KEY), Cell(name, Role.HEADING if at == current else Role.STRONG)]
        cells.append(Cell(" " * _COLUMN_GAP))
    if last < len(comparison.sides):
        cells[-1] = Cell(fit(">" if glyphs.ascii else "▸", _COLUMN_GAP), Role.KEY)
    return tuple(cells)


def row_line(row: ComparisonRow, layout: ComparisonLayout, first: int, glyphs: Glyphs) -> Line:
    """A row: whether it differs, its label, and the value of each entry on screen."""
    differs = "*" if glyphs.ascii else "≠"
    sign = Cell(f"{differs if row.differs and not row.heads_group else ' '} ", Role.NOTICE)
    room = max(0, layout.label - 3)
    text = _label(row) if room > _INDENTED_FROM else _label(row).strip()
    label = Cell(fit(text, room, glyphs.ellipsis) + " ", Role.STRONG if row.kind is RowKind.SUM else Role.TEXT)
    cells = list(fit_line((sign, label), layout.label, glyphs.ellipsis))
    bar = _bar_width(row, layout) if row.kind is RowKind.SCORE else 0
    for at in range(first, layout.last(first)):
        cells += [*_value(row, at, max(1, layout.columns[at] - _COLUMN_GAP), bar, glyphs), Cell(" " * _COLUMN_GAP)]
    return tuple(cells)


def _bar_width(row: ComparisonRow, layout: ComparisonLayout) -> int:
    """As long as every entry has room for: bars are read against each other."""
    rooms = (
        layout.columns[at] - _COLUMN_GAP - cell_len(value.brief("-")) - 1 - 2 * (at in row.most_open)
        for at, value in enumerate(row.values)
        if value.low is not None
    )
    return min([_BAR_CELLS, *rooms])


def _label(row: ComparisonRow) -> str:
    """A group's name in the line of its sum, its criteria indented under it."""
    return row.group if row.heads_group else f" {row.label}" if row.criterion else row.label


def _value(row: ComparisonRow, at: int, width: int, bar: int, glyphs: Glyphs) -> Line:
    """The value of one entry, exactly as wide as given; a sign marks the most open one."""
    wins = at in row.most_open
    mark = (Cell(" <" if glyphs.ascii else " ◂", Role.STRONG),) if wins and width > 2 else ()  # noqa: PLR2004
    room = width - line_width(mark)
    drawn = (*fit_line(_drawn(row, row.values[at], bar, glyphs, wins=wins), room, glyphs.ellipsis), *mark)
    return (*drawn, Cell(" " * (width - line_width(drawn))))


def _drawn(row: ComparisonRow, value: Value, bar: int, glyphs: Glyphs, *, wins: bool) -> Line:
    if value.judgement:
        grade = value.judgement.grade
        sign = glyphs.grade(grade, declared=value.declared)
        word = sign.role if wins or grade is Grade.UNKNOWN else Role.MUTED if row.most_open else sign.role
        return sign, Cell(f" {value.brief()}", word)
    if not value.text:
        return (Cell(glyphs.dash, Role.MUTED),)
    if value.text in {NOT_JUDGED, NOT_ASSESSED}:
        return (Cell(value.text, Role.UNKNOWN),)
    if row.kind is RowKind.SCORE:
        return (Cell(value.brief(glyphs.dash), Role.SCORE), *_bar(value, bar, glyphs))
    return (Cell(value.brief(glyphs.dash), Role.STRONG if wins else Role.TEXT),)


def _bar(value: Value, width: int, glyphs: Glyphs) -> Line:
    """A bar of how open it is; what was not assessed is drawn between open and not open."""
    if width < 3 or value.low is None or value.high is None:  # noqa: PLR2004 - shorter bars say nothing
        return ()
    full, upto = round(value.low * width), round(value.high * width)
    unsure = Cell(glyphs.grades[Grade.UNKNOWN] * (upto - full), Role.UNKNOWN)
    return Cell(" "), Cell(glyphs.full * full, Role.BAR), unsure, Cell(glyphs.empty * (width - upto), Role.MUTED)


def table_lines(comparison: Comparison, rows: Sequence[ComparisonRow], canvas: Canvas) -> tuple[Line, ...]:
    """All rows for plain output; entries that do not fit side by side follow below."""
    layout = lay_out(comparison, canvas.width)
    lines: list[Line] = []
    for first in range(0, len(comparison.sides), layout.visible):
        lines += [()] if lines else []
        lines += [
            _plain_heading(comparison, layout, first, canvas.glyphs),
            *(row_line(row, layout, first, canvas.glyphs) for row in rows),
        ]
    return tuple(lines)


def _plain_heading(comparison: Comparison, layout: ComparisonLayout, first: int, glyphs: Glyphs) -> Line:
    """The heading without signs for scrolling."""
    shown = Comparison(comparison.sides[: layout.last(first)])
    _before, *cells = heading(shown, layout, first, glyphs)
    return (Cell(" " * layout.label), *cells)
