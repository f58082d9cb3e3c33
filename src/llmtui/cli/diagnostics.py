"""Everything said on standard error, and what exceptions become: one line and an exit code, never a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TextIO

from llmtui.cli.output import Output
from llmtui.errors import LlmtuiError
from llmtui.problems import Problem
from llmtui.text import clean

_MOST = 3
"""Problems told in full beside another answer."""

_PATIENCE = 0.7
"""Seconds after which reading is said to take long."""

_PAUSE = 0.2
"""Seconds between two counts."""

_STEP = 100
"""Entries between two looks at the clock."""


def prepare_streams() -> None:
    """Make sure that whatever is printed can be encoded, and that all three streams are there."""
    for descriptor in (0, 1, 2):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - stays open for the run
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # suppressed where it is no file


def say(text: str, stream: TextIO | None = None) -> None:
    """Tell the person something beside the answer."""
    stream = stream or sys.stderr
    try:
        print(f"llmtui: {clean(text)}", file=stream)
    except OSError:
        _silence(stream)


def say_problems(
    problems: Sequence[Problem], hint: str = "llmtui validate lists them all", most: int | None = _MOST
) -> None:
    """Report files that could not be used.

    Args:
        problems: All of them.
        hint: How to see the rest.
        most: How many to report in full; None for all.
    """
    shown = problems[:most]
    for problem in shown:
        say(str(problem))
    if len(problems) > len(shown):
        say(f"and {len(problems) - len(shown)} more problems; {hint}")


class Progress:
    """Tells a person at a terminal how far a long reading has come, on one line that is cleared at the end."""

    def __init__(
        self, stream: TextIO | None = None, words: str = "{count:,} entries read; the next start is quicker"
    ) -> None:
        """Begin.

        Args:
            stream: Where to; standard error unless another is given.
            words: What is said, with `count` in braces.
        """
        self._stream = stream or sys.stderr
        self._words = words
        self._next = time.monotonic() + _PATIENCE
        self._told = ""

    def tell(self, count: int) -> None:
        """Say how many entries were read, where it takes long."""
        if count % _STEP == 0 and time.monotonic() >= self._next and self._stream.isatty():
            self._next = time.monotonic() + _PAUSE
            told = f"llmtui: {self._words.format(count=count)}"
            self._told = told[: max(0, self._columns() - 1)]  # on a second line it could not be taken back
            self._write(f"\r{self._told}")

    def done(self) -> None:
        """Clear the line, by blanks: the terminal may know no sequence for it."""
        if self._told:
            self._write(f"\r{' ' * len(self._told)}\r")

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            return 80

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._stream.write(text)
            self._stream.flush()


def guard(run: Callable[[Output], int]) -> int:
    """Run a command and turn what goes wrong into words and a code."""
    output = Output(sys.stdout)
    try:
        code = run(output)
        output.flush()
    except LlmtuiError as error:
        say(f"{error}; {error.hint}" if error.hint else str(error))
        return error.exit_code
    except BrokenPipeError:
        _silence(sys.stdout)  # the reader has all it wanted
        return 0
    except OSError as error:
        say(f"{error.filename or 'standard output'}: {error.strerror or error}")
        _silence(sys.stdout)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


def _silence(stream: TextIO) -> None:
    """Drop what a stream still holds: Python would complain of it, and change the exit code, when it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
