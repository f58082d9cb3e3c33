"""Draws what is different between two catalogues: one line per difference, under a heading per kind of change."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.model import Grade
from llmtui.openness.differences import ChangeKind, Difference
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit
from llmtui.present.glyphs import GRADE_NAMES, Glyphs


def difference_lines(found: Sequence[Difference], canvas: Canvas) -> tuple[Line, ...]:
    """The differences in columns, one line each, under a heading for each kind of change."""
    names = min(max((cell_len(_title(each)) for each in found), default=0), max(12, canvas.width // 4))
    labels = min(max((cell_len(each.label) for each in found), default=0), max(8, canvas.width // 5))
    lines: list[Line] = []
    for change in ChangeKind:
        of_change = [each for each in found if each.change is change]
        if of_change:
            heading = (Cell(f"{change.value.capitalize()} ", Role.HEADING), Cell(f"({len(of_change)})", Role.MUTED))
            rows = (canvas.cut(_row(each, names, labels, canvas.glyphs)) for each in of_change)
            lines += [*([()] if lines else []), heading, *rows]
    return tuple(lines)


def _title(difference: Difference) -> str:
    of = f" ({difference.of})" if difference.of else ""
    return difference.entry.name + of


def _row(difference: Difference, names: int, labels: int, glyphs: Glyphs) -> Line:
    entry = difference.entry
    name = Cell(f"  {fit(_title(difference), names, glyphs.ellipsis)}  ")
    if not difference.key:
        return (name, Cell("  ".join(filter(None, (entry.id, entry.category, entry.maker))), Role.MUTED))
    return (
        name,
        Cell(fit(difference.label, labels, glyphs.ellipsis) + "  ", Role.MUTED),
        *_value(difference.old, glyphs),
        Cell(f" {glyphs.arrow} ", Role.MUTED),
        *_value(difference.new, glyphs),
        Cell(f"  {difference.framework}", Role.MUTED),
    )


def _value(value: Grade | str, glyphs: Glyphs) -> Line:
    """A grade with its sign, as wide as any, or a fact in quotes."""
    if isinstance(value, Grade):
        widest = max(map(len, GRADE_NAMES.values()))
        return (glyphs.grade(value), Cell(f" {GRADE_NAMES[value]:<{widest}}"))
    return (Cell(f'"{value}"' if value else "nothing"),)
