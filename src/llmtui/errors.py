"""Every exception a person can meet.

LlmtuiError            said on standard error in one line, never as a traceback
├── UsageError         wrong words, or input that cannot be read        exit 2
│   └── NoTerminal     the browser was asked for where it cannot run    exit 2
└── NoAnswer           the question was fine and the answer is no       exit 1
"""

from __future__ import annotations


class LlmtuiError(Exception):
    """Something to tell the person in words."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        """What to do about it; may be empty."""


class UsageError(LlmtuiError):
    """The command line, or a file named on it, cannot be used."""


class NoTerminal(UsageError):
    """The browser needs a terminal and there is none."""


class NoAnswer(LlmtuiError):
    """Nothing was found, or a check failed."""

    exit_code = 1
