"""Find an entry and read how open it is: search, categories, list, detail, explanation."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive, var
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from llmtui.model import Place
from llmtui.present.detail import CriterionTarget, EntryTarget, LinkTarget, Target
from llmtui.present.legend import legend
from llmtui.present.problems import problem_lines
from llmtui.search import Results, Searcher, Sort, View
from llmtui.tui.dialogs.choose import Choice, ChooseDialog
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.session import Session
from llmtui.tui.web import open_link
from llmtui.tui.widgets.detail import DetailPane
from llmtui.tui.widgets.entry_table import EntryTable
from llmtui.tui.widgets.explanation import Explanation
from llmtui.tui.widgets.key_bar import KeyBar
from llmtui.tui.widgets.search_bar import SearchBar
from llmtui.tui.widgets.sidebar import Sidebar
from llmtui.user.state import State


class BrowseScreen(Screen[None]):
    """The browser's main screen."""

    CSS_PATH = "browse.tcss"
    AUTO_FOCUS = "EntryTable"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared by Textual
        (0, "-narrow"),
        (60, "-medium"),
        (110, "-wide"),
        (160, "-very-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - declared by Textual
        (0, "-tiny"),
        (14, "-low"),
        (23, "-short"),
        (30, "-tall"),
        (46, "-very-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", id="search", tooltip="Search as you type; key:value narrows"),
        Binding("b", "sidebar", "Categories", id="ui.sidebar", tooltip="Show or hide the categories"),
        Binding("s", "sort", "Sort", id="list.sort", tooltip="Choose what to sort by"),
        Binding("S", "reverse", "Reverse", show=False, id="list.reverse", tooltip="Reverse the order"),
        Binding("m", "framework", "Framework", id="score.model", tooltip="Judge by another framework, everywhere"),
        Binding("o", "open", "Open", id="link", tooltip="Open the link or evidence here, or ask which"),
        Binding("y", "copy", "Copy", id="copy", tooltip="Copy name, id or link"),
        Binding("z", "zoom", "Zoom", id="ui.zoom", tooltip="Give the active pane the whole screen"),
        Binding("K", "legend", "Legend", id="legend", tooltip="What the signs mean, and whose judgements these are"),
        Binding("i", "detail", "Details", show=False, id="ui.detail", tooltip="Show or hide the details"),
        Binding("tab", "pane(1)", "Next pane", show=False, id="pane.next"),
        Binding("shift+tab", "pane(-1)", "Pane before", show=False, id="pane.previous"),
        Binding("1", "go_to_pane('sidebar')", "Categories pane", show=False, id="pane.sidebar"),
        Binding("2", "go_to_pane('table')", "List pane", show=False, id="pane.table"),
        Binding("3", "go_to_pane('detail')", "Detail pane", show=False, id="pane.detail"),
        Binding("F", "clear", "Clear search", show=False, id="filter.clear", tooltip="Show everything again"),
        Binding("backspace", "back_to", "Where I was", show=False, id="back.entry", tooltip="Back from a jump"),
        Binding(
            "exclamation_mark", "problems", "Problems", show=False, id="problems", tooltip="What is wrong in the files"
        ),
        Binding("escape", "back", "Back", show=False, id="back", tooltip="Close one level, then clear the search"),
        Binding("q", "quit_level", "Quit", id="quit", tooltip="Close one level; quit from the list"),
    ]

    view: reactive[View] = reactive(View(), init=False)
    """Everything that decides what the list shows."""
    results: var[Results] = var(Results(), init=False)
    framework: var[str] = var("", init=False)

    sidebar = getters.query_one(Sidebar)
    table = getters.query_one(EntryTable)
    detail = getters.query_one(DetailPane)
    explanation = getters.query_one(Explanation)
    search_bar = getters.query_one(SearchBar)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.catalog = session.loaded.catalog
        self.searcher = Searcher(self.catalog)
        self._trail: list[tuple[View, str]] = []

    def compose(self) -> ComposeResult:
        """Top row, panes, footer."""
        glyphs = self.session.glyphs
        yield SearchBar(id="search")
        yield Static("", id="faults", markup=False)
        with Horizontal(id="panes"):
            yield Sidebar(self.catalog, glyphs, id="sidebar").data_bind(BrowseScreen.results)
            table = EntryTable(self.catalog, glyphs, id="table")
            yield table.data_bind(BrowseScreen.results, BrowseScreen.framework)
            with Vertical(id="reading"):
                yield DetailPane(self.catalog, glyphs, id="detail").data_bind(BrowseScreen.framework)
                yield Explanation(self.catalog, glyphs, id="explanation")
        yield KeyBar()

    def on_mount(self) -> None:
        """Start where the session says."""
        self.search_bar.remember(self.session.state.history)
        self.search_bar.write(str(self.session.view.query))
        self.set_reactive(BrowseScreen.view, self.session.view)
        self._run()
        if self.session.selected:
            self.table.select(self.session.selected)

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
        )

    def watch_view(self, old: View, new: View) -> None:
        """Search again."""
        if old != new:
            self._run()

    def _run(self) -> None:
        self.framework = self.searcher.framework(self.view)
        self.results = self.searcher.run(self.view)
        self._show_status()

    def _show_status(self) -> None:
        results, framework = self.results, self.catalog.frameworks.get(self.framework)
        problems = len(self.session.loaded.problems)
        found = f"{len(results.hits)} of {results.total}"
        found += f" {self.session.glyphs.dot} ! {problems} problem{'s' if problems > 1 else ''}" if problems else ""
        self.search_bar.show_status(found, framework.name if framework else "")
        order = "relevance" if self.view.sort is Sort.RELEVANCE and self.view.query.words else self._order()
        self.table.border_title = Content(self._place_name())
        self.table.border_subtitle = Content(f"by {order}{' reversed' if self.view.reverse else ''}")

    def _order(self) -> str:
        return "openness" if self.view.sort in {Sort.RELEVANCE, Sort.SCORE} else self.view.sort.value

    def _place_name(self) -> str:
        place = self.view.place
        category = self.catalog.category(place.category)
        group = category.group(place.group) if category else None
        return " / ".join(each.label for each in (category, group) if each) or "All entries"

    # -- what the widgets say

    @on(SearchBar.Changed)
    def _query_typed(self, event: SearchBar.Changed) -> None:
        parsed = self.searcher.parse(event.text)
        faults = self.query_one("#faults", Static)
        faults.update(Content("; ".join(parsed.faults)))
        faults.display = bool(parsed.faults)
        self.view = replace(self.view, query=parsed.query)

    @on(SearchBar.Left)
    def _search_left(self) -> None:
        self.table.focus(scroll_visible=False)

    @on(Sidebar.Moved)
    def _place_chosen(self, event: Sidebar.Moved) -> None:
        self.view = replace(self.view, place=event.place)

    @on(Sidebar.Chosen)
    def _to_list(self) -> None:
        self.remove_class("-sidebar")
        self.table.focus(scroll_visible=False)

    @on(EntryTable.Highlighted)
    def _entry_highlighted(self) -> None:
        self.detail.entry = self.catalog.get(self.table.selected)

    @on(EntryTable.Chosen)
    def _entry_chosen(self) -> None:
        self.remove_class("-no-detail")
        self.add_class("-reading")
        self.detail.focus(scroll_visible=False)

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
            self._open_one(evidence, "Evidence")

    def _open_one(self, urls: tuple[str, ...], title: str) -> None:
        """Open the only link, or ask which."""
        if not urls:
            self.notify("There is no link here.", markup=False)
        elif len(urls) == 1:
            open_link(self.app, urls[0], self.session.glyphs)
        else:
            choices = [Choice(url, url) for url in urls]

            def use(url: str | None) -> None:
                if url:
                    open_link(self.app, url, self.session.glyphs)

            self.app.push_screen(ChooseDialog(title, choices, self.session.glyphs, wide=True), use)

    # -- what the keys do

    def go_to(self, entry_id: str) -> None:
        """Show an entry, leaving the search where it is not in the list."""
        self._trail.append((self.view, self.table.selected))
        if not self.table.select(entry_id):
            self.search_bar.write("")
            self.view = replace(self.view, query=View().query, place=Place())
            self.call_after_refresh(self.table.select, entry_id)

    def action_back_to(self) -> None:
        """Undo the last jump."""
        if self._trail:
            view, selected = self._trail.pop()
            self.search_bar.write(str(view.query))
            self.view = view
            self.call_after_refresh(self.table.select, selected)

    def action_search(self) -> None:
        """Type into the search bar."""
        self.search_bar.focus_field()

    def action_clear(self) -> None:
        """Drop the query and the category."""
        self.search_bar.write("")
        self.query_one("#faults").display = False
        self.view = replace(self.view, query=View().query, place=Place())

    def action_sort(self) -> None:
        """Ask what to sort by."""
        notes = {Sort.RELEVANCE: "best match first; openness where nothing is searched", Sort.SCORE: "most open first"}
        choices = [Choice(sort.value, sort.value, notes.get(sort, "")) for sort in Sort]

        def use(chosen: str | None) -> None:
            if chosen:
                self.view = replace(self.view, sort=Sort(chosen))

        self.app.push_screen(ChooseDialog("Sort by", choices, self.session.glyphs, current=self.view.sort.value), use)

    def action_reverse(self) -> None:
        """Turn the order round."""
        self.view = replace(self.view, reverse=not self.view.reverse)

    def action_framework(self) -> None:
        """Ask for the framework in force."""
        known = self.catalog.frameworks.values()
        judged = {
            each.id: sum(any(a.framework == each.id for a in entry.assessments) for entry in self.catalog)
            for each in known
        }
        choices = [
            Choice(each.id, each.name, f"{len(each.criteria)} criteria, {judged[each.id]} entries judged")
            for each in known
        ]

        def use(chosen: str | None) -> None:
            if chosen:
                self.view = replace(self.view, framework=chosen)

        self.app.push_screen(
            ChooseDialog("Judge by", choices, self.session.glyphs, current=self.framework, wide=True), use
        )

    def action_open(self) -> None:
        """Open what is under the cursor of the detail, else ask which of the entry's links."""
        target = self.detail.target if self.detail.has_focus else None
        if isinstance(target, CriterionTarget | LinkTarget):
            self._follow(target)
        elif self.detail.entry:
            self._open_one(tuple(link.url for link in self.detail.entry.links), f"Links of {self.detail.entry.name}")

    def action_copy(self) -> None:
        """Ask what to copy of the entry."""
        entry = self.detail.entry
        if entry is None:
            return
        target = self.detail.target if self.detail.has_focus else None
        here: tuple[str, ...] = (target.url,) if isinstance(target, LinkTarget) else ()
        if isinstance(target, CriterionTarget):
            here = target.assessment.judgement(target.criterion).evidence
        texts = dict([("link here", url) for url in here[:1]] + [("name", entry.name), ("id", entry.id)])
        texts |= {link.role: link.url for link in entry.links}
        choices = [Choice(text, label, text) for label, text in texts.items()]

        def use(text: str | None) -> None:
            if text is not None:
                self.app.copy_to_clipboard(text)
                self.notify(f"Sent to the terminal's clipboard: {text}", markup=False)

        self.app.push_screen(ChooseDialog(f"Copy of {entry.name}", choices, self.session.glyphs, wide=True), use)

    def action_legend(self) -> None:
        """Explain the signs."""
        framework = self.catalog.frameworks.get(self.framework)
        lines = lambda width: legend(framework, width, self.session.glyphs)  # noqa: E731 - handed over as it is
        self.app.push_screen(ReadingDialog("Legend", lines, self.session.glyphs))

    def action_problems(self) -> None:
        """List what is wrong in the files."""
        problems = self.session.loaded.problems
        lines = lambda width: problem_lines(problems, width)  # noqa: E731 - handed over as it is
        self.app.push_screen(ReadingDialog("Problems", lines, self.session.glyphs))

    def on_descendant_focus(self) -> None:
        """What is seen follows the pane with the keys: over the list, alone on a narrow screen, enlarged."""
        panes = self.query("#sidebar, #table, #reading")
        if not any(self._holds_focus(pane) for pane in panes):
            return
        self.set_class(self.focused is self.detail, "-reading")
        self.set_class(self.focused is self.sidebar and not self._roomy, "-sidebar")
        for pane in panes:
            pane.set_class(self.has_class("-zoomed") and self._holds_focus(pane), "-zoom")

    @property
    def _roomy(self) -> bool:
        """Whether the categories stand beside the list, not over it."""
        return self.has_class("-wide") or self.has_class("-very-wide")

    def action_sidebar(self) -> None:
        """Show or hide the categories."""
        shown = not self.has_class("-no-sidebar") if self._roomy else self.has_class("-sidebar")
        self.action_go_to_pane("table" if shown else "sidebar")
        self.set_class(shown and self._roomy, "-no-sidebar")

    def action_detail(self) -> None:
        """Show or hide the details."""
        self.toggle_class("-no-detail")
        self.table.focus(scroll_visible=False)

    def action_zoom(self) -> None:
        """Give the active pane the whole screen, or take it back."""
        self.toggle_class("-zoomed")
        if self.search_bar.has_focus_within:
            self.table.focus(scroll_visible=False)
        self.on_descendant_focus()

    def _holds_focus(self, pane: Widget) -> bool:
        return self.focused is not None and pane in self.focused.ancestors_with_self

    def action_pane(self, step: int) -> None:
        """The next pane on screen."""
        panes: list[Widget] = [pane for pane in (self.sidebar, self.table, self.detail) if pane.is_on_screen]
        here = next((row for row, pane in enumerate(panes) if pane.has_focus), 0)
        panes[(here + step) % len(panes)].focus(scroll_visible=False)

    def action_go_to_pane(self, name: str) -> None:
        """A pane by its name, shown first where it is hidden."""
        if name == "sidebar":
            self.set_class(not self._roomy, "-sidebar")
            self.remove_class("-no-sidebar")
        else:
            self.remove_class("-sidebar")
        self.set_class(name == "detail", "-reading")
        if name == "detail":
            self.remove_class("-no-detail")
        self.query_one(f"#{name}").focus(scroll_visible=False)

    def _close_level(self) -> bool:
        """Close the innermost thing that is open; whether there was one."""
        if self.has_class("-zoomed"):
            self.action_zoom()
        elif not self.table.has_focus:
            self.action_go_to_pane("table")
        else:
            return False
        return True

    def action_back(self) -> None:
        """Close one level, then clear the search."""
        if not self._close_level():
            self.action_clear()

    def action_quit_level(self) -> None:
        """Close one level, and from the list leave."""
        if not self._close_level():
            self.app.exit()
