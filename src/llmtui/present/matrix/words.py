"""Says in words what the matrix, its score, its rows and its cells are."""

from __future__ import annotations

from llmtui.frameworks import Ranked, Rating
from llmtui.model import Framework, Grade, Rule
from llmtui.model.all_judges import ALL
from llmtui.present.cells import cell_len, fit
from llmtui.present.glyphs import GRADE_NAMES, Glyphs
from llmtui.present.matrix.arrangement import column_label, subject
from llmtui.present.matrix.matrix import Matrix
from llmtui.present.score import class_words, verdict_words

_MEASURES = {Rule.SHARE: "share of its criteria", Rule.CLASSES: "classes III to I", Rule.VERDICT: "verdicts"}
"""What the last column shows, if it is not a score that the framework publishes."""


def title(matrix: Matrix, query: str, width: int, glyphs: Glyphs) -> str:
    """What the matrix shows: by which framework, how many entries, after which search; in full if there is room."""
    framework = matrix.framework
    shown, judged = (len({each.entry.id for each in rows}) for rows in (matrix.rows, matrix.ranked))
    count = f"{judged} judged" if shown == judged else f"{shown} of {judged} judged"
    facts = [
        count,
        f"search: {query}" if query else "",
        _MEASURES.get(framework.rule, ""),
    ]
    wordings = [("Matrix", framework.name, *facts), (framework.name, *facts), (framework.short, *facts)]
    texts = [f" {glyphs.dot} ".join(filter(None, wording)) for wording in wordings]
    return next((text for text in texts if cell_len(text) <= width), fit(texts[-1], width, glyphs.ellipsis))


def rule_text(framework: Framework) -> str:
    """How the framework's score is worked out."""
    if framework.id == ALL:
        return (
            "Score: the share of topics known to be open, a partial one counting half; "
            "what was not assessed widens it into a range."
        )
    if framework.rule is Rule.POINTS:
        return "Score: 1 for each open criterion, a half for each partial one."
    if framework.rule is Rule.CLASSES:
        return f"{framework.name} rates in classes, III to I, by the components listed under an open licence."
    if framework.rule is Rule.VERDICT:
        return f"{framework.name} gives a verdict: it conforms, it would under other legal terms, or it does not."
    return (
        f"{framework.name} publishes no score: shown is the share of its criteria that is open, "
        "a partial one counting half."
    )


def cell_title(matrix: Matrix, ranked: Ranked | None, column: str, glyphs: Glyphs) -> str:
    """What the cursor rests on, in a few words."""
    label = column_label(matrix.framework, column)
    return f"{label[:1].upper()}{label[1:]} {glyphs.dot} {subject(ranked)}" if ranked else ""


def row_text(framework: Framework, ranked: Ranked) -> str:
    """A row in words, to be copied."""
    grades = (f"{each.label} {GRADE_NAMES[ranked.assessment.grade(each.id)]}" for each in framework.criteria)
    return f"{subject(ranked)}, {_score_words(ranked.rating)} ({framework.name}): {', '.join(grades)}"


def _score_words(rating: Rating) -> str:
    if rating.verdict is not None:
        return verdict_words(rating) or GRADE_NAMES[Grade.UNKNOWN]
    return f"{rating.score:g} of {rating.maximum:g}" if rating.openness_class is None else class_words(rating)
