"""Moves the browser between entries and between its views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from llmtui.model import Catalog, Place
from llmtui.present.glyphs import Glyphs
from llmtui.search import Query, Results, Searcher
from llmtui.search.named import named_by
from llmtui.tui.desk import Desk
from llmtui.tui.history import Stop, Trail
from llmtui.tui.local_scan import LocalScan
from llmtui.tui.view_result import ViewResult
from llmtui.tui.views import VIEWS, build_screen
from llmtui.tui.widgets.detail import DetailPane
from llmtui.tui.widgets.entry_table import EntryTable

if TYPE_CHECKING:
    from llmtui.tui.screens.view import ViewScreen


EMPTY_LIST = "The list is empty."
"""What a key that needs an entry says without one."""


class Browsing(Protocol):
    """The screen that is navigated."""

    catalog: Catalog
    searcher: Searcher
    glyphs: Glyphs
    desk: Any
    """A `Desk`; Textual's reactive attributes have no type that a protocol could name."""
    results: Results
    framework: str

    @property
    def app(self) -> App[Any]:
        """The running app."""

    @property
    def table(self) -> EntryTable:
        """The list."""

    @property
    def detail(self) -> DetailPane:
        """The entry that is read."""

    def action_pane(self, name: str) -> None:
        """Go to a pane."""

    def change(self, desk: Desk) -> None:
        """Put another desk in place, so that it can be undone."""


class Navigation:
    """The jumps of one browser screen: to an entry, back and forward, and to another view of what is listed."""

    def __init__(self, screen: Browsing) -> None:
        self._screen = screen
        self._trail = Trail()
        self._read: Stop | None = None
        """The entry that was read last."""

    @property
    def _here(self) -> Stop:
        return Stop(self._screen.desk.view, self._screen.table.selected)

    def read(self) -> None:
        """Note that the entry under the cursor is read now, so that the way back leads to the one read before."""
        if self._read is not None and self._read.entry_id != self._here.entry_id:
            self._trail.jump(self._read)
        self._read = self._here

    def go_to(self, entry_id: str) -> None:
        """Show an entry; if the list does not have it, drop the search."""
        screen = self._screen
        self._trail.jump(self._here)
        if screen.results.position(entry_id) is None:
            screen.desk = screen.desk.viewing(query=Query(), place=Place())
        screen.table.select(entry_id)
        self._read = self._here

    def travel(self, step: int) -> None:
        """Return to the entry read before with -1, or undo that with 1."""
        stop = self._trail.back(self._here) if step < 0 else self._trail.forward(self._here)
        if stop is None:
            where = "before" if step < 0 else "after"
            self._screen.app.notify(f"No entry was read {where} this one.", markup=False)
            return
        self._screen.desk = self._screen.desk.with_view(stop.view)
        self._screen.table.select(stop.entry_id)
        self._read = stop

    def open_view(self, name: str) -> None:
        """Open another view of what is listed, marked or under the cursor."""
        browse = self._screen
        view = build_screen(
            name, browse.catalog, browse.desk, browse.framework, browse.results, browse.detail.entry, browse.glyphs
        )
        if view is None:
            browse.app.notify(EMPTY_LIST, markup=False)
            return

        self.push(view, name)

    def open_local(self, scan: LocalScan) -> None:
        """Open the list of the models on this machine."""
        from llmtui.tui.screens.local import LocalScreen  # noqa: PLC0415 - as every view, when it is first opened

        browse = self._screen
        self.push(LocalScreen(browse.catalog, browse.framework, browse.desk.marks, browse.glyphs, scan))

    def push(self, view: ViewScreen, after: str = "browse") -> None:
        """Open a view, and continue as it asks when it closes; `[` and `]` go on from the view called `after`."""

        def closed(result: ViewResult | None) -> None:
            self._apply(result or ViewResult(self._screen.desk.marks), after)

        self._screen.app.push_screen(view, closed)

    def open_next_view(self, step: int, after: str = "browse") -> None:
        """Open the next view in order, or with -1 the previous one; the browser itself is one of them."""
        name = VIEWS[(VIEWS.index(after) + step) % len(VIEWS)]
        if name != "browse":
            self.open_view(name)

    def _apply(self, result: ViewResult, name: str) -> None:
        """Continue as a view asked when it closed."""
        browse = self._screen
        desk = browse.desk.viewing(framework=result.framework or browse.desk.view.framework)
        query = self._query_for(result)
        if query is not None:
            desk = desk.viewing(query=browse.searcher.parse(query).query, place=Place())
            browse.action_pane("table")
        is_unmarked = name == "compare" and not browse.desk.marks and len(result.marks) == 1
        browse.change(desk if is_unmarked else desk.with_marks(result.marks))
        if result.go_to:
            self.go_to(result.go_to)
        if result.next_view:
            self.open_next_view(result.next_view, name)

    def _query_for(self, result: ViewResult) -> str | None:
        """What to search for; the name of an entry if what it names is not the entry as a whole."""
        named = named_by(self._screen.searcher, result.name)
        is_part = any(each.remark and each.entry.id == result.go_to for each in named)
        return result.name if is_part else result.query
