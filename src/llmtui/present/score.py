"""A rating as short as a column and as long as a sentence: points, a share, or a class."""

from __future__ import annotations

from collections import Counter

from llmtui.frameworks import Rating, Standing
from llmtui.frameworks.mof import CLASS_NAMES
from llmtui.model import Grade
from llmtui.model.all_judges import ALL
from llmtui.present.cells import Cell, Line, Role, line_width
from llmtui.present.glyphs import Glyphs

_VERDICTS = {
    Grade.OPEN: ("yes", "conforms"),
    Grade.PARTIAL: ("terms", "would conform under other legal terms"),
    Grade.CLOSED: ("no", "does not conform"),
}
"""A verdict as short as a column, and in words."""


def score_text(rating: Rating | None, glyphs: Glyphs) -> str:
    """A score as short as a column: points as published, a share in per cent, a class by its number, a verdict."""
    if rating is None:
        return glyphs.dash
    if rating.verdict is not None:
        return _VERDICTS.get(rating.verdict, (glyphs.dash,))[0]
    if rating.framework == ALL:
        return range_text(rating, glyphs)
    unsure = "" if rating.assessed == rating.criteria else "+"
    if rating.openness_class is not None:
        return CLASS_NAMES.get(rating.openness_class, glyphs.dash) + unsure
    number = f"{rating.fraction:.0%}" if rating.share else f"{rating.score:.1f}"
    return number + unsure


def judge_tag(known: Standing) -> str:
    """Who judged an entry and in which year, as in `EAI 26`: of several judges the one whose grades count most."""
    opinions = [cell.opinions[0] for cell in known.cells if cell.opinions and cell.opinions[0].judgement.grade.judged]
    judges = Counter(opinion.framework.short for opinion in opinions if opinion.framework.id != ALL)
    short = judges.most_common(1)[0][0] if judges else known.framework.short
    dates = [opinion.assessment.date for opinion in opinions if opinion.framework.short == short]
    year = max(dates, default=known.assessment.date)[2:4]
    return f"{short} {year}".strip()


def range_text(rating: Rating, glyphs: Glyphs) -> str:
    """The share that is known to be open and the share that may be, as a range if they differ."""
    low, high = f"{rating.fraction * 100:.0f}", f"{rating.best_fraction * 100:.0f}"
    return f"{low}%" if low == high else f"{low}{glyphs.dash}{high}%"


def score_words(rating: Rating) -> str:
    """The score in a few words, without what was not assessed."""
    if rating.openness_class is not None:
        return ", ".join(filter(None, (class_words(rating), progress_words(rating))))
    if rating.verdict is not None:
        return verdict_words(rating)
    if rating.share:
        return f"{rating.fraction:.0%} (share of {rating.maximum:g} criteria)"
    return f"{rating.score:g} of {rating.maximum:g}"


def verdict_words(rating: Rating) -> str:
    """Whether the subject conforms; empty if the framework gives no verdict on it."""
    return _VERDICTS[rating.verdict][1] if rating.verdict in _VERDICTS else ""


def class_words(rating: Rating) -> str:
    """`Class II`, or that there is none."""
    name = CLASS_NAMES.get(rating.openness_class or 0)
    return f"Class {name}" if name else "Unclassified"


def progress_words(rating: Rating) -> str:
    """How far the entry is on the way to the best class; empty if it has reached it."""
    return "" if rating.openness_class == 1 else f"{rating.score:.0f}% of the way to class I"


def unsure_words(rating: Rating, between: str = " to ") -> str:
    """How much was not assessed, and the scores that are possible; empty if everything was assessed.

    Args:
        rating: The rating.
        between: What is between the lowest and the highest score; the word is for sentences.
    """
    if rating.assessed == rating.criteria or rating.verdict is not None:
        return ""
    per_cent = "%" if rating.openness_class is not None else ""
    bounds = f"{rating.score:g}{between}{rating.best:g}{per_cent}"
    return f"{rating.criteria - rating.assessed} not assessed: {bounds}"


def score_line(rating: Rating, glyphs: Glyphs, width: int) -> Line:
    """The rating in words and as a bar, followed by what was not assessed."""
    cells = [Cell(f"{rating.score:g} of {rating.maximum:g}", Role.SCORE)]
    if rating.openness_class is not None:
        cells = [Cell(class_words(rating), Role.SCORE)]
        cells += [Cell(f" {glyphs.dot} {progress}", Role.MUTED)] if (progress := progress_words(rating)) else []
    elif rating.verdict is not None:
        cells = [Cell(verdict_words(rating), Role.SCORE)]
    elif rating.framework == ALL:
        cells = [
            Cell(f"{range_text(rating, glyphs)} open", Role.SCORE),
            *([Cell(f" of {rating.maximum:g} topics", Role.MUTED)] if rating.assessed == rating.criteria else []),
        ]
    elif rating.share:
        cells = [
            Cell(f"{rating.fraction:.0%} open", Role.SCORE),
            Cell(f" (share of {rating.maximum:g} criteria)", Role.MUTED),
        ]
    if unsure := unsure_words(rating, glyphs.dash):
        if rating.framework == ALL:
            unsure = f"{rating.criteria - rating.assessed} of {rating.maximum:g} not assessed"
        cells.append(Cell(f" {glyphs.dot} {unsure}", Role.MUTED))
    room = width - line_width(cells) - 2
    bar = glyphs.bar(rating.fraction, min(14, room)) if room >= 4 else ()  # noqa: PLR2004 - shorter bars say nothing
    return (*cells, Cell("  "), *bar)
