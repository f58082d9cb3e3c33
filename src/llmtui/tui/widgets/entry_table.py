"""The list of entries, each with its openness strip and score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import msgspec
from rich.segment import Segment
from rich.style import Style
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from llmtui.model import Catalog
from llmtui.present.advice import advice_lines
from llmtui.present.cells import Cell, Line, Role, fit, plain
from llmtui.present.columns import RowWidths, columns
from llmtui.present.glyphs import Glyphs
from llmtui.present.rows import Signs, heading, lit_cell, row, sort_of_heading, strip_width
from llmtui.search import Hit, Results, Sort
from llmtui.search.named import Named
from llmtui.tui.shared_keys import CHOOSE, for_here
from llmtui.tui.widgets.lines import CursorView

_REVERSED = Style(reverse=True)


class EntryTable(CursorView):
    """What was found, one row per entry."""

    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(CHOOSE, "Go to the details of the entry"),
    ]
    DEFAULT_CSS = "EntryTable { width: 1fr; }"

    results: var[Results] = var(Results())
    framework: var[str] = var("")
    marks: var[tuple[str, ...]] = var(())
    stars: var[Mapping[str, str]] = var({})
    named: var[tuple[Named, ...]] = var(())
    """The entries that a pasted name finds, as it means them."""
    topic: var[str] = var("")
    """The topic that the details explain; its dot is marked."""

    empty: var[str] = var("Nothing found.")
    """What an empty list says."""

    fixed = 1

    @dataclass
    class Highlighted(Message):
        """The cursor rests on another entry; empty if nothing was found."""

        entry_id: str

    @dataclass
    class Chosen(Message):
        """The user asks to read the entry under the cursor."""

        entry_id: str

    @dataclass
    class SortAsked(Message):
        """The user clicked on the heading of a column that a list can be sorted by."""

        sort: Sort

    def __init__(self, catalog: Catalog, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self.catalog = catalog
        self._advised: tuple[Results | None, tuple[str, ...]] = (None, ())

    @property
    def selected(self) -> str:
        """The id of the entry under the cursor; empty if nothing was found."""
        hits = self.results.hits
        return hits[self.cursor].entry.id if self.cursor < len(hits) else ""

    def watch_results(self, old: Results, new: Results) -> None:
        """Show other rows; the cursor follows its entry, unless it is at the top or words reordered the list."""
        kept = self._selected_in(old)
        searched = old.view.query.words != new.view.query.words and bool(new.view.query.words)
        stays_on_top = self.cursor == 0 and self.top == 0
        row = 0 if searched or stays_on_top else new.position(kept)
        self.redraw()
        self.set_reactive(EntryTable.cursor, self.validate_cursor(row or 0))
        self.show_line(self.cursor)
        self.cursor_moved()

    def _selected_in(self, results: Results) -> str:
        return results.hits[self.cursor].entry.id if self.cursor < len(results.hits) else ""

    def watch_framework(self) -> None:
        """Other strips and scores."""
        self.redraw()

    def watch_marks(self) -> None:
        """Other numbers before the names."""
        self.redraw()

    def watch_named(self) -> None:
        """Another size has another licence and word."""
        self.redraw()

    def watch_empty(self) -> None:
        """Another text if nothing is listed."""
        self._advised = (None, ())
        if not self.results.hits:
            self.redraw()

    def watch_stars(self) -> None:
        """Other stars before the names."""
        self.redraw()

    def watch_topic(self) -> None:
        """Another dot is marked."""
        self.refresh(Region(0, 0, self.size.width, 1))
        self.redraw_line(self.cursor)

    def select(self, entry_id: str) -> bool:
        """Put the cursor on an entry; whether it is in the list."""
        position = self.results.position(entry_id)
        if position is not None:
            self.cursor = position
        return position is not None

    def ids_from(self, entry_ids: tuple[str, ...]) -> tuple[str, ...]:
        """The ids between the first of these entries and the cursor; the one under the cursor if none is listed."""
        position = self.results.position(entry_ids[0]) if entry_ids else None
        start, end = sorted((self.cursor if position is None else position, self.cursor))
        return tuple(self.results.hits[start : end + 1].ids)

    def cursor_moved(self) -> None:
        """Report whose details to show."""
        self.post_message(self.Highlighted(self.selected))

    def line_count(self) -> int:
        """One line per entry, or advice if nothing was found."""
        return len(self.results.hits) or len(self._advice)

    @property
    def _advice(self) -> tuple[str, ...]:
        """What to do about an empty list, worked out once for each result."""
        if self._advised[0] is not self.results:
            self._advised = self.results, advice_lines(self.results.advise())
        return (self.empty, *self._advised[1])

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:
        """Nothing is highlighted in an empty list."""
        return super().cursor_span(index, width) if self.results.hits else None

    def _columns(self, width: int) -> RowWidths:
        return columns(width - 1, strip_width(self.catalog.judge(self.framework)), self.results.view.sort)

    @property
    def _lit(self) -> int | None:
        framework = self.catalog.judge(self.framework)
        return lit_cell(framework, self.topic) if framework and self.topic else None

    def on_resize(self) -> None:
        """A list of one line shows the entry under the cursor instead of the heading."""
        self.fixed = 1 if self.size.height > 1 else 0

    def fixed_line(self, row: int, width: int) -> Line:  # noqa: ARG002 - there is only one
        """The heading."""
        return heading(self.catalog.judge(self.framework), self._columns(width), self._lit, self.glyphs)

    def line_at(self, index: int, width: int) -> Line:
        """An entry's row."""
        if not self.results.hits:
            return (Cell(f" {fit(self._advice[index], max(0, width - 1), self.glyphs.ellipsis)}", Role.MUTED),)
        hit, signs = self._as_named(self.results.hits[index]), Signs(self.marks, self.stars)
        return row(self.catalog, hit, self.framework, self._columns(width), self.glyphs, signs)

    def _as_named(self, hit: Hit) -> Hit:
        """The entry with the licence of the size that the user pasted, as the details show it."""
        entry = next((each.entry for each in self.named if each.is_sized and each.entry.id == hit.entry.id), hit.entry)
        return msgspec.structs.replace(hit, entry=entry)

    def highlight(self, strip: Strip, start: int, end: int) -> Strip:
        """The row under the cursor, with the dot of the explained topic reversed."""
        lit, widths = self._lit, self._columns(self.size.width)
        covered = super().highlight(strip, start, end)
        if lit is None or not widths.strip:
            return covered
        at = widths.strip_start + lit
        dot = [Segment(text, (own or Style()) + _REVERSED) for text, own, _control in covered.crop(at, at + 1)]
        return Strip.join([covered.crop(0, at), Strip(dot, 1), covered.crop(at + 1)])

    def heading_clicked(self, x: int) -> None:
        """A click on a heading asks to sort by its column."""
        sort = sort_of_heading(plain(self.fixed_line(0, self.size.width)), x)
        if sort is not None:
            self.post_message(self.SortAsked(sort))

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:  # noqa: ARG002 - a row acts as a whole
        """A click selects, a double click reads."""
        self.cursor = index
        if again:
            self.action_choose()

    def action_choose(self) -> None:
        """Read the entry under the cursor."""
        if self.selected:
            self.post_message(self.Chosen(self.selected))
