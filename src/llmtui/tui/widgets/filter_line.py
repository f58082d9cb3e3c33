"""The filters of the query in one line; a click removes one."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from llmtui.present.cells import Role
from llmtui.search import Query, Term
from llmtui.search.query import AnyOf
from llmtui.tui.theme import role_style


class FilterLine(Widget):
    """Shown only while the query has terms."""

    DEFAULT_CSS = "FilterLine { height: 1; display: none; background: $surface; }"

    query_now: reactive[Query] = reactive(Query())

    @dataclass
    class Removed(Message):
        """A filter was removed."""

        query: Query

    def watch_query_now(self, query: Query) -> None:
        """Appear and vanish with the filters."""
        self.display = bool(query.terms or query.groups)

    @property
    def _filters(self) -> tuple[Term | AnyOf, ...]:
        return (*self.query_now.terms, *self.query_now.groups)

    def _placed(self) -> list[tuple[int, str, Term | AnyOf]]:
        """Each filter with the column it begins in, as many as fit."""
        placed: list[tuple[int, str, Term | AnyOf]] = []
        start = 1
        for term in self._filters:
            text = f"{term} x"
            if start + cell_len(text) > self.size.width - 1:
                break
            placed.append((start, text, term))
            start += cell_len(text) + 2
        return placed

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """Paint the row; if not all fit, say how many are hidden."""
        term_style, hint_style = (
            self.rich_style + role_style(role, self.app.theme_variables) for role in (Role.KEY, Role.MUTED)
        )
        segments = [Segment(" ", self.rich_style)]
        placed = self._placed()
        for _start, text, _term in placed:
            segments += [Segment(text[:-1], term_style), Segment("x  ", hint_style)]
        hidden = len(self._filters) - len(placed)
        segments.append(Segment(f"+{hidden} more: f shows all" if hidden else "", hint_style))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Remove what was clicked."""
        for start, text, term in self._placed():
            if start <= event.x < start + cell_len(text):
                self.post_message(self.Removed(self.query_now.without(term)))
