"""The cells of a row of the terminal, and the signs of a text that fill them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from llmtui.present.cell_widths import is_spacing_mark
from llmtui.text import without_joiners
from llmtui.tui.terminal.cell_style import CellStyle, blank_of, style_of

Cell = tuple[str, CellStyle]
"""What a cell shows; the further cells of a wide sign have no text."""

Row = list[Cell | None]
"""The cells of a row; None if it is not known what the terminal shows."""

_JOINER = "\u200d"
_SOFT_HYPHEN = "\xad"
_LAST_OF_BASIC_PLANE = "\uffff"
_MARKS = (("\u0903", "\u1cf7"), ("\u302e", "\u302f"), ("\ua823", "\uabec"))
"""Ranges of the basic plane that have spacing marks."""


@lru_cache(maxsize=2048)
def cells_of(text: str, style: Style | None, system: ColorSystem) -> tuple[tuple[Cell, ...], bool]:
    """The cells that a text paints with the colours of the terminal, and whether one of them is unsure."""
    look = style_of(style, system)
    blank = blank_of(look)
    found: list[Cell] = []
    for sign, width in signs(text):
        own = blank if sign == " " else look
        found.append((sign, own))
        found += [("", own)] * (width - 1)
    return tuple(found), not text.isascii() and any(map(is_unsure, found))


def signs(text: str) -> list[tuple[str, int]]:
    """The signs of a text with the cells that each takes, together as many as Textual counts.

    What takes no cell belongs to the sign before. A word with spacing marks is one sign: it is sent in one piece, so
    that a terminal that gives these marks no cell leaves no gaps between letters. Joiners of letters are not sent.
    What could steer the terminal is left out, as a last resort: the loader already cleans what it reads.
    """
    if text.isascii() and text.isprintable():
        return [(letter, 1) for letter in text]
    found: list[tuple[str, int]] = []
    joined = False
    for letter in without_joiners(text.encode("utf-8", "replace").decode()):
        if _steers(letter):
            continue
        _take(found, letter, joined=joined)
        joined = letter == _JOINER
    return found


def _take(found: list[tuple[str, int]], letter: str, *, joined: bool) -> None:
    """Add a letter to the last sign, or as a sign of its own; one without a cell that follows nothing is left out."""
    width = cell_len(letter)
    if found and (joined or width == 0 or _flows(found[-1][0], letter)):
        whole = found[-1][0] + letter
        found[-1] = (whole, cell_len(whole))
    elif width:
        found.append((letter, width))


def _flows(before: str, letter: str) -> bool:
    """Whether a letter continues a word that has spacing marks, or is the first such mark of it."""
    if _is_mark(letter):
        return before[-1].isalpha() or unicodedata.category(before[-1])[0] == "M"
    return letter.isalpha() and any(map(_is_mark, before))


def _is_mark(letter: str) -> bool:
    return letter > "\u0902" and is_spacing_mark(letter)


def _steers(letter: str) -> bool:
    return letter < " " or "\x7f" <= letter < "\xa0" or letter in "\u2028\u2029"


def is_unsure(cell: Cell | None) -> bool:
    """Whether terminals disagree on the cells it takes: emoji, spacing marks, signs made of several."""
    if cell is None:
        return False
    text = cell[0]
    if len(text) > 1 or text > _LAST_OF_BASIC_PLANE or text == _SOFT_HYPHEN:
        return True
    return any(first <= text <= last for first, last in _MARKS) and is_spacing_mark(text)
