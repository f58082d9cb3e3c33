"""Find an entry and read how open it is: search, categories, list, detail, explanation."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from llmtui.model import Place
from llmtui.present.detail import CriterionTarget, EntryTarget, LinkTarget, Target
from llmtui.present.legend import legend
from llmtui.present.problems import problem_lines
from llmtui.search import Query, Sort, View
from llmtui.tui import dialogs
from llmtui.tui.desk import OWN_PLACES, Desk
from llmtui.tui.outcome import Outcome
from llmtui.tui.questions import choose_copy, open_one
from llmtui.tui.screens.desk import DeskScreen
from llmtui.tui.session import Session
from llmtui.tui.views import VIEWS, build_screen
from llmtui.tui.web import open_link
from llmtui.tui.widgets.detail import DetailPane
from llmtui.tui.widgets.entry_table import EntryTable
from llmtui.tui.widgets.explanation import Explanation
from llmtui.tui.widgets.filter_line import FilterLine
from llmtui.tui.widgets.key_bar import KeyBar
from llmtui.tui.widgets.search_bar import SearchBar
from llmtui.tui.widgets.sidebar import Sidebar
from llmtui.user.state import State


class BrowseScreen(DeskScreen):
    """The browser's main screen; it owns the desk and lends it to the screens over it."""

    CSS_PATH = "browse.tcss"
    AUTO_FOCUS = "EntryTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "view('compare')", "Compare", id="compare", tooltip="The marked entries side by side"),
        Binding("M", "view('matrix')", "Matrix", id="view.matrix", tooltip="The leaderboard of all judged entries"),
        Binding(
            "T",
            "view('lineage')",
            "Lineage",
            show=False,
            id="lineage",
            tooltip="What it derives from, and what from it",
        ),
        Binding(
            "O",
            "view('overview')",
            "Overview",
            show=False,
            id="view.overview",
            tooltip="Openness by category, criterion and year",
        ),
        Binding("right_square_bracket", "next_view(1)", "Next view", show=False, id="view.next"),
        Binding("left_square_bracket", "next_view(-1)", "View before", show=False, id="view.prev"),
        Binding("o", "open", "Open", id="link", tooltip="Open the link or evidence here, or ask which"),
        Binding("y", "copy", "Copy", id="copy", tooltip="Copy name, id, link, row, JSON or citation"),
        Binding("X", "export", "Export", show=False, id="export", tooltip="Write what is listed to a file"),
        Binding("K", "legend", "Legend", id="legend", tooltip="What the signs mean, and whose judgements these are"),
        Binding(
            "backspace,less_than_sign",
            "back_to",
            "Where I was",
            show=False,
            id="back.entry",
            tooltip="Back to the entry read before",
        ),
        Binding("greater_than_sign", "forward_to", "Forward", show=False, id="forward.entry", tooltip="Forward again"),
        Binding(
            "exclamation_mark", "problems", "Problems", show=False, id="problems", tooltip="What is wrong in the files"
        ),
        Binding("escape", "back", "Back", show=False, id="back", tooltip="Close one level, then clear the search"),
        Binding("q", "quit_level", "Quit", id="quit", tooltip="Close one level; quit from the list"),
    ]

    explanation = getters.query_one(Explanation)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._behind: list[tuple[View, str]] = []
        self._ahead: list[tuple[View, str]] = []

    def compose(self) -> ComposeResult:
        """Top row, filters in force, panes, footer."""
        self.fit_size()
        glyphs = self.session.glyphs
        yield SearchBar(id="search")
        yield FilterLine(id="filters")
        yield Static("", id="faults", markup=False)
        with Horizontal(id="panes"):
            yield Sidebar(self.catalog, glyphs, id="sidebar").data_bind(BrowseScreen.results)
            table = EntryTable(self.catalog, glyphs, id="table")
            yield table.data_bind(BrowseScreen.results, BrowseScreen.framework, BrowseScreen.marks, BrowseScreen.stars)
            with Vertical(id="reading"):
                yield DetailPane(self.catalog, glyphs, id="detail").data_bind(
                    BrowseScreen.framework, BrowseScreen.stars
                )
                yield Explanation(self.catalog, glyphs, id="explanation")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start where the session says."""
        self.search_bar.remember(self.session.state.history)
        self.set_reactive(BrowseScreen.view, self.session.view)
        known = (entry_id for entry_id in self.session.state.marks if self.catalog.get(entry_id))
        self.marks = Desk().marking(known).marks
        self.stars = self.session.keeps.stars
        self.search_bar.write(str(self.view.query))
        self.run()
        if self.session.selected:
            self.table.select(self.session.selected)
        self._entry_highlighted()

    def fit_panes(self) -> None:
        """The details and what explains them, in the first picture too."""
        self.detail.fit()
        self._target_highlighted()
        self.explanation.fit()

    def state(self, theme: str) -> State:
        """What to remember of this screen."""
        return State(
            theme=theme,
            framework=self.view.framework,
            query=str(self.view.query),
            category=self.view.place.category,
            group=self.view.place.group,
            selected=self.table.selected,
            sort=self.view.sort.value,
            reverse=self.view.reverse,
            history=self.search_bar.history,
            marks=self.marks,
        )

    def run(self) -> None:
        """Search again and tell what was found."""
        self.framework = self.searcher.framework(self.view)
        self.results = self.searcher.run(self.view, self.desk.collections)
        self.query_one(FilterLine).query_now = self.view.query
        self._show_status()

    def _show_status(self) -> None:
        results, framework = self.results, self.catalog.frameworks.get(self.framework)
        problems = len(self.session.loaded.problems)
        found = [f"{len(results.hits)} of {results.total}"]
        found += [f"{len(self.marks)} marked"] if self.marks else []
        found += [f"! {problems} problem{'s' if problems > 1 else ''}"] if problems else []
        dot = f" {self.session.glyphs.dot} "
        self.search_bar.show_status(dot.join(found), framework.name if framework else "")
        order = "relevance" if self.view.sort is Sort.RELEVANCE and self.view.query.words else self._order()
        self.table.border_title = Content(self.place_name)
        self.table.border_subtitle = Content(f"by {order}{' reversed' if self.view.reverse else ''}")

    def _order(self) -> str:
        return "openness" if self.view.sort in {Sort.RELEVANCE, Sort.SCORE} else self.view.sort.value

    @property
    def place_name(self) -> str:
        """The place that is listed, in words."""
        place = self.view.place
        category = self.catalog.category(place.category)
        group = category.group(place.group) if category else None
        labels = " / ".join(each.label for each in (category, group) if each)
        return labels or OWN_PLACES.get(place.category, "All entries")

    def show_faults(self, faults: tuple[str, ...]) -> None:
        """Say under the bar what of the query cannot be used."""
        line, told = self.query_one("#faults", Static), Content("; ".join(faults))
        if told != line.content:  # telling lays out the whole screen
            line.update(told)
            line.display = bool(faults)

    # -- what the widgets say

    @on(SearchBar.Changed)
    def _query_typed(self, event: SearchBar.Changed) -> None:
        parsed = self.searcher.parse(event.text)
        self.show_faults(parsed.faults)
        if parsed.query != self.view.query:
            self.set_reactive(BrowseScreen.view, replace(self.view, query=parsed.query))
            self.run()

    @on(SearchBar.Left)
    def _search_left(self) -> None:
        self.set_focus(self.table, scroll_visible=False)

    @on(FilterLine.Removed)
    def _filter_removed(self, event: FilterLine.Removed) -> None:
        self.change(replace(self.desk, view=replace(self.view, query=event.query)))

    @on(Sidebar.Moved)
    def _place_chosen(self, event: Sidebar.Moved) -> None:
        if event.place != self.view.place:
            self.set_reactive(BrowseScreen.view, replace(self.view, place=event.place))
            self.run()

    @on(Sidebar.Chosen)
    def _to_list(self) -> None:
        self.action_go_to_pane("table")

    @on(EntryTable.Highlighted)
    def _entry_highlighted(self) -> None:
        self.detail.entry = self.catalog.get(self.table.selected)

    @on(EntryTable.Chosen)
    def _entry_chosen(self) -> None:
        self.action_go_to_pane("detail")

    @on(DetailPane.Highlighted)
    def _target_highlighted(self) -> None:
        self.explanation.target = self.detail.target

    @on(DetailPane.Chosen)
    def _target_chosen(self, event: DetailPane.Chosen) -> None:
        self._follow(event.target)

    @on(DetailPane.LeftBehind)
    def _detail_left(self) -> None:
        self.action_go_to_pane("table")

    def _follow(self, target: Target) -> None:
        """Open a link, or go to another entry."""
        if isinstance(target, EntryTarget):
            self.go_to(target.id)
        elif isinstance(target, LinkTarget):
            open_link(self.app, target.url, self.session.glyphs)
        else:
            evidence = target.assessment.judgement(target.criterion).evidence
            open_one(self.app, self.session.glyphs, evidence, "Evidence")

    # -- going about

    def go_to(self, entry_id: str) -> None:
        """Show an entry, leaving the search where it is not in the list."""
        self._behind.append((self.view, self.table.selected))
        self._ahead.clear()
        if self.results.position(entry_id) is None:
            self.lay(replace(self.desk, view=replace(self.view, query=Query(), place=Place())))
        self.table.select(entry_id)

    def action_back_to(self) -> None:
        """To the entry before the last jump."""
        self._travel(self._behind, self._ahead)

    def action_forward_to(self) -> None:
        """Undo going back."""
        self._travel(self._ahead, self._behind)

    def _travel(self, source: list[tuple[View, str]], other: list[tuple[View, str]]) -> None:
        if source:
            other.append((self.view, self.table.selected))
            view, selected = source.pop()
            self.lay(replace(self.desk, view=view))
            self.table.select(selected)

    def action_view(self, name: str) -> None:
        """Open another view of what is listed and marked."""
        glyphs, selected = self.session.glyphs, self.detail.entry
        screen = build_screen(name, self.catalog, self.desk, self.framework, self.results, selected, glyphs)
        if screen is None:
            self.notify("There is nothing here to show that way.", markup=False)
            return

        def closed(outcome: Outcome | None) -> None:
            self._take(outcome or Outcome(self.marks), name)

        self.app.push_screen(screen, closed)

    def _take(self, outcome: Outcome, name: str) -> None:
        """Go on as a view over this one asks."""
        view = replace(self.view, framework=outcome.framework or self.view.framework)
        if outcome.query is not None:
            view = replace(view, query=self.searcher.parse(outcome.query).query, place=Place())
        self.change(replace(self.desk, view=view, marks=outcome.marks))
        if outcome.go_to:
            self.go_to(outcome.go_to)
        if outcome.next_view:
            following = VIEWS[(VIEWS.index(name) + outcome.next_view) % len(VIEWS)]
            if following != "browse":
                self.action_view(following)

    def action_next_view(self, step: int) -> None:
        """The view after this one, or before it."""
        self.action_view(VIEWS[step % len(VIEWS)])

    # -- taking away

    def action_open(self) -> None:
        """Open what is under the cursor of the detail, else ask which of the entry's links."""
        target = self.detail.target if self.detail.has_focus else None
        if isinstance(target, CriterionTarget | LinkTarget):
            self._follow(target)
        elif self.detail.entry:
            urls = tuple(link.url for link in self.detail.entry.links)
            open_one(self.app, self.session.glyphs, urls, f"Links of {self.detail.entry.name}")

    def action_copy(self) -> None:
        """Ask what to copy of the entry."""
        from llmtui.tui.taking import texts_of  # noqa: PLC0415 - exporters are not needed for the first picture

        if self.detail.entry:
            target = self.detail.target if self.detail.has_focus else None
            texts = texts_of(self.catalog, self.detail.entry, self.framework, target)
            choose_copy(self.app, self.session.glyphs, f"Copy of {self.detail.entry.name}", texts)

    @work
    async def action_export(self) -> None:
        """Write what is listed to a file."""
        from llmtui.exporters.files import FILE_FORMATS, Export  # noqa: PLC0415 - as for copies
        from llmtui.tui.export import export_file  # noqa: PLC0415

        entries = tuple(self.results.hits.entries)
        export = Export(self.catalog, entries, self.framework, title=self.place_name)
        suffixes = {each.suffixes[0]: name for name, each in FILE_FORMATS.items()}
        glyphs = self.session.glyphs
        await export_file(self.app, lambda name: FILE_FORMATS[name].dump(export), "llmtui.md", glyphs, suffixes)

    # -- explaining and leaving

    def action_legend(self) -> None:
        """Explain the signs."""
        framework = self.catalog.frameworks.get(self.framework)
        lines = lambda width: legend(framework, width, self.session.glyphs)  # noqa: E731 - handed over as it is
        self.app.push_screen(dialogs.ReadingDialog("Legend", lines, self.session.glyphs))

    def action_problems(self) -> None:
        """List what is wrong in the files."""
        problems = self.session.loaded.problems
        lines = lambda width: problem_lines(problems, width)  # noqa: E731 - handed over as it is
        self.app.push_screen(dialogs.ReadingDialog("Problems", lines, self.session.glyphs))

    def action_back(self) -> None:
        """Close one level, then clear the search."""
        if not self.close_level():
            self.action_clear()

    def action_quit_level(self) -> None:
        """Close one level, and from the list leave."""
        if not self.close_level():
            self.app.exit()
