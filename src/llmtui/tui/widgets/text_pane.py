"""Lines of text in a pane, laid out for its width; the last visible row says how many more there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.geometry import Size
from textual.message import Message

from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.glyphs import Glyphs
from llmtui.present.link_lines import address_on
from llmtui.tui.widgets.lines import LineView

LayOut = Callable[[Canvas], tuple[Line, ...]]
"""Lays lines out."""


class TextPane(LineView, can_focus=False):
    """Text to read; `more` says how to see all of it, such as `z shows all`, and without it no row is given up."""

    has_thumb = True
    """Whether the last column is kept free for the scroll bar."""

    @dataclass
    class LinkClicked(Message):
        """The user clicked an address."""

        url: str

    def __init__(self, glyphs: Glyphs, lay_out: LayOut | None = None, *, more: str = "", id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self._more = more
        self._lay_out: LayOut = lay_out or (lambda _canvas: ())
        self._lines: tuple[Line, ...] = ()
        self._fitted = Size()

    def show(self, lay_out: LayOut) -> None:
        """Show other text, from its beginning."""
        self._lay_out = lay_out
        self.top = 0
        self.refit()

    def lines_for(self, canvas: Canvas) -> tuple[Line, ...]:
        """All lines, laid out."""
        return self._lay_out(canvas)

    def on_resize(self) -> None:
        """Lay out for another size."""
        self.fit()

    def fit(self) -> None:
        """Lay out, unless that is done for this size."""
        if self.size != self._fitted:
            self.refit()

    def refit(self) -> None:
        """Lay out again."""
        self._fitted = self.size
        self._lines = self.lines_for(Canvas(max(1, self.size.width - self.has_thumb), self.glyphs))
        self.redraw()

    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def line_at(self, index: int, width: int) -> Line:
        """A line, or in the last row how many more there are."""
        hidden = self.line_count() - self.page_size - self.top
        if self._more and hidden > 0 and self.page_size > 1 and index == self.top + self.page_size - 1:
            text = f"{self.glyphs.ellipsis} {hidden + 1} more lines: {self._more}"
            return Canvas(max(1, width - self.has_thumb), self.glyphs).cut([Cell(text, Role.MUTED)])
        return self._lines[index]

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:  # noqa: ARG002 - a line shows one address
        """A click on an address opens it."""
        if not again and (url := address_on(self._lines, index, self.glyphs)):
            self.post_message(self.LinkClicked(url))

    def watch_top(self, old: int, new: int) -> None:
        """The row that says how many more there are moves along."""
        super().watch_top(old, new)
        if self._more:
            self.redraw()

    @property
    def thumb(self) -> range:
        """The rows that show the thumb, if there is room for one."""
        return super().thumb if self.has_thumb else range(0)
