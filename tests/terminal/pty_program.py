"""Runs the real program in a terminal of our own: a pty whose output a terminal emulator turns into a screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pyte

from running import environment

DEADLINE = 20
"""Seconds that nothing on an idle machine comes near."""

ENTER = "\r"
ESC = "\x1b"
CTRL_C = "\x03"
F1 = "\x1bOP"
_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")


class Program:
    """The program at work in a terminal, with what is on the screen."""

    def __init__(self, process: subprocess.Popen[bytes], master: int, size: tuple[int, int]) -> None:
        self._process = process
        self._master = master
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self.sent = b""
        """Every byte that the program sent."""

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    def press(self, *keys: str) -> None:
        """Send keys as a terminal sends them."""
        for key in keys:
            self.send(key.encode())

    def send(self, sent: bytes) -> None:
        """Send bytes, also such as no key sends."""
        os.write(self._master, sent)

    def wait_for(self, pattern: str) -> str:
        """Wait until a regular expression is found on the screen.

        Returns:
            The screen.
        """
        end = time.monotonic() + DEADLINE
        while not re.search(pattern, self.text):
            ended = self._process.poll() is not None
            if not self._take(0 if ended else min(0.5, end - time.monotonic())) and (ended or time.monotonic() > end):
                raise AssertionError(f"{pattern!r} did not come up:\n{self.text}")
        return self.text

    def wait_until_left(self) -> int:
        """Wait until the program has ended and said all it had to say.

        Returns:
            Its exit code.
        """
        end = time.monotonic() + DEADLINE
        while self._process.poll() is None:
            self._take(min(0.05, end - time.monotonic()))
            if time.monotonic() > end:
                raise AssertionError(f"the program did not end:\n{self.text}")
        while self._take(0):
            pass
        return self._process.returncode

    def _take(self, seconds: float) -> bool:
        """Read what the program sent; whether there was something within the time."""
        ready, _, _ = select.select([self._master], [], [], max(0, seconds))
        if not ready:
            return False
        try:
            received = os.read(self._master, 1 << 16)
        except OSError:  # Linux: the other end is closed
            return False
        self.sent += received
        self._stream.feed(received)
        return bool(received)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal, as dragging its window does."""
        self._screen.resize(lines, columns)
        _set_size(self._master, (columns, lines))
        self._process.send_signal(signal.SIGWINCH)  # the pty is not the controlling terminal, so nobody else sends it

    @property
    def modes(self) -> dict[int, bool]:
        """The private modes that the program touched, and whether they are on."""
        found: dict[int, bool] = {}
        for numbers, end in _MODE.findall(self.sent):
            found |= {int(number): end == b"h" for number in numbers.split(b";")}
        return found

    @property
    def settings(self) -> list[object]:
        """How the terminal treats keys: echo, lines, signals."""
        return termios.tcgetattr(self._master)


def _set_size(descriptor: int, size: tuple[int, int]) -> None:
    columns, lines = size
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


@contextmanager
def program(*words: str, size: tuple[int, int] = (120, 40), **variables: str) -> Iterator[Program]:
    """Run `llmtui WORDS…` in a terminal of a size until the block ends."""
    master, slave = pty.openpty()
    _set_size(slave, size)
    process = subprocess.Popen(
        [sys.executable, "-m", "llmtui", *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment(**variables),
        start_new_session=True,
    )
    try:
        yield Program(process, master, size)
    finally:
        process.kill()
        process.wait()
        os.close(slave)
        os.close(master)
