"""Textual's driver for the lines under the prompt, made to survive odd bytes and a terminal that is gone."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.drivers.linux_inline_driver import LinuxInlineDriver

from llmtui.tui.terminal.key_reader import WakingEvent, read_keys
from llmtui.tui.terminal.leaving import TerminalGuard


class PromptDriver(LinuxInlineDriver):
    """Reads keys, and reports to `TerminalGuard` when it has the terminal and when the terminal is gone."""

    exit_event: Any

    def __init__(
        self,
        app: App[Any],
        guard: TerminalGuard,
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._guard = guard
        self.exit_event = WakingEvent()

    def start_application_mode(self) -> None:
        """Take the lines under the prompt."""
        self._guard.taken = True
        super().start_application_mode()

    def stop_application_mode(self) -> None:
        """Give them back."""
        super().stop_application_mode()
        self._guard.taken = False

    def _run_input_thread(self) -> None:
        """Read keys; an error goes to `threading.excepthook`, where Textual would print it over the screen."""
        self.run_input_thread()

    def run_input_thread(self) -> None:
        """Read keys until the driver stops or the terminal is gone."""
        for message in read_keys(self.fileno, self.exit_event, self._guard, debug=self._debug):
            if isinstance(message, events.CursorPosition):
                self.cursor_origin = (message.x, message.y)
            else:
                self.process_message(message)
