"""Explains the cell under the cursor of the matrix."""

from __future__ import annotations

from collections import Counter

from llmtui.frameworks import Ranked
from llmtui.model import Catalog, Framework
from llmtui.present.cells import Cell, Line, Role, fit_line, paragraph
from llmtui.present.detail import CriterionTarget, EntryTarget, facts
from llmtui.present.explain import explain
from llmtui.present.glyphs import GRADE_NAMES, ROLES, Glyphs
from llmtui.present.matrix.arrangement import NAME, SCORE
from llmtui.present.matrix.words import rule_text
from llmtui.present.score import score_line


def explain_cell(catalog: Catalog, ranked: Ranked | None, column: str, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """The lines about a cell: the judgement of a criterion, how the score is worked out, or what the entry is."""
    if ranked is None:
        return ()
    if column == NAME:
        return _entry_lines(catalog, ranked, width, glyphs)
    if column == SCORE:
        return _score_lines(catalog.judges[ranked.assessment.framework], ranked, width, glyphs)
    return explain(catalog, CriterionTarget(ranked.assessment, column, ranked.entry.id), width, glyphs)


def _entry_lines(catalog: Catalog, ranked: Ranked, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    entry = ranked.entry
    judged_as = (f"judged as {ranked.judged_as}",) if ranked.judged_as else ()
    texts = dict.fromkeys((ranked.title, *judged_as, *facts(entry)))
    lines = paragraph(f" {glyphs.dot} ".join(texts), width, Role.MUTED)
    lines += paragraph(f"{glyphs.notice} {entry.notice}", width, Role.NOTICE) if entry.notice else []
    return (*lines, *explain(catalog, EntryTarget(entry.id), width, glyphs))


def _score_lines(framework: Framework, ranked: Ranked, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    assessment = ranked.assessment
    counts = Counter(assessment.grade(criterion.id) for criterion in framework.criteria)
    parts = [Cell(f"{glyphs.grades[grade]} {counts[grade]} {GRADE_NAMES[grade]}  ", ROLES[grade]) for grade in ROLES]
    given = [cell for cell, grade in zip(parts, ROLES, strict=True) if counts[grade]]
    return (
        fit_line(score_line(ranked.rating, glyphs, width), width, glyphs.ellipsis),
        fit_line(given, width, glyphs.ellipsis),
        *(line for reason in ranked.rating.reasons for line in paragraph(reason, width)),
        *paragraph(rule_text(framework), width),
        *paragraph(f"Judged by {', '.join(filter(None, (framework.name, assessment.date)))}", width, Role.MUTED),
        *paragraph(assessment.source, width, Role.LINK),
    )
