"""A few rows that say in words what the cursor of the pane above rests on."""

from __future__ import annotations

from collections.abc import Callable

from llmtui.present.cells import Cell, Line, Role, fit_line
from llmtui.present.glyphs import Glyphs
from llmtui.tui.widgets.lines import LineView

LayOut = Callable[[int], tuple[Line, ...]]
"""Lays lines out for a width."""


class Note(LineView, can_focus=False):
    """Lines laid out for the width, the last one on screen saying where there are more."""

    DEFAULT_CSS = "Note { height: 6; }"

    def __init__(self, glyphs: Glyphs, *, more: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self._more = more
        self._lay_out: LayOut = lambda _width: ()
        self._lines: tuple[Line, ...] = ()

    def say(self, lay_out: LayOut) -> None:
        """Say something else, from its beginning."""
        self._lay_out = lay_out
        self.top = 0
        self._draw()

    def on_resize(self) -> None:
        """Another width breaks lines elsewhere."""
        self._draw()

    def _draw(self) -> None:
        self._lines = self._lay_out(max(1, self.size.width - 1))
        self.redraw()

    def line_count(self) -> int:
        """All of them."""
        return len(self._lines)

    def line_at(self, index: int, width: int) -> Line:
        """One of them, or the sign that more follow."""
        hidden = self.line_count() - self.page_size - self.top
        if hidden > 0 and index == self.top + self.page_size - 1 and self.page_size > 1:
            text = f"{self.glyphs.ellipsis} {hidden + 1} more lines{self._more}"
            return fit_line([Cell(text, Role.MUTED)], width - 1, self.glyphs.ellipsis)
        return fit_line(self._lines[index], width - 1, self.glyphs.ellipsis)

    def watch_top(self, old: int, new: int) -> None:
        """The sign that more follow moves along."""
        super().watch_top(old, new)
        self.redraw()
