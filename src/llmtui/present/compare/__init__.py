"""Entries side by side: what is the same, what differs, and who is more open than whom."""

from llmtui.present.compare.comparison import Comparison, ComparisonRow, RowKind, Value, compare
from llmtui.present.compare.reasons import Reasons, reasons
from llmtui.present.compare.table import ComparisonLayout, heading, lay_out, row_line, table_lines
from llmtui.present.compare.verdict import verdict

__all__ = [
    "Comparison",
    "ComparisonLayout",
    "ComparisonRow",
    "Reasons",
    "RowKind",
    "Value",
    "compare",
    "heading",
    "lay_out",
    "reasons",
    "row_line",
    "table_lines",
    "verdict",
]
