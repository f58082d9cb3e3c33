"""Where the terminal's cursor belongs. It is not drawn, but screen readers read the row that it is on."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.dom import DOMNode
from textual.geometry import Offset
from textual.widgets import Input


@runtime_checkable
class HasActiveCell(Protocol):
    """A widget or a screen with a place for the terminal's cursor, which screen readers follow."""

    @property
    def active_cell(self) -> Offset | None:
        """The cell of the screen; None if that is up to the widget that has the focus."""


def active_cell(screen: DOMNode, focused: DOMNode | None) -> Offset | None:
    """The active row, or in a field where the next letter goes; None if there is neither."""
    for each in (screen, focused):
        if isinstance(each, HasActiveCell) and (cell := each.active_cell) is not None:
            return cell
    return _next_letter(focused) if isinstance(focused, Input) else None


def _next_letter(field: Input) -> Offset:
    """Where the next letter goes in a field; Textual counts one cell more at the end of the text."""
    return field.cursor_screen_offset - Offset(int(field.cursor_at_end), 0)
