"""Runs the browser in a real terminal, and sees to it that the terminal is given back."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from typing import ClassVar

from textual import constants, on
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Ready

from llmtui.errors import ExitCode, LlmtuiError
from llmtui.tui import failure
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.copying import send
from llmtui.tui.driver import BrowserDriver
from llmtui.tui.leaving import Leaving
from llmtui.tui.session import Session


class BrowserFailed(LlmtuiError):
    """A fault of the program ended the browser."""

    exit_code = ExitCode.NO


class Browser(LlmtuiApp):
    """The app with a way out for everything that can happen to a terminal."""

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

    def __init__(self, session: Session, leaving: Leaving) -> None:
        super().__init__(session)
        self.fault: BaseException | None = None
        """What ended the app, if it was no person."""
        self._leaving = leaving

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        if headless or inline:
            return super()._build_driver(headless, inline, mouse, size)
        self._driver = BrowserDriver(self, self._leaving, debug=constants.DEBUG, mouse=mouse, size=size)
        return self._driver

    @on(Ready)
    def _can_leave(self) -> None:
        """From now on there is something to keep, and an app that can leave by itself."""
        self.app_resume_signal.subscribe(self, lambda _app: self.action_redraw())
        loop, context = self._loop, copy_context()

        def ask(code: int) -> None:
            if loop is not None:
                loop.call_soon_threadsafe(lambda: self.exit(return_code=code), context=context.copy())

        self._leaving.ready(ask, lambda: context.copy().run(self.keep_state))
        self.call_after_refresh(self._have_started)

    def _have_started(self) -> None:
        """Make ready for keys, now that the first picture is there.

        Garbage is looked for again, but never in the catalogue and the screen: each pause for them held keys up.
        """
        if self.session.searcher is not None:
            self.session.searcher.prepare()
        gc.freeze()
        gc.enable()

    def _handle_exception(self, error: Exception) -> None:
        """Leave because of a fault, quietly: what it was is told when the terminal is back.

        Screens that open while somebody leaves are no longer filled, and find nothing in them: that is no fault.
        """
        if not self._exit and self.fault is None:
            self.fault = error
            self._return_code = 1
            self._keep_what_can_be()
        self._exception = self._exception or error
        self._exception_event.set()
        self._close_messages_no_wait()

    def _keep_what_can_be(self) -> None:
        with contextlib.suppress(Exception):  # the first fault is what is told
            self.keep_state()

    def action_suspend_process(self) -> None:
        """Stop until the shell continues us, where there is a shell that can."""
        if os.getpgrp() == os.getsid(0):
            self.notify("There is no shell here to come back from.", markup=False)
        else:
            super().action_suspend_process()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy by the route that works in this terminal."""
        send(self, text)


def run_browser(session: Session, *, mouse: bool, tell: Callable[[str], None]) -> int:
    """Show the browser until somebody leaves.

    Args:
        session: What to show.
        mouse: Whether to take mouse reports.
        tell: Takes what is to be said when the terminal is back.

    Returns:
        The exit code: 128 and its number after a signal.

    Raises:
        BrowserFailed: A fault of the program ended it; the terminal is restored and the state saved.
    """
    leaving = Leaving()
    leaving.watch()
    app = Browser(session, leaving)
    try:
        app.run(mouse=mouse)
    except Exception as error:  # noqa: BLE001 - the edge: everything below becomes one line and a log
        app.fault = app.fault or error
    if leaving.taken:
        leaving.restore()
    if app.fault is not None:
        raise _told(app.fault, session.state_path)
    if app.unkept:
        tell(app.unkept)
    return app.return_code or 0


def _told(fault: BaseException, state: Path | None) -> BrowserFailed:
    """The fault in one line, with where to read more."""
    kept = failure.keep(fault, state.parent if state else None)
    return BrowserFailed(f"the browser failed: {failure.in_a_line(fault)}", kept)
