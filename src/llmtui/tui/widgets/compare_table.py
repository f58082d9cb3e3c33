"""Entries side by side: a table with a cell cursor, the evidence for its row, and the comparison in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive

from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, fit, fit_line
from llmtui.present.compare import (
    Comparison,
    ComparisonLayout,
    ComparisonRow,
    Reasons,
    heading,
    lay_out,
    reasons,
    row_line,
    verdict,
)
from llmtui.present.glyphs import Glyphs
from llmtui.present.link_lines import address_on
from llmtui.tui.shared_keys import CHOOSE, LEFT, RIGHT, for_here
from llmtui.tui.widgets.lines import CursorView
from llmtui.tui.widgets.text_pane import TextPane


def in_border(text: str, width: int, glyphs: Glyphs) -> Content:
    """A text that fits into the border of a pane this wide inside, cut with our sign."""
    return Content(fit(text, max(1, width - 4), glyphs.ellipsis).rstrip())


class CompareTable(CursorView):
    """Labels that stay, entries that scroll sideways, a cursor on one cell."""

    DEFAULT_CSS = "CompareTable { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(RIGHT, "To the next entry"),
        for_here(LEFT, "To the previous entry"),
        for_here(CHOOSE, "Go to the entry under the cursor"),
    ]

    column: reactive[int] = reactive(0, repaint=False)
    """The position of the entry under the cursor."""

    fixed = 1

    class Moved(Message):
        """The cursor rests on another cell."""

    @dataclass
    class Chosen(Message):
        """The user asks to read an entry."""

        entry_id: str

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self._comparison = Comparison()
        self._rows: tuple[ComparisonRow, ...] = ()
        self._layout = ComparisonLayout(0, (), 1)
        self._first = 0

    @property
    def row(self) -> ComparisonRow | None:
        """The row under the cursor; None if none is shown."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def show(self, comparison: Comparison, *, differences: bool, column: int) -> None:
        """Show other rows or entries; the cursor stays with its row if that is still there."""
        kept = self._key(self.row)
        self._comparison = comparison
        self._rows = comparison.shown(differences=differences)
        self.set_reactive(CompareTable.column, max(0, min(column, len(comparison.sides) - 1)))
        keys = [self._key(row) for row in self._rows]
        at = keys.index(kept) if kept in keys else self.cursor
        self.set_reactive(CompareTable.cursor, self.validate_cursor(at))
        self._lay_out()
        self.show_line(self.cursor)

    @staticmethod
    def _key(row: ComparisonRow | None) -> tuple[str, str]:
        return (row.group, row.label) if row else ("", "")

    def on_resize(self) -> None:
        """Another width has room for other columns."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._layout = lay_out(self._comparison, max(1, self.size.width - 1))
        self._show_column()
        self.redraw()
        self._report()

    def _show_column(self) -> bool:
        """Scroll sideways no further than needed to see the entry under the cursor; whether that moved anything."""
        visible = self._layout.visible
        first = min(max(self._first, self.column - visible + 1), self.column)
        first = max(0, min(first, len(self._comparison.sides) - visible))
        moved, self._first = first != self._first, first
        return moved

    def _report(self) -> None:
        """Say which of the entries are on screen, and report the cell under the cursor."""
        count, last = len(self._comparison.sides), self._layout.last(self._first)
        shown = str(last) if last - self._first == 1 else f"{self._first + 1}{self.glyphs.dash}{last}"
        part = f"{shown} of {count}, h l for more" if last - self._first < count else ""
        self.border_subtitle = in_border(part, self.size.width, self.glyphs)
        self.post_message(self.Moved())

    def validate_column(self, column: int) -> int:
        """Keep within the entries."""
        return min(max(column, 0), max(0, len(self._comparison.sides) - 1))

    def watch_column(self) -> None:
        """Draw the cell left and the one reached, or everything if it scrolled."""
        if self._show_column():
            self.redraw()
        else:
            self.redraw_line(self.cursor)
            self.refresh(Region(0, 0, self.size.width, 1))
        self._report()

    def cursor_moved(self) -> None:
        """Another row."""
        self.post_message(self.Moved())

    def line_count(self) -> int:
        """The rows, or a line that says why there are none."""
        return max(1, len(self._rows))

    def fixed_line(self, row: int, width: int) -> Line:  # noqa: ARG002 - there is only one
        """The entries."""
        return heading(self._comparison, self._layout, self._first, self.glyphs, self.column)

    def line_at(self, index: int, width: int) -> Line:
        """A row of the comparison."""
        if self._rows:
            return row_line(self._rows[index], self._layout, self._first, self.glyphs)
        why = "Nothing differs; = shows all rows." if self._comparison.sides else "Nothing to compare; a adds an entry."
        return fit_line((Cell(f" {why}", Role.MUTED),), width, self.glyphs.ellipsis)

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:
        """The cell of the cursor."""
        if index != self.cursor or not self._rows:
            return None
        start = self._layout.start(self._first, self.column)
        return max(0, start - 1), min(width, start + self._layout.columns[self.column] - 1)

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:
        """A click goes to a cell, a double click reads its entry."""
        self.cursor = index
        for column in range(self._first, self._layout.last(self._first)):
            start = self._layout.start(self._first, column)
            if start <= x < start + self._layout.columns[column]:
                self.column = column
                if again:
                    self.action_choose()

    def action_sideways(self, step: int) -> None:
        """To another entry."""
        self.column += step

    def action_choose(self) -> None:
        """Read the entry under the cursor."""
        if self._comparison.sides:
            self.post_message(self.Chosen(self._comparison.sides[self.column].entry.id))


class ReadPane(TextPane):
    """Text about a comparison; a click shows all of it."""

    class Clicked(Message):
        """The user asks for all of the text."""

        def __init__(self, pane: ReadPane) -> None:
            super().__init__()
            self.pane = pane

    def on_click(self, event: events.Click) -> None:
        """Ask for all of it."""
        event.stop()
        offset = event.get_content_offset(self)
        if offset is None or not address_on(self._lines, offset.y + self.top, self.glyphs):
            self.post_message(self.Clicked(self))


class Words(ReadPane):
    """Who is more open than whom, and by which framework."""

    DEFAULT_CSS = "Words { height: auto; border: none; padding: 0 0 0 1; }"
    has_thumb = False

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, more="z shows all", id=id)
        self._comparison = Comparison()

    def show_comparison(self, comparison: Comparison) -> None:
        """Put another comparison into words."""
        self._comparison = comparison
        self.refit()
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's call
        """As tall as the text; a style sheet limits that."""
        return len(self.lines_for(Canvas(width, self.glyphs)))

    def lines_for(self, canvas: Canvas) -> tuple[Line, ...]:
        """The sentences and the reason for this framework, which comes first if one would not expect it."""
        sentences = [line for sentence in verdict(self._comparison) for line in canvas.paragraph(sentence)]
        reason = canvas.paragraph(self._comparison.reason, Role.MUTED)
        return (*sentences, *reason) if self._comparison.as_usual else (*reason, *sentences)


class EvidencePane(ReadPane):
    """The evidence for the row under the cursor, from the entry under the cursor on."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, more="z shows all", id=id)
        self._comparison = Comparison()
        self._row: ComparisonRow | None = None
        self._column = 0

    def show_cell(self, comparison: Comparison, row: ComparisonRow | None, column: int) -> None:
        """Show the evidence for another cell."""
        self._comparison, self._row, self._column = comparison, row, column
        self.refit()

    @property
    def title(self) -> str:
        """Which row it is about."""
        row = self._row
        return f" {self.glyphs.dot} ".join(filter(None, (row.label, row.group))) if row else ""

    def refit(self) -> None:
        """Start with the question, or with the entry under the cursor if both do not fit."""
        super().refit()
        self.border_title = in_border(self.title, self.size.width, self.glyphs)
        starts = self._reasons(Canvas(max(1, self.size.width - 1), self.glyphs)).starts
        start = starts[self._column] if self._column and self._column < len(starts) else 0
        readable = self.page_size - (self.line_count() > self.page_size)
        self.top = start if self._end(starts) > readable else 0

    def _end(self, starts: tuple[int, ...]) -> int:
        """The line after those of the entry under the cursor."""
        return starts[self._column + 1] if self._column + 1 < len(starts) else self.line_count()

    def _reasons(self, canvas: Canvas) -> Reasons:
        return reasons(self._comparison, self._row, canvas) if self._row else Reasons()

    def lines_for(self, canvas: Canvas) -> tuple[Line, ...]:
        """The question, and each entry's answer."""
        return self._reasons(canvas).lines
