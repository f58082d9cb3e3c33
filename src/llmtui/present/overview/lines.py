"""Draws the sections of an overview: one line per bar, with the spots that lead to a list or an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise, zip_longest

import msgspec

from llmtui.model import Grade
from llmtui.openness.overview import Bar, Measure, Part, Section
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, line_width
from llmtui.present.glyphs import ROLES, Glyphs
from llmtui.present.overview.queries import bar_query, part_query
from llmtui.present.score import score_text
from llmtui.present.spots import Spot, SpotLine

TWO_COLUMNS = 104
"""Columns of the terminal from which sections are laid out in two columns."""

_COLUMN_GAP = 3
_WIDEST_BAR = 40
_LEAST_BAR = 6
"""One cell for each grade there is."""
_LEAST_LABEL = 8
_LEAST_VALUE = 5
"""Enough for a share or a score, so that the bars of several sections begin in one column."""
_COUNTED_GRADES = (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED, Grade.NOT_APPLICABLE, Grade.LISTED, Grade.UNKNOWN)


class BarTarget(msgspec.Struct, frozen=True):
    """A bar, or a part of one, with what it leads to."""

    section: Section
    bar: Bar
    part: Part | None = None

    @property
    def query(self) -> str | None:
        """Finds exactly the entries it counts."""
        return part_query(self.bar, self.part) if self.part else bar_query(self.section, self.bar)

    @property
    def identity(self) -> tuple[str, str, str, Grade | None]:
        """What it counts, the same however it is drawn."""
        return self.section.id, self.bar.key, self.bar.label, self.part.grade if self.part else None


BarSpot = Spot[BarTarget]
OverviewLine = SpotLine[BarTarget]


class BarWidths(msgspec.Struct, frozen=True):
    """The widths of a section's columns; 0 hides one."""

    label: int
    value: int
    bar: int
    tail: int


def overview_lines(sections: Sequence[Section], canvas: Canvas) -> tuple[OverviewLine, ...]:
    """All sections, in two columns if there is room."""
    if canvas.width < TWO_COLUMNS:
        return tuple(_column(sections, canvas))
    each = (canvas.width - _COLUMN_GAP) // 2
    half = _half([len(section.bars) + 2 for section in sections])
    column = Canvas(each, canvas.glyphs)
    sides = (_column(sections[:half], column), _column(sections[half:], column))
    return tuple(
        left.beside(right, each + _COLUMN_GAP) for left, right in zip_longest(*sides, fillvalue=OverviewLine())
    )


def _half(heights: Sequence[int]) -> int:
    """After how many sections to begin the second column, so that the longer one is short."""
    sums = [0, *accumulate(heights)]
    return min(range(len(sums)), key=lambda at: max(sums[at], sums[-1] - sums[at]))


def _column(sections: Sequence[Section], canvas: Canvas) -> list[OverviewLine]:
    labels = max((cell_len(bar.label) for section in sections for bar in section.bars), default=0)
    lines: list[OverviewLine] = []
    for section in sections:
        lines += [OverviewLine()] if lines else []
        lines += section_lines(section, labels, canvas)
    return lines


def section_lines(section: Section, labels: int, canvas: Canvas) -> list[OverviewLine]:
    """A title and one line per bar.

    Args:
        section: What to draw.
        labels: The terminal cells of the longest label.
        canvas: What it is drawn on.
    """
    columns = _widths(section, labels, canvas)
    title = (Cell(section.title, Role.HEADING), Cell(f"  {section.note}", Role.MUTED))
    head = OverviewLine(canvas.cut(title))
    most = max(bar.entries for bar in section.bars)
    return [head, *(_bar_line(section, bar, columns, most, canvas.glyphs) for bar in section.bars)]


def _widths(section: Section, labels: int, canvas: Canvas) -> BarWidths:
    """Share out a width: first to the label, then to the bar, then to the numbers after it."""
    width, glyphs = canvas.width, canvas.glyphs
    label = min(labels, max(_LEAST_LABEL, width * 2 // 5))
    value = max(_LEAST_VALUE, *(len(_value(section, bar, glyphs)) + 1 for bar in section.bars))
    tail = max(line_width(_tail(section, bar, glyphs)) for bar in section.bars)
    bar = width - label - value - 1 - tail - 1
    if bar < _LEAST_BAR:
        tail, bar = 0, width - label - value - 1
    if bar < _LEAST_BAR and section.measure is Measure.GRADES:
        return BarWidths(max(1, width - _LEAST_BAR - 1), 0, _LEAST_BAR, 0)
    if bar < _LEAST_BAR:
        return BarWidths(max(1, width - value), value, 0, 0)
    return BarWidths(label, value, min(bar, _WIDEST_BAR), tail)


def _value(section: Section, bar: Bar, glyphs: Glyphs) -> str:
    """The number before a bar."""
    if section.measure is Measure.ENTRIES:
        return str(bar.entries)
    if section.measure is Measure.SCORE:
        return score_text(bar.subject.rating if bar.subject else None, glyphs)
    return _percent(bar, glyphs)


def _percent(bar: Bar, glyphs: Glyphs) -> str:
    """A mean; a range if some criteria were not assessed."""
    if bar.mean is None or bar.best is None:
        return glyphs.dash
    low, high = f"{bar.mean:.0%}", f"{bar.best:.0%}"
    return low if low == high else f"{low[:-1]}{glyphs.dash}{high}"


def _tail(section: Section, bar: Bar, glyphs: Glyphs) -> Line:
    """The numbers after a bar."""
    if section.measure is Measure.GRADES:
        given = [grade for grade in _COUNTED_GRADES if any(each.count(grade) for each in section.bars)]
        return tuple(_counted(bar, grade, glyphs) for grade in given)
    if section.measure is Measure.SCORE:
        return ()
    return (Cell(f" {bar.judged:>3} judged", Role.MUTED),)


def _counted(bar: Bar, grade: Grade, glyphs: Glyphs) -> Cell:
    count = bar.count(grade)
    return Cell(f" {glyphs.grades[grade]}{count:>3}", ROLES[grade]) if count else Cell(" " * 5)


def _bar_line(section: Section, bar: Bar, columns: BarWidths, most: int, glyphs: Glyphs) -> OverviewLine:
    value = _value(section, bar, glyphs).rjust(columns.value) if columns.value else ""
    head = (
        Cell(fit(bar.label, columns.label, glyphs.ellipsis)),
        Cell(value, Role.SCORE),
        Cell(" " if columns.bar else ""),
    )
    drawn = _drawn(section, bar, columns.bar, most, glyphs)
    pad = Cell(" " * (columns.bar - line_width(drawn)))
    tail = _tail(section, bar, glyphs) if columns.tail else ()
    line = (*head, *drawn, pad, *tail)
    if section.measure is not Measure.GRADES:
        return OverviewLine(line, (BarSpot(0, line_width(line), BarTarget(section, bar)),))
    ends = list(accumulate((cell_len(cell.text) for cell in drawn), initial=line_width(head)))
    parts = zip(pairwise(ends), bar.parts, strict=True)
    return OverviewLine(line, tuple(BarSpot(start, end, BarTarget(section, bar, part)) for (start, end), part in parts))


def _drawn(section: Section, bar: Bar, width: int, most: int, glyphs: Glyphs) -> Line:
    """The bar itself, in as many cells as its value is worth of the width."""
    if section.measure is Measure.GRADES:
        sizes = shares([part.entries for part in bar.parts], width)
        signs = zip(bar.parts, sizes, strict=True)
        return tuple(Cell(glyphs.grades[part.grade] * size, ROLES[part.grade]) for part, size in signs)
    if section.measure is Measure.ENTRIES:
        length = _cells(bar.entries, most, width)
        filled = min(length, _cells(bar.judged, bar.entries, length))
        return Cell(glyphs.full * filled, Role.BAR), Cell(glyphs.empty * (length - filled), Role.MUTED)
    if bar.mean is None or bar.best is None:
        return ()
    filled, reach = round(bar.mean * width), round(bar.best * width)
    unsure = Cell(glyphs.grades[Grade.UNKNOWN] * (reach - filled), Role.UNKNOWN)
    return Cell(glyphs.full * filled, Role.BAR), unsure, Cell(glyphs.empty * (width - reach), Role.MUTED)


def _cells(part: int, whole: int, width: int) -> int:
    """The terminal cells for a part of a whole, at least one unless the part is empty."""
    return max(1, round(part / whole * width)) if part and whole and width else 0


def shares(counts: Sequence[int], width: int) -> list[int]:
    """Share out terminal cells by counts with the least rounding error; every count but 0 gets at least one."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    exact = [count / total * width for count in counts]
    sizes = [max(int(each), 1 if count else 0) for each, count in zip(exact, counts, strict=True)]
    while sum(sizes) < width:
        at = max(range(len(sizes)), key=lambda each: exact[each] - sizes[each])
        sizes[at] += 1
    while sum(sizes) > width and max(sizes) > 1:
        at = max((each for each in range(len(sizes)) if sizes[each] > 1), key=lambda each: sizes[each] - exact[each])
        sizes[at] -= 1
    return sizes


def plain_lines(sections: Iterable[Section], canvas: Canvas) -> tuple[Line, ...]:
    """All sections under each other, to be read without a cursor."""
    return tuple(line.cells for line in _column(tuple(sections), canvas))
