"""What opened, what closed and what is disputed, one line for each, with a cursor that passes over headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from llmtui.openness.timeline import Development
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.changes import change_lines
from llmtui.present.glyphs import Glyphs
from llmtui.tui.shared_keys import CHOOSE, for_here
from llmtui.tui.widgets.spot_view import SpotView


class ChangeList(SpotView[Development], can_focus=True):
    """Timelines under headings; each line leads to its entry."""

    BINDINGS: ClassVar[list[BindingType]] = [for_here(CHOOSE, "Read the entry under the cursor")]
    DEFAULT_CSS = "ChangeList { width: 1fr; height: 1fr; }"

    @dataclass
    class Highlighted(Message):
        """The cursor rests on another line."""

        one: Development | None

    @dataclass
    class Chosen(Message):
        """The user wants to read an entry."""

        one: Development

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self._found: Sequence[Development] = ()

    @property
    def one(self) -> Development | None:
        """What the cursor rests on."""
        return self.spot.target if self.spot else None

    def show(self, found: Sequence[Development]) -> None:
        """Draw other changes, the cursor staying on the same one if it is still there."""
        self._found = found
        self._lay_out()

    def on_resize(self) -> None:
        """Another width shares out columns anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.size.width < 1:
            return
        kept = self.one.identity if self.one else None
        self.put(change_lines(self._found, Canvas(self.size.width - 1, self.glyphs)))
        same = (at for at, spot in enumerate(self.spots) if spot.target.identity == kept)
        self.set_reactive(ChangeList.position, next(same, 0))
        self.redraw()
        if self._spots:
            self.show_around(self._spots[self.position][0])
        self.spot_moved()

    def line_count(self) -> int:
        """All lines, or one to say that there is nothing."""
        return max(1, super().line_count())

    def line_at(self, index: int, width: int) -> Line:
        """A heading or a change."""
        if self._lines:
            return super().line_at(index, width)
        return (Cell("Nothing was judged more than once by the same judges.", Role.MUTED),)

    def spot_moved(self) -> None:
        """Another line is explained."""
        self.post_message(self.Highlighted(self.one))

    def show_around(self, line: int) -> None:
        """Scroll so that the heading is seen with its first line."""
        self.show_line(max(0, line - 1))
        self.show_line(line)

    def action_choose(self) -> None:
        """Read the entry under the cursor."""
        if self.one is not None:
            self.post_message(self.Chosen(self.one))
