"""One entry in full, with a cursor that moves over its criteria, relatives and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var

from llmtui.model import Catalog, Entry
from llmtui.present.cells import Line
from llmtui.present.detail import DetailLine, Page, Target, detail
from llmtui.present.glyphs import Glyphs
from llmtui.present.spots import Spot
from llmtui.tui.shared_keys import CHOOSE, LEFT, RIGHT, for_here
from llmtui.tui.widgets.lines import LineView


class DetailPane(LineView, can_focus=True):
    """Facts, matrix, lineage and links of the entry under the list's cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        RIGHT,
        for_here(LEFT, "Left, or back to the list"),
        for_here(CHOOSE, "Open the evidence or link, or go to the entry", label="Open"),
    ]

    entry: var[Entry | None] = var(None)
    framework: var[str] = var("")
    stars: var[Mapping[str, str]] = var({})
    spot: reactive[int] = reactive(0, repaint=False)
    """Which of the spots the cursor rests on."""

    @dataclass
    class Highlighted(Message):
        """The cursor rests on something else."""

        target: Target | None

    @dataclass
    class Chosen(Message):
        """Somebody wants to follow what is under the cursor."""

        target: Target

    class LeftBehind(Message):
        """The cursor moved out of the pane to the left."""

    def __init__(self, catalog: Catalog, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self.catalog = catalog
        self._lines: tuple[DetailLine, ...] = ()
        self._spots: tuple[tuple[int, Spot[Target]], ...] = ()
        self._fitted = Size()

    @property
    def target(self) -> Target | None:
        """What the cursor rests on."""
        return self._spots[self.spot][1].target if self.spot < len(self._spots) else None

    def watch_entry(self, entry: Entry | None) -> None:
        """Show another entry from its top."""
        self.border_title = Content(entry.name if entry else "")
        self.set_reactive(DetailPane.spot, 0)
        self.set_reactive(DetailPane.top, 0)
        self._lay_out()

    def watch_framework(self) -> None:
        """The framework in force comes first."""
        self._lay_out()

    def watch_stars(self) -> None:
        """Show the person's own note."""
        self._lay_out()

    def on_resize(self) -> None:
        """There may be another size."""
        self.fit()

    def fit(self) -> None:
        """Lay out for the size there is; the cursor stays on what it rests on, in sight."""
        if self.size == self._fitted:
            return
        target = self.target
        self._lay_out()
        same = (position for position, (_line, spot) in enumerate(self._spots) if spot.target == target)
        self.spot = next(same, self.spot)
        if self.spot:
            self.show_line(self._spots[self.spot][0])

    def _lay_out(self) -> None:
        self._fitted = self.size
        if self.size.width < 1:
            return
        page = Page(self.catalog, self.framework, self.size.width - 1, self.glyphs, note=self._note())
        self._lines = detail(page, self.entry) if self.entry else ()
        self._spots = tuple((y, spot) for y, line in enumerate(self._lines) for spot in line.spots)
        self.set_reactive(DetailPane.spot, min(self.spot, max(0, len(self._spots) - 1)))
        self.redraw()
        self.post_message(self.Highlighted(self.target))

    def _note(self) -> str | None:
        return self.stars.get(self.entry.id) if self.entry else None

    def line_count(self) -> int:
        """All lines of the entry."""
        return len(self._lines)

    def line_at(self, index: int, width: int) -> Line:  # noqa: ARG002 - lines are laid out for the width
        """A line of the entry."""
        return self._lines[index].cells

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:  # noqa: ARG002 - spots know their columns
        """The spot under the cursor."""
        if not self.has_focus or self.spot >= len(self._spots):
            return None
        line, spot = self._spots[self.spot]
        return (spot.start, spot.end) if line == index else None

    def watch_spot(self, old: int, new: int) -> None:
        """Draw the spot left and the one reached, and tell what it is."""
        for each in (old, new):
            if each < len(self._spots):
                self.redraw_line(self._spots[each][0])
        self.post_message(self.Highlighted(self.target))

    def move_cursor(self, step: int) -> None:
        """To the spot so many lines away; scroll where there is none."""
        if not self._spots:
            self.scroll_lines(step)
            return
        here, spot = self._spots[self.spot]
        ahead = [y for y, _spot in self._spots if (y > here) == (step > 0) and y != here]
        if not ahead:
            self.scroll_lines(step)
            return
        wanted = here + step
        line = min(ahead, key=lambda y: (abs(y - wanted), y))
        self.spot = min(
            (index for index, (y, _spot) in enumerate(self._spots) if y == line),
            key=lambda index: abs(self._spots[index][1].start - spot.start),
        )
        self._show_around(line)

    def _show_around(self, line: int) -> None:
        """Scroll so that the heading above a spot is seen with it."""
        self.show_line(0 if line == self._spots[0][0] else max(0, line - 2))
        self.show_line(min(line + 1, self.line_count() - 1))
        self.show_line(line)

    def action_sideways(self, step: int) -> None:
        """To the next spot on the same line; past the first one out of the pane."""
        here = self._spots[self.spot][0] if self._spots else -1
        there = self.spot + step
        if 0 <= there < len(self._spots) and self._spots[there][0] == here:
            self.spot = there
        elif step < 0:
            self.post_message(self.LeftBehind())

    def action_first(self) -> None:
        """To the first spot, with what stands above it."""
        self.spot = 0
        self.top = 0

    def action_last(self) -> None:
        """To the last spot, with what stands below it."""
        self.spot = max(0, len(self._spots) - 1)
        self.top = self.furthest

    def action_choose(self) -> None:
        """Follow what is under the cursor."""
        if self.target is not None:
            self.post_message(self.Chosen(self.target))

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:
        """A click goes to a spot, a double click follows it."""
        for position, (line, spot) in enumerate(self._spots):
            if line == index and spot.start <= x < spot.end:
                self.spot = position
                if again:
                    self.action_choose()
