"""Shows some lines to read over a screen: the legend, a list of problems, an address to copy by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from llmtui.present.cells import Line
from llmtui.present.glyphs import Glyphs
from llmtui.tui.widgets.lines import LineView

Lines = Callable[[int], tuple[Line, ...]]
"""Lays lines out for a width."""


class ReadingPane(LineView, can_focus=True):
    """The lines, which scroll."""

    def __init__(self, lines: Lines, glyphs: Glyphs) -> None:
        super().__init__(glyphs, id="dialog")
        self._lay_out = lines
        self._lines: tuple[Line, ...] = ()

    def on_resize(self) -> None:
        """Another width breaks lines elsewhere."""
        self._lines = self._lay_out(max(1, self.size.width - 1))
        self.redraw()

    def line_count(self) -> int:
        """All of them."""
        return len(self._lines)

    def line_at(self, index: int, width: int) -> Line:  # noqa: ARG002 - laid out before
        """One of them."""
        return self._lines[index]


class ReadingDialog(ModalScreen[None]):
    """Closes on esc, q, enter, or the key that opened it."""

    DEFAULT_CSS = """
    ReadingDialog {
        align: center middle; background: $background 50%;
        &:ansi { background: transparent; }
        & > #dialog { width: 90; max-width: 96%; max-height: 90%; background: $surface; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,K", "dismiss(None)", "Close", id="reading.close"),
    ]

    def __init__(self, title: str, lines: Lines, glyphs: Glyphs) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """One pane."""
        pane = ReadingPane(self._lines, self._glyphs)
        pane.border_title = Content(self._title)
        pane.border_subtitle = Content("esc closes")
        pane.styles.height = len(self._lines(80)) + 2
        yield pane
