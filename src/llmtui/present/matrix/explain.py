"""Explains the cell under the cursor of the matrix."""

from __future__ import annotations

from collections import Counter

from llmtui.frameworks import Ranked, standing
from llmtui.model import Catalog
from llmtui.model.all_judges import ALL
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.detail import CriterionTarget, facts
from llmtui.present.explain import explain, summed_up
from llmtui.present.glyphs import GRADE_NAMES, ROLES
from llmtui.present.matrix.arrangement import NAME, SCORE
from llmtui.present.score import rule_text, score_line


def explain_cell(catalog: Catalog, ranked: Ranked | None, column: str, canvas: Canvas) -> tuple[Line, ...]:
    """The lines about a cell: the judgement of a criterion, how the score is worked out, or what the entry is."""
    if ranked is None:
        return ()
    if column == NAME:
        return _entry_lines(ranked, canvas)
    if column == SCORE:
        return _score_lines(catalog, ranked, canvas)
    return explain(catalog, CriterionTarget(ranked.assessment, column, ranked.entry.id), canvas)


def _entry_lines(ranked: Ranked, canvas: Canvas) -> tuple[Line, ...]:
    entry = ranked.entry
    judged_as = (f"judged as {ranked.judged_as}",) if ranked.judged_as else ()
    texts = dict.fromkeys((ranked.title, *judged_as, *facts(entry, canvas.glyphs)))
    lines = canvas.paragraph(f" {canvas.glyphs.dot} ".join(texts), Role.MUTED)
    lines += canvas.paragraph(f"{canvas.glyphs.notice} {entry.notice}", Role.NOTICE) if entry.notice else []
    return (*lines, *summed_up(entry, canvas))


def _score_lines(catalog: Catalog, ranked: Ranked, canvas: Canvas) -> tuple[Line, ...]:
    assessment, framework = ranked.assessment, catalog.judges[ranked.assessment.framework]
    counts = Counter(assessment.grade(criterion.id) for criterion in framework.criteria)
    given = [
        Cell(f"{canvas.glyphs.grades[grade]} {counts[grade]} {GRADE_NAMES[grade]}  ", role)
        for grade, role in ROLES.items()
        if counts[grade]
    ]
    known = standing(catalog, ranked.entry, framework.id) if framework.id == ALL else None
    judges = (each.name for each in known.judges) if known else (framework.name,)
    return (
        canvas.cut(score_line(ranked.rating, canvas.glyphs, canvas.width)),
        canvas.cut(given),
        *(line for reason in ranked.rating.reasons for line in canvas.paragraph(reason)),
        *canvas.paragraph(rule_text(framework)),
        *canvas.paragraph(f"Judged by {', '.join(filter(None, (*judges, assessment.date)))}", Role.MUTED),
        *canvas.paragraph(assessment.source, Role.LINK),
    )
