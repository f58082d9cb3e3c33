"""Every size of terminal, in a real one, with views and dialogs opened in it."""

from __future__ import annotations

import random
import re

import pytest

from terminal.pty_program import ESC, Program, program

READY = r"\? Help"
QUIET = 0.3
"""Seconds without output after which no more is expected."""

VIEWS = "McTO?fsKtV!y"
"""The keys of everything that opens over the list."""

SMALL = {(20, 8): VIEWS, (24, 10): "M", (40, 15): "Tf", (60, 20): "c?"}
LARGE = {(300, 100): "M", (200, 50): "f", (160, 45): "c", (120, 40): "T?", (100, 30): "Os", (80, 24): "KtV!yf"}
"""What is opened in each size: everything in the least, and each of them in one of the others."""

_NAME = r"OLMo|BLOOMZ|Amber"
"""What the list begins with, as far as it fits."""


def _is_whole(running: Program, size: tuple[int, int]) -> bool:
    """Whether the picture is of the size of the terminal: as many rows, and none of them empty at both ends."""
    lines = running.lines
    return len(lines) == size[1] and bool(lines[0].strip()) and any(line.strip() for line in lines[-2:])


@pytest.mark.parametrize("sizes", [SMALL, LARGE], ids=["small", "large"])
def test_each_size_shows_the_list_and_what_opens_over_it(sizes: dict[tuple[int, int], str]) -> None:
    with program(size=next(iter(sizes)), COLORTERM="truecolor") as running:
        running.wait_for(_NAME)
        running.press(" ")  # what is compared stays marked: marked now, the list is the same after each view
        for size, keys in sizes.items():
            running.resize(*size)
            running.settle(QUIET)
            listed = running.text
            assert re.search(_NAME, listed), f"no list at {size}:\n{listed}"
            assert _is_whole(running, size)
            for key in keys:
                _open_and_close(running, key, size, listed)
        running.press("q")

        assert 0 == running.wait_until_left()


def _open_and_close(running: Program, key: str, size: tuple[int, int], listed: str) -> None:
    running.press(key)
    running.wait_until(
        lambda: running.text != listed and _is_whole(running, size), f"{key} showed nothing at {size}, or not the whole"
    )
    running.press(ESC)
    running.wait_until(lambda: running.text == listed, f"{key} and esc did not lead back to the list at {size}")


TOO_SMALL = [(19, 8), (20, 7), (10, 3), (3, 3), (1, 1)]


@pytest.mark.parametrize("sizes", [TOO_SMALL, TOO_SMALL[::-1]], ids=["smaller and smaller", "from the smallest"])
def test_below_the_least_size_a_line_says_so_and_keys_still_leave(sizes: list[tuple[int, int]]) -> None:
    with program(size=sizes[0]) as running:
        for size in sizes:
            drawn = len(running.sent)
            line = r"(?s)needs.*20" if size[0] >= 10 else r"n"
            running.resize(*size)
            running.wait_until(
                lambda: len(running.sent) > drawn and re.search(line, running.text),  # noqa: B023 - called at once
                f"no line at {size}",
            )
        running.press("q")

        assert 0 == running.wait_until_left()


def test_after_a_storm_of_sizes_the_picture_is_that_of_the_last() -> None:
    sizes = random.Random(7)  # noqa: S311 - any sizes, the same each time
    with program(COLORTERM="truecolor") as running:
        running.wait_for(_NAME)
        for _step in range(60):
            running.resize(sizes.randint(1, 300), sizes.randint(1, 100))
            running.take(0.01)
        running.resize(120, 40)
        with program(COLORTERM="truecolor") as fresh:
            fresh.wait_for(READY)
            fresh.settle(QUIET)

            running.wait_until(lambda: running.text == fresh.text, f"it does not show this:\n{fresh.text}")


def test_the_size_comes_from_the_terminal_and_not_from_the_environment() -> None:
    with program(size=(80, 24), COLUMNS="9999", LINES="x") as running:
        running.wait_for(READY)

        assert _is_whole(running, (80, 24))


def test_a_terminal_of_no_size_is_taken_for_a_usual_one() -> None:
    with program(size=(0, 0)) as running:
        running.wait_for(_NAME)
        running.press("q")

        assert 0 == running.wait_until_left()
