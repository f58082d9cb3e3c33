"""Sidebar, list and detail of the browser: which of them are visible, and which one has the keys."""

from __future__ import annotations

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

from llmtui.model import Catalog
from llmtui.present.explain import topic_of
from llmtui.present.glyphs import Glyphs
from llmtui.search import Results
from llmtui.tui.captions import order_name, place_name
from llmtui.tui.desk import Desk
from llmtui.tui.terminal.app import TerminalApp
from llmtui.tui.widgets.detail import DetailPane
from llmtui.tui.widgets.entry_table import EntryTable
from llmtui.tui.widgets.explanation import Explanation
from llmtui.tui.widgets.sidebar import Sidebar

WIDTHS = [(0, "-narrow"), (60, "-medium"), (100, "-wide"), (132, "-roomy"), (160, "-very-wide"), (190, "-widest")]
"""The style classes of the screen by the columns they begin at."""
HEIGHTS = [(0, "-tiny"), (14, "-low"), (23, "-short"), (30, "-tall"), (46, "-very-tall")]
"""The style classes of the screen by the rows they begin at."""

_LONGEST_SKIP = 0.1
"""Seconds that the details may lag behind the cursor."""

_STEPS = {"next": 1, "previous": -1}


def fit_size(screen: Screen[None]) -> None:
    """Set the classes of the terminal's size before there are panes, which spares laying them out twice."""
    directions = zip((WIDTHS, HEIGHTS), screen.app.size, strict=True)
    screen.add_class(*(max(each for each in steps if each[0] <= cells)[1] for steps, cells in directions))


class Panes(Horizontal):
    """The panes, wired to each other: the detail follows the list's cursor, the explanation the detail's.

    The style sheet shows and hides panes by classes of the screen. The methods here set those classes and move the
    focus, so that a hidden pane never has the keys.
    """

    sidebar = getters.query_one(Sidebar)
    table = getters.query_one(EntryTable)
    detail = getters.query_one(DetailPane)
    explanation = getters.query_one(Explanation)

    def __init__(self, catalog: Catalog, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._catalog = catalog
        self._glyphs = glyphs
        self._skipped = False
        """Whether the details do not show the entry under the cursor yet."""

    def compose(self) -> ComposeResult:
        """Categories, list, and the entry to read."""
        yield Sidebar(self._catalog, self._glyphs, id="sidebar")
        yield EntryTable(self._catalog, self._glyphs, id="table")
        with Vertical(id="reading"):
            yield DetailPane(self._catalog, self._glyphs, id="detail")
            yield Explanation(self._catalog, self._glyphs, id="explanation")

    def show(self, desk: Desk, results: Results, framework: str) -> None:
        """Show what was found, judged by a framework."""
        self.table.framework = self.detail.framework = framework
        self.table.marks, self.table.stars = desk.marks, desk.stars
        self.detail.stars = desk.stars
        self.sidebar.results = self.table.results = results
        self.table.border_title = Content(place_name(self._catalog, desk.view.place))
        self.table.border_subtitle = Content(order_name(desk))

    def start_at(self, entry_id: str) -> None:
        """Put the cursor on an entry, if it is listed, and show the entry under the cursor at once."""
        self.table.select(entry_id)
        self.detail.entry = self._catalog.get(self.table.selected)

    def fit(self) -> None:
        """Fill detail and explanation for the sizes just decided."""
        self.detail.fit()
        self.explanation.target = self.detail.target
        self.explanation.fit()

    @on(EntryTable.Highlighted)
    def _show_entry(self, event: EntryTable.Highlighted) -> None:
        """Show the entry; of those that a held key passes only the last, so that the list keeps up with the key."""
        app = self.app
        if isinstance(app, TerminalApp) and app.key_repeats:
            self._skipped = True
            self.set_timer(_LONGEST_SKIP, self._show_skipped)
            return
        self._skipped = False
        self.detail.entry = self._catalog.get(event.entry_id)

    def _show_skipped(self) -> None:
        """Show the entry under the cursor after a held key came to the end of the list."""
        if self._skipped:
            self._skipped = False
            self.detail.entry = self._catalog.get(self.table.selected)

    @on(DetailPane.Highlighted)
    def _explain_target(self, event: DetailPane.Highlighted) -> None:
        self.explanation.target = event.target
        self._mark_topic()

    def _mark_topic(self) -> None:
        """Mark in the list what the cursor of the details is on, while the details have the keys."""
        self.table.topic = topic_of(self._catalog, self.detail.target) if self._reads else ""

    async def on_click(self, event: events.Click) -> None:
        """Ask for another order on a click on its name, which is in the border below the list."""
        region = self.table.region
        if event.screen_y == region.bottom - 1 and region.contains(event.screen_x, event.screen_y):
            await self.run_action("screen.sort")

    @on(EntryTable.Chosen)
    def _read_entry(self) -> None:
        self.focus_pane("detail")

    @on(Sidebar.Chosen)
    @on(DetailPane.ExitedLeft)
    def _back_to_list(self) -> None:
        self.focus_pane("table")

    # -- which pane is visible

    def on_descendant_focus(self) -> None:
        """Show the pane that got the keys: over the list, alone on a narrow screen, or zoomed."""
        focused = self.screen.focused
        if not self.has_focus_within:
            return
        self._mark_topic()
        self.screen.update_classes(  # at once: each change of a class works out all styles anew
            {
                "-reading": focused in {self.detail, self.explanation},
                "-explaining": focused is self.explanation,
                "-sidebar": focused is self.sidebar and not self._is_roomy,
            }
        )
        for pane in self.children:
            pane.set_class(self.screen.has_class("-zoomed") and pane.has_focus_within, "-zoom")

    @property
    def _reads(self) -> bool:
        """Whether the details or their explanation have the keys."""
        return self.detail.has_focus or self.explanation.has_focus

    @property
    def _is_roomy(self) -> bool:
        """Whether the sidebar is beside the list and not over it."""
        return any(self.screen.has_class(each) for each in ("-roomy", "-very-wide", "-widest"))

    def focus_pane(self, name: str) -> None:
        """Give a pane the keys, and show it first if it is hidden; `next` and `previous` go round the visible ones."""
        if name in _STEPS:
            self._focus_neighbour(_STEPS[name])
            return
        reads = name in {"detail", "explanation"}
        classes = {"-sidebar": name == "sidebar" and not self._is_roomy, "-reading": reads}
        if name == "sidebar":
            classes["-no-sidebar"] = False
        if reads:
            classes["-no-detail"] = False
        self.screen.update_classes(classes)
        self.screen.set_focus(self.query_one(f"#{name}"), scroll_visible=False)

    def _focus_neighbour(self, step: int) -> None:
        panes: list[Widget] = [pane for pane in (self.sidebar, self.table, self.detail) if pane.is_on_screen]
        if self.explanation.is_on_screen and (self.explanation.furthest or self.explanation.has_focus):
            panes.append(self.explanation)
        if panes == [self.explanation]:
            panes.append(self.detail)
        before_list = panes.index(self.table) - step if self.table in panes else 0  # the search bar is before the list
        current = next((index for index, pane in enumerate(panes) if pane.has_focus), before_list)
        self.screen.set_focus(panes[(current + step) % len(panes)], scroll_visible=False)

    def toggle_part(self, name: str) -> None:
        """Show or hide the `sidebar` or the `detail`, or `zoom` the pane with the keys."""
        {"sidebar": self._toggle_sidebar, "detail": self._toggle_detail, "zoom": self._toggle_zoom}[name]()

    def _toggle_sidebar(self) -> None:
        """Go to the sidebar, or hide it if it has the keys."""
        hides = self.sidebar.has_focus
        self.focus_pane("table" if hides else "sidebar")
        self.screen.set_class(hides and self._is_roomy, "-no-sidebar")

    def _toggle_detail(self) -> None:
        self.screen.toggle_class("-no-detail")
        self.screen.set_focus(self.table, scroll_visible=False)

    def _toggle_zoom(self) -> None:
        self.screen.toggle_class("-zoomed")
        if not self.has_focus_within:
            self.screen.set_focus(self.table, scroll_visible=False)
        self.on_descendant_focus()

    def close_level(self) -> bool:
        """Leave the zoom, or else go back to the list; False if neither applies."""
        if self.screen.has_class("-zoomed"):
            self._toggle_zoom()
        elif self.explanation.has_focus:
            self.focus_pane("detail")
        elif not self.table.has_focus:
            self.focus_pane("table")
        else:
            return False
        return True
