"""Writes cells of the terminal with as few bytes as they need."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

from llmtui.tui.look import PLAIN, Look, blank_of, look_of, transition

Cell = tuple[str, Look]
"""What a cell shows; the further cells of a wide sign have no text."""

Row = list[Cell | None]
"""The cells of a row; None where nobody knows what the terminal shows."""

_BRIDGE = 4
"""So many unchanged cells take no more bytes than moving past them."""

_JOINER = "\u200d"
_SOFT_HYPHEN = "\xad"
_LAST_OF_BASIC_PLANE = "\uffff"


def cells_of(strip: Strip, system: ColorSystem) -> Iterator[Cell]:
    """The cells that a strip paints where only so many colours can be shown."""
    for text, style, control in strip:
        if not control:
            yield from _cells(text, style, system)


@lru_cache(maxsize=2048)
def _cells(text: str, style: Style | None, system: ColorSystem) -> tuple[Cell, ...]:
    look = look_of(style, system)
    blank = blank_of(look)
    found: list[Cell] = []
    for sign, width in signs(text):
        own = blank if sign == " " else look
        found.append((sign, own))
        found += [("", own)] * (width - 1)
    return tuple(found)


def signs(text: str) -> list[tuple[str, int]]:
    """The signs of a text with the cells that each takes, together as many as Textual counts.

    What takes no cell belongs to the sign before. What could steer the terminal is left out, as a last resort: the
    loader already cleans what it reads.
    """
    if text.isascii() and text.isprintable():
        return [(letter, 1) for letter in text]
    found: list[tuple[str, int]] = []
    joined = False
    for letter in text.encode("utf-8", "replace").decode():
        width = cell_len(letter)
        if _steers(letter):
            continue
        if found and (joined or width == 0):
            whole = found[-1][0] + letter
            found[-1] = (whole, cell_len(whole))
        elif width:
            found.append((letter, width))
        joined = letter == _JOINER
    return found


def _steers(letter: str) -> bool:
    return letter < " " or "\x7f" <= letter < "\xa0" or letter in "\u2028\u2029"


def _is_unsure(cell: Cell | None) -> bool:
    """Whether terminals disagree on the cells it takes: emoji, signs made of several."""
    return cell is not None and (len(cell[0]) > 1 or cell[0] > _LAST_OF_BASIC_PLANE or cell[0] == _SOFT_HYPHEN)


def runs(old: Row, new: Row) -> Iterator[tuple[int, int]]:
    """The columns to write, from and to, so that a row shows other cells.

    A sign of unsure width may have shifted what stands after it: there the rest of the row is written anew.
    """
    changed = [column for column, cell in enumerate(new) if cell is not None and cell != old[column]]
    if not changed:
        return
    if any(map(_is_unsure, old)) or any(map(_is_unsure, new)):
        yield _head(new, changed[0]), len(new)
        return
    start, end = changed[0], changed[0] + 1
    for column in changed[1:]:
        if not _bridges(new[end - 1], new[end:column]):
            yield _head(new, start), end
            start = column
        end = column + 1
    yield _head(new, start), end


def _head(row: Row, column: int) -> int:
    """The column in which the sign that covers a column begins."""
    while column and (cell := row[column]) is not None and not cell[0]:
        column -= 1
    return column


def _bridges(last: Cell | None, gap: Row) -> bool:
    """Whether writing what lies between is as short as moving past it."""
    if len(gap) > _BRIDGE or last is None:
        return False
    look = last[1]
    return all(cell is not None and cell[0].isascii() and cell[1].after(look) == look for cell in gap)


class Pen:
    """Writes cells, knowing where the cursor of the terminal is and how it draws."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._at: tuple[int, int] | None = None
        self._look = PLAIN

    def draw(self, y: int, old: Row, new: Row) -> None:
        """Write what differs in a row."""
        if old == new:
            return
        for start, end in runs(old, new):
            self._write(y, start, new[start:end])

    def finish(self) -> str:
        """Everything written; the terminal draws plainly afterwards."""
        self._out.append(transition(self._look, PLAIN))
        return "".join(self._out)

    def _write(self, y: int, x: int, cells: Row) -> None:
        asked: Look | None = None
        for column, cell in enumerate(cells, x):
            if cell is None:
                continue
            text, look = cell
            if not text:  # the sign before covers this cell too
                self._at = (y, column + 1) if self._at else None
                continue
            self._move(y, column)
            if look is not asked:
                self._use(look)
                asked = look
            if _is_unsure(cell):
                self._write_unsure(text, column, 1 + _covered(cells[column - x + 1 :]))
            else:
                self._out.append(text)
                self._at = (y, column + 1)

    def _write_unsure(self, text: str, x: int, width: int) -> None:
        """Clear the cells that it may not fill, and trust no column after it."""
        self._out.append(f"{' ' * width}\x1b[{x + 1}G{text}")
        self._at = None

    def _move(self, y: int, x: int) -> None:
        if self._at != (y, x):
            same_row = self._at is not None and self._at[0] == y
            self._out.append(f"\x1b[{x + 1}G" if same_row else f"\x1b[{y + 1};{x + 1}H")
            self._at = (y, x)

    def _use(self, look: Look) -> None:
        wanted = look.after(self._look)
        self._out.append(transition(self._look, wanted))
        self._look = wanted


def _covered(following: Row) -> int:
    """How many further cells a sign takes."""
    return next((count for count, cell in enumerate(following) if cell is None or cell[0]), len(following))
