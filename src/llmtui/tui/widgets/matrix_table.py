"""The matrix as a table whose cursor rests on one cell, and the explanation of that cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive, var
from textual.strip import Strip

from llmtui.frameworks import Ranked
from llmtui.model import Catalog
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, fit_line
from llmtui.present.glyphs import Glyphs
from llmtui.present.matrix.layout import Frame, Heads, MatrixLayout, lay_out, left_for
from llmtui.present.matrix.matrix import Matrix
from llmtui.present.matrix.table import filter_line, group_line, head_line, row_line, rule_line
from llmtui.present.rows import all_opinions, is_noticed
from llmtui.tui.shared_keys import LEFT, RIGHT
from llmtui.tui.widgets.lines import CursorView

_GROUPS_FROM = 9
"""Rows a table needs before the groups have a line of their own."""


class MatrixTable(CursorView):
    """One row per judged subject, one column per criterion; rank and name stay while the others scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        RIGHT,
        LEFT,
        Binding("H", "column_at(0)", "First column", show=False, id="matrix.first-column"),
        Binding("L", "column_at(-1)", "Last column", show=False, id="matrix.last-column"),
    ]
    DEFAULT_CSS = "MatrixTable { height: 1fr; }"

    matrix: var[Matrix | None] = var(None)
    marks: var[tuple[str, ...]] = var(())
    heads: var[Heads | None] = var(None)
    """How to write headings; None takes what fits."""
    column: reactive[str] = reactive("", repaint=False)
    """The key of the column under the cursor."""

    @dataclass
    class Highlighted(Message):
        """The cursor rests on another cell, or the cell says something else."""

    @dataclass
    class Chosen(Message):
        """The user asks to read the entry under the cursor."""

        entry_id: str

    @dataclass
    class HeadingChosen(Message):
        """The user clicked on a heading."""

        column: str
        further: bool
        """Whether to keep what is sorted by already."""

    def __init__(self, catalog: Catalog, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self._catalog = catalog
        self._left = 0
        self._layout: MatrixLayout | None = None
        self._fixed: tuple[str, ...] = ()

    @property
    def ranked(self) -> Ranked | None:
        """The row under the cursor; None if no row is left."""
        rows = self.matrix.rows if self.matrix else ()
        return rows[self.cursor] if self.cursor < len(rows) else None

    def watch_matrix(self, old: Matrix | None, new: Matrix | None) -> None:
        """Show other rows; the cursor keeps its subject and its column if they are still there."""
        kept = old.rows[self.cursor] if old and self.cursor < len(old.rows) else None
        if new is None:
            return
        if self.column not in new.columns:
            self.set_reactive(MatrixTable.column, new.columns[min(1, len(new.columns) - 1)])
            self._left = 0
        row = new.row_of(kept)
        self.set_reactive(MatrixTable.cursor, self.validate_cursor(self.cursor if row is None else row))
        self.lay_out()
        self.cursor_moved()

    def watch_marks(self) -> None:
        """Number other rows."""
        self.redraw()

    def watch_heads(self) -> None:
        """Other headings take other room."""
        self.lay_out()

    def on_resize(self) -> None:
        """Another width has room for other columns."""
        self.lay_out()

    def lay_out(self) -> None:
        """Place the columns for the width, the one under the cursor in sight."""
        if self.matrix is None or self.size.width < 1:
            return
        self._left = left_for(self._frame(self.matrix), self.column)
        self._layout = lay_out(self._frame(self.matrix))
        self._fixed = self._fixed_rows(self.matrix)
        self.fixed = len(self._fixed)
        self.redraw()
        self.show_line(self.cursor)

    def _frame(self, matrix: Matrix) -> Frame:
        width = max(1, self.size.width)
        return Frame(matrix.framework, matrix.ranked, width, self.glyphs, self.heads, self._left)

    @property
    def heads_shown(self) -> Heads:
        """How headings are written now."""
        return self._layout.heads if self._layout else Heads.CODES

    def watch_column(self, old: str, new: str) -> None:
        """Draw the cursor in another column, and everything if that one was out of sight."""
        if self.matrix is None or self._layout is None or old == new:
            return
        if left_for(self._frame(self.matrix), new) != self._left:
            self.lay_out()
        self.redraw_line(self.cursor)
        self.refresh(Region(0, 0, self.size.width, self.fixed))
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """Report that another cell is to be explained."""
        self.post_message(self.Highlighted())

    def line_count(self) -> int:
        """One line per row, or one that says that none is left."""
        return max(1, len(self.matrix.rows)) if self.matrix else 0

    def line_at(self, index: int, width: int) -> Line:
        """A row."""
        if self.matrix is None or self._layout is None:
            return ()
        if not self.matrix.rows:
            return fit_line((Cell(f" {self._nothing(self.matrix)}", Role.MUTED),), width, self.glyphs.ellipsis)
        ranked = self.matrix.rows[index]
        noticed = is_noticed(self._catalog, ranked.entry, all_opinions(self._catalog, ranked.entry, None))
        return row_line(ranked, self._layout, self.marks, self.glyphs, noticed=noticed)

    def text_of(self, index: int) -> str:
        """The text of a row, with the name as a whole if it is cut."""
        rows = self.matrix.rows if self.matrix else ()
        name = rows[index].entry.name if index < len(rows) else ""
        return f"{super().text_of(index)} {name}"

    def _nothing(self, matrix: Matrix) -> str:
        if matrix.ranked:
            return "No row is left: u undoes, F clears."
        return f"{matrix.framework.name} judged nothing of this: m judges by another."

    def _fixed_rows(self, matrix: Matrix) -> tuple[str, ...]:
        """The rows above the first one, by name."""
        groups = self.size.height >= _GROUPS_FROM
        return (*(["filters"] * bool(matrix.arrangement.filters)), *(["groups"] * groups), "heads", "rule")

    def fixed_line(self, row: int, width: int) -> Line:
        """Filters, groups, headings, the rule beneath them."""
        matrix, layout = self.matrix, self._layout
        if matrix is None or layout is None:
            return ()
        name = self._fixed[row]
        if name == "filters":
            return filter_line(matrix, Canvas(width, self.glyphs))
        if name == "groups":
            return group_line(matrix.framework, layout, self.glyphs)
        if name == "heads":
            return head_line(layout, self.column)
        return rule_line(layout, matrix.arrangement.sorts, self.glyphs)

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:  # noqa: ARG002 - columns know their cells
        """The cell under the cursor."""
        if index != self.cursor or self.ranked is None or self._layout is None:
            return None
        return self._layout.span(self.column)

    def highlight(self, strip: Strip, start: int, end: int) -> Strip:
        """The cell stands out from its row, and the row from the others."""
        style = self.get_component_rich_style("line--cursor-idle", partial=True)
        tinted = [Segment(text, (own or Style()) + style) for text, own, _control in strip]
        return super().highlight(Strip(tinted, strip.cell_length), start, end)

    def action_sideways(self, step: int) -> None:
        """Move the cursor by columns, stopping at the ends."""
        if self.matrix is not None:
            columns = self.matrix.columns
            self.column = columns[min(max(columns.index(self.column) + step, 0), len(columns) - 1)]

    def action_column_at(self, position: int) -> None:
        """Move the cursor to the first or the last column."""
        if self.matrix is not None:
            self.column = self.matrix.columns[position]

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """A wheel that goes sideways moves the cursor."""
        event.stop()
        self.action_sideways(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """A wheel that goes sideways moves the cursor."""
        event.stop()
        self.action_sideways(-1)

    def on_click(self, event: events.Click) -> None:
        """A click on a heading sorts, with ctrl or shift by this column too; the base class sees to the rows."""
        offset = event.get_content_offset(self)
        if offset is None or self._layout is None or offset.y >= self.fixed:
            return
        if self._fixed[offset.y] in {"heads", "rule"}:
            self.post_message(self.HeadingChosen(self._layout.at(offset.x), event.ctrl or event.shift))

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:
        """A click goes to a cell, a double click reads the entry."""
        self.cursor = index
        if self._layout is not None:
            self.column = self._layout.at(x)
        if again and self.ranked:
            self.post_message(self.Chosen(self.ranked.entry.id))
