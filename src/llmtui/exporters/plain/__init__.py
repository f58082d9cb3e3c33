"""Linear text for screen readers and braille: one fact per line, words instead of signs, no columns, no colour.

It does not depend on the width of the terminal. Each view becomes blocks, which `form` writes.
"""

from llmtui.exporters.plain.checks import check_text
from llmtui.exporters.plain.comparison import comparison_text
from llmtui.exporters.plain.differences import differences_text, update_text
from llmtui.exporters.plain.entries import entries_text
from llmtui.exporters.plain.entry import entry_text
from llmtui.exporters.plain.overview import overview_text
from llmtui.exporters.plain.relations import changes_text, lineage_text
from llmtui.exporters.plain.subjects import matrix_text

__all__ = [
    "changes_text",
    "check_text",
    "comparison_text",
    "differences_text",
    "entries_text",
    "entry_text",
    "lineage_text",
    "matrix_text",
    "overview_text",
    "update_text",
]
