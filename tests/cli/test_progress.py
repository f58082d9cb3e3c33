from __future__ import annotations

import io

import pytest

from llmtui.cli import diagnostics
from llmtui.cli.diagnostics import Progress


class Screen(io.StringIO):
    """A stream to a terminal, or to something else."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def after_reading(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> str:
    """What a long reading wrote to a stream."""
    monkeypatch.setattr(diagnostics, "_PATIENCE", 0)
    screen = Screen(terminal=terminal)
    progress = Progress(screen)
    for count in range(1, 201):
        progress.tell(count)
    progress.done()
    return screen.getvalue()


def test_somebody_who_waits_is_told_on_a_line_that_is_blank_again_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "llmtui: 100 entries read; the next start is quicker"

    assert ["", told, " " * len(told), ""] == after_reading(monkeypatch, terminal=True).split("\r")


def test_it_never_takes_a_second_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Progress, "_columns", lambda _self: 20)

    assert "llmtui: 100 entries"[:19] in after_reading(monkeypatch, terminal=True).split("\r")


def test_a_file_or_pipe_gets_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "" == after_reading(monkeypatch, terminal=False)
