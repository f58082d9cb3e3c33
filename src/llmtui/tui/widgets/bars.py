"""The bars of an overview, with a cursor that moves over them and their parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from llmtui.openness.overview import Section
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.glyphs import Glyphs
from llmtui.present.overview import BarSpot, OverviewLine, overview_lines
from llmtui.tui.shared_keys import CHOOSE, LEFT, RIGHT, for_here
from llmtui.tui.widgets.lines import LineView


class Bars(LineView, can_focus=True):
    """Sections of bars, in two columns where there is room; each bar leads to what it counts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(CHOOSE, "List the entries that the bar counts", label="List"),
        LEFT,
        RIGHT,
    ]
    DEFAULT_CSS = "Bars { width: 1fr; height: 1fr; }"

    place: reactive[int] = reactive(0, repaint=False)
    """Which of the spots the cursor rests on."""

    @dataclass
    class Highlighted(Message):
        """The cursor rests on something else."""

        spot: BarSpot | None

    @dataclass
    class Chosen(Message):
        """Somebody wants to see what a spot counts."""

        spot: BarSpot

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self._sections: tuple[Section, ...] = ()
        self._lines: tuple[OverviewLine, ...] = ()
        self._spots: tuple[tuple[int, BarSpot], ...] = ()

    @property
    def spot(self) -> BarSpot | None:
        """What the cursor rests on."""
        return self._spots[self.place][1] if self.place < len(self._spots) else None

    @property
    def spots(self) -> tuple[BarSpot, ...]:
        """Everything the cursor can rest on, in reading order."""
        return tuple(spot for _line, spot in self._spots)

    def show(self, sections: Iterable[Section]) -> None:
        """Draw other sections, the cursor staying on what counts the same."""
        self._sections = tuple(sections)
        self._lay_out()

    def on_resize(self) -> None:
        """Another width shares out columns anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.size.width < 1:
            return
        kept = self.spot.target.identity if self.spot else None
        self._lines = overview_lines(self._sections, self.size.width - 1, self.glyphs)
        self._spots = tuple((y, spot) for y, line in enumerate(self._lines) for spot in line.spots)
        found = (at for at, (_y, spot) in enumerate(self._spots) if spot.target.identity == kept)
        self.set_reactive(Bars.place, next(found, 0))
        self.redraw()
        self._show_around()
        self.post_message(self.Highlighted(self.spot))

    def line_count(self) -> int:
        """All lines, or one to say that there is nothing."""
        return max(1, len(self._lines))

    def line_at(self, index: int, width: int) -> Line:  # noqa: ARG002 - lines are laid out for the width
        """A line of the sections."""
        return self._lines[index].cells if self._lines else (Cell("The catalogue is empty.", Role.MUTED),)

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:  # noqa: ARG002 - spots know their columns
        """The spot under the cursor."""
        if self.place >= len(self._spots):
            return None
        line, spot = self._spots[self.place]
        return (spot.start, spot.end) if line == index else None

    def watch_place(self, old: int, new: int) -> None:
        """Draw the spot left and the one reached, and tell what it is."""
        for each in (old, new):
            if each < len(self._spots):
                self.redraw_line(self._spots[each][0])
        self._show_around()
        self.post_message(self.Highlighted(self.spot))

    def _show_around(self) -> None:
        """Scroll so that the heading of a section is seen with its first bar."""
        if self._spots:
            line = self._spots[self.place][0]
            self.show_line(max(0, line - 1))
            self.show_line(line)

    def move_cursor(self, step: int) -> None:
        """To the bar so many lines away in the same column of sections."""
        if not self._spots:
            return
        here, spot = self._spots[self.place]
        ahead = [y for y, each in self._spots if each.column == spot.column and (y - here) * step > 0]
        if not ahead:
            self.scroll_lines(step)
            return
        line = min(ahead, key=lambda y: (abs(y - here - step), y))
        self._go(line, spot.column, spot.start)

    def action_sideways(self, step: int) -> None:
        """To the next part of the bar; past its ends to the other column of sections."""
        if not self._spots:
            return
        here, spot = self._spots[self.place]
        there = self.place + step
        if 0 <= there < len(self._spots) and self._spots[there][0] == here:
            self.place = there
            return
        across = [y for y, each in self._spots if each.column == spot.column + step]
        if across:
            self._go(min(across, key=lambda y: abs(y - here)), spot.column + step, spot.start)

    def _go(self, line: int, column: int, start: int) -> None:
        """Put the cursor on the spot of a line that is nearest to a column of the terminal."""
        spots = [(at, each) for at, (y, each) in enumerate(self._spots) if y == line and each.column == column]
        self.place = min(spots, key=lambda found: abs(found[1].start - start))[0]

    def action_first(self) -> None:
        """To the first bar."""
        self.place = 0

    def action_last(self) -> None:
        """To the last bar."""
        self.place = max(0, len(self._spots) - 1)

    def action_choose(self) -> None:
        """See what the spot counts."""
        if self.spot is not None:
            self.post_message(self.Chosen(self.spot))

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:
        """A click goes to a bar or a part of it, a double click lists what it counts."""
        on_line = [(at, spot) for at, (y, spot) in enumerate(self._spots) if y == index]
        at = next((at for at, spot in on_line if spot.start <= x < spot.end), None)
        if at is not None:
            self.place = at
            if again:
                self.action_choose()
