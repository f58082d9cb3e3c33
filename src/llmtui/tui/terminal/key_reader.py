"""Reads what is typed and pasted, whatever bytes come, until the terminal is gone."""

from __future__ import annotations

import codecs
import contextlib
import os
import select
from collections.abc import Iterator
from threading import Event
from typing import Any

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.message import Message

from llmtui.tui.terminal.leaving import HUNG_UP, TerminalGuard

_ESCAPE_TICK = 0.05
"""Seconds between two checks whether an escape was the key or began a sequence."""

_READ_SIZE = 1 << 12
"""Bytes of keys that are read at once."""

_NOT_UTF_8 = "\N{REPLACEMENT CHARACTER}"
"""What the decoder makes of bytes that are not UTF-8."""

_PASTE_START = "\x1b[200~"
_PASTE_END = "\x1b[201~"


class WakingEvent(Event):
    """An event that `select` can wait for."""

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)

    def fileno(self) -> int:
        """The descriptor that becomes readable when the event is set."""
        return self._reader

    def set(self) -> None:
        """Wake the waiting thread."""
        super().set()
        os.write(self._writer, b".")

    def clear(self) -> None:
        """Wait again."""
        super().clear()
        with contextlib.suppress(BlockingIOError):
            os.read(self._reader, 64)


def read_keys(keyboard: int, stop: WakingEvent, guard: TerminalGuard, *, debug: bool) -> Iterator[Message]:
    """The messages of what is typed, until `stop` is set; a terminal that is gone ends the program."""
    keys = KeyParser(debug=debug)
    while not stop.is_set():
        ready, _, _ = select.select([keyboard, stop.fileno()], [], [], _ESCAPE_TICK if keys.waiting else None)
        if keyboard in ready:
            typed = _read(keyboard)
            if typed is None:
                guard.leave(HUNG_UP)
                return
            yield from keys.feed(typed)
        yield from keys.tick()


def _read(keyboard: int) -> bytes | None:
    """What was typed, or None if the terminal is gone."""
    try:
        return os.read(keyboard, _READ_SIZE) or None
    except BlockingIOError:
        return b""
    except OSError:
        return None


class KeyParser:
    """Makes messages of bytes.

    Textual's parser stops at bytes that are not UTF-8, and at some sequences that no terminal sends. Within pasted
    text it takes escape sequences for keys, so pasted text is kept away from it.
    """

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._recent = ""
        """The last letters, as many as a sequence that begins or ends a paste has."""
        self._pasted: list[str] | None = None
        """The letters of a paste so far, or None outside of one."""

    @property
    def waiting(self) -> bool:
        """Whether what came so far may be the beginning of a longer sequence."""
        return self._parser._timeout_time is not None  # noqa: SLF001 - Textual checks ten times a second instead

    def feed(self, typed: bytes) -> Iterator[Message]:
        """The messages of some bytes; letter by letter, so that a sequence that cannot be read costs no other one."""
        for letter in self._decoder.decode(typed):
            self._recent = (self._recent + letter)[-len(_PASTE_END) :]
            if self._pasted is not None:
                yield from self._feed_paste(letter)
            else:
                yield from filter(_is_typed, self._parse(letter))
                if self._recent == _PASTE_START:
                    self._pasted = []

    def tick(self) -> Iterator[Message]:
        """The messages of a sequence that did not continue in time."""
        if self._pasted is None:
            yield from self._safely(self._parser.tick())

    def _feed_paste(self, letter: str) -> Iterator[Message]:
        assert self._pasted is not None  # noqa: S101 - called within a paste only
        self._pasted.append(letter)
        if self._recent == _PASTE_END:
            text = "".join(self._pasted)[: -len(_PASTE_END)]
            self._pasted = None
            yield from (each for each in self._parse(_PASTE_END) if not isinstance(each, events.Paste))
            yield events.Paste(text)

    def _parse(self, text: str) -> Iterator[Message]:
        return self._safely(self._parser.feed(text))

    def _safely(self, messages: Any) -> Iterator[Message]:
        """The messages up to a sequence that Textual's parser fails on; that one is dropped."""
        try:
            yield from messages
        except (ValueError, OverflowError, LookupError, ParseError, StopIteration, RuntimeError):
            self._parser = XTermParser(self._debug)


def _is_typed(message: Message) -> bool:
    return not (isinstance(message, events.Key) and message.character == _NOT_UTF_8)
