"""Markdown to paste into a mail or a pull request without editing.

A table that reads well as plain text too, and below it what it means, who judged when, and the links by name.
"""

from llmtui.exporters.markdown.comparison import comparison_document, entry_document
from llmtui.exporters.markdown.entries import entries_document
from llmtui.exporters.markdown.matrix import matrix_document

__all__ = ["comparison_document", "entries_document", "entry_document", "matrix_document"]
