"""The bars of an overview, with a cursor that moves over them and their parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from llmtui.openness.overview import Section
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.glyphs import Glyphs
from llmtui.present.overview import BarSpot, BarTarget, overview_lines
from llmtui.tui.shared_keys import CHOOSE, for_here
from llmtui.tui.widgets.spot_view import SpotView


class Bars(SpotView[BarTarget]):
    """Sections of bars, in two columns if there is room; each bar leads to what it counts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(CHOOSE, "List the entries that the bar counts", label="List"),
    ]
    DEFAULT_CSS = "Bars { width: 1fr; height: 1fr; }"

    @dataclass
    class Highlighted(Message):
        """The cursor rests on another spot, or the spot counts something else."""

        spot: BarSpot | None

    @dataclass
    class Chosen(Message):
        """The user asks for what a spot counts."""

        spot: BarSpot

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self._sections: tuple[Section, ...] = ()

    def show(self, sections: Iterable[Section]) -> None:
        """Draw other sections; the cursor stays on what counts the same."""
        self._sections = tuple(sections)
        self._lay_out()

    def on_resize(self) -> None:
        """Another width has other columns."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.size.width < 1:
            return
        kept = self.spot.target.identity if self.spot else None
        self.put(overview_lines(self._sections, Canvas(self.size.width - 1, self.glyphs)))
        found = (at for at, spot in enumerate(self.spots) if spot.target.identity == kept)
        self.set_reactive(SpotView.position, next(found, 0))
        self.redraw()
        if self._spots:
            self.show_around(self._spots[self.position][0])
        self.spot_moved()

    def text_of(self, line: int, spot: BarSpot) -> str:  # noqa: ARG002 - a line can have two bars
        """The section of the bar and its label."""
        return f"{spot.target.section.title} {spot.target.bar.label}"

    def line_count(self) -> int:
        """All lines, or one that says that there is nothing."""
        return max(1, super().line_count())

    def line_at(self, index: int, width: int) -> Line:
        """A line of the sections."""
        return super().line_at(index, width) if self._lines else (Cell("The catalogue is empty.", Role.MUTED),)

    def spot_moved(self) -> None:
        """Report which spot to explain."""
        self.post_message(self.Highlighted(self.spot))

    def show_around(self, line: int) -> None:
        """Scroll so that the heading of a section is seen with its first bar."""
        self.show_line(max(0, line - 1))
        self.show_line(line)

    def leave_line(self, step: int) -> None:
        """To the other column of sections."""
        if self.spot is None:
            return
        here, column = self._spots[self.position][0], self.spot.column + step
        across = [y for y, each in self._spots if each.column == column]
        if across:
            self.go_to(min(across, key=lambda y: abs(y - here)), column, self.spot.start)

    def action_choose(self) -> None:
        """List what the spot counts."""
        if self.spot is not None:
            self.post_message(self.Chosen(self.spot))
