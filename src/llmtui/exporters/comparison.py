"""A comparison as a table of plain values: a row a question, a column an entry."""

from __future__ import annotations

from llmtui.exporters.sheet import SHEET_FORMATS, Sheet, Value
from llmtui.present.compare import Comparison


def comparison_sheet(comparison: Comparison, *, differences: bool = False) -> Sheet:
    """The group and the label of each row, whether its values differ, and the value of each entry by its id."""
    ids = tuple(side.entry.id for side in comparison.sides)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (row.group, row.label, row.differs, *(value.text for value in row.values))
        for row in comparison.shown(differences=differences)
    )
    return Sheet(("group", "row", "differs", *ids), rows)


def dump_comparison(comparison: Comparison, name: str, *, differences: bool = False) -> str:
    """The comparison in one of `SHEET_FORMATS`."""
    return SHEET_FORMATS[name](comparison_sheet(comparison, differences=differences))
