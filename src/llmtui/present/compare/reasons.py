"""Explains one row of a comparison for every entry: the value in full, its evidence, its note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from llmtui.model import Framework, Grade, Judgement
from llmtui.openness.comparing import Side
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, line_width, pieces, wrap
from llmtui.present.compare.comparison import JUDGED, Comparison, ComparisonRow, RowKind, Value
from llmtui.present.glyphs import GRADE_NAMES

_LONGEST_NAME = 18
"""Columns of a name at most."""
_INDENT = 2
_NO_EVIDENCE = "no evidence linked"


class Reasons(msgspec.Struct, frozen=True):
    """The lines, and at which line each entry begins."""

    lines: tuple[Line, ...] = ()
    starts: tuple[int, ...] = ()


def reasons(comparison: Comparison, row: ComparisonRow, canvas: Canvas) -> Reasons:
    """The question of a row, and what is known of each entry about it."""
    lines: list[Line] = []
    if row.criterion:
        lines += canvas.paragraph(row.criterion.question, Role.STRONG)
    starts = []
    names = min(_LONGEST_NAME, max(cell_len(side.entry.name) for side in comparison.sides), max(4, canvas.width // 3))
    for at, (side, value) in enumerate(zip(comparison.sides, row.values, strict=True)):
        starts.append(len(lines))
        shown = fit(side.entry.name, names, canvas.glyphs.ellipsis)
        name = (Cell(f"{at + 1} ", Role.KEY), Cell(f"{shown}  ", Role.STRONG))
        lines += _entry_lines(comparison.framework, name, row, side, value, canvas)
    return Reasons(tuple(lines), tuple(starts))


def _entry_lines(
    framework: Framework | None, name: Line, row: ComparisonRow, side: Side, value: Value, canvas: Canvas
) -> list[Line]:
    """One entry's lines, the first one after its name."""
    indent = line_width(name)
    if value.judgement:
        return _judged(name, value.judgement, value, canvas)
    texts = wrap(value.text or "not stated", max(1, canvas.width - indent))
    role = Role.TEXT if value.text else Role.MUTED
    lines: list[Line] = [(*name, Cell(texts[0], role))]
    lines += [(Cell(" " * indent), Cell(text, role)) for text in texts[1:]]
    extra = _counts(framework, row, side) if row.kind is RowKind.SUM else _others(row, side)
    return lines + [(Cell(" " * indent), Cell(text, Role.MUTED)) for text in wrap(extra, max(1, canvas.width - indent))]


def _judged(name: Line, judgement: Judgement, value: Value, canvas: Canvas) -> list[Line]:
    """The grade, with its first link on the same line if that fits."""
    sign = canvas.glyphs.grade(judgement.grade, declared=value.declared)
    grade = Cell(f"{sign.text} {value.text}  ", sign.role)
    room = canvas.width - line_width(name) - cell_len(grade.text)
    links = [f"{canvas.glyphs.link} {url}" for url in judgement.evidence]
    first_link = links.pop(0) if links and cell_len(links[0]) <= room else ""
    after = Cell(first_link, Role.LINK)
    if judgement.grade.judged and not judgement.evidence and room >= len(_NO_EVIDENCE):
        after = Cell(_NO_EVIDENCE, Role.MUTED)
    lines: list[Line] = [(*name, grade, after)]
    return lines + [(Cell(" " * _INDENT), cell) for cell in _below(links, judgement, canvas.width - _INDENT)]


def _below(links: Sequence[str], judgement: Judgement, width: int) -> Iterator[Cell]:
    """The further links in full, the note, and the licence."""
    yield from (Cell(part, Role.LINK) for url in links for part in pieces(url, width))
    notes = (judgement.note, f"Licence: {judgement.licence}" if judgement.licence else "")
    yield from (Cell(line) for note in notes for line in wrap(note, width))


def _counts(framework: Framework | None, row: ComparisonRow, side: Side) -> str:
    """How many of the criteria of a sum have which grade."""
    if framework is None or side.assessment is None:
        return ""
    groups = [each for group, each in framework.grouped if row.group in {"", group.label}]
    grades = [side.assessment.grade(criterion.id) for criteria in groups for criterion in criteria]
    return ", ".join(f"{grades.count(grade)} {GRADE_NAMES[grade]}" for grade in Grade if grade in grades)


def _others(row: ComparisonRow, side: Side) -> str:
    """Says how often the framework judged the entry, if more than once."""
    if row.label != JUDGED or side.assessment is None:
        return ""
    same = [each for each in side.entry.assessments if each.framework == side.assessment.framework]
    return f"the newest of {len(same)} assessments" if len(same) > 1 else ""
