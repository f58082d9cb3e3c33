"""Textual's driver, made to survive what happens to terminals: odd bytes, a hang-up, being stopped and continued."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import sys
from collections.abc import Iterator
from threading import Event
from typing import Any

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from llmtui.tui.leaving import HUNG_UP, Leaving

_TICK = 0.05
"""Seconds between two looks at whether an escape was the key or began a sequence."""

_AT_ONCE = 1 << 12
"""Bytes of keys that are read at once."""

_NO_SIGN = "\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that are no UTF-8."""


class BrowserDriver(LinuxDriver):
    """Reads keys and writes the picture; tells `Leaving` when there is nobody there any more."""

    _file: Any
    exit_event: Any

    def __init__(
        self, app: App[Any], leaving: Leaving, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._leaving = leaving
        self._file = _Picture(getattr(sys.__stderr__, "encoding", "utf-8"), leaving)
        self.exit_event = _Stop()

    def start_application_mode(self) -> None:
        """Take the terminal."""
        self._leaving.taken = True
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual's

    def close(self) -> None:
        """Finish writing; the terminal is given back."""
        super().close()
        self._leaving.taken = False

    def _disable_mouse_support(self) -> None:
        super()._disable_mouse_support()
        if self._mouse_pixels:
            self.write("\x1b[?1016l")

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again, also after a stop that could not be seen coming."""
        if self._auto_restart and self._leaving.taken:
            self.suspend_application_mode()
            self._must_signal_resume = True
        super()._sigcont_application()

    def _run_input_thread(self) -> None:
        """Read keys; a fault ends the app as any other does."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - handed on to where faults of the app go
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001 - the driver's own panic asks for Rich

    def run_input_thread(self) -> None:
        """Read keys until told to stop or nobody is there."""
        keys = _Keys(debug=self._debug)
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self.exit_event], [], [], _TICK if keys.waiting else None)
            if self.fileno in ready:
                typed = self._read()
                if typed is None:
                    self._leaving.leave(HUNG_UP)
                    return
                self._process(keys.feed(typed))
            self._process(keys.tick())

    def _read(self) -> bytes | None:
        """What was typed; None where the terminal is gone."""
        try:
            return os.read(self.fileno, _AT_ONCE) or None
        except BlockingIOError:
            return b""
        except OSError:
            return None

    def _process(self, messages: Iterator[Message]) -> None:
        for message in messages:
            if not (isinstance(message, events.Key) and message.character == _NO_SIGN):
                self.process_message(message)


class _Keys:
    """Makes messages of what is typed, whatever is typed."""

    def __init__(self, *, debug: bool) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    @property
    def waiting(self) -> bool:
        """Whether what came may be the beginning of something longer."""
        return self._parser._timeout_time is not None  # noqa: SLF001 - Textual looks ten times a second instead

    def feed(self, typed: bytes) -> Iterator[Message]:
        """The messages of some bytes, a letter at a time: one that the parser breaks on costs none after it."""
        for letter in self._decoder.decode(typed):
            yield from self._safely(self._parser.feed(letter))

    def tick(self) -> Iterator[Message]:
        """The messages of what did not become longer."""
        yield from self._safely(self._parser.tick())

    def _safely(self, messages: Any) -> Iterator[Message]:
        """The messages up to a sequence that the parser breaks on; it is dropped."""
        try:
            yield from messages
        except (ValueError, OverflowError, LookupError, ParseError, StopIteration, RuntimeError):
            self._parser = XTermParser(self._debug)


class _Stop(Event):
    """An event that `select` can wait for."""

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)

    def fileno(self) -> int:
        """What becomes readable when the event is set."""
        return self._reader

    def set(self) -> None:
        """Wake who waits."""
        super().set()
        os.write(self._writer, b".")

    def clear(self) -> None:
        """Wait again."""
        super().clear()
        with contextlib.suppress(BlockingIOError):
            os.read(self._reader, 64)


class _Picture:
    """Where the picture goes: a file that loses what it is given once the terminal is gone, and says so."""

    def __init__(self, encoding: str, leaving: Leaving) -> None:
        self._encoding = encoding
        self._leaving = leaving
        self._gone = False
        self._waiting: list[str] = []

    def fileno(self) -> int:
        """The terminal."""
        return self._leaving.terminal

    def write(self, text: str) -> None:
        """Keep for the next flush."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Write it all."""
        data = memoryview("".join(self._waiting).encode(self._encoding, "backslashreplace"))
        self._waiting.clear()
        while data and not self._gone:
            data = data[self._write(data) :]

    def _write(self, data: memoryview) -> int:
        """Write what there is room for; how many bytes that was."""
        terminal = self._leaving.terminal
        try:
            select.select([], [terminal], [])
            return 0 if self._leaving.ending else os.write(terminal, data)
        except BlockingIOError:
            return 0
        except OSError:
            self._gone = True
            self._leaving.leave(HUNG_UP)
            return 0
