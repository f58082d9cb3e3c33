"""The tree of a lineage, whose branches fold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var

from llmtui.model import Catalog, Entry
from llmtui.openness.lineage import LineageNode, NodeKey, Relation, lineage
from llmtui.present.cells import Line
from llmtui.present.glyphs import Glyphs
from llmtui.present.lineage import Tree, TreeWidths, apart_heading, heading, node_line, visible, widths
from llmtui.tui.shared_keys import CHOOSE, FOLD, LEFT, RIGHT, for_here
from llmtui.tui.widgets.lines import CursorView


class LineageTree(CursorView):
    """An entry between what it derives from and what derives from it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(CHOOSE, "Show this entry in the browser", label="Go there"),
        for_here(FOLD, "Hide or show the branch below the line"),
        for_here(LEFT, "Fold the branch, or go towards the entry", action="inward"),
        for_here(RIGHT, "Unfold, or go away from the entry", action="outward"),
    ]
    DEFAULT_CSS = "LineageTree { width: 1fr; height: 1fr; }"

    framework: var[str] = var("")
    fixed = 1

    @dataclass
    class Highlighted(Message):
        """The cursor rests on another line."""

        node: LineageNode

    @dataclass
    class Chosen(Message):
        """The user asks for the entry under the cursor."""

        node: LineageNode

    def __init__(self, catalog: Catalog, entry: Entry, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self.catalog = catalog
        self.root_at(entry)

    def root_at(self, entry: Entry) -> None:
        """Draw the tree around an entry, the cursor on it."""
        self.entry = entry
        self.lines = lineage(self.catalog, entry)
        self._folded: frozenset[NodeKey] = frozenset()
        self._widths: TreeWidths | None = None
        self._arrange()
        self.set_reactive(LineageTree.cursor, self._row_of(Relation.ITSELF, ()))

    def _arrange(self) -> None:
        """List the visible lines, with headings above the groups that are not in the tree."""
        rows: list[LineageNode | Line] = []
        before: LineageNode | None = None
        for node in visible(self.lines, self._folded):
            rows += apart_heading(self.entry, before, node, max(1, self.size.width - 1))
            rows.append(node)
            before = node
        self._rows = rows
        self._places = {row.key: at for at, row in enumerate(rows) if isinstance(row, LineageNode)}

    def _row_of(self, relation: Relation, path: tuple[str, ...]) -> int:
        return self._places.get((relation, path), 0)

    @property
    def page(self) -> Tree:
        """What lines are drawn for."""
        return Tree(self.catalog, self.framework, self.glyphs, folds=True)

    @property
    def node(self) -> LineageNode:
        """The line under the cursor."""
        row = self._rows[self.cursor]
        return row if isinstance(row, LineageNode) else self.lines[0]

    def watch_framework(self) -> None:
        """Other strips, scores and limits."""
        self._widths = None
        self.redraw()
        self.cursor_moved()

    def on_resize(self) -> None:
        """Another width shares out columns anew; the entry stays in sight."""
        self._widths = None
        self._arrange()
        self.redraw()
        self.show_line(self.cursor)

    def line_count(self) -> int:
        """A line each, and the headings."""
        return len(self._rows)

    def _columns(self, width: int) -> TreeWidths:
        if self._widths is None:
            self._widths = widths(self.page, self.lines, max(1, width - 1))
        return self._widths

    def fixed_line(self, row: int, width: int) -> Line:  # noqa: ARG002 - there is only one
        """The heading."""
        return heading(self.page, self._columns(width))

    def line_at(self, index: int, width: int) -> Line:
        """A line of the tree."""
        row = self._rows[index]
        if not isinstance(row, LineageNode):
            return row
        return node_line(self.page, row, self._columns(width), folded=row.key in self._folded)

    def text_of(self, index: int) -> str:
        """The text of a line, with the name as a whole if it is cut; the cursor does not stop at a heading."""
        row = self._rows[index]
        return f"{super().text_of(index)} {row.name}" if isinstance(row, LineageNode) else ""

    def move_cursor(self, step: int) -> None:
        """Move by lines, over the headings."""
        ahead = range(self.validate_cursor(self.cursor + step), self.line_count() if step > 0 else -1, step > 0 or -1)
        self.cursor = next((at for at in ahead if isinstance(self._rows[at], LineageNode)), self.cursor)

    def cursor_moved(self) -> None:
        """Report what to explain."""
        self.post_message(self.Highlighted(self.node))

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:  # noqa: ARG002 - a line acts as a whole
        """A click moves the cursor there, a double click goes to the entry."""
        if isinstance(self._rows[index], LineageNode):
            self.cursor = index
            if again:
                self.action_choose()

    def action_choose(self) -> None:
        """Read the entry under the cursor."""
        self.post_message(self.Chosen(self.node))

    def action_fold(self) -> None:
        """Fold away what hangs on the line, or show it again."""
        node = self.node
        if not node.children:
            return
        self._folded ^= {node.key}
        self._arrange()
        self.redraw()
        self.set_reactive(LineageTree.cursor, self._row_of(*node.key))
        self.show_line(self.cursor)
        self.cursor_moved()

    def action_inward(self) -> None:
        """Fold the branch; if there is nothing to fold, go a step towards the entry."""
        node = self.node
        if node.children and node.key not in self._folded:
            self.action_fold()
        elif len(node.path) > 1:
            self.cursor = self._row_of(node.relation, node.path[:-1])
        else:
            self.cursor = self._row_of(Relation.ITSELF, ())

    def action_outward(self) -> None:
        """Unfold the branch; if it is unfolded, go a step away from the entry."""
        node = self.node
        if node.key in self._folded:
            self.action_fold()
        elif node.children:
            self.move_cursor(-1 if node.relation is Relation.BASE else 1)
