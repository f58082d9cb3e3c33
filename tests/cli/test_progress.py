from __future__ import annotations

import io

from llmtui.cli.diagnostics import Progress


class Screen(io.StringIO):
    """A stream to a terminal, or to something else."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def after_reading(*, terminal: bool, columns: int | None = None) -> str:
    """What a long read wrote to a stream."""
    screen = Screen(terminal=terminal)
    progress = Progress(screen, wait=0, columns=columns)
    for count in range(1, 201):
        progress.show(count)
    progress.done()
    return screen.getvalue()


def test_progress_is_shown_on_one_line_that_is_blank_afterwards() -> None:
    line = "llmtui: 100 entries read; the next start is quicker"

    assert ["", line, " " * len(line), ""] == after_reading(terminal=True).split("\r")


def test_progress_never_takes_a_second_line() -> None:
    assert "llmtui: 100 entries" in after_reading(terminal=True, columns=20).split("\r")


def test_a_file_or_pipe_gets_no_progress() -> None:
    assert "" == after_reading(terminal=False)
