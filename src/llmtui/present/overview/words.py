"""Says in words what a bar of the overview counts."""

from __future__ import annotations

from llmtui.counted import counted
from llmtui.frameworks import Rating
from llmtui.model import Rule
from llmtui.model.all_judges import ALL_JUDGES
from llmtui.openness.overview import Measure
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Line, Role
from llmtui.present.glyphs import GRADE_NAMES, ROLES
from llmtui.present.overview.lines import BarTarget
from llmtui.present.score import score_words


def bar_words(target: BarTarget | None, judges: str, canvas: Canvas) -> tuple[Line, ...]:
    """What a bar or a part of it counts, and what enter does.

    Args:
        target: The bar under the cursor, if there is one.
        judges: The name of the chosen framework.
        canvas: What it is drawn on.
    """
    if target is None:
        return ()
    lines = canvas.paragraph(sentence(target, judges), Role.STRONG)
    if part := target.part:
        lines += canvas.paragraph(target.bar.question)
        meaning = f"{canvas.glyphs.grades[part.grade]} {part.grade.value}: {part.meaning}" if part.meaning else ""
        lines += canvas.paragraph(meaning, ROLES[part.grade])
    if target.section.measure is Measure.MEAN and target.section.note:
        lines += canvas.paragraph(f"Left out: {target.section.note}.", Role.MUTED)
    if target.bar.subject:
        lines += canvas.paragraph("enter: show it", Role.MUTED)
    elif target.query is not None:
        lines += canvas.paragraph(f"enter: list {target.query or 'all'}", Role.MUTED)
    return tuple(lines)


def sentence(target: BarTarget, judges: str) -> str:
    """What a bar or a part of it counts, in a sentence."""
    bar = target.bar
    if target.part:
        grade = GRADE_NAMES[target.part.grade]
        of = counted(bar.entries, "judged entry", "judged entries")
        return f"{bar.label}: {grade} in {target.part.entries} of {of}."
    if bar.subject:
        judged_as = f" Judged as {bar.subject.judged_as}." if bar.subject.judged_as else ""
        return f"{bar.subject.title}: {_score(bar.subject.rating)}. Place {bar.subject.place}.{judged_as}"
    if target.section.measure is Measure.ENTRIES:
        entries = counted(bar.entries, "entry", "entries")
        return f"{bar.label}: {entries}, {bar.judged} of them judged{_by(judges)}."
    sure = bar.mean is None or bar.best is None or bar.mean == bar.best
    unsure = "" if sure else f", {bar.best:.0%} if everything not assessed were open"
    mean = "" if bar.mean is None else f" {bar.mean:.0%} open on average{unsure}."
    return f"{bar.label}: {counted(bar.judged, 'entry', 'entries')} judged{_by(judges)}.{mean}"


def _by(judges: str) -> str:
    """Whose judgements are counted; nothing if those of any judge count, since not all of them judged each entry."""
    return "" if judges == ALL_JUDGES.name else f" by {judges}"


def _score(rating: Rating) -> str:
    """A class, or points with what could raise them."""
    if rating.rule in {Rule.CLASSES, Rule.VERDICT}:
        return score_words(rating)
    unsure = f", up to {rating.best:g} if everything not assessed were open" if rating.best > rating.score else ""
    return f"{rating.score:g} of {rating.maximum:g}{unsure}"
