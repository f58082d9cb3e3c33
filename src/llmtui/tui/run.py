"""Runs the browser in a real terminal, and makes sure that the terminal is given back."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.events import Ready

from llmtui.errors import ExitCode, LlmtuiError
from llmtui.tui import failure
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.copying import send
from llmtui.tui.session import Session
from llmtui.tui.terminal.leaving import TerminalGuard


class BrowserFailed(LlmtuiError):
    """An error in the program ended the browser."""

    exit_code = ExitCode.NO


class Browser(LlmtuiApp):
    """The app in a real terminal, with a way out for everything that can happen to one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+z",
            "suspend_process",
            "To the shell",
            show=False,
            id="suspend",
            tooltip="Come back with fg",
            priority=True,
        ),
    ]

    @on(Ready)
    def _finish_start(self) -> None:
        """From now on there is a state to save, and an app that can end by itself."""
        self.app_resume_signal.subscribe(self, lambda _app: self.action_redraw())
        self.leave_on_signals(self.save_state)
        self.call_after_refresh(self._prepare_for_keys)

    def _prepare_for_keys(self) -> None:
        """Prepare the search, now that the first picture is there.

        The garbage collector starts again, but never looks through the catalogue and the screen: each pause for them
        held up keys.
        """
        if self.session.searcher is not None:
            self.session.searcher.prepare()
        gc.freeze()
        gc.enable()

    def save_after_fault(self) -> None:
        """Save the state when an error ends the app."""
        self.save_state()

    def action_suspend_process(self) -> None:
        """Stop until the shell continues the program, if there is a shell that can."""
        if os.getpgrp() == os.getsid(0):
            self.notify("There is no shell here to come back from.", markup=False)
        else:
            super().action_suspend_process()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by the route that works in this terminal."""
        send(self, text)


def run_browser(session: Session, *, mouse: bool, report: Callable[[str], None]) -> int:
    """Show the browser until the user leaves.

    Args:
        session: What to show.
        mouse: Whether to take mouse reports.
        report: Takes messages for the user once the terminal is restored.

    Returns:
        The exit code: 128 and its number after a signal.

    Raises:
        BrowserFailed: An error in the program ended it; the terminal is restored and the state saved.
    """
    guard = TerminalGuard()
    guard.watch()
    app = Browser(session, guard)
    try:
        app.run(mouse=mouse)
    except Exception as error:  # noqa: BLE001 - the outermost edge: every error becomes one line and a log
        app.fault = app.fault or error
    if guard.taken:
        guard.restore()
    if app.fault is not None:
        raise _failed(app.fault, session.state_path)
    if app.save_problem:
        report(app.save_problem)
    return app.return_code or 0


def _failed(fault: BaseException, state: Path | None) -> BrowserFailed:
    """The error in one line, with where to read more."""
    log = failure.write_log(fault, state.parent if state else None)
    return BrowserFailed(f"the browser failed: {failure.in_a_line(fault)}", log)
