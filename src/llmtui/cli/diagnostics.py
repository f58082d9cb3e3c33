"""Writes to standard error, and turns exceptions into one line and an exit code instead of a traceback."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

from llmtui.counted import counted
from llmtui.errors import ExitCode, LlmtuiError
from llmtui.text import clean

if TYPE_CHECKING:
    from llmtui.problems import Problem  # importing it takes as long as the rest of `llmtui --help`

_MOST_PROBLEMS = 3
"""How many problems a command prints in full beside its answer."""

_SECONDS_BEFORE_PROGRESS = 0.7
"""How long reading may take before progress is shown."""

_SECONDS_BETWEEN_UPDATES = 0.2
"""How often the progress line changes at most."""

_ENTRIES_BETWEEN_CHECKS = 100
"""How many entries are read between two looks at the clock."""


def prepare_streams() -> None:
    """Make sure that all three streams exist and that everything printed can be encoded.

    A descriptor that is closed would otherwise go to the next file that is opened. A closed standard output becomes one
    that cannot be written, so that a command fails instead of losing its answer.
    """
    for descriptor, flags in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest free number, which is this one
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(descriptor, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - stays open
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # suppressed if it is not a file


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a message for the user, beside the answer."""
    stream = stream or sys.stderr
    try:
        print(f"llmtui: {clean(text)}", file=stream)
    except OSError:
        _silence(stream)


def say_problems(
    problems: Sequence[Problem], hint: str = "llmtui validate lists them all", most: int | None = _MOST_PROBLEMS
) -> None:
    """Report problems in files: the first few in full, then how many more there are.

    Args:
        problems: All of them.
        hint: How to see the rest.
        most: How many to report in full; None for all.
    """
    shown = problems[:most]
    for problem in shown:
        say(str(problem))
    if left := len(problems) - len(shown):
        say(f"and {counted(left, 'more problem')}; {hint}")


class ProgressLine:
    """One line of the terminal that says how far something has come, and is cleared at the end."""

    def __init__(self, stream: TextIO | None = None, columns: int | None = None) -> None:
        """Prepare; nothing is shown yet.

        Args:
            stream: Where to show it; standard error by default. A stream that is not a terminal gets nothing.
            columns: The width of the terminal; by default the terminal is asked for it.
        """
        self._stream = stream or sys.stderr
        self._known_columns = columns
        self._line = ""

    def say(self, text: str) -> None:
        """Show a text in place of the one before."""
        line = text[: max(0, self._columns() - 1)]  # a line that wraps could not be cleared
        if line != self._line and self._stream.isatty():
            self._write(f"\r{line.ljust(len(self._line))}")
            self._line = line

    def done(self) -> None:
        """Clear the line with spaces, because not every terminal knows a sequence for it."""
        if self._line:
            self._write(f"\r{' ' * len(self._line)}\r")

    def _columns(self) -> int:
        if self._known_columns is not None:
            return self._known_columns
        try:
            return os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            return 80

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._stream.write(text)
            self._stream.flush()


class Progress:
    """Shows the progress of a long read on one line of the terminal, and clears the line at the end."""

    def __init__(
        self,
        stream: TextIO | None = None,
        wait: float = _SECONDS_BEFORE_PROGRESS,
        columns: int | None = None,
        words: str = "{count:,} entries read; the next start is quicker",
    ) -> None:
        """Prepare to show progress.

        Args:
            stream: Where to show it; standard error by default.
            wait: Seconds that reading may take before progress is shown.
            columns: The width of the terminal; by default the terminal is asked for it.
            words: What to say, with `count` in braces.
        """
        self._words = words
        self._next = time.monotonic() + wait
        self._line = ProgressLine(stream, columns)

    def show(self, count: int) -> None:
        """Show how many entries were read, if reading takes long."""
        if count % _ENTRIES_BETWEEN_CHECKS == 0 and time.monotonic() >= self._next:
            self._next = time.monotonic() + _SECONDS_BETWEEN_UPDATES
            self._line.say(f"llmtui: {self._words.format(count=count)}")

    def done(self) -> None:
        """Clear the line."""
        self._line.done()


def guard(run: Callable[[], int]) -> int:
    """Run a command, and turn its errors and those of standard output into a message and an exit code."""
    failure: LlmtuiError | None = None
    code: int = ExitCode.OK
    try:
        try:
            code = run()
        except LlmtuiError as error:
            failure, code = error, error.exit_code
        sys.stdout.flush()  # so that errors in writing what is still buffered show up here
    except BrokenPipeError:
        _silence(sys.stdout)  # the program that reads our output has all it wanted
    except OSError as error:
        say(f"{error.filename or 'standard output'}: {error.strerror or error}")
        _silence(sys.stdout)
        return ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    if failure:
        say(f"{failure}; {failure.hint}" if failure.hint else str(failure))
    return code


def _silence(stream: TextIO) -> None:
    """Discard what a stream still buffers. Otherwise Python would report it at exit and change the exit code."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
