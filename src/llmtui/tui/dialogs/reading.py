"""Shows some lines to read over a screen: the legend, a list of problems, an address to copy by hand."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from llmtui.present.canvas import Canvas
from llmtui.present.glyphs import Glyphs
from llmtui.tui.dialogs.dialog import Dialog
from llmtui.tui.widgets.text_pane import LayOut, TextPane

_WIDEST, _PER_CENT = 90, 96
"""The widest a dialog is, in cells and as a part of the screen, as in the style sheet."""
_FRAME = 5
"""Cells of the borders, the space inside them, and the scroll bar."""


class ReadingPane(TextPane, can_focus=True):
    """The lines, which scroll."""

    def __init__(self, lines: LayOut, glyphs: Glyphs) -> None:
        super().__init__(glyphs, lines, id="dialog")


class ReadingDialog(Dialog[None]):
    """Closes on esc, q, enter, or the key that opened it."""

    DEFAULT_CSS = """
    ReadingDialog > #dialog { width: 90; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,K", "dismiss(None)", "Close", id="reading.close"),
    ]

    def __init__(self, title: str, lines: LayOut, glyphs: Glyphs) -> None:
        super().__init__()
        self._title = title
        self._lines = lines
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """One pane."""
        pane = self.make_pane()
        pane.border_title = Content(self._title)
        self._fit(pane)
        yield pane

    def make_pane(self) -> ReadingPane:
        """The pane, with its keys in the border."""
        pane = ReadingPane(self._lines, self._glyphs)
        pane.border_subtitle = Content("esc closes")
        return pane

    def on_resize(self) -> None:
        """As tall as the text needs at this width."""
        self._fit(self.query_one(ReadingPane))

    def _fit(self, pane: ReadingPane) -> None:
        width = min(_WIDEST, self.app.size.width * _PER_CENT // 100) - _FRAME
        pane.styles.height = len(self._lines(Canvas(max(1, width), self._glyphs))) + 2
