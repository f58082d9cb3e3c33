"""Asks for one of several things, narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from llmtui.present.cells import Cell, Line, Role, fit
from llmtui.present.glyphs import Glyphs
from llmtui.text import clean
from llmtui.tui.dialogs.narrowing import NarrowingDialog
from llmtui.tui.widgets.narrow_list import NarrowList


class Option(msgspec.Struct, frozen=True):
    """One thing to choose."""

    value: str
    label: str
    note: str = ""
    key: str = ""
    """A key shown before the label."""

    def holds(self, words: Iterable[str]) -> bool:
        """Whether it has all words, which are in small letters."""
        text = f"{self.key} {self.label} {self.note}".casefold()
        return all(word in text for word in words)


class ChooseDialog(NarrowingDialog[str | None, Option]):
    """Answers with the value chosen, or None."""

    DEFAULT_CSS = """
    ChooseDialog {
        & > #dialog { width: 64; }
        &.-wide-dialog > #dialog { width: 110; }
    }
    """
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
        choices: Sequence[Option],
        glyphs: Glyphs,
        *,
        current: str = "",
        wide: bool = False,
        preview: Callable[[str], None] | None = None,
        meant: Callable[[str], Collection[str]] | None = None,
    ) -> None:
        """Ask.

        Args:
            title: What for.
            choices: The values to choose from.
            glyphs: The signs to draw with.
            current: The value under the cursor at first.
            wide: Whether the choices have long notes.
            preview: Called with each value that the cursor rests on.
            meant: Gives the values that a text means otherwise than by its words; asked if no choice has these.
        """
        super().__init__(classes="-wide-dialog" if wide else "")
        self._title = title
        self._choices = choices
        self._glyphs = glyphs
        self._current = current
        self._preview = preview
        self._meant = meant
        self._list = NarrowList(choices, self._choice_line, glyphs)

    def compose(self) -> ComposeResult:
        """A field to narrow by, and the list."""
        with Vertical(id="dialog") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("enter chooses, esc closes, typing narrows")
            field = Input(placeholder="type to narrow", compact=True)
            field.cursor_blink = False
            yield field
            yield self._list

    def on_mount(self) -> None:
        """As tall as the choices need."""
        self.query_one("#dialog").styles.height = len(self._choices) + 3
        self._list.cursor = next((row for row, each in enumerate(self._choices) if each.value == self._current), 0)

    def _choice_line(self, choices: Sequence[Option], index: int, width: int) -> Line:
        """Key, label, note; as wide as the widest of all choices, so that typing does not move them."""
        choice, ellipsis = choices[index], self._glyphs.ellipsis
        keys = max(len(each.key) for each in self._choices)
        key = Cell(f" {choice.key:<{keys}} " if keys else " ", Role.KEY)
        room = max(1, width - len(key.text))
        if not choice.note:
            return (key, Cell(fit(choice.label, room, ellipsis)))
        label = min(max(len(each.label) for each in self._choices) + 2, room)
        return (
            key,
            Cell(fit(choice.label, label, ellipsis)),
            Cell(fit(choice.note, room - label, ellipsis), Role.MUTED),
        )

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._is_typing = True
        text = clean(event.value)
        words = text.casefold().split()
        shown = [choice for choice in self._choices if choice.holds(words)]
        if not shown and self._meant is not None:
            values = self._meant(text)
            shown = [choice for choice in self._choices if choice.value in values]
        self._list.show(shown)

    @on(NarrowList.Moved)
    def _show_preview(self) -> None:
        if self._preview is not None and (choice := self._list.current):
            self._preview(choice.value)

    @on(NarrowList.Clicked)
    def action_take(self) -> None:
        """Take what is under the cursor."""
        if choice := self._list.current:
            self.dismiss(choice.value)
