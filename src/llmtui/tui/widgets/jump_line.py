"""The line at the bottom of a view into which a text to jump to is typed."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from llmtui.search.folding import fold
from llmtui.text import clean
from llmtui.tui.widgets.lines import LineView


class JumpInput(Input):
    """The field itself, with the keys that leave it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", "Leave", id="jump.leave", tooltip="Leave the field, back to the line before"),
        Binding("enter", "leave(True)", "Stay here", id="jump.keep", tooltip="Leave the field, and stay on this line"),
    ]

    class Leave(Message):
        """The user is done typing."""

        def __init__(self, *, stay: bool) -> None:
            super().__init__()
            self.stay = stay

    def action_leave(self, stay: bool) -> None:
        """Say whether to stay on the line that was found."""
        self.post_message(self.Leave(stay=stay))


class JumpLine(Horizontal):
    """Moves the cursor of a pane to the next stop whose text contains what is typed; hidden until it is needed."""

    DEFAULT_CSS = """
    JumpLine {
        height: 1; background: $surface; display: none;
        &.-open { display: block; }
        & > #jump-sign { width: auto; padding: 0 0 0 1; color: $role-heading; text-style: bold; }
        & > JumpInput, & > JumpInput:focus {
            width: 1fr; height: 1; border: none; padding: 0; background: $surface;
        }
        & > #jump-found { width: auto; padding: 0 1; color: $role-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="jump")
        self._pane: LineView | None = None
        self._texts: tuple[str, ...] = ()
        """The folded text of each stop of the pane."""
        self._start = 0
        """Where the cursor was when typing began."""
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Sign, field, what was found."""
        yield Static("/", id="jump-sign", markup=False)
        field = JumpInput(placeholder="jump to", compact=True, select_on_focus=False)
        field.cursor_blink = False
        yield field
        yield Static("", id="jump-found", markup=False)

    def begin(self, pane: LineView) -> None:
        """Take the keys and jump in a pane as the user types."""
        self._look_at(pane)
        self._start = pane.stop
        field = self.query_one(JumpInput)
        with self.prevent(Input.Changed):
            field.value = ""
        self._report(())
        self.add_class("-open")
        self.app.screen.set_focus(field, scroll_visible=False)  # at once: more keys may wait

    def go_on(self, pane: LineView, step: int) -> None:
        """Jump to the next stop with the text typed last, or to the previous one, and round the ends."""
        self._look_at(pane)
        found = self._found()
        if not found:
            text = f"Nothing here contains '{self._wanted}'." if self._wanted else "Type / to jump to a text first."
            self.app.notify(text, markup=False)
        elif step > 0:
            pane.go_to_stop(next((at for at in found if at > pane.stop), found[0]))
        else:
            pane.go_to_stop(next((at for at in reversed(found) if at < pane.stop), found[-1]))

    def _look_at(self, pane: LineView) -> None:
        self._pane, self._texts = pane, tuple(map(fold, pane.stop_texts()))

    def _found(self) -> tuple[int, ...]:
        """The stops whose text contains what is wanted."""
        wanted = fold(self._wanted)
        return tuple(at for at, text in enumerate(self._texts) if wanted in text) if wanted else ()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._wanted = clean(event.value)
        found = self._found()
        self._report(found)
        if self._pane is not None:
            there = next((at for at in found if at >= self._start), found[0] if found else self._start)
            self._pane.go_to_stop(there)

    def _report(self, found: tuple[int, ...]) -> None:
        """Say how many stops were found."""
        text = f"{len(found)} found" if found else "nothing found" if self.query_one(JumpInput).value else ""
        self.query_one("#jump-found", Static).update(Content(text))

    @on(JumpInput.Leave)
    def _leave(self, event: JumpInput.Leave) -> None:
        event.stop()
        pane = self._pane
        if pane is not None:
            if not event.stay:
                pane.go_to_stop(self._start)
            self.app.screen.set_focus(pane, scroll_visible=False)
        self.close()

    def on_descendant_blur(self) -> None:
        """A click elsewhere ends the typing too."""
        self.close()

    def close(self) -> None:
        """Hide; what was typed last is kept for the next jump."""
        self.remove_class("-open")
