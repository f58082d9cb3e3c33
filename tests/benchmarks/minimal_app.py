"""The least a Textual app can be: what every browser built on Textual starts with."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static


class MinimalApp(App[None]):
    """One line of text, which changes with each key."""

    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("ready")

    def on_mount(self) -> None:
        """No key yet."""
        self.pressed = 0

    def on_key(self) -> None:
        """Answer a key with the least there is to draw."""
        self.pressed += 1
        self.query_one(Static).update(f"ready, {self.pressed} keys")


if __name__ == "__main__":
    MinimalApp().run()
