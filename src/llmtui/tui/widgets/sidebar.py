"""The tree of categories and sub-groups with counts that follow the query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var

from llmtui.model import Catalog, Place
from llmtui.present.cells import Line
from llmtui.present.glyphs import Glyphs
from llmtui.present.sidebar import Node, node_line, nodes
from llmtui.search import Results
from llmtui.tui.desk import LOCAL, OWN_PLACES
from llmtui.tui.shared_keys import CHOOSE, FOLD, LEFT, RIGHT, for_here
from llmtui.tui.widgets.lines import CursorView


class Sidebar(CursorView):
    """Categories; moving over one shows its entries."""

    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(RIGHT, "Unfold the category, or go to the list", action="unfold"),
        for_here(LEFT, "Fold the category, or leave the group", action="fold_or_leave_group"),
        for_here(FOLD, "Show or hide the groups", action="toggle_fold"),
        for_here(CHOOSE, "Go to the list of this category", label="List"),
    ]
    DEFAULT_CSS = "Sidebar { width: 27; }"

    results: var[Results] = var(Results())
    unfolded: var[frozenset[str]] = var(frozenset())

    @dataclass
    class Moved(Message):
        """The cursor rests on another place."""

        place: Place

    class Chosen(Message):
        """The user goes to the list."""

    class LocalChosen(Message):
        """The user asks for all models on this machine."""

    def __init__(self, catalog: Catalog, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self.catalog = catalog
        self._nodes_shown = nodes(catalog, {}, frozenset(), OWN_PLACES)
        self.border_title = "Categories"

    def watch_results(self) -> None:
        """Other counts, or another place."""
        place = self.results.view.place
        if place.group:
            self.unfolded |= {place.category}
        self._rebuild(place)

    def watch_unfolded(self) -> None:
        """Other lines around the same place."""
        self._rebuild(self._node.place)

    def _rebuild(self, place: Place) -> None:
        self._nodes_shown = nodes(self.catalog, self.results.counts, self.unfolded, OWN_PLACES)
        rows = {node.place: row for row, node in enumerate(self._nodes_shown)}
        self.set_reactive(Sidebar.cursor, rows.get(place, rows.get(Place(place.category), 0)))
        self.redraw()
        self.show_line(self.cursor)

    @property
    def _node(self) -> Node:
        return self._nodes_shown[min(self.cursor, len(self._nodes_shown) - 1)]

    def cursor_moved(self) -> None:
        """Report which entries to list."""
        self.post_message(self.Moved(self._node.place))

    def line_count(self) -> int:
        """The nodes that are not folded away."""
        return len(self._nodes_shown)

    def line_at(self, index: int, width: int) -> Line:
        """A node's line."""
        return node_line(self._nodes_shown[index], width, self.glyphs)

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:
        """A click on the sign folds, elsewhere it selects."""
        self.cursor = index
        if again and self._node.place.category == LOCAL:
            self.action_choose()
        elif x < 2 or again:  # noqa: PLR2004 - the sign and its blank
            self.action_toggle_fold()

    def action_toggle_fold(self) -> None:
        """Show or hide the sub-groups of the category under the cursor."""
        category = self._node.place.category
        if self.catalog.category(category):
            self.unfolded = self.unfolded ^ {category}
            self.cursor_moved()

    def action_unfold(self) -> None:
        """Unfold a folded category; from anywhere else go to the list."""
        if self._node.unfolded is False:
            self.unfolded |= {self._node.place.category}
        else:
            self.post_message(self.Chosen())

    def action_fold_or_leave_group(self) -> None:
        """Go from a sub-group to its category, or fold that."""
        place = self._node.place
        if place.group:
            self.cursor = next(row for row, node in enumerate(self._nodes_shown) if node.place == Place(place.category))
        elif self._node.unfolded:
            self.unfolded -= {place.category}

    def action_choose(self) -> None:
        """Go to the list; the models on this machine have a list of their own."""
        self.post_message(self.LocalChosen() if self._node.place.category == LOCAL else self.Chosen())
