"""A comparison as a table of plain values: one row per question, one column per entry."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.exporters.markdown_comparison import comparison_document
from llmtui.exporters.sheet import SHEET_FORMATS, Sheet, Value
from llmtui.model import Snapshot
from llmtui.present.compare import Comparison, ComparisonRow


def comparison_sheet(comparison: Comparison, *, differences: bool = False, in_words: bool = False) -> Sheet:
    """The group and the label of each row, whether its values differ, and the value of each entry by its id.

    Args:
        comparison: What is compared.
        differences: Whether to leave out the rows that do not differ.
        in_words: Whether `differs` is `yes` or `no`, for formats that have only text.
    """
    ids = tuple(side.entry.id for side in comparison.sides)
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (row.group, row.label, _yes_or_no(row) if in_words else row.differs, *(value.text for value in row.values))
        for row in comparison.shown(differences=differences)
    )
    return Sheet(("group", "row", "differs", *ids), rows)


def _yes_or_no(row: ComparisonRow) -> str:
    return "yes" if row.differs else "no"


def dump_comparison(
    comparison: Comparison, name: str, *, differences: bool = False, snapshots: Iterable[Snapshot] = ()
) -> str:
    """The comparison in one of `SHEET_FORMATS`; Markdown is for people and names the snapshots."""
    if name == "markdown":
        return comparison_document(comparison, differences=differences, snapshots=snapshots)
    sheet = comparison_sheet(comparison, differences=differences, in_words=name not in {"json", "jsonl"})
    return SHEET_FORMATS[name](sheet)
