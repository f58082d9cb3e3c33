"""Writes cells of the terminal with as few bytes as they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from llmtui.tui.terminal.cell_style import PLAIN, CellStyle, transition
from llmtui.tui.terminal.row import Cell, Row, is_unsure

_MOST_BRIDGED_CELLS = 4
"""Up to this many unchanged cells take no more bytes than moving past them."""


def runs(old: Row, new: Row) -> Iterator[tuple[int, int]]:
    """The columns to write, from and to, so that a row shows other cells."""
    if not any(old):
        yield 0, len(new)
        return
    start = end = -1
    for column in _changed(old, new):
        if column < end:
            continue
        if column > end and (start < 0 or not _bridges(new[end - 1], new[end : column + 1])):
            if start >= 0:
                yield start, end
            start = _head(new, column)
        end = column + 1 + _covered(new, column + 1)
    if start >= 0:
        yield start, end


def _changed(old: Row, new: Row) -> list[int]:
    """The columns whose cells differ."""
    return [column for column, cell in enumerate(new) if cell is not old[column] and cell != old[column]]


def _head(row: Row, column: int) -> int:
    """The column in which the sign that covers a column begins."""
    while column and (cell := row[column]) is not None and not cell[0]:
        column -= 1
    return column


def _covered(row: Row, column: int) -> int:
    """How many cells from a column on belong to the sign before it."""
    end = column
    while end < len(row) and (cell := row[end]) is not None and not cell[0]:
        end += 1
    return end - column


def _bridges(last: Cell | None, following: Row) -> bool:
    """Whether writing the cells between two cells, the second the last one given, is as short as moving past it."""
    if len(following) > _MOST_BRIDGED_CELLS + 1 or last is None:
        return False
    look = last[1]
    return all(cell is not None and cell[0].isascii() and cell[1].after(look) == look for cell in following)


@dataclass(slots=True)
class Piece:
    """Neighbouring cells of one look."""

    column: int
    look: CellStyle
    text: str = ""
    width: int = 0

    def takes(self, look: CellStyle) -> bool:
        """Whether a cell of a look can be part of it; a piece of blanks takes on any look that leaves them alike."""
        if look.after(self.look) == self.look:
            return True
        if self.look.after(look) == look:
            self.look = look
            return True
        return False


def pieces(row: Row, start: int, end: int) -> Iterator[Piece]:
    """The pieces of a row between two columns."""
    piece: Piece | None = None
    same = other = None
    for column, cell in enumerate(row[start:end], start):
        if cell is None:
            continue
        text, look = cell
        if look is not same and look is not other:  # most cells look like the one before, or the one before that
            if piece is None or not piece.takes(look):
                if piece:
                    yield piece
                piece = Piece(column, look)
            same, other = piece.look, look
        assert piece is not None  # noqa: S101 - the first cell's look is neither
        piece.text += text
        piece.width += 1
    if piece:
        yield piece


def _times(count: int, letter: str) -> str:
    """The sequence that moves the cursor so often, if it does at all."""
    return f"\x1b[{count if count > 1 else ''}{letter}" if count > 0 else ""


class CellWriter:
    """Writes the cells that differ, all of one look before those of another: the place costs less than the colours.

    A sign of unsure width may shift what follows it, so the rest of the row is written anew, in order.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._out: list[str] = []
        self._at: tuple[int, int] | None = None
        self._look = PLAIN
        self._pieces: dict[CellStyle, dict[tuple[int, int], Piece]] = defaultdict(dict)
        self._unsure: list[tuple[int, int, Row]] = []

    def draw(self, y: int, old: Row, new: Row, *, unsure: bool) -> None:
        """Note what differs in a row, and whether one of its signs, old or new, is unsure."""
        for start, end in runs(old, new):
            if unsure:
                self._unsure.append((y, start, new))
                return
            for piece in pieces(new, start, end):
                self._pieces[piece.look][y, piece.column] = piece

    def write(self) -> None:
        """Write what is noted so far."""
        for look in sorted(self._pieces, key=self._order):
            self._use(look)
            self._write_pieces(self._pieces[look])
        for y, start, row in self._unsure:
            self._write_unsure(y, start, row)
        self._pieces.clear()
        self._unsure.clear()

    def finish(self) -> str:
        """The sequence that draws everything noted; the terminal draws plainly afterwards."""
        self.write()
        self._use(PLAIN)
        return "".join(self._out)

    def _order(self, look: CellStyle) -> tuple[object, ...]:
        """The look in use first, then looks that are alike next to each other."""
        used = self._look
        distance = (look != used, look.background != used.background, look.attributes != used.attributes)
        return (*distance, look.background, look.link, look.attributes, look.foreground or "")

    def _write_pieces(self, waiting: dict[tuple[int, int], Piece]) -> None:
        """Write pieces of one look: after each the one right below it or the next in order, whichever is nearer."""
        below = (-1, -1)
        while waiting:
            place = next(iter(waiting))
            if below in waiting and len(self._way(*below)) <= len(self._way(*place)):
                place = below
            piece = waiting.pop(place)
            self._move(*place)
            self._put(piece.text, piece.width)
            below = (place[0] + 1, place[1])

    def _put(self, text: str, width: int) -> None:
        self._out.append(text)
        if self._at is not None:
            y, x = self._at
            self._at = (y, min(x + width, self._width - 1))  # at the edge it stays, as lines are not wrapped

    def _write_unsure(self, y: int, start: int, row: Row) -> None:
        for column in range(start, len(row)):
            cell = row[column]
            if cell is None or not cell[0]:
                continue
            self._use(cell[1])
            self._move(y, column)
            width = 1 + _covered(row, column + 1)
            if is_unsure(cell):  # clear what it may not fill, and trust no column after it
                self._out.append(" " * width)
                self._at = None
                self._move(y, column)
                self._out.append(cell[0])
                self._at = None
            else:
                self._put(cell[0], width)

    def _move(self, y: int, x: int) -> None:
        if self._at != (y, x):
            self._out.append(self._way(y, x))
            self._at = (y, x)

    def _way(self, y: int, x: int) -> str:
        """The shortest sequence to a place from where the cursor is."""
        absolute = f"\x1b[{y + 1};{x + 1}H"
        if self._at is None or self._at[0] > y:
            return absolute
        row, column = self._at
        down = _times(y - row, "B")
        return min(down + self._sideways(column, x), absolute, key=len)

    def _sideways(self, here: int, x: int) -> str:
        """The shortest sequence to another column; from the edge, which some terminals leave late, an absolute one."""
        absolute = f"\x1b[{x + 1}G"
        if here == x:
            return ""
        if here == self._width - 1:
            return absolute
        return min(absolute, _times(x - here, "C") or "\b" * (here - x), key=len)

    def _use(self, look: CellStyle) -> None:
        wanted = look.after(self._look)
        self._out.append(transition(self._look, wanted))
        self._look = wanted
