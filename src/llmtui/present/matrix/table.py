"""Draws the matrix: one row for each subject that a framework judged, one column for each criterion."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from llmtui.frameworks import Ranked
from llmtui.model import Framework
from llmtui.present.canvas import WIDEST_PROSE, Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, line_width, paragraph
from llmtui.present.glyphs import DECLARED_ROLES, GRADE_NAMES, ROLES, Glyphs
from llmtui.present.matrix.arrangement import NAME, SCORE, SortKey, filter_text, subject
from llmtui.present.matrix.layout import Column, Frame, MatrixLayout, lay_out
from llmtui.present.matrix.matrix import Matrix
from llmtui.present.score import rule_text, score_text


def filter_line(matrix: Matrix, canvas: Canvas) -> Line:
    """The filters that are set."""
    texts = [filter_text(matrix.framework, one) for one in matrix.arrangement.filters]
    words = (Cell(" only where ", Role.MUTED), Cell(", ".join(texts), Role.NOTICE), Cell("  F clears", Role.MUTED))
    return canvas.cut(words)


def group_line(framework: Framework, layout: MatrixLayout, glyphs: Glyphs) -> Line:
    """The groups over their columns on screen."""
    cells = [Cell(" " * layout.frozen)]
    labels = {group.id: (group.label, group.short or group.label) for group in framework.groups}
    for group, columns in groupby(layout.shown, lambda column: column.group):
        own = tuple(columns)
        width = sum(column.cells for column in own) - len(own[0].lead)
        label, short = labels.get(group, ("", ""))
        text = fit(label if cell_len(label) <= width else short, width, glyphs.ellipsis)
        cells += [Cell(own[0].lead, Role.MUTED), Cell(text, Role.STRONG)]
    return tuple(cells)


def head_line(layout: MatrixLayout, cursor: str) -> Line:
    """The headings of the columns, with that of the cursor's column emphasised."""
    place = Cell("#".rjust(layout.place) if layout.place else "", Role.MUTED)
    name = Cell(fit("Name", layout.name, ""), _head_role(NAME, cursor))
    cells = [Cell(" "), place, Cell(" "), name]
    for column in layout.shown:
        cells += [Cell(column.lead, Role.MUTED), Cell(_head(column), _head_role(column.key, cursor))]
    return tuple(cells)


def _head(column: Column) -> str:
    return column.head.rjust(column.width) if column.key == SCORE else column.placed(column.head)


def _head_role(column: str, cursor: str) -> Role:
    return Role.HEADING if column == cursor else Role.MUTED


def rule_line(layout: MatrixLayout, sorts: tuple[SortKey, ...], glyphs: Glyphs) -> Line:
    """The line under the headings: what is sorted by, with its number, and how many columns are out of sight."""
    signs = {key.column: key.sign(glyphs) + (str(at) if len(sorts) > 1 else "") for at, key in enumerate(sorts, 1)}
    left, right = ("<", ">") if glyphs.ascii else ("◀", "▶")
    hidden = f"{left}{layout.first}" if layout.first else ""
    name = _ruled(signs.get(NAME, ""), layout.name - len(hidden), glyphs)
    cells = [*_rule(1 + layout.place + 1, glyphs), *name, Cell(hidden, Role.KEY)]
    for column in layout.shown:
        cells += _rule(len(column.lead), glyphs)
        cells += _ruled(signs.get(column.key, ""), column.width, glyphs, at=_sign_at(column))
    more = f"{layout.hidden_right}{right}" if layout.hidden_right else ""
    return (*cells, Cell(more, Role.KEY))


def _sign_at(column: Column) -> int:
    """The position of a grade's sign in its column."""
    return column.width - 1 if column.key == SCORE else (column.width - 1) // 2


def _rule(cells: int, glyphs: Glyphs) -> list[Cell]:
    return [Cell(glyphs.rule * cells, Role.MUTED)]


def _ruled(sign: str, width: int, glyphs: Glyphs, at: int = 0) -> list[Cell]:
    """A piece of the rule with a sign in it, without its number if there is no room."""
    sign = sign[: max(0, width)]
    before = min(at, width - len(sign))
    return [*_rule(before, glyphs), Cell(sign, Role.KEY), *_rule(width - before - len(sign), glyphs)]


def row_line(
    ranked: Ranked, layout: MatrixLayout, marks: tuple[str, ...], glyphs: Glyphs, *, noticed: bool = False
) -> Line:
    """One subject: the number of its mark, place, name, one sign per criterion, score.

    Args:
        ranked: The subject.
        layout: Where everything is.
        marks: Ids marked for comparison.
        glyphs: The signs to draw with.
        noticed: Whether a sign before the name says that the details have something to know first.
    """
    mark = str(marks.index(ranked.entry.id) + 1) if ranked.entry.id in marks else " "
    place = str(ranked.place).rjust(layout.place) if layout.place else ""
    notice = Cell(glyphs.notice, Role.NOTICE) if noticed else Cell(" ")
    cells = [Cell(mark, Role.KEY), Cell(place, Role.MUTED), notice, *_name(ranked, layout.name, glyphs)]
    for column in layout.shown:
        cells += [Cell(column.lead, Role.MUTED), _value(ranked, column, glyphs)]
    if layout.bar and not layout.hidden_right:
        cells += [Cell(" "), *glyphs.bar(ranked.rating.fraction, layout.bar)]
    return tuple(cells)


def _name(ranked: Ranked, width: int, glyphs: Glyphs) -> Line:
    """The name, and what the judge calls the subject if there is room for it."""
    name, judged_as = subject(ranked), f" as {ranked.judged_as}"
    if ranked.judged_as and cell_len(name + judged_as) <= width:
        return Cell(name), Cell(fit(judged_as, width - cell_len(name), glyphs.ellipsis), Role.MUTED)
    return (Cell(fit(name, width, glyphs.ellipsis)),)


def _value(ranked: Ranked, column: Column, glyphs: Glyphs) -> Cell:
    if column.key == SCORE:
        return Cell(score_text(ranked.rating, glyphs).rjust(column.width), Role.SCORE)
    sign = glyphs.grade(ranked.assessment.grade(column.key), declared=column.key in ranked.declared)
    return Cell(column.placed(sign.text), sign.role)


def matrix_table(frame: Frame) -> Iterator[Line]:
    """The whole matrix for plain commands: headings, rows, the signs, and how the score comes about."""
    layout = lay_out(frame)
    head = head_line(layout, "")
    has_room = line_width(head) + 2 + max((len(each.entry.id) for each in frame.ranked), default=0) <= frame.width
    yield group_line(frame.framework, layout, frame.glyphs)
    yield (*head, Cell("  id" if has_room else "", Role.MUTED))
    for each in frame.ranked:
        entry_id = Cell(f"  {each.entry.id}" if has_room else "", Role.MUTED)
        yield (*row_line(each, layout, (), frame.glyphs), entry_id)
    yield ()
    yield tuple(Cell(f" {frame.glyphs.grades[grade]} {GRADE_NAMES[grade]} ", ROLES[grade]) for grade in ROLES)
    if any(each.declared for each in frame.ranked):
        signs = (Cell(f" {sign}", DECLARED_ROLES[grade]) for grade, sign in frame.glyphs.declared.items())
        yield (*signs, Cell(" the same as declared, not reviewed", Role.MUTED))
    yield from paragraph(rule_text(frame.framework), min(frame.width, WIDEST_PROSE), Role.MUTED)
