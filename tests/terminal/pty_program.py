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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyte

from running import environment

DEADLINE = 20
"""Seconds after which a wait fails; an idle machine needs far less."""

ENTER = "\r"
ESC = "\x1b"
CTRL_C = "\x03"
DOWN = "\x1b[B"

_MODE = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_ASKS_FOR_UPDATES, _HAS_UPDATES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""How a program asks whether the terminal shows an update at once, and the answer of one that does."""
_UPDATE_BEGINS, UPDATE_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"

_STEPS = 6
"""How often it is looked whether the program sleeps while nothing comes."""
_ASLEEP = "SZTt"
"""States of a Linux process: sleeping, ended or stopped."""

USUAL_SIZE = (80, 24)
"""Columns and lines of a terminal that does not know its size."""


class Program:
    """The program at work in a terminal, with what is on the screen."""

    marks_updates = True
    """Whether the terminal answers, as most do, that it shows an update at once; the program then marks each."""

    def __init__(self, process: subprocess.Popen[bytes], master: int, size: tuple[int, int]) -> None:
        self._process = process
        self._master = master
        self._screen = pyte.Screen(*(size if all(size) else USUAL_SIZE))
        self._stream = pyte.ByteStream(self._screen)
        self._lines: list[str] | None = None
        self.sent = b""
        """Every byte that the program sent."""

    @property
    def lines(self) -> list[str]:
        """The rows of the screen."""
        if self._lines is None:  # made once per picture: it costs more than all else that a test does
            self._lines = [row(self._screen, y) for y in range(self._screen.lines)]
        return list(self._lines)

    @property
    def text(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    @property
    def at_cursor(self) -> str:
        """The screen from the terminal's cursor to the end of its row."""
        cursor = self._screen.cursor
        return self.lines[cursor.y][cursor.x :]

    @property
    def before_cursor(self) -> str:
        """The row of the terminal's cursor up to it."""
        cursor = self._screen.cursor
        return self.lines[cursor.y][: cursor.x]

    @property
    def cells(self) -> list[list[pyte.screens.Char]]:
        """The rows of the screen, each cell with its colours."""
        buffer = self._screen.buffer
        return [[buffer[y][x] for x in range(self._screen.columns)] for y in range(self._screen.lines)]

    @property
    def is_updating(self) -> bool:
        """Whether the program announced an update of the screen whose end did not come yet."""
        return self.sent.rfind(_UPDATE_BEGINS) > self.sent.rfind(UPDATE_ENDS)

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
        return self.wait_until(lambda: bool(re.search(pattern, self.text)), f"{pattern!r} did not appear")

    def wait_until(self, holds: Callable[[], object], failure: str) -> str:
        """Wait until something holds of a screen that is not being updated.

        Returns:
            The screen.
        """
        end = time.monotonic() + DEADLINE
        while self.is_updating or not holds():
            ended = self._process.poll() is not None
            received = self.take(0 if ended else min(0.5, end - time.monotonic()))
            if not received and (ended or time.monotonic() > end):
                raise AssertionError(f"{failure}:\n{self.text}")
        return self.text

    def wait_until_left(self, within: float = DEADLINE) -> int:
        """Wait until the program ended and everything it sent has arrived.

        Returns:
            Its exit code.
        """
        end = time.monotonic() + within
        while self._process.poll() is None:
            self.take(min(0.05, end - time.monotonic()))
            if time.monotonic() > end:
                raise AssertionError(f"the program did not end within {within} seconds:\n{self.text}")
        while self.take(0):
            pass
        return self._process.returncode

    def wait_unread(self, within: float) -> int:
        """Wait until the program ended, without reading what it sends.

        Returns:
            Its exit code.
        """
        return self._process.wait(within)

    def take(self, seconds: float) -> bool:
        """Read what the program sends within some seconds, and answer it as a terminal does.

        Returns:
            Whether something came.
        """
        ready, _, _ = select.select([self._master], [], [], max(0, seconds))
        if not ready:
            return False
        try:
            received = os.read(self._master, 1 << 16)
        except OSError:  # Linux: the other end is closed
            return False
        asked = self.sent.count(_ASKS_FOR_UPDATES)
        self.sent += received
        self._stream.feed(received)
        self._lines = None
        if self.marks_updates and self.sent.count(_ASKS_FOR_UPDATES) > asked:
            self.send(_HAS_UPDATES)
        return bool(received)

    def settle(self, quiet: float) -> None:
        """Take everything until nothing came for some seconds, in which the program had nothing to do either.

        Only for claims that nothing more comes. Silence alone would not do: on a busy machine a program that waits for
        its turn is as silent as one that is done.
        """
        still = 0
        while still < _STEPS:
            came = self.take(quiet / _STEPS)
            still = 0 if came or not self._is_asleep() else still + 1

    def _is_asleep(self) -> bool:
        """Whether all threads of the program wait for something; where the system does not say, they do."""
        try:
            found = [each.read_text() for each in Path(f"/proc/{self._process.pid}/task").glob("*/stat")]
        except OSError:  # a thread has just ended
            return False
        return all(each.rpartition(")")[2].split()[0] in _ASLEEP for each in found)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the terminal, as dragging its window does."""
        self._screen.resize(lines, columns)
        self._lines = None
        set_size(self._master, (columns, lines))
        self.signal(signal.SIGWINCH)  # the pty is not the controlling terminal, so the kernel does not send it

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def hang_up(self) -> None:
        """Close the terminal's window: reads and writes at the other end fail from now on."""
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, self._master)
        os.close(nowhere)


def row(screen: pyte.Screen, y: int) -> str:
    """A row of an emulated screen: `Screen.display` would measure every letter of every row."""
    cells = screen.buffer[y]
    return "".join([cells[x].data for x in range(screen.columns)])


def set_size(descriptor: int, size: tuple[int, int]) -> None:
    """Give a terminal its columns and lines."""
    columns, lines = size
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))


@contextmanager
def started(
    command: Sequence[str], size: tuple[int, int], variables: Mapping[str, str], **options: Any
) -> Iterator[Program]:
    """Run any command in a terminal of a size until the block ends.

    Args:
        command: The program and its arguments.
        size: Columns and lines of the terminal.
        variables: The whole environment.
        options: More for `Popen`, such as another standard output.
    """
    master, slave = pty.openpty()
    set_size(slave, size)
    streams = {"stdin": slave, "stdout": slave, "stderr": slave, **options}
    process = subprocess.Popen(command, env=variables, start_new_session=True, **streams)
    try:
        yield Program(process, master, size)
    finally:
        process.kill()
        process.wait()
        os.close(slave)
        os.close(master)


@contextmanager
def program(*words: str, size: tuple[int, int] = (120, 40), **variables: str) -> Iterator[Program]:
    """Run `llmtui WORDS…` in a terminal of a size until the block ends."""
    with started([sys.executable, "-m", "llmtui", *words], size, environment(**variables)) as running:
        yield running
