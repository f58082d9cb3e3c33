"""What judges dispute, what one line of judges changed, and what is in doubt, of one entry."""

from __future__ import annotations

from collections.abc import Collection

from llmtui.frameworks import Standing
from llmtui.model import Assessment, Entry
from llmtui.openness.doubts import doubts
from llmtui.openness.history import Dispute, TopicHistory, judged_again
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, line_width
from llmtui.present.detail.page import CriterionTarget, DetailLine, Page
from llmtui.present.opinions import flow, graded, judge_and_date, timeline

_LABEL = 19
"""The cells of a topic's name."""
_INDENT = 3
"""The cells before an opinion below its topic."""


def doubt_lines(page: Page, entry: Entry, known: Standing, *, is_changed: bool) -> list[DetailLine]:
    """How many of the grades that say open or partial are in doubt and why, and whether it was judged only once."""
    lines = [*page.paragraph(doubt_words(known), Role.MUTED), *(() if is_changed else _unchanged(page, entry))]
    return [DetailLine(), *lines] if lines else []


def doubt_words(known: Standing) -> str:
    """A sentence on how many of the grades that say open or partial are in doubt; empty if none is."""
    found = doubts(known)
    reasons = (
        (found.unproven, "has no evidence", "have no evidence"),
        (found.declared, "was declared and not reviewed", "were declared and not reviewed"),
        (found.old, "is over two years old", "are over two years old"),
    )
    causes = ", ".join(f"{count} {one if count == 1 else several}" for count, one, several in reasons if count)
    grades = "grade that says" if found.positive == 1 else "grades that say"
    return f"Doubts: of {found.positive} {grades} open or partial, {causes}." if causes else ""


def dispute_lines(
    page: Page, entry: Entry, combined: Assessment | None, found: Collection[Dispute]
) -> list[DetailLine]:
    """The topics on which judges who do not continue each other differ, and who says what."""
    lines = page.heading("Disputed") if found else []
    for dispute in found:
        lead = Cell(f" {page.glyphs.disputed} {dispute.topic.label:<{_LABEL}}", Role.NOTICE)
        target = CriterionTarget(combined, dispute.topic.id, entry.id) if combined else None
        first, *rest = _opinions(page, dispute)
        lines.append(page.cut((lead, *first), target))
        lines += [page.cut(line) for line in rest]
    return lines


def _opinions(page: Page, dispute: Dispute) -> list[Line]:
    """Who says what: beside the topic, or below it if the page is too narrow; then the first line is empty."""
    units: list[Line] = []
    for opinion in dispute.opinions:
        sign = graded(opinion.judgement.grade, page.glyphs, declared=opinion.declared)
        units.append((sign, Cell(f" {judge_and_date(opinion, short=not page.evidence)}", Role.TEXT)))
    beside = max(1, page.width - _LABEL - 3)
    if page.evidence or max(map(line_width, units)) <= beside:
        first, *rest = flow(units, Canvas(beside, page.glyphs))
        return [first, *((Cell(" " * (_LABEL + 3)), *line) for line in rest)]
    below = flow(units, Canvas(max(1, page.width - _INDENT), page.glyphs))
    return [(), *((Cell(" " * _INDENT), *line) for line in below)]


def change_lines(
    page: Page, entry: Entry, combined: Assessment | None, found: Collection[TopicHistory]
) -> list[DetailLine]:
    """What one line of judges changed from one date to the next."""
    lines = page.heading("Changed") if found else []
    fits = all(_LABEL + 3 + line_width(timeline(change, page.glyphs)) <= page.width for change in found)
    label = _LABEL if fits else max(len(change.topic.label) for change in found) + 1
    for change in found:
        word = {True: "opened", False: "closed", None: "back and forth"}[change.opened]
        target = CriterionTarget(combined, change.topic.id, entry.id) if combined else None
        lead = f" {page.glyphs.changed} {change.topic.label:<{label}}"
        grades = timeline(change, page.glyphs, words=fits)
        line: Line = (Cell(lead, Role.NOTICE), *grades)
        fits_too = line_width(line) + cell_len(word) + 2 <= page.width  # the grades say it too: drop a cut word
        lines.append(page.cut((*line, Cell(f"  {word}", Role.MUTED)) if fits_too else line, target))
    return lines


def _unchanged(page: Page, entry: Entry) -> list[DetailLine]:
    """That no line of judges changed anything, and whether any looked twice."""
    again = judged_again(page.catalog, entry)
    words = "Judged again: nothing changed." if again else "Judged once: no earlier grades to compare with."
    return page.paragraph(words, Role.MUTED)
