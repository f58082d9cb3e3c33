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
        pane = ReadingPane(self._lines, self._glyphs)
        pane.border_title = Content(self._title)
        pane.border_subtitle = Content("esc closes")
        pane.styles.height = len(self._lines(Canvas(80, self._glyphs))) + 2
        yield pane
