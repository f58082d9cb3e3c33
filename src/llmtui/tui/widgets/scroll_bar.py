"""The scroll bar in the last column of a pane, which the mouse can drag, and the wheel of the mouse."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from llmtui.present.cells import Role
from llmtui.present.glyphs import Glyphs

_WHEEL = 3
"""Lines a turn of the wheel scrolls."""


class ScrollBar(Widget):
    """A pane that scrolls lines by itself. Subclasses say how many there are."""

    glyphs: Glyphs

    top: reactive[int] = reactive(0, repaint=False)
    """The first line on screen."""

    fixed = 0
    """How many rows above the lines do not scroll."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._is_dragged = False
        """Whether the mouse holds the thumb."""

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def style_for(self, role: Role) -> Style:
        """How text of a role is drawn."""
        raise NotImplementedError

    @property
    def page_size(self) -> int:
        """How many lines fit on screen."""
        return max(1, self.size.height - self.fixed)

    @property
    def furthest(self) -> int:
        """The greatest `top` that still fills the pane."""
        return max(0, self.line_count() - self.page_size)

    @property
    def thumb(self) -> range:
        """The rows of the pane that show the thumb; none if all lines fit."""
        lines, page = self.line_count(), self.page_size
        if lines <= page:
            return range(0)
        length = _thumb_length(lines, page)
        start = self.fixed + round(self.top / (lines - page) * (page - length))
        return range(start, start + length)

    def with_thumb(self, strip: Strip) -> Strip:
        """A row with its part of the thumb."""
        thumb = Segment("|" if self.glyphs.ascii else "▐", self.style_for(Role.MUTED))
        return Strip.join([strip.crop(0, strip.cell_length - 1), Strip([thumb], 1)])

    def is_on_bar(self, x: int, y: int) -> bool:
        """Whether a column and row of the pane belong to the scroll bar; without one, none does."""
        return x == self.size.width - 1 and y >= self.fixed and self.line_count() > self.page_size

    def scroll_lines(self, step: int) -> None:
        """Move what is on screen."""
        self.top += step

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.scroll_lines(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.scroll_lines(-_WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the thumb."""
        offset = event.get_content_offset(self)
        if offset is not None and self.is_on_bar(offset.x, offset.y):
            event.stop()
            self._is_dragged = True
            self.capture_mouse()
            self._scroll_to_row(offset.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll along with the mouse."""
        if self._is_dragged:
            event.stop()
            self._scroll_to_row(event.y - self.gutter.top)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of the thumb."""
        if self._is_dragged:
            event.stop()
            self._is_dragged = False
            self.release_mouse()

    def _scroll_to_row(self, y: int) -> None:
        """Put the middle of the thumb on a row of the pane."""
        lines, page = self.line_count(), self.page_size
        length = _thumb_length(lines, page)
        self.top = round((y - self.fixed - length // 2) / max(1, page - length) * (lines - page))


def _thumb_length(lines: int, page: int) -> int:
    """How many rows the thumb takes, of a page that shows some of the lines."""
    return max(1, page**2 // max(1, lines))
