"""The real program in a real terminal: what a pilot cannot see."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from terminal.pty_program import CTRL_C, ENTER, program

READY = r"\? Help"
NO_DIALOG = r"(?s)\A(?!.*enter chooses)"
ALTERNATE_SCREEN, CURSOR, PASTE, FOCUS = 1049, 25, 2004, 1004
MOUSE = (1000, 1002, 1003, 1005, 1006, 1015)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where the program keeps its state: `conftest.py` makes the test's folder the home."""
    return tmp_path / ".local" / "state" / "llmtui" / "state.json"


def test_one_opens_it_searches_reads_copies_and_leaves_the_terminal_as_it_was() -> None:
    with program() as browser:
        before = browser.settings
        browser.wait_for(READY)
        during = browser.modes
        browser.press("/", *"chatgml")
        browser.wait_for(r"─ ChatGLM-6B ─")
        browser.wait_for(r"partial +Code +OUC")
        browser.press(ENTER)
        browser.wait_for(r"⏎ Read")
        browser.press("y")
        browser.wait_for("enter chooses")
        browser.press(*"name")
        browser.wait_for(r"│ name")
        browser.press(ENTER)
        browser.wait_for("Sent to the terminal's clipboard")
        browser.press("q")

        assert 0 == browser.wait_until_left()
        assert during[ALTERNATE_SCREEN]
        assert not during[CURSOR]
        assert [] != [mode for mode in MOUSE if during.get(mode)]
        assert not browser.modes[ALTERNATE_SCREEN]
        assert browser.modes[CURSOR]
        assert [] == [mode for mode in (*MOUSE, PASTE, FOCUS) if browser.modes.get(mode)]
        assert before == browser.settings
        assert b"\x1b]52;c;" + base64.b64encode(b"ChatGLM-6B") in browser.sent


def test_what_is_typed_at_once_after_the_search_key_or_pasted_is_searched_and_nothing_else() -> None:
    with program() as browser:
        browser.wait_for(READY)
        browser.send(b"/qwen")
        browser.wait_for(r"(?s)\A llmtui / qwen .*─ Qwen")
        browser.press("\x1b[200~\x1b]0;pwned\x07chatglm\x1b[201~")
        browser.wait_for(r"\A llmtui / qwen\S*pwned chatglm")

    assert b"\x1b]0;pwned" not in browser.sent


def test_the_next_start_shows_what_the_last_one_left(state: Path) -> None:
    with program() as browser:
        browser.wait_for(READY)
        browser.press("t")
        browser.wait_for("─ Theme ─")
        browser.press(*"light")
        browser.wait_for(r"light .*\n.* light ")
        browser.press(ENTER)
        browser.wait_for(NO_DIALOG)
        browser.press("1", "j", "2")
        browser.wait_for("─ Base models ─")
        browser.press("s")
        browser.wait_for("─ Sort by ─")
        browser.press(*"name")
        browser.wait_for(r"│ name +│.*\n.*│ name +│")
        browser.press(ENTER)
        browser.wait_for("by name")
        browser.wait_for(NO_DIALOG)
        browser.press("j", "j", "q")
        browser.wait_until_left()
    kept = json.loads(state.read_text(encoding="utf-8"))

    with program() as browser:
        shown = browser.wait_for(READY)

    assert ("light", "base", "name") == (kept["theme"], kept["category"], kept["sort"])
    assert "─ Base models ─" in shown
    assert "by name" in shown
    assert kept["selected"] != ""


def test_a_state_that_cannot_be_read_is_set_aside_and_reported_and_shift_q_leaves(state: Path) -> None:
    state.parent.mkdir(parents=True)
    state.write_text('{"theme": [', encoding="utf-8")

    with program() as browser:
        shown = browser.wait_for(r"(?s)cannot.*renamed")  # broken where the length of the path wants it
        browser.press("Q")

        assert 0 == browser.wait_until_left()
    assert "OLMo" in shown
    assert ['{"theme": ['] == [kept.read_text(encoding="utf-8") for kept in state.parent.glob("*unreadable*")]
    assert "dark" == json.loads(state.read_text(encoding="utf-8"))["theme"]


def test_what_the_command_line_asks_for_comes_first() -> None:
    words = ("--no-mouse", "--category", "data", "--select", "alpaca-data", "lang:zh")
    with program(*words) as browser:
        shown = browser.wait_for(READY)

        assert [] == [mode for mode in MOUSE if browser.modes.get(mode)]
    assert "─ Data ─" in shown
    assert "lang:zh" in shown.splitlines()[0]


def test_ascii_only_sends_ascii_only_and_ctrl_c_leaves_from_a_dialog() -> None:
    with program("--ascii", "--category", "evaluation", size=(80, 24)) as browser:
        browser.wait_for(READY)
        browser.press("?")
        browser.wait_for("type to narrow")
        browser.press(CTRL_C)

        assert 0 == browser.wait_until_left()
        assert not browser.modes[ALTERNATE_SCREEN]
        assert browser.modes[CURSOR]
    assert browser.sent.isascii()
