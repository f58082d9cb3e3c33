"""How much goes over the line: bytes are the same on every machine, so they are held, not measured."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from terminal.pty_program import ESC, Program, program

READY = r"\? Help"
CTRL_L = "\x0c"
DOWN = "\x1b[B"
PAGE_DOWN = "\x1b[6~"
QUIET = 0.3
"""Seconds of silence and sleep after which no more is expected."""

KEYS = ("j", "k", PAGE_DOWN, "G", "g", "\t", "b", "i", "z", "/", "a", "o", " ", ESC, "?", ESC, "M", "O", ESC, "t", ESC)


def cost(running: Program, key: str) -> int:
    """The bytes that a key causes, all of them: hence the wait for silence."""
    before = len(running.sent)
    running.press(key)
    running.settle(QUIET)
    return len(running.sent) - before


@contextmanager
def browser(size: tuple[int, int] = (120, 40), **variables: str) -> Iterator[Program]:
    """The browser on the catalogue that ships with it, everything drawn."""
    with program(size=size, **(variables or {"COLORTERM": "truecolor"})) as running:
        running.marks_updates = False  # the 16 bytes around each update are left out of the figures
        running.wait_for(READY)
        running.settle(QUIET)
        yield running


def seen(running: Program) -> list[list[object]]:
    """The cells of the screen, without the colour and weight of blanks, which cannot be seen."""
    return [
        [(" ", cell.bg) if cell.data == " " and not cell.reverse else cell for cell in row] for row in running.cells
    ]


KEYS_AND_MOST = {DOWN: 3_000, PAGE_DOWN: 8_000, "\t": 2_500}
"""The most bytes for a row with its details, for a page, and for another pane."""


def test_the_first_screen_a_key_and_a_letter_of_a_search_take_few_bytes_and_waiting_none() -> None:
    moves = "".join(f"\x1b[<35;{2 + step * 3};{1 + step}M" for step in range(38))
    with browser() as running:
        first = len(running.sent)
        waiting = cost(running, moves)  # the mouse moves meanwhile
        costs = {key: [cost(running, key) for _time in range(2)] for key in KEYS_AND_MOST}
        cost(running, "/")
        letters = [cost(running, letter) for letter in "chat"]

    assert first <= 20_000
    assert 0 == waiting
    assert all(0 < min(costs[key]) and max(costs[key]) <= most for key, most in KEYS_AND_MOST.items()), costs
    assert min(letters) > 0
    assert max(letters) <= 8_000


@pytest.mark.parametrize(
    ("size", "variables"),
    [
        pytest.param((120, 40), {"COLORTERM": "truecolor"}, id="truecolour"),
        pytest.param((80, 24), {"TERM": "xterm"}, id="sixteen colours"),
    ],
)
def test_a_redraw_of_everything_changes_nothing(size: tuple[int, int], variables: dict[str, str]) -> None:
    chance = random.Random(f"{size}{variables}")  # noqa: S311 - keys, not secrets
    with browser(size, **variables) as running:
        running.press(*chance.choices(KEYS, k=20))
        running.settle(QUIET)
        kept = seen(running)

        assert cost(running, CTRL_L) > 2_000
        assert kept == seen(running)
