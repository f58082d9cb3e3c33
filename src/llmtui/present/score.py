"""A rating as short as a column and as long as a sentence: points, a share, or a class."""

from __future__ import annotations

from llmtui.frameworks import Rating
from llmtui.frameworks.mof import CLASS_NAMES
from llmtui.model import Grade
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
    unsure = "" if rating.assessed == rating.criteria else "+"
    if rating.openness_class is not None:
        return CLASS_NAMES.get(rating.openness_class, glyphs.dash) + unsure
    number = f"{rating.fraction:.0%}" if rating.share else f"{rating.score:.1f}"
    return number + unsure


def score_words(rating: Rating) -> str:
    """The score in a few words, without what was not assessed."""
    if rating.openness_class is not None:
        return ", ".join(filter(None, (class_words(rating), way_words(rating))))
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


def way_words(rating: Rating) -> str:
    """How far the best class is; nothing where it is reached."""
    return "" if rating.openness_class == 1 else f"{rating.score:.0f}% of the way to class I"


def unsure_words(rating: Rating) -> str:
    """What was not assessed, and the scores that it leaves possible; nothing where all was."""
    if rating.assessed == rating.criteria or rating.verdict is not None:
        return ""
    per_cent = "%" if rating.openness_class is not None else ""
    bounds = f"{rating.score:g} to {rating.best:g}{per_cent}"
    return f"{rating.criteria - rating.assessed} not assessed: {bounds}"
