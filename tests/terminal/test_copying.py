"""A copied text goes the way that works here, and is shown where none does.

The usual way is tested in `test_browser_in_terminal.py`.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from terminal.pty_program import Program, program

URL = b"https://github.com/bigscience-workshop/xmtf"


@contextmanager
def copied(**variables: str) -> Iterator[Program]:
    """The browser on the address of a repository, with `y` pressed: there is no browser to open it in."""
    with program("--select", "bloomz", "bloomz", size=(120, 40), **variables) as browser:
        browser.wait_for(r"(?s)[─-] BLOOMZ [─-].*\? Help")
        browser.press("o")
        if "enter chooses" in browser.wait_for("y copies|enter chooses"):
            browser.press("\r")
            browser.wait_for("y copies")
        browser.press("y")
        yield browser


def test_screen_is_asked_to_pass_it_on() -> None:
    with copied(STY="1.x", TERM="screen-256color") as browser:
        browser.wait_for("Sent to screen and the terminal's clipboard")

    assert b"\x1bP\x1b]52;c;" + base64.b64encode(URL) + b"\x07\x1b\\" in browser.sent


def test_where_there_is_no_clipboard_the_text_is_shown_to_select_by_hand() -> None:
    with copied(TERM="linux") as browser:
        shown = browser.wait_for("(?s)To select by hand.*shift and the mouse")

    assert URL.decode() in shown
    assert "The console has no clipboard." in shown


@pytest.mark.needs("tmux")
def test_a_tmux_that_does_not_answer_leaves_the_terminal() -> None:
    with copied(TMUX="/nowhere/tmux,1,0") as browser:
        browser.wait_for("Sent to the terminal's clipboard")

    assert b"\x1b]52;c;" + base64.b64encode(URL) in browser.sent
