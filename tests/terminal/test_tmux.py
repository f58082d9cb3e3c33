"""Inside tmux, where most people on servers are."""

from __future__ import annotations

import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from factories import entry_text, write_files
from llmtui.present.cells import cell_len
from running import environment
from terminal.pty_program import DEADLINE

pytestmark = pytest.mark.needs("tmux")


class Tmux:
    """A tmux server of our own with one window."""

    def __init__(self, socket: Path) -> None:
        self._base = ("tmux", "-S", str(socket), "-f", "/dev/null")

    def run(self, *words: str) -> str:
        """A tmux command's output."""
        done = subprocess.run(
            [*self._base, *words], env=environment(), capture_output=True, check=True, text=True, timeout=DEADLINE
        )
        return done.stdout

    def wait_for(self, pattern: str) -> str:
        """The window's text, once it holds a regular expression."""
        end = time.monotonic() + DEADLINE
        while not re.search(pattern, shown := self.run("capture-pane", "-p")):
            assert time.monotonic() < end, f"{pattern!r} did not come up:\n{shown}"
            select.select([], [], [], 0.02)
        return shown


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """A tmux with a shell that starts the program and then says how it ended."""
    server = Tmux(tmp_path / "tmux")
    line = f'"{sys.executable}" -m llmtui; echo "ended with $?"; exec cat'
    server.run("new-session", "-d", "-x", "80", "-y", "24", "sh", "-c", line)
    yield server
    server.run("kill-server")


def test_in_tmux_one_reads_an_entry_and_leaves_the_screen_clean(tmux: Tmux) -> None:
    first = tmux.wait_for(r"\? Help").splitlines()
    tmux.run("send-keys", "/", "chatgml")
    found = tmux.wait_for("─ ChatGLM-6B ─")
    tmux.run("send-keys", "Enter")
    tmux.wait_for("⏎ Read")
    tmux.run("send-keys", "q")
    left = tmux.wait_for("ended with 0")

    assert "enter why" in first[1]
    assert first[2].startswith("╭─ All entries ─")
    assert all(line.endswith(("╮", "│", "╯")) for line in first[2:23])
    assert "● " in found
    assert "ChatGLM" not in left


def test_in_tmux_three_entries_are_compared_and_exported(tmux: Tmux, tmp_path: Path) -> None:
    marking = [("/", "C-u", *name, "Enter", "Space") for name in ("bloomz", "dolly2", "chatglm")]
    keys = (*marking[0], *marking[1], *marking[2], "c", "=", "e")
    path = tmp_path / "differences.md"
    tmux.wait_for(r"\? Help")

    tmux.run("send-keys", *keys)
    tmux.wait_for("Export the comparison as")
    tmux.run("send-keys", "C-u")
    tmux.run("send-keys", "-l", str(path))
    tmux.run("send-keys", "Enter")
    shown = tmux.wait_for("Written to")

    assert "Compare 3" in shown
    assert path.read_text().startswith("BLOOMZ is more open than Dolly 2.0")


NAMES = ("हिन्दी LM", "বাংলা LM", "ශ\u0dca\u200dරී LM", "မြန်မာ LM", "می\u200cخ LM", "മലയാളം LM", "తెలుగు LM")


def test_in_tmux_every_letter_of_every_script_is_on_screen_and_nothing_shifts(tmp_path: Path) -> None:
    files = {f"c/base/e{at}.toml": entry_text(name, 'maker = "Maker"') for at, name in enumerate(NAMES)}
    catalogue = write_files(tmp_path, files) / "c"
    server = Tmux(tmp_path / "tmux")
    line = f'"{sys.executable}" -m llmtui --no-bundled --catalog "{catalogue}"; exec cat'
    server.run("new-session", "-d", "-x", "120", "-y", "24", "sh", "-c", line)
    try:
        server.wait_for(r"\? Help")
        server.run("send-keys", "j", "k", "j")  # draws rows anew
        shown = server.wait_for("─ हिन्दी LM ─")
    finally:
        server.run("kill-server")

    rows = [line for line in shown.splitlines() if "not judged" in line]
    assert [] == [name for name in NAMES if name.replace("\u200d", "") not in shown]
    assert len(NAMES) == len(rows)
    assert 1 == len({cell_len(line.partition("unclear")[0]) for line in rows})
    assert 1 == len({cell_len(line) for line in rows})
