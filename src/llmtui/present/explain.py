"""Explains what the cursor is on: a criterion's question, its grade, who judged it, and on what evidence."""

from __future__ import annotations

from llmtui.model import Assessment, Catalog, Criterion, Framework, Grade, Judgement
from llmtui.present.cells import Cell, Line, Role, paragraph, pieces, wrap
from llmtui.present.detail import CriterionTarget, EntryTarget, LinkTarget, Target
from llmtui.present.glyphs import GRADE_NAMES, ROLES, Glyphs


def explain(catalog: Catalog, target: Target | None, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The lines that explain a target."""
    if isinstance(target, CriterionTarget):
        framework = catalog.judges[target.assessment.framework]
        criterion = framework.criterion(target.criterion)
        return _criterion(framework, criterion, target.assessment, width, glyphs) if criterion else ()
    if isinstance(target, LinkTarget):
        return (*paragraph(target.url, width, Role.LINK), (Cell("enter opens it, y copies it", Role.MUTED),))
    if isinstance(target, EntryTarget) and (entry := catalog.get(target.id)):
        return (*paragraph(entry.summary, width), (Cell("enter goes there", Role.MUTED),))
    return ()


def _criterion(
    framework: Framework, criterion: Criterion, assessment: Assessment, width: int, glyphs: Glyphs
) -> tuple[Line, ...]:
    judgement = assessment.judgement(criterion.id)
    lines = paragraph(criterion.question, width, Role.STRONG)
    lines += _given(criterion, judgement, width, glyphs)
    for url in judgement.evidence:
        lines += [(Cell(part, Role.LINK),) for part in pieces(f"{glyphs.link} {url}", width)]
    if not judgement.evidence and judgement.grade.judged:
        lines += paragraph("No evidence is linked.", width, Role.MUTED)
    lines += paragraph(f"Licence: {judgement.licence}", width) if judgement.licence else []
    lines += paragraph(judgement.note, width) if judgement.note else []
    if judgement.grade is not Grade.UNKNOWN:
        lines += paragraph(f"Judged by {', '.join(filter(None, (framework.name, assessment.date)))}", width, Role.MUTED)
    for grade, meaning in criterion.meanings:
        if grade is not judgement.grade:
            lines += _meaning(grade, meaning, Role.MUTED, Role.MUTED, width, glyphs)
    return tuple(lines)


def _given(criterion: Criterion, judgement: Judgement, width: int, glyphs: Glyphs) -> list[Line]:
    """The grade with what it means."""
    grade = judgement.grade
    known = {
        Grade.UNKNOWN: "Not assessed: nothing is known either way.",
        Grade.LISTED: "Listed with evidence, not judged.",
        Grade.NOT_APPLICABLE: "The question does not apply.",
    }
    meaning = criterion.meaning(grade) or known.get(grade, "")
    return _meaning(grade, meaning, ROLES[grade], Role.TEXT, width, glyphs)


def _meaning(grade: Grade, meaning: str, sign: Role, text: Role, width: int, glyphs: Glyphs) -> list[Line]:
    """A grade and what it means, the lines after the first indented."""
    indent = max(10, len(GRADE_NAMES[grade]) + 3)
    first, *rest = wrap(meaning, max(1, width - indent)) or ("",)
    head = Cell(f"{glyphs.grades[grade]} {GRADE_NAMES[grade]:<{indent - 2}}", sign)
    return [(head, Cell(first, text)), *((Cell(" " * indent + line, text),) for line in rest)]
