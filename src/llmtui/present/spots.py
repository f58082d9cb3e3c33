"""Lines with spots: stretches that the cursor can rest on, each with a target that it leads to."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec
from msgspec.structs import replace

from llmtui.present.cells import Cell, Line, line_width

T = TypeVar("T")


class Spot(msgspec.Struct, Generic[T], frozen=True):
    """A stretch of a line that leads to a target."""

    start: int
    """The first terminal cell."""
    end: int
    """One past the last terminal cell."""
    target: T
    column: int = 0
    """Which column of the page it is in, if lines are laid out side by side."""


class SpotLine(msgspec.Struct, Generic[T], frozen=True):
    """A line with its spots from left to right."""

    cells: Line = ()
    spots: tuple[Spot[T], ...] = ()

    def beside(self, other: SpotLine[T], start: int) -> SpotLine[T]:
        """The line with another one in a second column, which begins at a terminal cell."""
        moved = (replace(each, start=each.start + start, end=each.end + start, column=1) for each in other.spots)
        pad = Cell(" " * (start - line_width(self.cells)))
        return SpotLine((*self.cells, pad, *other.cells), (*self.spots, *moved))
