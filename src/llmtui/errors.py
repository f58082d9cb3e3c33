"""Every exception that a user can see, and the exit codes of the commands.

LlmtuiError            reported on standard error in one line, never as a traceback
├── UsageError         wrong arguments, or input that cannot be read    ExitCode.USAGE
│   └── NoTerminal     the browser cannot run without a terminal        ExitCode.USAGE
└── NoAnswer           nothing was found, or a check failed             ExitCode.NO
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended, for the shell that started it."""

    OK = 0
    """The command did what it was asked for."""
    NO = 1
    """The command ran and the answer is no: nothing was found, or a check failed."""
    USAGE = 2
    """Wrong arguments, or input or output that cannot be used."""
    INTERRUPTED = 130
    """The user pressed ctrl+c: 128 plus the number of SIGINT, as shells report it."""


class LlmtuiError(Exception):
    """Something to report to the user in words."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        """What the user can do about it; may be empty."""


class UsageError(LlmtuiError):
    """The command line, or a file it names, cannot be used."""


class NoTerminal(UsageError):
    """The browser needs a terminal and there is none."""


class NoAnswer(LlmtuiError):
    """Nothing was found, or a check failed."""

    exit_code = ExitCode.NO
