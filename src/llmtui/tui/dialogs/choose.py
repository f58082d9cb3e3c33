"""Asks for one of several things, narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from llmtui.present.cells import Cell, Line, Role, fit
from llmtui.present.glyphs import Glyphs
from llmtui.text import clean
from llmtui.tui.widgets.lines import CursorView


class Choice(msgspec.Struct, frozen=True):
    """One thing to choose."""

    value: str
    label: str
    note: str = ""
    key: str = ""
    """A key shown before the label."""


class ChoiceList(CursorView):
    """The choices that are left."""

    DEFAULT_CSS = "ChoiceList { border: none; height: 1fr; &:focus { border: none; } }"

    @dataclass
    class Chosen(Message):
        """One was taken."""

        choice: Choice

    @dataclass
    class Highlighted(Message):
        """The cursor rests on another one."""

        choice: Choice

    def __init__(self, choices: Sequence[Choice], glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._all = tuple(choices)
        self._shown = self._all
        self._keys = max((len(choice.key) for choice in choices), default=0)
        self._labels = max((len(choice.label) for choice in choices), default=0)
        self.can_focus = False

    def narrow(self, text: str) -> None:
        """Keep what holds every word."""
        words = text.casefold().split()
        self._shown = tuple(
            choice
            for choice in self._all
            if all(word in f"{choice.key} {choice.label} {choice.note}".casefold() for word in words)
        )
        self.cursor = 0
        self.redraw()
        self.cursor_moved()

    def start_at(self, value: str) -> None:
        """Put the cursor on a choice."""
        self.cursor = next((row for row, choice in enumerate(self._shown) if choice.value == value), 0)

    def cursor_moved(self) -> None:
        """Report which choice it rests on."""
        if self._shown:
            self.post_message(self.Highlighted(self._shown[self.cursor]))

    def line_count(self) -> int:
        """The choices left, or a line to say there are none."""
        return max(1, len(self._shown))

    def line_at(self, index: int, width: int) -> Line:
        """Key, label, note."""
        if not self._shown:
            return (Cell(" nothing matches", Role.MUTED),)
        choice = self._shown[index]
        key = Cell(f" {choice.key:<{self._keys}} " if self._keys else " ", Role.KEY)
        room = max(1, width - len(key.text))
        if not choice.note:
            return (key, Cell(fit(choice.label, room, self.glyphs.ellipsis)))
        label = min(self._labels + 2, room)
        return (
            key,
            Cell(fit(choice.label, label, self.glyphs.ellipsis)),
            Cell(fit(choice.note, room - label, self.glyphs.ellipsis), Role.MUTED),
        )

    def take(self) -> None:
        """Take what is under the cursor."""
        if self._shown:
            self.post_message(self.Chosen(self._shown[self.cursor]))

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:  # noqa: ARG002 - a click is enough
        """A click takes it."""
        self.cursor = index
        self.take()


class ChooseDialog(ModalScreen[str | None]):
    """Answers with the value chosen, or None."""

    CSS_PATH = "choose.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="dialog.close"),
        Binding("enter", "take", "Choose", id="dialog.take", priority=True),
        Binding("down,ctrl+n", "move(1)", "Down", show=False, id="dialog.down", priority=True),
        Binding("up", "move(-1)", "Up", show=False, id="dialog.up", priority=True),
        Binding("pagedown", "move(10)", "Page down", show=False, id="dialog.page-down", priority=True),
        Binding("pageup", "move(-10)", "Page up", show=False, id="dialog.page-up", priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        glyphs: Glyphs,
        *,
        current: str = "",
        wide: bool = False,
        preview: Callable[[str], None] | None = None,
    ) -> None:
        """Ask.

        Args:
            title: What for.
            choices: The values to choose from.
            glyphs: The signs to draw with.
            current: The value under the cursor at first.
            wide: Whether the choices have long notes.
            preview: Called with each value that the cursor rests on.
        """
        super().__init__(classes="-wide-dialog" if wide else "")
        self._title = title
        self._choices = choices
        self._glyphs = glyphs
        self._current = current
        self._preview = preview
        self._is_typing = False

    def compose(self) -> ComposeResult:
        """A field to narrow by, and the list."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("enter chooses, esc closes, typing narrows")
            field = Input(placeholder="type to narrow", compact=True)
            field.cursor_blink = False
            yield field
            yield ChoiceList(self._choices, self._glyphs)

    def on_mount(self) -> None:
        """As tall as the choices need."""
        self.query_one("#dialog").styles.height = len(self._choices) + 3
        self.query_one(ChoiceList).start_at(self._current)

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._is_typing = True
        self.query_one(ChoiceList).narrow(clean(event.value))

    @on(ChoiceList.Highlighted)
    def _highlighted(self, event: ChoiceList.Highlighted) -> None:
        if self._preview is not None:
            self._preview(event.choice.value)

    @on(ChoiceList.Chosen)
    def _chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(event.choice.value)

    def action_take(self) -> None:
        """Take what is under the cursor."""
        self.query_one(ChoiceList).take()

    def action_move(self, step: int) -> None:
        """Move the cursor while typing goes on."""
        self._is_typing = False
        self.query_one(ChoiceList).step(step)

    @property
    def active_cell(self) -> Offset | None:
        """The row under the cursor; while a text is typed, the field."""
        return None if self._is_typing else self.query_one(ChoiceList).active_cell
