"""Find an entry and read how open it is: search, categories, list, detail, explanation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from llmtui.model import Place
from llmtui.present.detail import EntryTarget
from llmtui.present.problems import problem_lines
from llmtui.present.provenance import old_data
from llmtui.search import Query, Results, Searcher, Sort
from llmtui.search.named import named_by
from llmtui.tui import marking
from llmtui.tui import questions as ask
from llmtui.tui.captions import counts, empty_text, place_name
from llmtui.tui.local_scan import LocalScan
from llmtui.tui.navigation import Navigation
from llmtui.tui.opening import copy_from, open_links, open_target
from llmtui.tui.query_notes import query_notes
from llmtui.tui.saved_views import ask_saved_view
from llmtui.tui.screens.browse_keys import BROWSE_KEYS
from llmtui.tui.screens.desk_screen import DeskScreen
from llmtui.tui.session import Session
from llmtui.tui.widgets.detail import DetailPane
from llmtui.tui.widgets.entry_table import EntryTable
from llmtui.tui.widgets.fault_line import FaultLine
from llmtui.tui.widgets.filter_line import FilterLine
from llmtui.tui.widgets.key_bar import KeyBar
from llmtui.tui.widgets.panes import HEIGHTS, WIDTHS, Panes, fit_size
from llmtui.tui.widgets.search_bar import SearchBar
from llmtui.tui.widgets.sidebar import Sidebar
from llmtui.tui.widgets.suggestion_line import SuggestionLine
from llmtui.tui.widgets.welcome_line import WelcomeLine
from llmtui.user.state import State


class BrowseScreen(DeskScreen):
    """The browser's main screen: it owns the desk, and shows it again after every change."""

    CSS_PATH = "browse.tcss"
    AUTO_FOCUS = "EntryTable"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = BROWSE_KEYS

    results: Results = Results()
    """What the desk's view lists."""
    framework: str = ""
    """The id of the framework that judges."""

    search_bar = getters.query_one(SearchBar)
    panes = getters.query_one(Panes)
    table = getters.query_one(EntryTable)
    detail = getters.query_one(DetailPane)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.glyphs = session.glyphs
        self.catalog = session.loaded.catalog
        self.searcher = session.searcher or Searcher(self.catalog)
        self._changed = self.searcher.matching("is:changed")
        self._age = old_data(self.catalog.snapshots, session.today) if session.today else ""
        self._welcomed = session.state.welcomed
        self._navigation = Navigation(self)
        self.local_scan = LocalScan(self, self.catalog, session.environment, session.home, self.show_desk)

    def compose(self) -> ComposeResult:
        """Search bar, filters, panes, footer."""
        fit_size(self)
        yield SearchBar(id="search")
        yield SuggestionLine(self.glyphs, id="suggestions")
        yield FilterLine(id="filters")
        yield FaultLine("", id="faults", markup=False)
        yield WelcomeLine(self.glyphs, self.app.size.width - 2, id="welcome")
        yield Panes(self.catalog, self.glyphs, id="panes")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the desk of the session."""
        self.query_one("#welcome").set_class(self._welcomed, "-dismissed")
        self.search_bar.remember(self.session.state.history)
        self.search_bar.write(str(self.desk.view.query))
        self.show_desk()
        self.panes.start_at(self.session.selected)

    def fit_panes(self) -> None:
        """Fill what depends on sizes before the first paint."""
        self.panes.fit()

    def state(self, theme: str) -> State:
        """What to remember of this screen for the next run."""
        state = self.desk.state(theme=theme, selected=self.table.selected, history=self.search_bar.history)
        return replace(state, welcomed=self._welcomed)

    @property
    def _collections(self) -> Mapping[str, tuple[str, ...]]:
        return self.desk.collections(self.local_scan.models.ids, self._changed)

    def show_desk(self) -> None:
        """Search again, and show what was found."""
        view = self.desk.view
        self.framework = self.searcher.framework(view)
        self.results = self.searcher.run(self.desk.listed, self._collections)
        self.panes.show(self.desk, self.results, self.framework)
        self.table.empty = empty_text(self.desk, self.local_scan.models)
        if self.searcher.parse(self.search_bar.text).query != view.query:
            self._write_query(view.query)
        self.query_one(FilterLine).query_now = view.query
        self.table.named = self.detail.named = named_by(self.searcher, self.search_bar.text)
        framework, problems = self.catalog.judge(self.framework), self.session.problems
        found = counts(self.results, self.desk, len(problems), self.glyphs.dot, self._age)
        self.search_bar.show_status(found, framework.name if framework else "")
        self.local_scan.begin_if_asked(view)

    def _write_query(self, query: Query) -> None:
        self.search_bar.write(str(query))
        self.query_one(FaultLine).show(())

    @on(SearchBar.Changed)
    def _query_typed(self, event: SearchBar.Changed) -> None:
        self.desk = self.desk.viewing(query=self.searcher.parse(event.text).query)
        self._suggest()
        offered = bool(self.query_one(SuggestionLine).suggestions)
        self.query_one(FaultLine).show(query_notes(self.searcher, event.text, self.detail.named, offered=offered))

    def _suggest(self) -> None:
        """Say under the search bar what can be typed next."""
        suggestions = self.searcher.suggestions(self.search_bar.before_cursor, self.desk.view)
        self.query_one(SuggestionLine).suggestions = suggestions
        self.search_bar.offer(suggestions[0].text if suggestions else "")

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _search_entered_or_left(self) -> None:
        """Suggest only while the user types."""
        self.query_one(SuggestionLine).display = self.search_bar.has_focus_within

    def on_paste(self, event: events.Paste) -> None:
        """Search for what is pasted while a pane has the keys; a paste is text and never a command."""
        if event.text and not self.search_bar.has_focus_within:
            self.search_bar.replace_all(event.text)

    @on(FilterLine.Removed)
    def _filter_removed(self, event: FilterLine.Removed) -> None:
        self.change_view(query=event.query)

    @on(Sidebar.Moved)
    def _place_chosen(self, event: Sidebar.Moved) -> None:
        self.desk = self.desk.viewing(place=event.place)

    @on(Sidebar.LocalChosen)
    def action_local(self) -> None:
        """Open the list of the models on this machine."""
        self.local_scan.begin()
        self._navigation.open_local(self.local_scan)

    def action_framework(self) -> None:
        """Ask which framework judges."""
        ask.choose_framework(
            self.app, self.catalog, self.glyphs, self.framework, lambda id_: self.change_view(framework=id_)
        )

    @on(SearchBar.Done)
    def _search_done(self) -> None:
        self.query_one(FaultLine).show(query_notes(self.searcher, self.search_bar.text, self.detail.named))
        self.set_focus(self.table, scroll_visible=False)

    @on(DetailPane.Chosen)
    def _target_chosen(self, event: DetailPane.Chosen) -> None:
        if isinstance(event.target, EntryTarget):
            self.go_to(event.target.id)
        else:
            open_target(self.app, event.target, self.glyphs)

    def action_search(self) -> None:
        """Type into the search bar."""
        self.search_bar.focus_field()
        self._suggest()

    def action_filter(self) -> None:
        """Choose filters with counts."""
        own, view = self._collections, self.desk.view
        ask.choose_filters(self.app, self.searcher, self.glyphs, view, own, lambda query: self.change_view(query=query))

    def action_clear(self) -> None:
        """Drop the query and the category."""
        self._write_query(Query())
        self.change_view(query=Query(), place=Place())

    def action_sort(self) -> None:
        """Ask what to sort by."""
        sort = self.desk.view.sort
        ask.choose_sort(self.app, self.glyphs, sort, lambda name: self.change_view(sort=Sort(name), reverse=False))

    @on(EntryTable.SortAsked)
    def _sort_by_heading(self, event: EntryTable.SortAsked) -> None:
        """Sort by a column; a second click turns the order round."""
        view = self.desk.view
        self.change_view(sort=event.sort, reverse=view.sort is event.sort and not view.reverse)

    def action_reverse(self) -> None:
        """Reverse the order."""
        self.change_view(reverse=not self.desk.view.reverse)

    def action_saved_views(self) -> None:
        """Go to a saved view, or save this one."""
        views, view = self.saved_views, self.desk.view
        ask_saved_view(self.app, self.searcher, self.glyphs, views, view, self.use_view, self.save_views)

    def action_mark(self) -> None:
        """Mark or unmark the entry under the cursor, and go on to the next."""
        marking.toggle_mark(self)

    def action_mark_rows(self, which: str) -> None:
        """Mark `all` rows, or the `range` from the last marked row to the cursor, up to the limit; or unmark all."""
        marking.mark_rows(self, which)

    def action_star(self) -> None:
        """Star or unstar the entry."""
        marking.toggle_star(self)

    def action_note(self) -> None:
        """Star the entry with a note."""
        marking.write_note(self)

    def go_to(self, entry_id: str) -> None:
        """Show an entry."""
        self._navigation.go_to(entry_id)

    @on(EntryTable.Chosen)
    def _entry_read(self) -> None:
        self._navigation.read()

    def action_travel(self, step: int) -> None:
        """Return to the entry read before, or go forward again."""
        self._navigation.travel(step)

    def action_view(self, name: str) -> None:
        """Open another view of what is listed and marked."""
        self._navigation.open_view(name)

    def action_next_view(self, step: int) -> None:
        """Open the next view, or the previous one."""
        self._navigation.open_next_view(step)

    def action_toggle_part(self, part: str) -> None:
        """Show or hide a pane, or zoom."""
        self.panes.toggle_part(part)

    def action_hide_welcome(self) -> None:
        """Hide the line that explains the signs, for good."""
        self._welcomed = True
        self.query_one("#welcome").add_class("-dismissed")

    def action_pane(self, name: str) -> None:
        """Go to a pane by its name, or to the `next` or `previous` one."""
        self.panes.focus_pane(name)

    def action_open(self) -> None:
        """Open what is under the cursor of the detail, else ask which of the entry's links."""
        if not open_target(self.app, self.detail.active_target, self.glyphs):
            open_links(self.app, self.detail.entry, self.glyphs)

    def action_copy(self) -> None:
        """Ask what to copy of the entry."""
        entry, target = self.detail.entry, self.detail.active_target
        copy_from(self.app, self.catalog, entry, self.framework, target, self.glyphs)

    @work
    async def action_export(self) -> None:
        """Write what is listed to a file."""
        from llmtui.tui.export import export_entries  # noqa: PLC0415 - as for copies

        title = place_name(self.catalog, self.desk.view.place)
        await export_entries(self.app, self.catalog, self.results.hits.entries, self.framework, title, self.glyphs)

    def action_legend(self) -> None:
        """Explain the signs."""
        ask.show_legend(self.app, self.catalog, self.catalog.judge(self.framework), self.glyphs)

    def action_problems(self) -> None:
        """List what is wrong in the files."""
        ask.show_lines(self.app, "Problems", partial(problem_lines, self.session.problems), self.glyphs)

    def action_back(self) -> None:
        """Close one level, then clear the search."""
        if not self.panes.close_level():
            self.action_clear()

    def action_quit_level(self) -> None:
        """Close one level, and from the list leave."""
        if not self.panes.close_level():
            self.app.exit()
