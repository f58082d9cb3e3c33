"""Cells and the sequences that draw them, replayed into a terminal emulator."""

from __future__ import annotations

from itertools import combinations

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from llmtui.tui.terminal.cell_style import PLAIN, CellStyle, style_of, transition
from llmtui.tui.terminal.cell_writer import CellWriter
from llmtui.tui.terminal.row import Row, cells_of, is_unsure, signs

WIDTH = 12
STYLES = (
    Style(),
    Style(color="#ff0000", bgcolor="#000010"),
    Style(color="#00ff00", bgcolor="#000010", bold=True),
    Style(bgcolor="#000010", underline=True),
    Style(reverse=True, italic=True),
)
TEXTS = ("a", " ", "中", "e\u0301", "─", "b", "👍", "  ", "word")


def a_row(*parts: tuple[str, Style]) -> Row:
    cells: Row = []
    for text, style in parts:
        cells += cells_of(text, style, ColorSystem.TRUECOLOR)[0]
        if len(cells) >= WIDTH - 4:
            break
    return cells + [(".", PLAIN)] * (WIDTH - len(cells))


rows = st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(STYLES)), max_size=8).map(lambda parts: a_row(*parts))
pictures = st.lists(rows, min_size=3, max_size=3)


def draw(terminal: pyte.Screen, before: list[Row], after: list[Row]) -> str:
    """Send what differs; what was sent."""
    pen = CellWriter(WIDTH)
    for y, (old, new) in enumerate(zip(before, after, strict=True)):
        pen.draw(y, old, new, unsure=any(map(is_unsure, [*old, *new])))
    sent = pen.finish()
    pyte.Stream(terminal).feed(sent)
    return sent


def shown(terminal: pyte.Screen) -> list[list[object]]:
    """What the user sees."""
    found: list[list[object]] = []
    for y in range(terminal.lines):
        row = [terminal.buffer[y][x] for x in range(WIDTH)]
        found.append([cell if cell.data != " " or cell.underscore or cell.reverse else (" ", cell.bg) for cell in row])
    return found


def a_terminal() -> pyte.Screen:
    terminal = pyte.Screen(WIDTH, 3)
    terminal.reset_mode(pyte.modes.DECAWM)
    return terminal


UNKNOWN: list[Row] = [[None] * WIDTH for _row in range(3)]


@settings(max_examples=50)
@given(st.lists(pictures, min_size=1, max_size=4))
def test_sending_only_differences_shows_the_same_as_sending_all(shows: list[list[Row]]) -> None:
    frugal, lavish = a_terminal(), a_terminal()
    draw(lavish, UNKNOWN, shows[-1])
    before = UNKNOWN
    for after in shows:
        draw(frugal, before, after)
        before = after

    assert shown(lavish) == shown(frugal)


def test_between_any_two_cells_the_cursor_takes_a_way_that_is_no_longer_than_an_address() -> None:
    before = [a_row()] * 3
    blank, sign = before[0][0], ("x", PLAIN)
    places = [(y, x) for y in range(3) for x in range(WIDTH)]
    for first, second in combinations(places, 2):
        terminal = a_terminal()
        draw(terminal, UNKNOWN, before)
        after = [[sign if (y, x) in (first, second) else blank for x in range(WIDTH)] for y in range(3)]
        sent = draw(terminal, before, after)

        assert (first, second) == tuple(place for place in places if terminal.buffer[place[0]][place[1]].data == "x")
        assert len(sent) <= 2 + sum(len(f"\x1b[{y + 1};{x + 1}H") for y, x in (first, second))


@given(pictures)
def test_the_same_again_sends_nothing(picture: list[Row]) -> None:
    assert draw(a_terminal(), picture, picture) == ""


@given(st.text())
def test_signs_take_as_many_cells_as_textual_counts(text: str) -> None:
    assert cell_len(text) == sum(width for _sign, width in signs(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("हिन्दी 7B", ["हिन्दी", " ", "7", "B"], id="a-word-with-marks"),
        pytest.param("نص", ["ن", "ص"], id="a-word-without"),
        pytest.param("ශ\u0dca\u200dර", ["ශ\u0dca", "ර"], id="a-joiner-of-letters"),
        pytest.param("👩\u200d💻", ["👩\u200d💻"], id="joined-emoji"),
        pytest.param(" \u093f", [" ", "\u093f"], id="a-mark-alone"),
    ],
)
def test_a_word_with_spacing_marks_is_sent_in_one_piece(text: str, expected: list[str]) -> None:
    assert expected == [sign for sign, _width in signs(text)]


@pytest.mark.parametrize(
    ("sign", "unsure"), [("\u093f", True), ("हि", True), ("ह", False), ("中", False), ("─", False)]
)
def test_a_spacing_mark_may_take_no_cell(sign: str, unsure: bool) -> None:
    assert unsure is is_unsure((sign, PLAIN))


@given(st.text())
def test_nothing_that_steers_a_terminal_is_drawn(text: str) -> None:
    drawn = "".join(sign for sign, _width in signs(f"a{text}"))

    assert not any(letter < " " or "\x7f" <= letter < "\xa0" for letter in drawn)
    assert drawn.encode()


looks = st.sampled_from([PLAIN, *(style_of(style, ColorSystem.TRUECOLOR) for style in STYLES)])


@given(looks, looks)
def test_a_transition_ends_in_the_look_wherever_it_began(before: CellStyle, after: CellStyle) -> None:
    terminal, fresh = a_terminal(), a_terminal()
    pyte.Stream(terminal).feed(transition(PLAIN, before) + transition(before, after) + "x")
    pyte.Stream(fresh).feed(transition(PLAIN, after) + "x")

    assert fresh.buffer[0][0] == terminal.buffer[0][0]


def test_a_link_is_opened_once_and_closed() -> None:
    link = Style(link="https://open.example/a")

    sent = draw(a_terminal(), UNKNOWN, [a_row(("one", link), (" two", Style())), *UNKNOWN[1:]])

    assert sent.count("https://open.example/a") == 1
    assert sent.count("\x1b]8;;\x1b\\") == 1


@pytest.mark.parametrize("url", ["https://x.example/\x1b]0;pwned\x07", "https://x.example/\n", "https://x.example/ä"])
def test_a_link_that_could_steer_the_terminal_is_left_out(url: str) -> None:
    assert style_of(Style(link=url), ColorSystem.TRUECOLOR).link == ""
