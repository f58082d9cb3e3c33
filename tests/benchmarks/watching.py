"""Runs a program in a terminal of our own and tells when its bytes came; the emulator's own time is in no figure."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyte

from running import environment
from terminal.pty_program import set_size

SIZE = (120, 40)
QUIET = 0.15
"""Seconds without output after which a key is answered."""

PATIENCE = 5
"""Seconds within which an answer has to begin."""


class Answer(NamedTuple):
    """What a program did after a key, or after its start."""

    milliseconds: float
    """Until the last byte, or the text waited for."""
    size: int
    """Bytes sent."""


class Watched:
    """A program in a terminal."""

    def __init__(self, command: Sequence[str], environ: dict[str, str]) -> None:
        self._master, self._slave = pty.openpty()
        set_size(self._slave, SIZE)
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=self._slave, stdout=self._slave, stderr=self._slave, env=environ, start_new_session=True
        )

    def until(self, pattern: str, patience: float) -> Answer | None:
        """Wait until a text is on the screen and nothing more comes; None where it does not come up."""
        end = time.monotonic() + patience
        size, found = 0, None
        while time.monotonic() < end:
            pieces = self._listen(QUIET)
            size += sum(len(piece) for _at, piece in pieces)
            for at, piece in pieces:
                self._stream.feed(piece)
                if found is None and re.search(pattern, "\n".join(self._screen.display)):
                    found = at
            if found is not None and not pieces:
                return Answer((found - self._started) * 1000, size)
        return None

    def press(self, key: str, patience: float = PATIENCE) -> Answer:
        """Press a key and wait until it is answered, which has to begin within so many seconds."""
        before = time.perf_counter()
        os.write(self._master, key.encode())
        pieces = self._listen(patience)
        last = pieces[-1][0] if pieces else before
        return Answer((last - before) * 1000, sum(len(piece) for _at, piece in pieces))

    def memory(self) -> float:
        """The megabytes that the program holds."""
        return self._status("VmRSS")

    def peak(self) -> float:
        """The most megabytes that it held."""
        return self._status("VmHWM")

    def _status(self, name: str) -> float:
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(rf"{name}:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0

    def close(self) -> None:
        """End it."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)
        os.close(self._slave)

    def _listen(self, first: float) -> list[tuple[float, bytes]]:
        """The bytes that begin within so many seconds, until it is quiet, each with the time at which they came."""
        pieces: list[tuple[float, bytes]] = []
        while select.select([self._master], [], [], QUIET if pieces else first)[0]:
            piece = os.read(self._master, 1 << 16)
            pieces.append((time.perf_counter(), piece))
        return pieces


@contextmanager
def watched(command: Sequence[str], home: str) -> Iterator[Watched]:
    """A program in a terminal of 24-bit colour with a home of its own."""
    program = Watched(command, environment(HOME=home, COLORTERM="truecolor"))
    try:
        yield program
    finally:
        program.close()


def duration(command: Sequence[str], home: str) -> float:
    """The milliseconds that a command takes between pipes."""
    before = time.perf_counter()
    subprocess.run(command, env=environment(HOME=home), stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return (time.perf_counter() - before) * 1000
