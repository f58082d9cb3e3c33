"""Which panes of the browser are seen, and which has the keys: for every width and height."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.widget import Widget

from llmtui.tui.display import PatientScreen
from llmtui.tui.widgets.detail import DetailPane
from llmtui.tui.widgets.entry_table import EntryTable
from llmtui.tui.widgets.search_bar import SearchBar
from llmtui.tui.widgets.sidebar import Sidebar


class PanesScreen(PatientScreen):
    """A screen of categories, list and detail.

    What is seen is a matter of CSS classes; the keys never go to a hidden pane.
    """

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
        Binding("b", "sidebar", "Categories", id="ui.sidebar", tooltip="Show or hide the categories"),
        Binding("z", "zoom", "Zoom", show=False, id="ui.zoom", tooltip="Give the active pane the whole screen"),
        Binding("i", "detail", "Details", show=False, id="ui.detail", tooltip="Show or hide the details"),
        Binding("tab", "pane(1)", "Next pane", show=False, id="pane.next"),
        Binding("shift+tab", "pane(-1)", "Pane before", show=False, id="pane.previous"),
        Binding("1", "go_to_pane('sidebar')", "Categories pane", show=False, id="pane.sidebar"),
        Binding("2", "go_to_pane('table')", "List pane", show=False, id="pane.table"),
        Binding("3", "go_to_pane('detail')", "Detail pane", show=False, id="pane.detail"),
    ]

    sidebar = getters.query_one(Sidebar)
    table = getters.query_one(EntryTable)
    detail = getters.query_one(DetailPane)
    search_bar = getters.query_one(SearchBar)

    def fit_size(self) -> None:
        """Take the classes of the terminal's size; before there are panes this spares laying them out twice."""
        directions = zip((self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), self.app.size, strict=True)
        self.add_class(*(max(each for each in found if each[0] <= cells)[1] for found, cells in directions))

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
        self.set_focus(self.table, scroll_visible=False)

    def action_zoom(self) -> None:
        """Give the active pane the whole screen, or take it back."""
        self.toggle_class("-zoomed")
        if self.search_bar.has_focus_within:
            self.set_focus(self.table, scroll_visible=False)
        self.on_descendant_focus()

    def _holds_focus(self, pane: Widget) -> bool:
        return self.focused is not None and pane in self.focused.ancestors_with_self

    def action_pane(self, step: int) -> None:
        """The next pane on screen."""
        panes: list[Widget] = [pane for pane in (self.sidebar, self.table, self.detail) if pane.is_on_screen]
        here = next((row for row, pane in enumerate(panes) if pane.has_focus), 0)
        self.set_focus(panes[(here + step) % len(panes)], scroll_visible=False)

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
        self.set_focus(self.query_one(f"#{name}"), scroll_visible=False)

    def close_level(self) -> bool:
        """Close the innermost thing that is open; whether there was one."""
        if self.has_class("-zoomed"):
            self.action_zoom()
        elif not self.table.has_focus:
            self.action_go_to_pane("table")
        else:
            return False
        return True
