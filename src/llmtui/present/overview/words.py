"""Says in words what a bar of the overview counts."""

from __future__ import annotations

from llmtui.model import Grade
from llmtui.openness.overview import Measure
from llmtui.present.cells import Line, Role, paragraph
from llmtui.present.glyphs import ROLES, Glyphs
from llmtui.present.overview.lines import BarSpot
from llmtui.present.score import score_words


def in_words(spot: BarSpot | None, judges: str, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """What a spot counts, and where it leads; `judges` names the chosen framework."""
    if spot is None:
        return ()
    lines = paragraph(sentence(spot, judges), width, Role.STRONG)
    if spot.part:
        lines += paragraph(spot.bar.question, width)
        sign = f"{glyphs.grades[spot.part.grade]} {spot.part.grade.value}"
        lines += paragraph(f"{sign}: {spot.part.meaning}" if spot.part.meaning else "", width, ROLES[spot.part.grade])
    if spot.section.measure is Measure.MEAN and spot.section.note:
        lines += paragraph(f"Left out: {spot.section.note}.", width, Role.MUTED)
    if spot.bar.subject:
        lines += paragraph("enter: show it", width, Role.MUTED)
    elif spot.query is not None:
        lines += paragraph(f"enter: list {spot.query or 'all'}", width, Role.MUTED)
    return tuple(lines)


def sentence(spot: BarSpot, judges: str) -> str:
    """What a spot counts, in a sentence."""
    bar = spot.bar
    if spot.part:
        grade = "not assessed" if spot.part.grade is Grade.UNKNOWN else spot.part.grade.value
        return f"{bar.label}: {grade} in {spot.part.entries} of {bar.entries} judged entries."
    if bar.subject:
        rating = bar.subject.rating
        if rating.openness_class is not None:
            return f"{bar.subject.title}: {score_words(rating)}. Place {bar.subject.place}."
        unsure = f", up to {rating.best:g} if all were open that is not assessed" if rating.best > rating.score else ""
        return f"{bar.subject.title}: {rating.score:g} of {rating.maximum:g}{unsure}. Place {bar.subject.place}."
    if spot.section.measure is Measure.ENTRIES:
        return f"{bar.label}: {bar.entries} entries, {bar.judged} of them judged by {judges}."
    sure = bar.mean is None or bar.best is None or bar.mean == bar.best
    unsure = "" if sure else f", {bar.best:.0%} if all were open that is not assessed"
    mean = "" if bar.mean is None else f" {bar.mean:.0%} open on average{unsure}."
    return f"{bar.label}: {bar.judged} entries judged by {judges}.{mean}"
