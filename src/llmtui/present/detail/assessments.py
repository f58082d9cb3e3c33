"""The assessments of an entry, each with its matrix, and what changed between them."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.frameworks import KnownAssessment
from llmtui.model import Assessment, Criterion, Entry, Framework, Grade, Judgement
from llmtui.openness.changes import changes
from llmtui.present.cells import Cell, Role, fit, line_width, wrap
from llmtui.present.detail.page import CriterionTarget, DetailLine, Page, Target
from llmtui.present.glyphs import GRADE_NAMES, ROLES
from llmtui.present.score import score_line
from llmtui.present.spots import Spot


def assessment_lines(page: Page, known: KnownAssessment) -> list[DetailLine]:
    """The heading of an assessment with its score, its matrix, and the reasons for its class."""
    framework, assessment = known.framework, known.assessment
    subject = f" {page.glyphs.dot} ".join(filter(None, (framework.name, assessment.of, assessment.date)))
    matrix = _side_by_side(page, framework, assessment) if page.side_by_side else _stacked(page, framework, assessment)
    score = score_line(known.rating, page.glyphs, page.width)
    lead, *reasons = [page.paragraph(each, Role.MUTED) for each in known.rating.reasons] or [[]]
    matrix = [*lead, *matrix, *(line for lines in reasons for line in lines)]
    title = (Cell(f"{subject}  ", Role.HEADING), *score)
    if line_width(title) <= page.width:
        return [DetailLine(), DetailLine(title), *matrix]
    return [*page.heading(subject), page.cut(score), *matrix]


def _stacked(page: Page, framework: Framework, assessment: Assessment) -> list[DetailLine]:
    """The groups one below the other, with grades in words."""
    lines = []
    status = max((len(GRADE_NAMES[assessment.grade(each.id)]) + 4 for each in framework.criteria), default=0)
    status = max(status, len(GRADE_NAMES[Grade.PARTIAL]) + 4)
    for group, criteria in framework.grouped():
        lines.append(page.cut([Cell(group.label, Role.STRONG)]))
        for criterion in criteria:
            cells = _criterion_cells(page, assessment, criterion, page.width, status)
            lines.append(page.cut(cells, CriterionTarget(assessment, criterion.id)))
            lines += _evidence(page, assessment.judgement(criterion.id), status) if page.evidence else []
    return lines


def _evidence(page: Page, judgement: Judgement, status: int) -> list[DetailLine]:
    """The links under a criterion, never cut, its licence and its note."""
    indent = Cell(" " * (status + 1))
    links = [DetailLine((indent, Cell(url, Role.LINK))) for url in judgement.evidence]
    words = (f"Licence: {judgement.licence}" if judgement.licence else "", judgement.note)
    lines = (line for text in words for line in wrap(text, page.width - len(indent.text)))
    return links + [DetailLine((indent, Cell(line, Role.MUTED))) for line in lines]


def _criterion_cells(
    page: Page, assessment: Assessment, criterion: Criterion, width: int, status_width: int = 0
) -> list[Cell]:
    """Sign, grade in words if there is room, label, and whether there is evidence."""
    judgement = assessment.judgement(criterion.id)
    sign = page.glyphs.grades[judgement.grade]
    status = f"{sign} {GRADE_NAMES[judgement.grade]}".ljust(status_width) if status_width else f"{sign} "
    link = page.glyphs.link if judgement.evidence and not page.evidence else " "
    room = max(1, width - len(status) - 4)
    label = criterion.label if page.evidence else fit(criterion.label, room, page.glyphs.ellipsis)
    return [Cell(" "), Cell(status, ROLES[judgement.grade]), Cell(label), Cell(f" {link} ", Role.LINK)]


def _side_by_side(page: Page, framework: Framework, assessment: Assessment) -> list[DetailLine]:
    """The groups side by side, with as many rows as the longest group."""
    groups = framework.grouped()
    labels = [max([len(group.label), *(len(each.label) for each in criteria)]) for group, criteria in groups]
    widths = _widths(page.width, labels)
    heads = tuple(
        Cell(fit(group.label, width, page.glyphs.ellipsis), Role.STRONG)
        for (group, _), width in zip(groups, widths, strict=True)
    )
    columns = [(criteria, width) for (_, criteria), width in zip(groups, widths, strict=True)]
    rows = range(max((len(criteria) for criteria, _ in columns), default=0))
    return [DetailLine(heads), *(_side_by_side_row(page, assessment, columns, row) for row in rows)]


def _widths(width: int, labels: list[int]) -> list[int]:
    """Columns for labels of these lengths: what each needs and an equal part of the rest, or equal parts alone."""
    needed = [label + 7 for label in labels]
    spare = width - sum(needed)
    return [each + spare // len(labels) for each in needed] if spare >= 0 else [width // len(labels)] * len(labels)


def _side_by_side_row(
    page: Page, assessment: Assessment, columns: Sequence[tuple[Sequence[Criterion], int]], row: int
) -> DetailLine:
    cells: list[Cell] = []
    spots: list[Spot[Target]] = []
    start = 0
    for criteria, width in columns:
        if row < len(criteria):
            spots.append(Spot(start, start + width - 1, CriterionTarget(assessment, criteria[row].id)))
            cells += _criterion_cells(page, assessment, criteria[row], width)
        else:
            cells.append(Cell(" " * width))
        start += width
    return DetailLine(tuple(cells), tuple(spots))


def change_lines(page: Page, entry: Entry) -> list[DetailLine]:
    """What changed between assessments at different dates."""
    lines = []
    for change in changes(page.catalog, entry):
        lines += page.heading(f"Changed from {change.before} to {change.after}")
        for label, old, new in change.grades:
            arrow = Cell(f" {page.glyphs.arrow} ", Role.MUTED)
            words = Cell(f" {label}", Role.TEXT)
            lines.append(page.cut([Cell(" "), _graded(page, old), arrow, _graded(page, new), words]))
        if not change.grades:
            lines += page.paragraph(" nothing", Role.MUTED)
    return lines


def _graded(page: Page, grade: Grade) -> Cell:
    return Cell(f"{page.glyphs.grades[grade]} {GRADE_NAMES[grade]}", ROLES[grade])
