"""The filter panel: every value that the entries found have, with counts, to narrow the query by."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from llmtui.present.cells import Cell, Line, Role, fit
from llmtui.present.glyphs import Glyphs
from llmtui.search import Choice, Query
from llmtui.search.facets import PRESET
from llmtui.text import clean
from llmtui.tui.widgets.lines import CursorView

Offer = Callable[[Query], tuple[Choice, ...]]
"""What can be chosen once the query is this one."""


class FacetList(CursorView):
    """The choices that are left, under their facets."""

    DEFAULT_CSS = "FacetList { border: none; height: 1fr; &:focus { border: none; } }"

    def __init__(self, offer: Offer, query: Query, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.can_focus = False
        self.query_now = query
        self._offer = offer
        self._words: list[str] = []
        self._shown: tuple[Choice, ...] = ()
        self._rebuild()

    def _rebuild(self) -> None:
        offered = self._offer(self.query_now)
        self._shown = tuple(choice for choice in offered if self._wanted(choice))

    def _wanted(self, choice: Choice) -> bool:
        text = f"{choice.facet} {choice.label} {choice.rule}".casefold()
        return all(word in text for word in self._words)

    def narrow(self, text: str) -> None:
        """Keep what holds every word."""
        self._words = text.casefold().split()
        self._rebuild()
        self.cursor = 0
        self.redraw()

    def toggle(self) -> None:
        """Ask for the choice under the cursor, or no longer."""
        if self._shown:
            choice = self._shown[self.cursor]
            self.ask(choice.toggled(self.query_now))
            self.cursor = next((row for row, each in enumerate(self._shown) if each.terms == choice.terms), self.cursor)

    def ask(self, query: Query) -> None:
        """Take another query and show what it leaves."""
        self.query_now = query
        self._rebuild()
        self.cursor = self.validate_cursor(self.cursor)
        self.redraw()

    def line_count(self) -> int:
        """The choices left, or a line to say there are none."""
        return max(1, len(self._shown))

    def line_at(self, index: int, width: int) -> Line:
        """Facet (where it begins), sign, label, count, and the rule of a preset."""
        if not self._shown:
            return (Cell(" nothing matches", Role.MUTED),)
        choice = self._shown[index]
        first = index == 0 or self._shown[index - 1].facet != choice.facet
        facet = Cell(f" {fit(choice.facet if first else '', 18, self.glyphs.ellipsis)} ", Role.HEADING)
        chosen = choice.is_in(self.query_now)
        label = Cell(
            fit(choice.label, max(8, min(30, width - 32)), self.glyphs.ellipsis), Role.STRONG if chosen else Role.TEXT
        )
        sign = Cell("[x] " if chosen else "[ ] ", Role.KEY if chosen else Role.MUTED)
        rule = choice.rule if len(choice.terms) > 1 or choice.facet == PRESET else ""
        return (facet, sign, label, Cell(f"{choice.count:>5}  ", Role.MUTED), Cell(rule, Role.MUTED))

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:  # noqa: ARG002 - a row acts as a whole
        """A click asks for it."""
        self.cursor = index
        self.toggle()


class NarrowInput(Input):
    """A field that leaves the space bar to the list."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Blanks do not narrow anything here."""
        return key != "space" and super().check_consume_key(key, character)


class FilterDialog(ModalScreen[Query | None]):
    """Answers with the query as chosen, or None."""

    DEFAULT_CSS = """
    FilterDialog {
        align: center middle; background: $background 50%;
        &:ansi { background: transparent; }
        & > #dialog {
            width: 88; max-width: 96%; height: 90%; border: round $pane-active; background: $surface;
            border-title-color: $pane-active; border-title-style: bold; border-subtitle-color: $role-muted;
        }
        & Input, & Input:focus { height: 1; border: none; background: $surface; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Close", id="filter.close", tooltip="Leave the query as it was"),
        Binding("enter", "use", "Use", id="filter.use", priority=True, tooltip="Use the filters"),
        Binding("space", "toggle_value", "Toggle", id="filter.toggle", priority=True, tooltip="Ask for it, or not"),
        Binding("ctrl+x", "none", "None", id="filter.none", priority=True, tooltip="Take all filters away"),
        Binding("down,ctrl+n", "move(1)", "Down", show=False, id="filter.down", priority=True),
        Binding("up", "move(-1)", "Up", show=False, id="filter.up", priority=True),
        Binding("pagedown", "move(10)", "Page down", show=False, id="filter.page-down", priority=True),
        Binding("pageup", "move(-10)", "Page up", show=False, id="filter.page-up", priority=True),
    ]

    def __init__(self, offer: Offer, query: Query, glyphs: Glyphs) -> None:
        super().__init__()
        self._list = FacetList(offer, query, glyphs)

    def compose(self) -> ComposeResult:
        """A field to narrow by, and the list."""
        with Vertical(id="dialog") as box:
            box.border_subtitle = Content("space toggles, enter uses, ctrl+x clears, esc closes")
            field = NarrowInput(placeholder="type to narrow: a licence, a language, a criterion …", compact=True)
            field.cursor_blink = False
            yield field
            yield self._list

    def on_mount(self) -> None:
        """Name the filters of the query."""
        self._show_query()

    def _show_query(self) -> None:
        terms = " ".join(map(str, self._list.query_now.terms))
        self.query_one("#dialog").border_title = Content(f"Filter: {terms}" if terms else "Filter")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._list.narrow(clean(event.value))

    def action_toggle_value(self) -> None:
        """Ask for the value under the cursor, or no longer."""
        self._list.toggle()
        self._show_query()

    def action_none(self) -> None:
        """Take every filter away; words stay."""
        self._list.ask(Query(self._list.query_now.words))
        self._show_query()

    def action_use(self) -> None:
        """Answer with the query."""
        self.dismiss(self._list.query_now)

    def action_move(self, step: int) -> None:
        """Move the cursor while typing goes on."""
        self._list.move_cursor(step)
