"""Entries side by side: what is the same, what differs, and who is more open than whom."""

from llmtui.present.compare.choice import Side
from llmtui.present.compare.comparison import Comparison, Row, RowKind, Value, compare
from llmtui.present.compare.reasons import Reasons, reasons
from llmtui.present.compare.table import Layout, heading, lay_out, row_line, table_lines
from llmtui.present.compare.verdict import verdict

__all__ = [
    "Comparison",
    "Layout",
    "Reasons",
    "Row",
    "RowKind",
    "Side",
    "Value",
    "compare",
    "heading",
    "lay_out",
    "reasons",
    "row_line",
    "table_lines",
    "verdict",
]
