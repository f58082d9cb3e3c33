"""Draws the sections of an overview: a line a bar, with the places in it that lead to a list or an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise, zip_longest

import msgspec
from msgspec.structs import replace

from llmtui.model import Grade
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, fit_line, line_width, wrap
from llmtui.present.glyphs import ROLES, WORDS, Glyphs
from llmtui.present.overview import Bar, Measure, Part, Section
from llmtui.present.score import score_text, score_words

TWO_COLUMNS = 104
"""Columns from which sections stand in two columns."""

_GAP = 3
_WIDEST_BAR = 40
_LEAST_BAR = 6
"""One cell for each grade there is."""
_LEAST_LABEL = 8
_VALUE = 5
"""Enough for a share or a score, so that the bars of several sections begin in one column."""
_COUNTED = (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED, Grade.NOT_APPLICABLE, Grade.LISTED, Grade.UNKNOWN)


class BarSpot(msgspec.Struct, frozen=True):
    """A stretch of a line that the cursor can rest on: a bar, or a part of one."""

    start: int
    end: int
    column: int
    """Which column of sections it stands in."""
    section: Section
    bar: Bar
    part: Part | None = None

    @property
    def query(self) -> str | None:
        """Finds exactly the entries it counts."""
        return self.part.query if self.part else self.bar.query

    @property
    def identity(self) -> tuple[str, str, str, Grade | None]:
        """What it counts, the same however it is drawn."""
        return self.section.id, self.bar.key, self.bar.label, self.part.grade if self.part else None


class OverviewLine(msgspec.Struct, frozen=True):
    """A line with the places in it that lead somewhere."""

    cells: Line = ()
    spots: tuple[BarSpot, ...] = ()

    def beside(self, other: OverviewLine, start: int) -> OverviewLine:
        """The line with another one to its right."""
        moved = (replace(each, start=each.start + start, end=each.end + start, column=1) for each in other.spots)
        pad = Cell(" " * (start - line_width(self.cells)))
        return OverviewLine((*self.cells, pad, *other.cells), (*self.spots, *moved))


class Widths(msgspec.Struct, frozen=True):
    """The widths of a section's columns; 0 hides one."""

    label: int
    value: int
    bar: int
    tail: int


def overview_lines(sections: Sequence[Section], width: int, glyphs: Glyphs) -> tuple[OverviewLine, ...]:
    """All sections, in two columns where there is room."""
    if width < TWO_COLUMNS:
        return tuple(_column(sections, width, glyphs))
    each = (width - _GAP) // 2
    half = _half([len(section.bars) + 2 for section in sections])
    sides = (_column(sections[:half], each, glyphs), _column(sections[half:], each, glyphs))
    return tuple(left.beside(right, each + _GAP) for left, right in zip_longest(*sides, fillvalue=OverviewLine()))


def _half(heights: Sequence[int]) -> int:
    """After how many sections to begin the second column, so that the longer one is short."""
    sums = [0, *accumulate(heights)]
    return min(range(len(sums)), key=lambda at: max(sums[at], sums[-1] - sums[at]))


def _column(sections: Sequence[Section], width: int, glyphs: Glyphs) -> list[OverviewLine]:
    labels = max((cell_len(bar.label) for section in sections for bar in section.bars), default=0)
    lines: list[OverviewLine] = []
    for section in sections:
        lines += [OverviewLine()] if lines else []
        lines += section_lines(section, width, labels, glyphs)
    return lines


def section_lines(section: Section, width: int, labels: int, glyphs: Glyphs) -> list[OverviewLine]:
    """A title and a line a bar; `labels` is what the longest label takes."""
    columns = _widths(section, width, labels, glyphs)
    title = (Cell(section.title, Role.HEADING), Cell(f"  {section.note}", Role.MUTED))
    head = OverviewLine(fit_line(title, width, glyphs.ellipsis))
    most = max(bar.entries for bar in section.bars)
    return [head, *(_bar_line(section, bar, columns, most, glyphs) for bar in section.bars)]


def _widths(section: Section, width: int, labels: int, glyphs: Glyphs) -> Widths:
    """Share out a width: the label, then the bar, then numbers beside it."""
    label = min(labels, max(_LEAST_LABEL, width * 2 // 5))
    value = max(_VALUE, *(len(_value(section, bar, glyphs)) + 1 for bar in section.bars))
    tail = max(line_width(_tail(section, bar, glyphs)) for bar in section.bars)
    bar = width - label - value - 1 - tail - 1
    if bar < _LEAST_BAR:
        tail, bar = 0, width - label - value - 1
    if bar < _LEAST_BAR and section.measure is Measure.GRADES:
        return Widths(max(1, width - _LEAST_BAR - 1), 0, _LEAST_BAR, 0)
    if bar < _LEAST_BAR:
        return Widths(max(1, width - value), value, 0, 0)
    return Widths(label, value, min(bar, _WIDEST_BAR), tail)


def _value(section: Section, bar: Bar, glyphs: Glyphs) -> str:
    """The number before a bar."""
    if section.measure is Measure.ENTRIES:
        return str(bar.entries)
    if section.measure is Measure.SCORE:
        return score_text(bar.subject.rating if bar.subject else None, glyphs)
    return _percent(bar, glyphs)


def _percent(bar: Bar, glyphs: Glyphs) -> str:
    """A mean, as a range where what is not assessed leaves one."""
    if bar.mean is None or bar.best is None:
        return glyphs.dash
    low, high = f"{bar.mean:.0%}", f"{bar.best:.0%}"
    return low if low == high else f"{low[:-1]}{glyphs.dash}{high}"


def _tail(section: Section, bar: Bar, glyphs: Glyphs) -> Line:
    """The numbers after a bar."""
    if section.measure is Measure.GRADES:
        given = [grade for grade in _COUNTED if any(each.count(grade) for each in section.bars)]
        return tuple(_counted(bar, grade, glyphs) for grade in given)
    if section.measure is Measure.SCORE:
        return ()
    return (Cell(f" {bar.judged:>3} judged", Role.MUTED),)


def _counted(bar: Bar, grade: Grade, glyphs: Glyphs) -> Cell:
    count = bar.count(grade)
    return Cell(f" {glyphs.grades[grade]}{count:>3}", ROLES[grade]) if count else Cell(" " * 5)


def _bar_line(section: Section, bar: Bar, columns: Widths, most: int, glyphs: Glyphs) -> OverviewLine:
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
        return OverviewLine(line, (BarSpot(0, line_width(line), 0, section, bar),))
    ends = list(accumulate((cell_len(cell.text) for cell in drawn), initial=line_width(head)))
    parts = zip(pairwise(ends), bar.parts, strict=True)
    return OverviewLine(line, tuple(BarSpot(start, end, 0, section, bar, part) for (start, end), part in parts))


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
    """The cells that a part of a whole is worth, at least one where there is any."""
    return max(1, round(part / whole * width)) if part and whole and width else 0


def shares(counts: Sequence[int], width: int) -> list[int]:
    """Share out cells by counts, the rounding going where it is least wrong, every count but 0 getting one at least."""
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


def in_words(spot: BarSpot | None, judges: str, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """What a spot counts, and where it leads; `judges` names the framework in force."""
    if spot is None:
        return ()
    lines = _text(told(spot, judges), width, Role.STRONG)
    if spot.part:
        lines += _text(spot.bar.question, width)
        sign = f"{glyphs.grades[spot.part.grade]} {WORDS[spot.part.grade]}"
        lines += _text(f"{sign}: {spot.part.meaning}" if spot.part.meaning else "", width, ROLES[spot.part.grade])
    if spot.section.measure is Measure.MEAN and spot.section.note:
        lines += _text(f"Left out: {spot.section.note}.", width, Role.MUTED)
    if spot.bar.subject:
        lines += _text("enter shows it", width, Role.MUTED)
    elif spot.query is not None:
        lines += _text(f"enter lists them: {spot.query or 'everything'}", width, Role.MUTED)
    return tuple(lines)


def told(spot: BarSpot, judges: str) -> str:
    """What a spot counts, in a sentence."""
    bar = spot.bar
    if spot.part:
        grade = "not assessed" if spot.part.grade is Grade.UNKNOWN else WORDS[spot.part.grade]
        return f"{bar.label}: {grade} in {spot.part.entries} of {bar.entries} judged entries."
    if bar.subject:
        rating = bar.subject.rating
        if rating.openness_class is not None or rating.verdict is not None:
            return f"{bar.subject.title}: {score_words(rating)}. Place {bar.subject.place}."
        unsure = f", up to {rating.best:g} if all were open that is not assessed" if rating.best > rating.score else ""
        return f"{bar.subject.title}: {rating.score:g} of {rating.maximum:g}{unsure}. Place {bar.subject.place}."
    if spot.section.measure is Measure.ENTRIES:
        return f"{bar.label}: {bar.entries} entries, {bar.judged} of them judged by {judges}."
    sure = bar.mean is None or bar.best is None or bar.mean == bar.best
    unsure = "" if sure else f", {bar.best:.0%} if all were open that is not assessed"
    mean = "" if bar.mean is None else f" {bar.mean:.0%} open on average{unsure}."
    return f"{bar.label}: {bar.judged} entries judged by {judges}.{mean}"


def _text(text: str, width: int, role: Role = Role.TEXT) -> list[Line]:
    return [(Cell(line, role),) for line in wrap(text, width)]


def plain_lines(sections: Iterable[Section], width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """All sections under each other, to be read without a cursor."""
    return tuple(line.cells for line in _column(tuple(sections), width, glyphs))
