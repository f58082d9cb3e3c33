"""Asks for a line of text, such as a file's name."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from llmtui.present.glyphs import Glyphs
from llmtui.tui.dialogs.dialog import Dialog


class AskDialog(Dialog[str | None]):
    """Returns the typed text, stripped, or None if it is empty."""

    DEFAULT_CSS = """
    AskDialog {
        & > #dialog { width: 72; height: auto; max-height: 100%; }
        & #hint { height: auto; padding: 0 1; color: $role-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="ask.close"),
    ]

    def __init__(self, title: str, value: str, glyphs: Glyphs, hint: str = "") -> None:
        """Ask.

        Args:
            title: What is asked for.
            value: What the field has in it at first.
            glyphs: The signs to draw with.
            hint: What can be typed, shown below the field.
        """
        super().__init__()
        self._title = title
        self._value = value
        self._glyphs = glyphs
        self._hint = hint

    def compose(self) -> ComposeResult:
        """A field with a proposal in it, the cursor at its end."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("enter saves, esc closes")
            field = Input(self._value, compact=True, select_on_focus=False)
            field.cursor_blink = False
            yield field
            if self._hint:
                yield Static(self._hint, id="hint", markup=False)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)
