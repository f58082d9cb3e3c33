"""Whatever ends the program, the terminal is given back, the place is remembered, and nothing stays behind."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from factories import entry_text, write_files
from running import environment
from terminal.pty_program import CTRL_C, Program, program, started
from terminal.test_tmux import Tmux

READY = r"\? Help"
ALTERNATE_SCREEN, CURSOR, LINE_WRAP = 1049, 25, 7
REPORTS = (1000, 1002, 1003, 1005, 1006, 1015, 1016, 2004, 1004, 2048)
SOON = 2
"""Seconds in which the process must be gone."""

FAILING = """
import sys
from pathlib import Path
from llmtui.cli.diagnostics import guard, prepare_streams
from llmtui.loader.load import load
from llmtui.model import Origin
from llmtui.tui.run import run_browser
from llmtui.tui.session import Session

class Broken(str):
    def splitlines(self, *_):
        raise RuntimeError("boom \\x1b]0;pwned\\x07 " + "x" * 100_000)
    __len__ = __eq__ = __str__ = __format__ = split = encode = __contains__ = splitlines
    __hash__ = str.__hash__

class Place:
    def __fspath__(self):
        raise RuntimeError("boom")

prepare_streams()
folder, when = Path(sys.argv[1]), sys.argv[2]
loaded = load([Origin(folder / "catalogue", "own")])
messages = (Broken("x"),) if when == "at-the-start" else ()
fields = {"favourites_path": Place()} if when == "on-a-key" else {}
session = Session(loaded, state_path=folder / "state.json", messages=messages, **fields)
sys.exit(guard(lambda: run_browser(session, mouse=True, report=print)))
"""


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where the program keeps its state."""
    return tmp_path / ".local" / "state" / "llmtui" / "state.json"


def search(browser: Program) -> None:
    """Leave something to remember."""
    browser.wait_for(READY)
    browser.press("/", *"qwen")
    browser.wait_for(r"(?s)\A[^\n]*qwen.*─ Qwen")


def ended(browser: Program) -> int:
    """The exit code, once the process is gone, in good time."""
    return browser.wait_until_left(SOON)


def left_on(browser: Program) -> list[int]:
    """The modes that were left other than they should be."""
    wrong = [mode for mode in (*REPORTS, ALTERNATE_SCREEN) if browser.modes.get(mode)]
    return wrong + [mode for mode in (CURSOR, LINE_WRAP) if not browser.modes.get(mode, True)]


ENDS = {
    signal.SIGTERM: "",
    signal.SIGHUP: "?",
    signal.SIGQUIT: "t",
    signal.SIGINT: "M",
    signal.SIGUSR1: "l",
    signal.SIGALRM: ":",
}
"""Every signal that ends the program, each sent at another level: the keys that lead there from the details."""


@pytest.mark.parametrize(("number", "key"), ENDS.items(), ids=str)
def test_a_signal_at_any_level_gives_the_terminal_back_and_keeps_the_place(
    number: signal.Signals, key: str, state: Path
) -> None:
    with program(size=(80, 24)) as browser:
        before = browser.settings
        search(browser)
        browser.press(*"\r"[: len(key)], *key)
        browser.signal(number)

        assert 128 + number == ended(browser)
        assert [] == left_on(browser)
        assert browser.sent.count(b"\x1b[>") == browser.sent.count(b"\x1b[<u")
        assert before == browser.settings
    assert "qwen" == json.loads(state.read_text())["query"]


def test_what_could_not_be_kept_is_reported_when_the_terminal_is_back() -> None:
    with program(XDG_STATE_HOME="/dev/null/x") as browser:
        search(browser)
        browser.press(CTRL_C)

        assert 0 == ended(browser)
        assert [] == left_on(browser)
        assert "llmtui: /dev/null/x/llmtui/state.json cannot be saved: Not a directory" in browser.text


def test_a_signal_before_anything_can_be_seen_gives_the_terminal_back(state: Path) -> None:
    with program() as browser:
        before = browser.settings
        while b"\x1b[?1049h" not in browser.sent:
            browser.take(1)
        browser.signal(signal.SIGTERM)

        assert 143 == ended(browser)
        assert [] == left_on(browser)
        assert before == browser.settings
        assert b"Traceback" not in browser.sent
    assert not state.exists()


def test_without_a_shell_ctrl_z_is_refused_and_a_closed_terminal_ends_it(
    state: Path,
) -> None:
    """The program is in a session of its own without a controlling terminal: there is no SIGHUP, as under nohup."""
    with program() as browser:
        search(browser)
        browser.press("\r", "\x1a")
        browser.wait_for("no shell here")
        browser.hang_up()

        assert 129 == browser.wait_unread(SOON)
    assert "qwen" == json.loads(state.read_text())["query"]


@contextmanager
def frozen() -> Iterator[Program]:
    """The browser with output that is not read, as on a connection that hangs."""
    with program() as browser:
        search(browser)
        for turn in range(20):
            browser.send(b"\x0c")
            browser.resize(100 + turn, 40)
        time.sleep(0.3)  # it fills the terminal's buffer meanwhile; that it is full shows nowhere outside
        yield browser


def test_blocked_output_does_not_keep_it_from_leaving(state: Path) -> None:
    with frozen() as browser:
        browser.signal(signal.SIGTERM)

        assert 128 + signal.SIGTERM == browser.wait_unread(SOON)
        browser.wait_until_left()
        assert [] == left_on(browser)
    assert "qwen" == json.loads(state.read_text())["query"]


def test_a_line_that_froze_and_then_broke_ends_it() -> None:
    with frozen() as browser:
        browser.hang_up()

        assert 129 == browser.wait_unread(SOON)


NO_KEYS = {
    "latin-1": b"\xe9",
    "half a letter": b"\xc3",
    "no text": b"\xff\xfe\x80\x81",
    "old mouse far right": b"\x1b[M \xff\xff",
    "no such letter": b"\x1b[1114112u",
    "far too great": b"\x1b[99999999999u",
    "odd key": b"\x1b[1:2;3u",
    "odd mouse": b"\x1b[<;;M\x1b[<99999999;1;1M",
}


def test_bytes_that_are_no_keys_are_ignored_and_ctrl_c_leaves_from_the_search() -> None:
    shown = " llmtui / "
    with program(size=(80, 24)) as browser:
        browser.wait_for(READY)
        browser.press("/")
        for letter, (name, typed) in zip("instruct", NO_KEYS.items(), strict=True):
            browser.send(typed)
            browser.press(letter)
            shown += letter
            browser.wait_until(
                lambda: browser.lines[0].startswith(f"{shown} "),  # noqa: B023 - called at once
                f"{name} was not ignored",
            )
        browser.press(CTRL_C)

        assert 0 == ended(browser)
        assert [] == left_on(browser)


def test_stopped_and_continued_from_outside_it_is_still_whole_and_reports_in_pixels_end() -> None:
    """Terminals that report their size by themselves are asked for the mouse in pixels."""
    with program() as browser:
        before = browser.settings
        browser.wait_for(READY)
        browser.send(b"\x1b[?2048;2$y")
        while not browser.modes.get(1016):
            browser.take(1)
        browser.signal(signal.SIGSTOP)
        seen = len(browser.sent)
        browser.signal(signal.SIGCONT)
        while b"Help" not in browser.sent[seen:]:
            assert browser.take(SOON)
        browser.press("/", *"bloomz")
        browser.wait_for("─ BLOOMZ ─")
        browser.press(CTRL_C)

        assert 0 == ended(browser)
        assert [] == left_on(browser)
        assert before == browser.settings


@pytest.mark.needs("tmux", "bash")
def test_ctrl_z_gives_the_shell_and_fg_the_browser(tmp_path: Path) -> None:
    server = Tmux(tmp_path / "tmux")
    server.run("new-session", "-d", "-x", "100", "-y", "30", "bash", "--norc", "--noprofile", "-i")
    try:
        server.run("send-keys", f'PS1="ready> "; "{sys.executable}" -m llmtui', "Enter")
        server.wait_for(READY)
        server.run("send-keys", "C-z")
        server.wait_for("Stopped")
        server.run("send-keys", "echo in the sh''ell", "Enter")
        server.wait_for("in the shell")
        server.run("send-keys", "fg", "Enter")
        server.wait_for(READY)
        server.run("send-keys", "/", "bloomz")
        server.wait_for("─ BLOOMZ ─")
        server.run("send-keys", "C-c")
        left = server.wait_for(r"ready> *\n*\Z")
    finally:
        server.run("kill-server")

    assert "in the shell" in left
    assert "BLOOMZ" not in left


@contextmanager
def failing(folder: Path, when: str) -> Iterator[Program]:
    """The browser with a fault in it, on a catalogue of one entry."""
    write_files(folder / "catalogue", {"base/qwen.toml": entry_text("Qwen")})
    with started([sys.executable, "-c", FAILING, str(folder), when], (80, 24), environment()) as browser:
        yield browser


@pytest.mark.parametrize("when", ["at-the-start", "on-a-key"])
def test_a_fault_of_the_program_is_reported_in_a_line_and_kept_in_a_log(when: str, tmp_path: Path) -> None:
    with failing(tmp_path, when) as browser:
        before = browser.settings
        if when == "on-a-key":
            search(browser)
            browser.press("\r", "*")

        assert 1 == browser.wait_until_left()
        assert [] == left_on(browser)
        assert before == browser.settings
        output = browser.sent[browser.sent.rindex(b"\x1b[?25h") :].decode()
    log = (tmp_path / "failure.log").read_text()
    assert "llmtui: the browser failed: " in output
    assert f"{tmp_path}/failure.log" in output
    assert len(output) < 1000
    assert "Traceback" in log
    assert 0 == log.count("\x1b")
