"""A list below a field: typing narrows the list, and the field keeps the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from textual.message import Message

from llmtui.present.cells import Cell, Line, Role
from llmtui.present.glyphs import Glyphs
from llmtui.tui.widgets.lines import CursorView

T = TypeVar("T")


class NarrowList(CursorView, Generic[T]):
    """The rows that are left. The dialog decides which they are, and paints them."""

    DEFAULT_CSS = "NarrowList { border: none; height: 1fr; &:focus { border: none; } }"

    class Clicked(Message):
        """The user clicked the row that is now under the cursor."""

    class Moved(Message):
        """Another row is under the cursor."""

    def __init__(self, rows: Sequence[T], paint: Callable[[Sequence[T], int, int], Line], glyphs: Glyphs) -> None:
        """Begin with all rows.

        Args:
            rows: What is listed at first.
            paint: The line for one of the rows, given all of them, its index, and the width.
            glyphs: The signs to draw with.
        """
        super().__init__(glyphs)
        self.can_focus = False
        self._rows = tuple(rows)
        self._paint_row = paint

    @property
    def current(self) -> T | None:
        """The row under the cursor; None if no rows are left."""
        return self._rows[self.cursor] if self._rows else None

    def show(self, rows: Sequence[T], cursor: int = 0) -> None:
        """List other rows, with the cursor on one of them."""
        self._rows = tuple(rows)
        self.cursor = cursor
        self.redraw()
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """Report it to the dialog."""
        if self._rows:
            self.post_message(self.Moved())

    def step(self, step: int) -> None:
        """Move by lines, and draw the line also if it stays the same: the terminal's cursor may come to it only now."""
        self.move_cursor(step)
        self.redraw_line(self.cursor)

    def line_count(self) -> int:
        """The rows left, or a line to say there are none."""
        return max(1, len(self._rows))

    def line_at(self, index: int, width: int) -> Line:
        """A row, as the dialog paints it."""
        return self._paint_row(self._rows, index, width) if self._rows else (Cell(" nothing matches", Role.MUTED),)

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:  # noqa: ARG002 - a row acts as a whole
        """A click is enough."""
        self.cursor = index
        if self._rows:
            self.post_message(self.Clicked())
