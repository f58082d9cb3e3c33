"""Stopped, continued, or started in the background of a shell, the browser appears as soon as it may."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal.test_tmux import Tmux

pytestmark = pytest.mark.needs("tmux")

READY = r"\? Help"
TIMES = 5
"""How often the browser is stopped: one in seven stops went wrong while any thread could get SIGCONT."""


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Tmux]:
    """A shell with job control, in a terminal."""
    server = Tmux(tmp_path / "tmux")
    server.run("new-session", "-d", "-x", "100", "-y", "30", "bash", "--norc", "--noprofile", "-i")
    try:
        server.run("send-keys", 'PS1="ready> "; clear', "Enter")
        server.wait_for("ready>")
        yield server
    finally:
        server.run("kill-server")


def test_started_in_the_background_it_appears_with_fg(shell: Tmux) -> None:
    shell.run("send-keys", f'"{sys.executable}" -m llmtui &', "Enter")
    shell.run("send-keys", "", "Enter")
    shell.wait_for(r"\[1\] +\d+")
    shell.run("send-keys", "wait; jobs", "Enter")
    shell.wait_for("Stopped")
    shell.run("send-keys", "clear; fg", "Enter")
    shell.wait_for(READY)
    shell.run("send-keys", "/", "bloomz")
    shell.wait_for("─ BLOOMZ ─")
    shell.run("send-keys", "C-c")

    assert "failed" not in shell.wait_for(r"ready> *\n*\Z")


def test_stopped_by_a_signal_it_is_whole_again_with_fg(shell: Tmux, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    shell.run("send-keys", f"sh -c 'echo $$ > {note}; exec \"{sys.executable}\" -m llmtui'", "Enter")
    shell.wait_for(READY)
    for _time in range(TIMES):
        os.kill(int(note.read_text()), signal.SIGTSTP)
        shell.wait_for("Stopped")
        shell.run("send-keys", "clear; fg", "Enter")
        shell.wait_for(READY)
    shell.run("send-keys", "/", "bloomz")
    shell.wait_for("─ BLOOMZ ─")
    shell.run("send-keys", "C-c")

    assert "BLOOMZ" not in shell.wait_for(r"ready> *\n*\Z")
