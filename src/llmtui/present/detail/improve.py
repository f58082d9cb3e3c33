"""What would make an entry more open, and which relatives show how."""

from __future__ import annotations

from llmtui.licences import licence_name
from llmtui.model import Entry, Grade
from llmtui.openness.improve import Missing, improvement
from llmtui.present.cells import Cell, Role
from llmtui.present.detail.page import DetailLine, EntryTarget, Page
from llmtui.present.detail.word import fact_words
from llmtui.present.glyphs import GRADE_NAMES


def improvement_lines(page: Page, entry: Entry) -> list[DetailLine]:
    """The goal, the topics in the way, and for each the nearest relatives that have it open."""
    found = improvement(page.catalog, entry, page.framework)
    if found is None:
        return []
    lines = [
        *page.heading("What would make it more open"),
        *page.paragraph(f"To be {found.goal} it needs:", Role.MUTED),
    ]
    for missing in found.missing:
        lines.append(page.cut(_topic(page, missing)))
        for sibling in missing.siblings:
            words = [Cell("    as in ", Role.MUTED), Cell(sibling.name, Role.LINK)]
            lines.append(page.cut(words, EntryTarget(sibling.id)))
    return lines


def _topic(page: Page, missing: Missing) -> list[Cell]:
    sign = page.glyphs.grade(missing.grade)
    return [Cell(" "), sign, Cell(f" {missing.criterion.label}"), Cell(f"  now {_now(missing)}", Role.MUTED)]


def _now(missing: Missing) -> str:
    """The grade, or what the entry itself says: a recorded licence counts more than that it was not assessed."""
    fact = missing.fact
    if fact is None or not (fact.detail or fact.value != Grade.UNKNOWN.value):
        return GRADE_NAMES[missing.grade]
    licence = f" ({licence_name(fact.detail)})" if fact.about == "license" else ""
    return f"{fact_words(fact)}{licence}"
