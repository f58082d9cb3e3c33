"""The filter panel: every value that the entries found have, with counts, to narrow the query by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from llmtui.counted import counted
from llmtui.present.cells import Cell, Line, Role, fit
from llmtui.present.glyphs import Glyphs
from llmtui.search import Choice, Query, Term
from llmtui.search.facets import PRESET
from llmtui.text import clean
from llmtui.tui.dialogs.narrowing import NarrowingDialog
from llmtui.tui.widgets.narrow_list import NarrowList

Offer = Callable[[Query], tuple[Choice, ...]]
"""What can be chosen once the query is this one."""

_MOST_FOLDED = 8
"""Values of a facet that are listed while it is folded."""


class Fold(msgspec.Struct, frozen=True):
    """The line in place of the rarer values of a facet."""

    facet: str
    hidden: int


class FacetRows:
    """The choices that are left, under their facets; long facets are folded until the user unfolds them or types."""

    def __init__(self, offer: Offer, query: Query) -> None:
        self._offer = offer
        self._words: list[str] = []
        self._unfolded: set[str] = set()
        self.ask(query)

    def ask(self, query: Query) -> None:
        """Take another query, and what it leaves to choose."""
        self.query = query
        self._choices = self._offer(query)

    def narrow(self, text: str) -> None:
        """Keep what holds every word; without words, the first choices of each facet."""
        self._words = text.casefold().split()

    def unfold(self, facet: str) -> None:
        """List all choices of a facet."""
        self._unfolded.add(facet)

    def rows(self) -> tuple[Choice | Fold, ...]:
        """What is listed now."""
        if self._words:
            return tuple(choice for choice in self._choices if self._is_wanted(choice))
        groups = groupby(self._choices, lambda choice: choice.facet)
        return tuple(row for facet, group in groups for row in self._folded(facet, tuple(group)))

    def _folded(self, facet: str, choices: tuple[Choice, ...]) -> Iterator[Choice | Fold]:
        """The rows of a facet: all of a short or unfolded one, else the first and the chosen."""
        if facet in self._unfolded or len(choices) <= _MOST_FOLDED + 1:
            yield from choices
            return
        kept = [each for row, each in enumerate(choices) if row < _MOST_FOLDED or each.is_in(self.query)]
        yield from kept
        if len(choices) > len(kept):
            yield Fold(facet, len(choices) - len(kept))

    def _is_wanted(self, choice: Choice) -> bool:
        text = f"{choice.facet} {choice.label} {choice.rule}".casefold()
        return all(word in text for word in self._words)

    def continues(self, text: str) -> bool:
        """Whether a label goes on with a blank after the last word of a text, so that a blank belongs to the word."""
        last = text.casefold().rpartition(" ")[2]
        labels = (f"{each.facet} {each.label}".casefold() for each in self.rows() if isinstance(each, Choice))
        return bool(last) and any(f"{last} " in label for label in labels)


class NarrowInput(Input):
    """A field that leaves the space bar to the list."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Blanks do not narrow anything here."""
        return key != "space" and super().check_consume_key(key, character)


class FilterDialog(NarrowingDialog[Query | None, Choice | Fold]):
    """Answers with the query as chosen, or None."""

    DEFAULT_CSS = """
    FilterDialog > #dialog { width: 88; height: 90%; }
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
        self._facets = FacetRows(offer, query)
        self._list = NarrowList(self._facets.rows(), self._row_line, glyphs)
        self._count = count
        self._glyphs = glyphs

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
        query = self._facets.query
        title = f"Filter: {counted(self._count(query), 'entry', 'entries')}"
        self.query_one("#dialog").border_title = Content("  ".join((title, *map(str, query.terms))))

    def _row_line(self, rows: Sequence[Choice | Fold], index: int, width: int) -> Line:
        """Facet (where it begins), sign, label, count, and the rule of a preset."""
        row, ellipsis = rows[index], self._glyphs.ellipsis
        if isinstance(row, Fold):
            return (Cell(" " * 20), Cell(f"{self._glyphs.folded}   {row.hidden} more", Role.MUTED))
        first = index == 0 or rows[index - 1].facet != row.facet
        facet = Cell(f" {fit(row.facet if first else '', 18, ellipsis)} ", Role.HEADING)
        chosen = row.is_in(self._facets.query)
        label_width = max(4, min(30, width - 32))
        label = Cell(fit(row.label, label_width, ellipsis), Role.STRONG if chosen else Role.TEXT)
        sign = Cell("[x] " if chosen else "[ ] ", Role.KEY if chosen else Role.MUTED)
        rule = row.rule if len(row.terms) > 1 or row.facet == PRESET else ""
        rule = fit(rule, max(0, width - 32 - label_width), ellipsis)
        return (facet, sign, label, Cell(f"{row.count:>5}  ", Role.MUTED), Cell(rule, Role.MUTED))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self._is_typing = True
        self._facets.narrow(clean(event.value))
        self._list.show(self._facets.rows())

    def action_toggle_value(self) -> None:
        """Add or remove the value under the cursor; within a label of several words a blank is typed."""
        field = self.query_one(NarrowInput)
        if self._is_typing and self._facets.continues(field.value):
            field.insert_text_at_cursor(" ")
        else:
            self._toggle()

    @on(NarrowList.Clicked)
    def _toggle(self) -> None:
        """Add or remove the choice under the cursor, and list all choices again; unfold a folded facet."""
        self._is_typing = False
        row = self._list.current
        self._facets.narrow("")
        if isinstance(row, Fold):
            self._facets.unfold(row.facet)
        elif row is not None:
            self._facets.ask(row.toggled(self._facets.query))
        self._list_again(row.terms if isinstance(row, Choice) else ())
        with self.prevent(Input.Changed):
            self.query_one(NarrowInput).value = ""
        self._show_query()

    def _list_again(self, terms: tuple[Term, ...] = ()) -> None:
        """List the rows anew; the cursor stays on the choice of these terms, else in its place."""
        rows = self._facets.rows()
        found = (at for at, each in enumerate(rows) if isinstance(each, Choice) and each.terms == terms)
        self._list.show(rows, next(found, self._list.cursor))

    def action_none(self) -> None:
        """Remove every filter; words stay."""
        self._facets.ask(Query(self._facets.query.words))
        self._list_again()
        self._show_query()

    def action_use(self) -> None:
        """Answer with the query."""
        self.dismiss(self._facets.query)
