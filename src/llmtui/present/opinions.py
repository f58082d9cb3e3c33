"""Who said what about a topic, in a few cells."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.dates import date_words, month_words
from llmtui.frameworks import Opinion
from llmtui.model import Grade
from llmtui.openness.doubts import doubt
from llmtui.openness.history import TopicHistory
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, line_width
from llmtui.present.glyphs import GRADE_NAMES, ROLES, Glyphs


def graded(grade: Grade, glyphs: Glyphs, *, declared: bool = False) -> Cell:
    """The sign of a grade and its name."""
    sign = glyphs.grade(grade, declared=declared)
    return Cell(f"{sign.text} {GRADE_NAMES[grade]}", sign.role)


def judge_and_date(opinion: Opinion, *, short: bool = False) -> str:
    """The judge and the month, and the version or size that was judged."""
    name = opinion.framework.short if short else opinion.framework.name
    parts = (name, month_words(opinion.assessment.date), "" if short else opinion.assessment.of)
    return ", ".join(filter(None, parts))


def judge_words(opinion: Opinion) -> str:
    """The judge, whether the grade was only declared, and the date in words."""
    declared = " (declared)" if opinion.declared else ""
    return ", ".join(filter(None, (f"{opinion.framework.name}{declared}", date_words(opinion.assessment.date))))


def opinion_tag(opinion: Opinion) -> str:
    """The judge and the year as short as a column, such as `EAI 26`."""
    return f"{opinion.framework.short or opinion.framework.id} {opinion.assessment.date[2:4]}".rstrip()


def doubt_cells(opinion: Opinion, glyphs: Glyphs, *, words: bool = True) -> Line:
    """The signs of what speaks against relying on a grade, each with its words if there is room."""
    found = doubt(opinion)
    signs = (
        (found.unproven, f" {glyphs.unproven} no evidence"),
        (found.declared, f" {glyphs.declared[Grade.OPEN]} declared"),
        (found.old, f" {glyphs.old} over two years old"),
    )
    return tuple(Cell(text if words else text[:2], Role.MUTED) for holds, text in signs if holds)


def opinion_cells(opinion: Opinion, canvas: Canvas) -> Line:
    """A grade, who gave it and when, whether evidence is linked, and the doubts about it."""
    sign = graded(opinion.judgement.grade, canvas.glyphs, declared=opinion.declared)
    link = (Cell(f" {canvas.glyphs.link}", Role.LINK),) if opinion.judgement.evidence else ()
    line: Line = ()
    for short, words in ((False, True), (True, True), (True, False)):
        doubts = doubt_cells(opinion, canvas.glyphs, words=words)
        line = (sign, Cell(f"  {judge_and_date(opinion, short=short)}"), *link, *doubts)
        if line_width(line) <= canvas.width:
            break
    return line


def flow(units: Iterable[Line], canvas: Canvas) -> list[Line]:
    """Units side by side with a dot between them, each whole, in as many lines as needed."""
    lines: list[Line] = []
    gap = Cell(f" {canvas.glyphs.dot} ", Role.MUTED)
    for unit in units:
        if lines and line_width(lines[-1]) + line_width(unit) + 3 <= canvas.width:
            lines[-1] = (*lines[-1], gap, *unit)
        else:
            lines.append(unit)
    return lines


def joined(units: Iterable[Line], sign: str) -> Line:
    """Units in one line, with a sign between them."""
    cells: list[Cell] = []
    for unit in units:
        cells += [Cell(f" {sign} ", Role.MUTED), *unit] if cells else unit
    return tuple(cells)


def timeline(history: TopicHistory, glyphs: Glyphs, *, words: bool = True) -> Line:
    """The grades of one line of judges by year, the earliest first; signs and short years if words have no room."""
    return joined(((_of_year(opinion, glyphs, words=words),) for opinion in history.opinions), glyphs.arrow)


def _of_year(opinion: Opinion, glyphs: Glyphs, *, words: bool) -> Cell:
    grade, year = opinion.judgement.grade, opinion.assessment.date[:4]
    parts = (glyphs.grades[grade], GRADE_NAMES[grade], year) if words else (glyphs.grades[grade], year[2:])
    return Cell(" ".join(filter(None, parts)), ROLES[grade])
