"""A rating as short as a column and as long as a sentence, and what is said of the rule behind it.

This is the only place of the room that knows every rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import msgspec

from llmtui.frameworks import Rating, Standing
from llmtui.frameworks.mof import CLASS_NAMES
from llmtui.model import Framework, Grade, Rule
from llmtui.model.all_judges import ALL
from llmtui.present.cells import Cell, Line, Role, line_width
from llmtui.present.glyphs import Glyphs


class RuleWords(msgspec.Struct, frozen=True):
    """What is said of a rule."""

    heading: str
    """Over a column of scores."""
    measure: str
    """What that column shows, if it is not a score that the framework publishes."""
    sentence: str
    """How the score is worked out, with `{name}` for the framework."""
    explained: str
    """The same beside the description of the framework."""


RULE_WORDS: Mapping[Rule, RuleWords] = {
    Rule.POINTS: RuleWords(
        heading="score",
        measure="",
        sentence="Score: 1 for each open criterion, a half for each partial one.",
        explained="Score: 1 for each open criterion, a half for each partial one, as the framework adds them up.",
    ),
    Rule.SHARE: RuleWords(
        heading="share",
        measure="share of its criteria",
        sentence=(
            "{name} publishes no score: shown is the share of its criteria that is open, a partial one counting half."
        ),
        explained="It publishes no score: shown is the share of its criteria, a partial one counting half.",
    ),
    Rule.CLASSES: RuleWords(
        heading="class",
        measure="classes III to I",
        sentence="{name} rates in classes, III to I, by the components listed under an open licence.",
        explained=(
            "It rates in classes: III, II and I, the best; a dash is none. A class needs its components and those of "
            "the classes before it, each under an open licence. Progress is the mean of the three classes."
        ),
    ),
    Rule.VERDICT: RuleWords(
        heading="meets",
        measure="verdicts",
        sentence="{name} gives a verdict: it conforms, it would under other legal terms, or it does not.",
        explained="It gives a verdict: yes, it conforms; it would under other legal terms; no. Nothing is added up.",
    ),
}
_VERDICTS = {
    Grade.OPEN: ("yes", "conforms"),
    Grade.PARTIAL: ("terms", "would conform under other legal terms"),
    Grade.CLOSED: ("no", "does not conform"),
}
"""A verdict as short as a column, and in words."""


def rule_text(framework: Framework) -> str:
    """How a framework's score is worked out, in a sentence."""
    if framework.id == ALL:
        return (
            "Score: the share of topics known to be open, a partial one counting half; "
            "what was not assessed widens it into a range."
        )
    return RULE_WORDS[framework.rule].sentence.format(name=framework.name)


def score_text(rating: Rating | None, glyphs: Glyphs) -> str:
    """A score as short as a column: points as published, a share in per cent, a class by its number, a verdict."""
    if rating is None:
        return glyphs.dash
    if rating.framework == ALL:
        return range_text(rating, glyphs)
    unsure = "" if rating.assessed == rating.criteria else "+"
    match rating.rule:
        case Rule.POINTS:
            return f"{rating.score:.1f}{unsure}"
        case Rule.SHARE:
            return f"{rating.fraction:.0%}{unsure}"
        case Rule.CLASSES:
            return CLASS_NAMES.get(rating.openness_class or 0, glyphs.dash) + unsure
        case Rule.VERDICT:
            return _VERDICTS[rating.verdict][0] if rating.verdict in _VERDICTS else glyphs.dash


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
    match rating.rule:
        case Rule.POINTS:
            return f"{rating.score:g} of {rating.maximum:g}"
        case Rule.SHARE:
            return f"{rating.fraction:.0%} (share of {rating.maximum:g} criteria)"
        case Rule.CLASSES:
            return ", ".join(filter(None, (class_words(rating), progress_words(rating))))
        case Rule.VERDICT:
            return verdict_words(rating)


def points_words(rating: Rating) -> str:
    """The points, also of a share; a class or a verdict as it is, without what was not assessed."""
    match rating.rule:
        case Rule.POINTS | Rule.SHARE:
            return f"{rating.score:g} of {rating.maximum:g}"
        case Rule.CLASSES:
            return class_words(rating)
        case Rule.VERDICT:
            return verdict_words(rating)


def range_ends(rating: Rating) -> tuple[str, str]:
    """The score for a column, and up to which it could rise; the second is empty if that is not said as a range."""
    complete = rating.assessed == rating.criteria
    match rating.rule:
        case Rule.POINTS:
            return (f"{rating.score:.1f}", "") if complete else (f"{rating.score:g}", f"{rating.best:g}")
        case Rule.SHARE if complete:
            return f"{rating.fraction:.0%}", ""
        case Rule.SHARE:
            return f"{rating.fraction * 100:.0f}", f"{rating.best_fraction:.0%}"
        case Rule.CLASSES:
            return class_words(rating) + ("" if complete else "+"), ""
        case Rule.VERDICT:
            return verdict_words(rating), ""


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
    if rating.assessed == rating.criteria or rating.rule is Rule.VERDICT:
        return ""
    per_cent = "%" if rating.rule is Rule.CLASSES else ""
    bounds = f"{rating.score:g}{between}{rating.best:g}{per_cent}"
    return f"{rating.criteria - rating.assessed} not assessed: {bounds}"


def score_line(rating: Rating, glyphs: Glyphs, width: int) -> Line:
    """The rating in words and as a bar, followed by what was not assessed."""
    cells = [*_stated(rating, glyphs)]
    if unsure := unsure_words(rating, glyphs.dash):
        if rating.framework == ALL:
            unsure = f"{rating.criteria - rating.assessed} of {rating.maximum:g} not assessed"
        cells.append(Cell(f" {glyphs.dot} {unsure}", Role.MUTED))
    room = width - line_width(cells) - 2
    bar = glyphs.bar(rating.fraction, min(14, room)) if room >= 4 else ()  # noqa: PLR2004 - shorter bars say nothing
    return (*cells, Cell("  "), *bar)


def _stated(rating: Rating, glyphs: Glyphs) -> Line:
    """The rating in words, without what was not assessed."""
    if rating.framework == ALL:
        of_all = f" of {rating.maximum:g} topics" if rating.assessed == rating.criteria else ""
        return _scored(f"{range_text(rating, glyphs)} open", of_all)
    match rating.rule:
        case Rule.POINTS:
            return _scored(f"{rating.score:g} of {rating.maximum:g}")
        case Rule.SHARE:
            return _scored(f"{rating.fraction:.0%} open", f" (share of {rating.maximum:g} criteria)")
        case Rule.CLASSES:
            progress = progress_words(rating)
            return _scored(class_words(rating), f" {glyphs.dot} {progress}" if progress else "")
        case Rule.VERDICT:
            return _scored(verdict_words(rating))


def _scored(score: str, more: str = "") -> Line:
    return (Cell(score, Role.SCORE), *((Cell(more, Role.MUTED),) if more else ()))
