"""The filter panel: every value that the entries found have, with counts, to narrow the query by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
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

_MOST_FOLDED = 8
"""Values of a facet that are listed while it is folded."""


class Fold(msgspec.Struct, frozen=True):
    """The line in place of the rarer values of a facet."""

    facet: str
    hidden: int


class FacetList(CursorView):
    """The choices that are left, under their facets; long facets are folded until the user unfolds them or types."""

    DEFAULT_CSS = "FacetList { border: none; height: 1fr; &:focus { border: none; } }"

    def __init__(self, offer: Offer, query: Query, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.can_focus = False
        self.query_now = query
        self._offer = offer
        self._words: list[str] = []
        self._unfolded: set[str] = set()
        self._choices: tuple[Choice, ...] = ()
        self._shown: tuple[Choice | Fold, ...] = ()
        self._rebuild()

    def _rebuild(self) -> None:
        self._choices = self._offer(self.query_now)
        self._arrange()

    def _arrange(self) -> None:
        """List the choices that hold every word, or without words the first ones of each facet."""
        if self._words:
            self._shown = tuple(choice for choice in self._choices if self._wanted(choice))
        else:
            groups = groupby(self._choices, lambda choice: choice.facet)
            self._shown = tuple(row for facet, group in groups for row in self._folded(facet, tuple(group)))

    def _folded(self, facet: str, choices: tuple[Choice, ...]) -> Iterator[Choice | Fold]:
        """The rows of a facet: all of a short or unfolded one, else the first and the chosen."""
        if facet in self._unfolded or len(choices) <= _MOST_FOLDED + 1:
            yield from choices
            return
        kept = [each for row, each in enumerate(choices) if row < _MOST_FOLDED or each.is_in(self.query_now)]
        yield from kept
        if len(choices) > len(kept):
            yield Fold(facet, len(choices) - len(kept))

    def _wanted(self, choice: Choice) -> bool:
        text = f"{choice.facet} {choice.label} {choice.rule}".casefold()
        return all(word in text for word in self._words)

    def continues(self, text: str) -> bool:
        """Whether a label goes on with a blank after the last word of a text, so that a blank belongs to the word."""
        last = text.casefold().rpartition(" ")[2]
        labels = (f"{each.facet} {each.label}".casefold() for each in self._shown if isinstance(each, Choice))
        return bool(last) and any(f"{last} " in label for label in labels)

    def narrow(self, text: str) -> None:
        """Keep what holds every word."""
        self._words = text.casefold().split()
        self._arrange()
        self.cursor = 0
        self.redraw()

    def toggle(self) -> None:
        """Ask for the choice under the cursor, or no longer, and list all choices again; unfold a folded facet."""
        if not self._shown:
            return
        row = self._shown[self.cursor]
        self._words = []
        if isinstance(row, Fold):
            self._unfolded.add(row.facet)
            self._arrange()
            self.redraw()
            return
        self.ask(row.toggled(self.query_now))
        found = (at for at, each in enumerate(self._shown) if isinstance(each, Choice) and each.terms == row.terms)
        self.cursor = next(found, self.cursor)

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
        row = self._shown[index]
        if isinstance(row, Fold):
            return (Cell(" " * 20), Cell(f"{self.glyphs.folded}   {row.hidden} more", Role.MUTED))
        first = index == 0 or self._shown[index - 1].facet != row.facet
        facet = Cell(f" {fit(row.facet if first else '', 18, self.glyphs.ellipsis)} ", Role.HEADING)
        chosen = row.is_in(self.query_now)
        label_width = max(8, min(30, width - 32))
        label = Cell(fit(row.label, label_width, self.glyphs.ellipsis), Role.STRONG if chosen else Role.TEXT)
        sign = Cell("[x] " if chosen else "[ ] ", Role.KEY if chosen else Role.MUTED)
        rule = row.rule if len(row.terms) > 1 or row.facet == PRESET else ""
        rule = fit(rule, max(0, width - 32 - label_width), self.glyphs.ellipsis)
        return (facet, sign, label, Cell(f"{row.count:>5}  ", Role.MUTED), Cell(rule, Role.MUTED))

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:  # noqa: ARG002 - a row acts as a whole
        """A click asks for it."""
        self.cursor = index
        self.post_message(self.Clicked())

    class Clicked(Message):
        """The user asks for the choice under the cursor."""


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
        Binding("ctrl+x", "none", "None", id="filter.none", priority=True, tooltip="Remove all filters"),
        Binding("down,ctrl+n", "move(1)", "Down", show=False, id="filter.down", priority=True),
        Binding("up", "move(-1)", "Up", show=False, id="filter.up", priority=True),
        Binding("pagedown", "move(10)", "Page down", show=False, id="filter.page-down", priority=True),
        Binding("pageup", "move(-10)", "Page up", show=False, id="filter.page-up", priority=True),
    ]

    def __init__(self, offer: Offer, count: Callable[[Query], int], query: Query, glyphs: Glyphs) -> None:
        """Ask.

        Args:
            offer: Gives what can be chosen for a query.
            count: Gives the number of entries that a query leaves.
            query: The query to begin with.
            glyphs: The signs to draw with.
        """
        super().__init__()
        self._list = FacetList(offer, query, glyphs)
        self._count = count
        self._is_typing = False
        """Whether the last key was typed into the field."""

    def compose(self) -> ComposeResult:
        """A field to narrow by, and the list."""
        with Vertical(id="dialog") as box:
            box.border_subtitle = Content("space toggles, enter applies, ctrl+x clears, esc closes")
            field = NarrowInput(placeholder="type to narrow: a licence, a language, a criterion …", compact=True)
            field.cursor_blink = False
            yield field
            yield self._list

    def on_mount(self) -> None:
        """Name the filters of the query."""
        self._show_query()

    def _show_query(self) -> None:
        query = self._list.query_now
        count = self._count(query)
        title = f"Filter: {count} {'entry' if count == 1 else 'entries'}"
        self.query_one("#dialog").border_title = Content("  ".join((title, *map(str, query.terms))))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._is_typing = True
        self._list.narrow(clean(event.value))

    @on(FacetList.Clicked)
    def _clicked(self) -> None:
        self._toggle()

    def action_toggle_value(self) -> None:
        """Ask for the value under the cursor, or no longer; within a label of several words a blank is typed."""
        field = self.query_one(NarrowInput)
        if self._is_typing and self._list.continues(field.value):
            field.insert_text_at_cursor(" ")
        else:
            self._toggle()

    def _toggle(self) -> None:
        self._is_typing = False
        self._list.toggle()
        with self.prevent(Input.Changed):
            self.query_one(NarrowInput).value = ""
        self._show_query()

    def action_none(self) -> None:
        """Remove every filter; words stay."""
        self._list.ask(Query(self._list.query_now.words))
        self._show_query()

    def action_use(self) -> None:
        """Answer with the query."""
        self.dismiss(self._list.query_now)

    def action_move(self, step: int) -> None:
        """Move the cursor while typing goes on."""
        self._is_typing = False
        self._list.step(step)

    @property
    def active_cell(self) -> Offset | None:
        """The row under the cursor; while a text is typed, the field."""
        return None if self._is_typing else self._list.active_cell
