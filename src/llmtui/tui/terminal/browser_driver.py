"""Textual's full-screen driver, made to survive odd bytes, a hang-up, and being stopped and continued."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from llmtui.tui.terminal.key_reader import WakingEvent, read_keys
from llmtui.tui.terminal.leaving import HUNG_UP, TerminalGuard


class BrowserDriver(LinuxDriver):
    """Reads keys and writes the picture, and reports to `TerminalGuard` when the terminal is gone."""

    _file: Any
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
        self._file = _TerminalFile(getattr(sys.__stderr__, "encoding", "utf-8"), guard)
        self.exit_event = WakingEvent()

    @property
    def _has_started(self) -> bool:
        """Whether the terminal is in use; a start in the background of a shell comes to nothing."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._guard.taken = True
        with _held_back(signal.SIGCONT):  # the threads begun here inherit that: only the main thread may get the signal
            super().start_application_mode()  # type: ignore[no-untyped-call] # Textual's
        self._guard.taken = self._has_started

    def close(self) -> None:
        """Finish writing; the terminal is given back."""
        super().close()
        self._guard.taken = False

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def _sigtstp_application(self, *signalled: object) -> None:
        """Give the terminal back and stop; before the start there is nothing to give back."""
        if self._has_started:
            super()._sigtstp_application(*signalled)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again, also after a stop that could not be seen coming."""
        if self._auto_restart and self._has_started:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def _run_input_thread(self) -> None:
        """Read keys; an error goes to `threading.excepthook`, where Textual would print it over the screen."""
        self.run_input_thread()

    def run_input_thread(self) -> None:
        """Read keys until the driver stops or the terminal is gone."""
        for message in read_keys(self.fileno, self.exit_event, self._guard, debug=self._debug):
            self.process_message(message)


@contextmanager
def _held_back(number: signal.Signals) -> Iterator[None]:
    """Keep a signal from this thread, and for good from the threads begun meanwhile; it arrives afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _TerminalFile:
    """The file that the picture is written to; it drops everything once the terminal is gone, and reports that."""

    def __init__(self, encoding: str, guard: TerminalGuard) -> None:
        self._encoding = encoding
        self._guard = guard
        self._gone = False
        self._waiting: list[str] = []

    def fileno(self) -> int:
        """The terminal."""
        return self._guard.terminal

    def write(self, text: str) -> None:
        """Keep for the next flush."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Write everything that waits."""
        data = memoryview("".join(self._waiting).encode(self._encoding, "backslashreplace"))
        self._waiting.clear()
        while data and not self._gone:
            data = data[self._write(data) :]

    def _write(self, data: memoryview) -> int:
        """Write as much as there is room for, and return the number of bytes."""
        terminal = self._guard.terminal
        try:
            select.select([], [terminal], [])
            return 0 if self._guard.ending else os.write(terminal, data)
        except BlockingIOError:
            return 0
        except OSError:
            self._gone = True
            self._guard.leave(HUNG_UP)
            return 0
