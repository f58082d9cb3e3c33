"""The top row: search as you type, what was found, and faults of the query beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from llmtui.text import clean
from llmtui.tui.terminal.app import TerminalApp

_MOST_EMPTY_CELLS = 4
"""Cells of a status that may stay empty before it is laid out again."""


class SearchInput(Input):
    """The field itself, with the keys that leave it."""

    virtual_size: reactive[Size] = reactive(Size(0, 0))  # Textual's lays out the whole screen with each key

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Clear", id="search.leave", tooltip="Clear the search, or leave the field"),
        Binding("enter,down", "keep", "To the list", id="search.keep", tooltip="Keep the search and go to the list"),
        Binding("up", "recall", "Earlier search", show=False, id="search.recall"),
        Binding("tab", "complete", "Complete", id="search.complete", tooltip="Take the first suggestion"),
    ]

    class Leave(Message):
        """Esc was pressed."""

    class Keep(Message):
        """Enter or down was pressed."""

    class Recall(Message):
        """Up was pressed."""

    class Complete(Message):
        """Tab was pressed, and there is something to take."""

    completion: reactive[str] = reactive("", repaint=False)
    """The text with the first suggestion taken; empty if there is none."""
    pasted: str = ""
    """What was pasted last; it is all there is if nothing was typed before or since."""

    def on_paste(self, event: events.Paste) -> None:
        """Insert it; a paste right after another one is another name, and takes its place."""
        event.stop()
        event.prevent_default()
        if self.value == self.pasted:
            self.select_all()
        self.replace(event.text, *self.selection)
        self.pasted = event.text

    def watch_completion(self, before: str, after: str) -> None:
        """The footer names the key only while there is something to take."""
        if bool(before) != bool(after):
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Without a suggestion there is nothing to complete."""
        return action != "complete" or bool(self.completion)

    def action_complete(self) -> None:
        """Say so; without a suggestion the key goes on to the next pane."""
        if not self.completion:
            raise SkipAction
        self.post_message(self.Complete())

    def action_leave(self) -> None:
        """Say so."""
        self.post_message(self.Leave())

    def action_keep(self) -> None:
        """Say so."""
        self.post_message(self.Keep())

    def action_recall(self) -> None:
        """Say so."""
        self.post_message(self.Recall())


class Status(Static):
    """A short text at the right edge: another one of about its width does not lay out the whole screen anew."""

    _room = 0

    def say(self, text: str) -> None:
        """Show another text, unless it is the same."""
        width = cell_len(text)
        fits = self._room - _MOST_EMPTY_CELLS <= width <= self._room
        self._room = self._room if fits else width
        content = Content(" " * (self._room - width) + text)
        if content != self.content:
            self.update(content, layout=not fits)


class SearchBar(Horizontal):
    """The search field between the program's name and the state of the list."""

    DEFAULT_CSS = """
    SearchBar {
        height: 1; background: $surface;
        & > #brand { width: auto; padding: 0 1; color: $role-heading; text-style: bold; }
        & > SearchInput, & > SearchInput:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $surface;
        }
        & > #found, & > #judged { width: auto; padding: 0 1; color: $role-muted; }
    }
    """

    @dataclass
    class Changed(Message):
        """Another query was typed."""

        text: str

    class Done(Message):
        """The user is done typing."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._history: list[str] = []
        self._recalled = 0

    def compose(self) -> ComposeResult:
        """Name, field, state."""
        yield Static("llmtui /", id="brand", markup=False)
        field = SearchInput(placeholder="search, or key:value", compact=True, select_on_focus=False)
        field.cursor_blink = False
        yield field
        yield Status("", id="found", markup=False)
        yield Status("", id="judged", markup=False)

    @property
    def text(self) -> str:
        """The query as typed."""
        return clean(self.query_one(SearchInput).value)

    @property
    def history(self) -> tuple[str, ...]:
        """The searches kept, newest last."""
        return tuple(self._history)

    def remember(self, searches: tuple[str, ...]) -> None:
        """Take over searches of an earlier run."""
        self._history = list(searches)

    def show_status(self, found: str, judged: str) -> None:
        """Say what was found, and by whom it is judged if there is room."""
        self.query_one("#found", Status).say(found)
        self.query_one("#judged", Status).say(judged)

    def write(self, text: str) -> None:
        """Put a query into the field without announcing it."""
        with self.prevent(Input.Changed):
            field = self.query_one(SearchInput)
            field.value = text
            field.cursor_position = len(text)

    def focus_field(self) -> None:
        """Take the keys, the cursor behind the last word: typing narrows what is searched."""
        field = self.query_one(SearchInput)
        self.screen.set_focus(field, scroll_visible=False)  # at once: more keys may wait
        if field.value.strip():
            self.write(f"{field.value.rstrip()} ")

    def replace_all(self, text: str) -> None:
        """Take the keys, and search for this text instead, as if it were typed."""
        self.focus_field()
        field = self.query_one(SearchInput)
        field.replace(text, 0, len(field.value))
        field.pasted = text

    async def on_click(self, event: events.Click) -> None:
        """Ask for another judge on a click on its name."""
        if self.query_one("#judged").region.contains(event.screen_x, event.screen_y):
            await self.run_action("screen.framework")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if (cleaned := clean(event.value)) != event.value.strip():
            self.write(cleaned)
        if not (isinstance(self.app, TerminalApp) and self.app.is_typing_ahead):  # the next letter changes it again
            self.post_message(self.Changed(cleaned))

    @property
    def before_cursor(self) -> str:
        """What is typed up to the cursor; empty if the cursor is not at the end."""
        field = self.query_one(SearchInput)
        return field.value if field.cursor_position == len(field.value) else ""

    def offer(self, completion: str) -> None:
        """Take over the text that tab completes to; empty if there is none."""
        self.query_one(SearchInput).completion = completion

    @on(SearchInput.Complete)
    def _complete(self, event: SearchInput.Complete) -> None:
        event.stop()
        text = self.query_one(SearchInput).completion
        self.write(text)
        self.post_message(self.Changed(clean(text)))

    @on(SearchInput.Leave)
    def _leave(self, event: SearchInput.Leave) -> None:
        event.stop()
        if self.query_one(SearchInput).value:
            self.write("")
            self.post_message(self.Changed(""))
        self.post_message(self.Done())

    @on(SearchInput.Keep)
    def _keep(self, event: SearchInput.Keep) -> None:
        event.stop()
        self._remember_current()
        self.post_message(self.Done())

    def _remember_current(self) -> None:
        text = self.query_one(SearchInput).value.strip()
        self._recalled = 0
        if text and text not in self._history[-1:]:
            self._history = [*self._history, text][-50:]

    @on(SearchInput.Recall)
    def _recall(self, event: SearchInput.Recall) -> None:
        event.stop()
        if self._recalled < len(self._history):
            self._recalled += 1
            self.write(self._history[-self._recalled])
            self.post_message(self.Changed(self._history[-self._recalled]))
