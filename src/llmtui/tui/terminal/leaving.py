"""Leaves the terminal as it was found, whatever ends the program: a signal, a terminal that is gone, blocked output.

A signal asks the app to leave. If it does not within a second, as when its output is blocked on a frozen line, a
thread that waits for nothing else saves the state, restores the terminal and ends the process.
"""

from __future__ import annotations

import contextlib
import os
import signal
import termios
import time
from collections.abc import Callable
from threading import Thread
from types import FrameType
from typing import Any, NoReturn

from llmtui.terminal import RESTORE

LONGEST_ORDERLY_EXIT = 0.7
"""Seconds that an orderly way out may take."""

_LONGEST_SAVE = 0.3
"""Seconds that saving may take then: a folder on the network may hang."""

_SIGNALS = (
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGTERM,
    signal.SIGUSR1,
    signal.SIGUSR2,
    signal.SIGALRM,
    signal.SIGXCPU,
)
"""What would end the process and leave the terminal as it is."""

_NOT_FOR_THIS_THREAD = {signal.SIGTTOU, signal.SIGCONT}
"""The first would stop the program while it restores the terminal from the background. The second must wake the main
thread, which takes the terminal again after a stop."""

HUNG_UP = 128 + signal.SIGHUP
"""The exit code if the terminal is gone."""


class TerminalGuard:
    """Restores the terminal however the run ends."""

    def __init__(self, input_fd: int = 0, output_fd: int = 2) -> None:
        self.taken = False
        """Whether the terminal is not as it was found; the driver says so."""
        self.ending = False
        """Whether everything else must stop writing."""
        self.terminal = _open(output_fd)
        """Where to write, without waiting: a write that waits would keep out the one that restores the terminal."""
        self._input_fd = input_fd
        self._found = _settings(input_fd)
        self._request_exit: Callable[[int], object] | None = None
        self._save_state: Callable[[], object] | None = None
        self._wakened, self._waker = os.pipe()
        os.set_blocking(self._waker, False)

    def watch(self) -> None:
        """Answer signals from now on; one that is ignored, as under `nohup`, stays ignored."""
        Thread(target=self._wait, name="leaving", daemon=True).start()
        for number in _SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._signalled)

    def set_exit(self, request_exit: Callable[[int], object], save_state: Callable[[], object]) -> None:
        """Set how to leave in order; before that, leaving ends the process.

        Args:
            request_exit: Makes the app leave with an exit code; called in another thread.
            save_state: Keeps the state; called in another thread.
        """
        self._save_state = save_state
        self._request_exit = request_exit

    def leave(self, code: int) -> None:
        """Leave with this exit code; the first one counts. May be called from everywhere."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._waker, bytes([code]))

    def _signalled(self, number: int, _frame: FrameType | None) -> None:
        self.leave(128 + number)

    def _wait(self) -> None:
        """Wait for a request to leave, and make sure that it happens."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _NOT_FOR_THIS_THREAD)
        code = os.read(self._wakened, 1)[0]
        if self._request_exit is not None:
            with contextlib.suppress(RuntimeError):  # the app has left already
                self._request_exit(code)
                time.sleep(LONGEST_ORDERLY_EXIT)
        self._end(code)

    def _end(self, code: int) -> NoReturn:
        """End the process now."""
        if self._save_state is not None:
            saving = Thread(target=self._save_state, daemon=True)
            saving.start()
            saving.join(_LONGEST_SAVE)
        self.ending = True
        if self.taken:
            self.restore()
        os._exit(code)

    def restore(self) -> None:
        """Give the terminal back without waiting for anything."""
        with contextlib.suppress(OSError, termios.error):
            if not _is_written(self.terminal, RESTORE.encode()):
                termios.tcflush(self.terminal, termios.TCOFLUSH)  # what is before it and does not move is lost
                _is_written(self.terminal, RESTORE.encode())
        if self._found is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._input_fd, termios.TCSANOW, self._found)


def _settings(descriptor: int) -> list[Any] | None:
    """How the terminal treats keys; None if it is not a terminal."""
    try:
        return termios.tcgetattr(descriptor)
    except termios.error:
        return None


def _open(descriptor: int) -> int:
    """The terminal anew: not to wait is a property that every process would share that has it open already."""
    try:
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return descriptor


def _is_written(descriptor: int, data: bytes) -> bool:
    try:
        return os.write(descriptor, data) == len(data)
    except BlockingIOError:
        return False
