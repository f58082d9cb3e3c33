"""The section of the details that answers whether one may use an entry."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.model import Entry
from llmtui.permissions import INHERITING
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Role, cell_len
from llmtui.present.detail.page import DetailLine, Page
from llmtui.present.permissions import HEADING, NO_ADVICE, QUESTIONS, answer_lines, clause, deciding, grounds
from llmtui.search.named import answers_for


def permission_lines(page: Page, entry: Entry) -> list[DetailLine]:
    """The section of the details that answers whether an entry may be used, and says why."""
    if entry.kind not in INHERITING and not (entry.licence or entry.licences):
        return []
    known = answers_for(page.catalog, entry, page.release)
    lines = page.heading(HEADING)
    for line in answer_lines(known, Canvas(page.width, page.glyphs)):
        lines += [page.cut(part) for part in _flowing(line, page.width)]
    for reason, limits in deciding(known):
        lines += page.paragraph(grounds(page.catalog, entry, reason))
        for condition, permissions in limits.items():
            about = ", ".join(QUESTIONS[each] for each in permissions)
            lines += page.paragraph(f"{page.glyphs.dot} {clause(condition)} ({about})")
    return [*lines, *page.paragraph(NO_ADVICE, Role.MUTED)]


def _flowing(line: Iterable[Cell], width: int) -> list[list[Cell]]:
    """A line broken between words, each of which keeps its role."""
    lines: list[list[Cell]] = [[]]
    room = width
    for word in (Cell(text, cell.role) for cell in line for text in cell.text.split()):
        needed = cell_len(word.text) + bool(lines[-1])
        if needed > room and lines[-1]:
            lines.append([])
            room, needed = width, cell_len(word.text)
        lines[-1].append(Cell(f" {word.text}", word.role) if lines[-1] else word)
        room -= needed
    return lines
