"""Lines with spots on them, such as links and bars, and a cursor that moves from spot to spot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Generic, TypeVar

from textual.binding import BindingType
from textual.reactive import reactive

from llmtui.present.cells import Line, plain
from llmtui.present.spots import Spot, SpotLine
from llmtui.tui.shared_keys import LEFT, RIGHT
from llmtui.tui.widgets.lines import LineView

Target = TypeVar("Target")
"""What a spot leads to."""

_AROUND = 2
"""Lines around a spot that subclasses show with it."""
_NEAR = 3
"""Lines beyond the page that may be passed at once in any direction, such as a blank line and a heading."""


class SpotView(LineView, Generic[Target], can_focus=True):
    """A pane whose cursor is one of its spots; subclasses say in `spot_moved` what follows from a move."""

    BINDINGS: ClassVar[list[BindingType]] = [LEFT, RIGHT]

    position: reactive[int] = reactive(0, repaint=False)
    """Which of the spots has the cursor, in reading order."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._lines: tuple[SpotLine[Target], ...] = ()
        self._spots: tuple[tuple[int, Spot[Target]], ...] = ()
        """Each spot with the index of its line."""

    @property
    def spot(self) -> Spot[Target] | None:
        """The spot under the cursor."""
        return self._spots[self.position][1] if self.position < len(self._spots) else None

    @property
    def active_line(self) -> int:
        """The line of the spot under the cursor."""
        return self._spots[self.position][0] if self.position < len(self._spots) else self.top

    @property
    def spots(self) -> tuple[Spot[Target], ...]:
        """All spots, in reading order."""
        return tuple(spot for _line, spot in self._spots)

    @property
    def stop(self) -> int:
        """Every spot is a stop."""
        return self.position

    def stop_texts(self) -> tuple[str, ...]:
        """The text of each line, at its first spot in each column of the page; other spots have none."""
        texts: dict[tuple[int, int], str] = {}
        return tuple(
            "" if (key := (y, spot.column)) in texts else texts.setdefault(key, self.text_of(y, spot))
            for y, spot in self._spots
        )

    def text_of(self, line: int, spot: Spot[Target]) -> str:  # noqa: ARG002 - for subclasses with several columns
        """The text to find a spot by: that of its line."""
        return plain(self._lines[line].cells)

    def go_to_stop(self, stop: int) -> None:
        """Put the cursor on a spot."""
        if stop < len(self._spots):
            self.position = stop

    def put(self, lines: Iterable[SpotLine[Target]]) -> None:
        """Draw other lines; the caller sees to the cursor."""
        self._lines = tuple(lines)
        self._spots = tuple((y, spot) for y, line in enumerate(self._lines) for spot in line.spots)

    def spot_moved(self) -> None:
        """What follows from another spot under the cursor."""

    def show_around(self, line: int) -> None:
        """Scroll so that the line of a spot is seen, with what belongs to it."""
        self.show_line(line)

    def leave_line(self, step: int) -> None:
        """What left or right does at the end of a line."""

    def line_count(self) -> int:
        """All lines."""
        return len(self._lines)

    def line_at(self, index: int, width: int) -> Line:  # noqa: ARG002 - lines are laid out for the width
        """A line."""
        return self._lines[index].cells

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:  # noqa: ARG002 - spots know their columns
        """The columns of the spot under the cursor."""
        if self.position >= len(self._spots):
            return None
        line, spot = self._spots[self.position]
        return (spot.start, spot.end) if line == index else None

    def watch_position(self, old: int, new: int) -> None:
        """Draw the spot left and the one reached."""
        for each in (old, new):
            if each < len(self._spots):
                self.redraw_line(self._spots[each][0])
        if new < len(self._spots):
            self.show_around(self._spots[new][0])
        self.spot_moved()

    def move_cursor(self, step: int) -> None:
        """To the spot a number of lines away in the same column of the page.

        Scroll instead if there is none, or if lines without spots would be passed unseen on the way.
        """
        line = self._nearest(self._lines_ahead(step), step)
        below = self.page_size - _AROUND if step > 0 else 0  # the page with the spot goes on where this one ends
        if line is None or not -_AROUND <= line - self.top < self.page_size + max(_NEAR, below):
            self.scroll_lines(step)
        else:
            self._go_to_line(line)

    def action_page(self, pages: float) -> None:
        """Scroll by pages; the cursor comes along if there is a spot in sight then. At the end it goes on alone."""
        step = round(pages * self.page_size) or 1
        before = self.top
        self.top += step
        ahead, top = self._lines_ahead(step), self.top
        if top != before:
            ahead = [y for y in ahead if top <= y < top + self.page_size]
        if (line := self._nearest(ahead, step)) is not None:
            self._go_to_line(line)
        if top != before:
            self.top = top  # a page is a page, although a spot likes to have its heading above it

    def _lines_ahead(self, step: int) -> list[int]:
        """The lines that have a spot in the column of the cursor, in a direction."""
        if self.spot is None:
            return []
        here, column = self._spots[self.position][0], self.spot.column
        return [y for y, each in self._spots if each.column == column and (y - here) * step > 0]

    def _nearest(self, lines: Iterable[int], step: int) -> int | None:
        """The line nearest to the one a number of lines away from the cursor."""
        here = self._spots[self.position][0] if self.spot else 0
        return min(lines, key=lambda y: (abs(y - here - step), y), default=None)

    def _go_to_line(self, line: int) -> None:
        if self.spot:
            self.go_to(line, self.spot.column, self.spot.start)

    def go_to(self, line: int, column: int, start: int) -> None:
        """Put the cursor on the spot of a line, in a column of the page, that begins nearest to a terminal cell."""
        found = [(at, spot) for at, (y, spot) in enumerate(self._spots) if y == line and spot.column == column]
        self.position = min(found, key=lambda each: abs(each[1].start - start))[0]

    def action_sideways(self, step: int) -> None:
        """To the next spot on the same line."""
        here = self._spots[self.position][0] if self._spots else -1
        there = self.position + step
        if 0 <= there < len(self._spots) and self._spots[there][0] == here:
            self.position = there
        else:
            self.leave_line(step)

    def action_first(self) -> None:
        """To the first spot, with what is above it."""
        self.position = 0
        self.top = 0

    def action_last(self) -> None:
        """To the last spot, with what is below it."""
        self.position = max(0, len(self._spots) - 1)
        self.top = self.furthest

    def action_choose(self) -> None:
        """Follow the spot under the cursor."""

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:
        """A click goes to a spot, a double click follows it."""
        for position, (line, spot) in enumerate(self._spots):
            if line == index and spot.start <= x < spot.end:
                self.position = position
                if again or self.acts_at(index, x):
                    self.action_choose()

    def acts_at(self, index: int, x: int) -> bool:  # noqa: ARG002 - for subclasses whose lines have signs that act
        """Whether one click at a cell of a line follows its spot."""
        return False
