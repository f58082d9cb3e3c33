"""Says in words what the matrix, its score, its rows and its cells are."""

from __future__ import annotations

from llmtui.frameworks import Ranked
from llmtui.model import Framework, Grade
from llmtui.present.cells import cell_len, fit
from llmtui.present.glyphs import GRADE_NAMES, Glyphs
from llmtui.present.matrix.arrangement import column_label, subject
from llmtui.present.matrix.matrix import Matrix
from llmtui.present.score import RULE_WORDS, points_words


def title(matrix: Matrix, query: str, width: int, glyphs: Glyphs) -> str:
    """What the matrix shows: by which framework, how many entries, after which search; in full if there is room."""
    framework = matrix.framework
    shown, judged = (len({each.entry.id for each in rows}) for rows in (matrix.rows, matrix.ranked))
    count = f"{judged} judged" if shown == judged else f"{shown} of {judged} judged"
    facts = [
        count,
        f"search: {query}" if query else "",
        RULE_WORDS[framework.rule].measure,
    ]
    wordings = [("Matrix", framework.name, *facts), (framework.name, *facts), (framework.short, *facts)]
    texts = [f" {glyphs.dot} ".join(filter(None, wording)) for wording in wordings]
    return next((text for text in texts if cell_len(text) <= width), fit(texts[-1], width, glyphs.ellipsis))


def cell_title(matrix: Matrix, ranked: Ranked | None, column: str, glyphs: Glyphs) -> str:
    """What the cursor rests on, in a few words."""
    label = column_label(matrix.framework, column)
    return f"{label[:1].upper()}{label[1:]} {glyphs.dot} {subject(ranked)}" if ranked else ""


def row_text(framework: Framework, ranked: Ranked) -> str:
    """A row in words, to be copied."""
    grades = (f"{each.label} {GRADE_NAMES[ranked.assessment.grade(each.id)]}" for each in framework.criteria)
    score = points_words(ranked.rating) or GRADE_NAMES[Grade.UNKNOWN]
    return f"{subject(ranked)}, {score} ({framework.name}): {', '.join(grades)}"
