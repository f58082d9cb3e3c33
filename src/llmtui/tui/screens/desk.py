"""What the keys change: the view, the marks, the stars, each undone by `u`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.reactive import reactive, var

from llmtui.model import Place
from llmtui.present.marks import MOST
from llmtui.search import Choice, Query, Results, Searcher, Sort, View
from llmtui.tui import dialogs
from llmtui.tui.desk import Desk
from llmtui.tui.questions import choose_framework, choose_sort
from llmtui.tui.saved_views import ask_saved_view
from llmtui.tui.screens.panes import PanesScreen
from llmtui.tui.session import Session
from llmtui.user.favourites import Favourites, SavedView, save_favourites


class DeskScreen(PanesScreen):
    """A screen that owns the desk. Subclasses search again in `run` and show what the query cannot use."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", id="search", tooltip="Search as you type; key:value narrows"),
        Binding("f", "filter", "Filter", id="filter", tooltip="Narrow by licence, language, maker, criterion …"),
        Binding("space", "mark", "Mark", id="mark.toggle", tooltip="Mark the entry for comparison, or not"),
        Binding("s", "sort", "Sort", id="list.sort", tooltip="Choose what to sort by"),
        Binding("S", "reverse", "Reverse", show=False, id="list.reverse", tooltip="Reverse the order"),
        Binding("m", "framework", "Framework", id="score.model", tooltip="Judge by another framework, everywhere"),
        Binding(
            "v",
            "mark_range",
            "Mark range",
            show=False,
            id="mark.range",
            tooltip="Mark from the last marked row to here",
        ),
        Binding("a", "mark_all", "Mark all", show=False, id="mark.all", tooltip="Mark what is listed, up to eight"),
        Binding("x", "unmark", "Clear marks", show=False, id="mark.clear", tooltip="Take all marks away"),
        Binding("asterisk", "star", "Star", show=False, id="star", tooltip="Star the entry, or not"),
        Binding("N", "note", "Note", show=False, id="star.note", tooltip="Star the entry with a note of your own"),
        Binding(
            "V",
            "saved_views",
            "Saved views",
            show=False,
            id="view.saved",
            tooltip="Go to a saved view, or save this one",
        ),
        Binding("u", "undo", "Undo", show=False, id="undo", tooltip="Undo the last change of filter, mark or star"),
        Binding("F", "clear", "Clear search", show=False, id="filter.clear", tooltip="Show everything again"),
    ]

    view: reactive[View] = reactive(View(), init=False)
    """Everything that decides what the list shows."""
    results: var[Results] = var(Results(), init=False)
    framework: var[str] = var("", init=False)
    marks: var[tuple[str, ...]] = var((), init=False)
    stars: var[Mapping[str, str]] = var({}, init=False)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.catalog = session.loaded.catalog
        self.searcher = session.searcher or Searcher(self.catalog)
        self.saved_views = session.keeps.views
        self._kept = session.keeps
        self._undo: list[Desk] = []

    def run(self) -> None:
        """Search again, and tell what was found."""
        raise NotImplementedError

    def show_faults(self, faults: tuple[str, ...]) -> None:
        """Say what of the query cannot be used."""
        raise NotImplementedError

    @property
    def desk(self) -> Desk:
        """What can be undone."""
        return Desk(self.view, self.marks, self.stars)

    def change(self, desk: Desk) -> None:
        """Put something else on the desk, so that `u` can take it back."""
        if desk != self.desk:
            self._undo = [*self._undo, self.desk][-100:]
            self.lay(desk)

    def lay(self, desk: Desk) -> None:
        """Put something on the desk that `u` need not take back."""
        starred = desk.stars != self.stars
        self.marks, self.stars = desk.marks, desk.stars
        if starred:
            self.keep()
        if desk.view.query != self.view.query:
            self.search_bar.write(str(desk.view.query))
            self.show_faults(())
        self.set_reactive(DeskScreen.view, desk.view)
        self.run()

    def keep(self) -> None:
        """Write stars and saved views; say so where that fails."""
        if self.session.keeps_path is not None:
            mine = Favourites(self.stars, self.saved_views)
            self._kept, message = save_favourites(self.session.keeps_path, mine, self._kept)
            if not message:
                self.stars, self.saved_views = self._kept.stars, self._kept.views
            else:
                self.notify(message, severity="error", markup=False)

    def action_search(self) -> None:
        """Type into the search bar."""
        self.search_bar.focus_field()

    def action_filter(self) -> None:
        """Choose filters with counts."""

        def use(query: Query | None) -> None:
            if query is not None:
                self.change(replace(self.desk, view=replace(self.view, query=query)))

        def offer(query: Query) -> tuple[Choice, ...]:
            return self.searcher.choices(replace(self.view, query=query))

        self.app.push_screen(dialogs.FilterDialog(offer, self.view.query, self.session.glyphs), use)

    def action_clear(self) -> None:
        """Drop the query and the category."""
        self.show_faults(())
        self.search_bar.write("")
        self.change(replace(self.desk, view=replace(self.view, query=Query(), place=Place())))

    def action_sort(self) -> None:
        """Ask what to sort by."""
        choose_sort(self.app, self.session.glyphs, self.view.sort, self._sort_by)

    def _sort_by(self, name: str) -> None:
        self.change(replace(self.desk, view=replace(self.view, sort=Sort(name))))

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.change(replace(self.desk, view=replace(self.view, reverse=not self.view.reverse)))

    def action_framework(self) -> None:
        """Ask for the framework in force."""
        choose_framework(self.app, self.catalog, self.session.glyphs, self.framework, self._judge_by)

    def _judge_by(self, framework: str) -> None:
        self.change(replace(self.desk, view=replace(self.view, framework=framework)))

    def action_saved_views(self) -> None:
        """Go to a saved view, or save this one."""
        glyphs, views = self.session.glyphs, self.saved_views
        ask_saved_view(self.app, self.searcher, glyphs, views, self.view, self._use_view, self._keep_views)

    def _use_view(self, view: View) -> None:
        self.change(replace(self.desk, view=view))

    def _keep_views(self, views: tuple[SavedView, ...]) -> None:
        self.saved_views = views
        self.keep()

    def action_mark(self) -> None:
        """Mark the entry under the cursor, or not, and go on to the next."""
        if not self.table.selected:
            return
        desk = self.desk.toggling_mark(self.table.selected)
        if desk == self.desk:
            self.notify("Eight entries are marked; x clears them.", markup=False)
        self.change(desk)
        if self.table.has_focus:
            self.table.move_cursor(1)

    def action_mark_range(self) -> None:
        """Mark from the last marked row to the cursor."""
        ids = list(self.results.hits.ids)
        marked = [row for row, entry_id in enumerate(ids) if entry_id == (self.marks or ("",))[-1]]
        start, end = sorted((marked[0] if marked else self.table.cursor, self.table.cursor))
        self.change(self.desk.marking(ids[start : end + 1]))

    def action_mark_all(self) -> None:
        """Mark what is listed, as far as there is room."""
        self.change(self.desk.marking(self.results.hits[:MOST].ids))

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.change(replace(self.desk, marks=()))

    def action_star(self) -> None:
        """Star the entry, or not."""
        if self.table.selected:
            self.change(self.desk.toggling_star(self.table.selected))

    def action_note(self) -> None:
        """Star the entry with a note."""
        entry = self.detail.entry
        if entry is None:
            return

        def use(note: str | None) -> None:
            if note is not None:
                self.change(self.desk.noting(entry.id, note))

        title = f"Note on {entry.name}"
        self.app.push_screen(dialogs.AskDialog(title, self.stars.get(entry.id, ""), self.session.glyphs), use)

    def action_undo(self) -> None:
        """Put back what was on the desk before."""
        if self._undo:
            self.lay(self._undo.pop())
        else:
            self.notify("There is nothing to undo.", markup=False)
