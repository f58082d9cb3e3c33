"""Textual's driver for the lines under the prompt, made to survive odd bytes and a terminal that is gone."""

from __future__ import annotations

import codecs
import os
import select
from collections.abc import Iterable
from typing import Any

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_inline_driver import LinuxInlineDriver
from textual.message import Message

from llmtui.tui.leaving import HUNG_UP, Leaving

_TICK = 0.05
"""Seconds between two looks at whether an escape was the key or began a sequence."""

_AT_ONCE = 1 << 12
"""Bytes of keys that are read at once."""

_NO_SIGN = "\N{REPLACEMENT CHARACTER}"
"""What stands for bytes that are no UTF-8."""


class PromptDriver(LinuxInlineDriver):
    """Reads keys and writes the picture; tells `Leaving` when it has the terminal, and when nobody is there."""

    def __init__(
        self, app: App[Any], leaving: Leaving, *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._leaving = leaving

    def start_application_mode(self) -> None:
        """Take the lines under the prompt."""
        self._leaving.taken = True
        super().start_application_mode()

    def stop_application_mode(self) -> None:
        """Give them back."""
        super().stop_application_mode()
        self._leaving.taken = False

    def run_input_thread(self) -> None:
        """Read keys until told to stop or nobody is there."""
        decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        parser = XTermParser(self._debug)
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], _TICK)
            typed = self._read() if ready else b""
            if typed is None:
                self._leaving.leave(HUNG_UP)
                return
            try:
                for letter in decoder.decode(typed):
                    self._process(parser.feed(letter))
                self._process(parser.tick())
            except (ValueError, OverflowError, LookupError, ParseError, StopIteration, RuntimeError):
                parser = XTermParser(self._debug)  # it broke on a sequence that no terminal sends

    def _read(self) -> bytes | None:
        """What was typed; None where the terminal is gone."""
        try:
            return os.read(self.fileno, _AT_ONCE) or None
        except BlockingIOError:
            return b""
        except OSError:
            return None

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, events.CursorPosition):
                self.cursor_origin = (message.x, message.y)
            elif not (isinstance(message, events.Key) and message.character == _NO_SIGN):
                self.process_message(message)
