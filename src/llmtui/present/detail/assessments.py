"""The assessments of an entry, each with the grid of its grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from llmtui.frameworks import CellStanding, KnownAssessment
from llmtui.frameworks.mof import not_needed
from llmtui.model import Assessment, Basis, Criterion, Framework, Grade, Judgement
from llmtui.present.cells import Cell, Role, fit, line_width, wrap
from llmtui.present.detail.page import CriterionTarget, DetailLine, Page, Target
from llmtui.present.glyphs import GRADE_NAMES
from llmtui.present.score import score_line
from llmtui.present.spots import Spot

_NOT_NEEDED = "not needed"
_TAG_FROM = 38
"""Columns from which each grade of all judges is shown with who gave it."""
_BESIDE = 11
"""Columns beside grade and label: a blank before them, who gave the grade, and the sign for evidence."""


class GradeGrid(msgspec.Struct, frozen=True):
    """The grades of one assessment, or those that count of all judges."""

    framework: Framework
    assessment: Assessment
    entry_id: str
    cells: Mapping[str, CellStanding] = msgspec.field(default_factory=dict)
    """What counts by criterion, if the grades are drawn from several judges."""
    spare: frozenset[str] = frozenset()
    """Components that are not listed and that no class needs."""

    def declared(self, criterion: str) -> bool:
        """Whether a grade was declared and not reviewed."""
        cell = self.cells.get(criterion)
        judge = cell.opinions[0].framework if cell and cell.opinions else self.framework
        return judge.basis is Basis.DECLARED

    def sign(self, page: Page, criterion: str) -> Cell:
        """The sign of a grade."""
        if criterion in self.spare:
            return page.glyphs.grade(Grade.NOT_APPLICABLE)
        return page.glyphs.grade(self.assessment.grade(criterion), declared=self.declared(criterion))

    def name(self, criterion: str) -> str:
        """The name of a grade."""
        return _NOT_NEEDED if criterion in self.spare else GRADE_NAMES[self.assessment.grade(criterion)]

    def tag(self, criterion: str) -> str:
        """Who gave the grade, and in which year; empty if that is plain from the heading."""
        cell = self.cells.get(criterion)
        if not cell or not cell.opinions or not cell.judgement.grade.judged:
            return ""
        counting = cell.opinions[0]
        return f"{counting.framework.short} {counting.assessment.date[2:4]}".strip()


def assessment_lines(
    page: Page, known: KnownAssessment, entry_id: str, cells: Sequence[CellStanding] = ()
) -> list[DetailLine]:
    """The heading of an assessment with its score, its matrix, and the reasons for its class.

    Args:
        page: What it is laid out for.
        known: The assessment, or what all judges say together.
        entry_id: Whose it is.
        cells: What counts in each column, if several judges are drawn on.
    """
    framework, assessment = known.framework, known.assessment
    spare = not_needed(framework, assessment)
    grid = GradeGrid(framework, assessment, entry_id, {each.criterion.id: each for each in cells}, spare)
    subject = f" {page.glyphs.dot} ".join(filter(None, (framework.name, assessment.of, assessment.date)))
    rows = _side_by_side(page, grid) if page.side_by_side else _stacked(page, grid)
    score = score_line(known.rating, page.glyphs, page.width)
    lead, *reasons = [page.paragraph(each, Role.MUTED) for each in known.rating.reasons] or [[]]
    lines = [*lead, *rows, *(line for each in reasons for line in each)]
    title = (Cell(f"{subject}  ", Role.HEADING), *score)
    if line_width(title) <= page.width:
        return [DetailLine(), DetailLine(title), *lines]
    return [*page.heading(subject), page.cut(score), *lines]


def _stacked(page: Page, grid: GradeGrid) -> list[DetailLine]:
    """The groups one below the other, with grades in words."""
    lines = []
    framework, assessment = grid.framework, grid.assessment
    status = _status_width(page, grid)
    for group, criteria in framework.grouped:
        lines.append(page.cut([Cell(group.label, Role.STRONG)]))
        for criterion in criteria:
            cells = _criterion_cells(page, grid, criterion, page.width, status)
            lines.append(page.cut(cells, CriterionTarget(assessment, criterion.id, grid.entry_id)))
            lines += _evidence(page, assessment.judgement(criterion.id), status) if page.evidence else []
    return lines


def _status_width(page: Page, grid: GradeGrid) -> int:
    """The columns of sign and grade: those of the longest grade, but fewer if a label would be cut."""
    criteria = grid.framework.criteria
    names = [grid.name(each.id) for each in criteria]
    room = page.width - _BESIDE - max((len(each.label) for each in criteria), default=0)
    width = _words_width(names)
    if page.evidence or width <= room:
        return width
    if _has_tags(page, grid):
        width = _words_width([each for each in names if each != GRADE_NAMES[Grade.UNKNOWN]])
    return width if width <= room else width - 1  # a label needs the second blank before it more


def _words_width(names: Sequence[str]) -> int:
    return max(len(each) for each in (*names, GRADE_NAMES[Grade.PARTIAL])) + 4


def _has_tags(page: Page, grid: GradeGrid) -> bool:
    """Whether the rows of a stacked grid say who gave the grade."""
    return bool(grid.cells) and page.width >= _TAG_FROM


def _evidence(page: Page, judgement: Judgement, status: int) -> list[DetailLine]:
    """The links under a criterion, never cut, its licence and its note."""
    indent = Cell(" " * (status + 1))
    links = [DetailLine((indent, Cell(url, Role.LINK))) for url in judgement.evidence]
    words = (f"Licence: {judgement.licence}" if judgement.licence else "", judgement.note)
    lines = (line for text in words for line in wrap(text, page.width - len(indent.text)))
    return links + [DetailLine((indent, Cell(line, Role.MUTED))) for line in lines]


def _criterion_cells(
    page: Page, grid: GradeGrid, criterion: Criterion, width: int, status_width: int = 0
) -> list[Cell]:
    """Sign, grade in words if there is room, label, who judged it, and whether there is evidence.

    If the words do not fit their column, they are where another row says who judged it.
    """
    judgement = grid.assessment.judgement(criterion.id)
    sign, name = grid.sign(page, criterion.id), grid.name(criterion.id)
    status = f"{sign.text} {name}" if status_width else sign.text
    link = page.glyphs.link if judgement.evidence and not page.evidence else " "
    beside = [Cell(f" {link} ", Role.LINK)]
    if status_width and _has_tags(page, grid):
        beside.insert(0, Cell(f" {grid.tag(criterion.id):<6}", Role.MUTED))
        if len(status) >= status_width:
            status, beside = sign.text, [Cell(f" {name}", sign.role)]
    status = status.ljust(max(status_width, len(sign.text) + 1))
    room = max(1, width - 1 - len(status) - line_width(beside))
    whole = page.evidence and len(beside) == 1
    label = criterion.label if whole else fit(criterion.label, room, page.glyphs.ellipsis)
    return [Cell(" "), Cell(status, sign.role), Cell(label), *beside]


def _side_by_side(page: Page, grid: GradeGrid) -> list[DetailLine]:
    """The groups side by side, with as many rows as the longest group."""
    groups = grid.framework.grouped
    labels = [max([len(group.label), *(len(each.label) for each in criteria)]) for group, criteria in groups]
    widths = _widths(page.width, labels)
    heads = tuple(
        Cell(fit(group.label, width, page.glyphs.ellipsis), Role.STRONG)
        for (group, _), width in zip(groups, widths, strict=True)
    )
    columns = [(criteria, width) for (_, criteria), width in zip(groups, widths, strict=True)]
    rows = range(max((len(criteria) for criteria, _ in columns), default=0))
    return [DetailLine(heads), *(_side_by_side_row(page, grid, columns, row) for row in rows)]


def _widths(width: int, labels: list[int]) -> list[int]:
    """Columns for labels of these lengths: what each needs and an equal part of the rest, or equal parts alone."""
    needed = [label + 7 for label in labels]
    spare = width - sum(needed)
    return [each + spare // len(labels) for each in needed] if spare >= 0 else [width // len(labels)] * len(labels)


def _side_by_side_row(
    page: Page, grid: GradeGrid, columns: Sequence[tuple[Sequence[Criterion], int]], row: int
) -> DetailLine:
    cells: list[Cell] = []
    spots: list[Spot[Target]] = []
    start = 0
    for criteria, width in columns:
        if row < len(criteria):
            spots.append(
                Spot(start, start + width - 1, CriterionTarget(grid.assessment, criteria[row].id, grid.entry_id))
            )
            cells += _criterion_cells(page, grid, criteria[row], width)
        else:
            cells.append(Cell(" " * width))
        start += width
    return DetailLine(tuple(cells), tuple(spots))
