"""As many colours as the terminal shows, in every theme, and signs that it can draw, in a real pty.

`tests/test_terminal.py` has every terminal; here is one of each kind, with what could mislead Textual.
"""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from rich.color import Color, ColorSystem

from llmtui.present.cells import Role
from llmtui.tui.theme import PALETTES, Palette
from terminal.pty_program import Program, program

READY = r"\? Help"
NONE, BASIC, INDEXED, TRUE = "none", "16", "256", "truecolor"
_RENDITION = re.compile(rb"\x1b\[([\d;]*)m")
GRADES = (Role.OPEN, Role.PARTIAL, Role.CLOSED)


def kinds(sent: bytes) -> set[str]:
    """Which kinds of colours were asked for."""
    found = set()
    for sequence in _RENDITION.findall(sent):
        codes = [int(code or b"0") for code in sequence.split(b";")]
        while codes:
            code = codes.pop(0)
            if code in {38, 48}:
                found.add({5: INDEXED, 2: TRUE}[codes[0]])
                del codes[: {5: 2, 2: 4}[codes[0]]]
            elif code // 10 in {3, 4, 9, 10} and code % 10 <= 7:
                found.add(BASIC)
    return found


def depth(browser: Program) -> str:
    """The deepest kind of colours that was sent."""
    found = kinds(browser.sent)
    return next((kind for kind in (TRUE, INDEXED, BASIC) if kind in found), NONE)


SIZE = (80, 24)


@pytest.mark.parametrize(
    ("variables", "words", "expected"),
    [
        pytest.param("TERM=xterm-kitty SSH_CONNECTION=x NO_COLOR=", "", TRUE, id="known-by-name-and-an-empty-no-color"),
        pytest.param("COLORTERM=truecolor NO_COLOR=1", "--color always", TRUE, id="color-always-over-no-color"),
        pytest.param("TERM=tmux-256color TMUX=x TEXTUAL_COLOR_SYSTEM=nonsense", "", INDEXED, id="tmux-and-textual"),
        pytest.param("TERM=screen STY=1.x COLORTERM=truecolor", "--theme light", BASIC, id="screen-in-a-theme-of-more"),
        pytest.param("COLORTERM=truecolor NO_COLOR=1", "--theme light", NONE, id="no-color-in-a-theme"),
        pytest.param("TERM=xterm-kitty", "--color never", NONE, id="color-never"),
    ],
)
def test_as_many_colours_are_sent_as_the_terminal_shows(variables: str, words: str, expected: str) -> None:
    with program(*words.split(), size=SIZE, **dict(each.split("=") for each in variables.split())) as browser:
        browser.wait_for(READY)
        browser.press("j", "?")
        browser.wait_for("Keys")

        assert expected == depth(browser)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        pytest.param({"TERM": "linux"}, BASIC, id="console"),
        pytest.param({"LC_ALL": "de_DE.ISO-8859-1"}, INDEXED, id="latin-1-that-this-host-does-not-know"),
        pytest.param({"PYTHONIOENCODING": "latin-1"}, INDEXED, id="python-says-latin-1"),
        pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, INDEXED, id="nothing-but-ascii"),
    ],
)
def test_where_signs_do_not_arrive_ascii_is_drawn_in_colour(variables: dict[str, str], expected: str) -> None:
    with program("--category", "evaluation", size=SIZE, **variables) as browser:
        browser.wait_for(READY)

    assert browser.sent.isascii()
    assert b"\\u" not in browser.sent
    assert expected == depth(browser)


@pytest.mark.parametrize("system", [ColorSystem.EIGHT_BIT, ColorSystem.STANDARD], ids=["256", "16"])
@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_the_grades_stay_apart_with_fewer_colours(palette: Palette, system: ColorSystem) -> None:
    ground = _shown(palette.background, system)
    shown = {role: _shown(palette.roles()[f"role-{role.value}"], system) for role in GRADES}

    assert [] == [pair for pair in combinations(GRADES, 2) if shown[pair[0]] == shown[pair[1]]]
    assert ground not in shown.values()
    assert palette.ansi or ground != _shown(palette.text, system)


def _shown(colour: str, system: ColorSystem) -> tuple[str, ...]:
    """The codes that draw in a colour."""
    if colour.startswith("ansi_"):
        return (colour,)
    return Color.parse(colour).downgrade(system).get_ansi_codes()
