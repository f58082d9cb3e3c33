"""What an entry derives from and what derives from it: where openness is lost on the way down."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from llmtui.model import Catalog, Entry
from llmtui.openness.lineage import LineageNode
from llmtui.present.cells import plain
from llmtui.present.glyphs import Glyphs
from llmtui.present.lineage import Tree, lineage_words, tree_lines
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.questions import choose_copy, open_one
from llmtui.tui.screens.view import ViewScreen
from llmtui.tui.shared_keys import COPY, EXPLAIN, OPEN_LINK, for_here
from llmtui.tui.widgets.lineage_tree import LineageTree
from llmtui.tui.widgets.text_pane import LayOut, TextPane

_COPIED_WIDTH = 100
"""Columns of a tree that is copied as text."""


class LineageScreen(ViewScreen):
    """The family of one entry."""

    CSS_PATH = "lineage.tcss"
    AUTO_FOCUS = "LineageTree"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (15, "-medium"), (30, "-tall")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("T", "root", "Its lineage", id="lineage.root", tooltip="The lineage of the entry under the cursor"),
        Binding("backspace", "root_before", "Lineage before", show=False, id="lineage.before"),
        for_here(EXPLAIN, "All there is to say of the line"),
        for_here(OPEN_LINK, "Open a link of the entry under the cursor"),
        for_here(COPY, "Copy name, id, or the tree as text"),
    ]

    pane = getters.query_one(LineageTree)
    note = getters.query_one(TextPane)

    def __init__(self, catalog: Catalog, entry: Entry, framework: str, marks: tuple[str, ...], glyphs: Glyphs) -> None:
        super().__init__(catalog, framework, marks, glyphs)
        self.entry = entry
        self._before: list[Entry] = []

    def compose(self) -> ComposeResult:
        """The tree, what its cursor rests on, footer."""
        yield LineageTree(self.catalog, self.entry, self.glyphs, id="lineage").data_bind(ViewScreen.framework)
        yield TextPane(self.glyphs, more="z shows all", id="note")
        yield from self.bottom()

    def on_mount(self) -> None:
        """Say whose lineage this is."""
        self._entitle()

    def watch_framework(self) -> None:
        """Another framework judges."""
        if self.is_mounted:
            self._entitle()

    def _entitle(self) -> None:
        self.pane.border_title = Content(f"Lineage of {self.pane.entry.name}")
        self.pane.border_subtitle = Content(self.framework_name)

    @on(LineageTree.Highlighted)
    def _explain(self, event: LineageTree.Highlighted) -> None:
        self.note.show(self._in_words(event.node))

    def _in_words(self, node: LineageNode) -> LayOut:
        return partial(lineage_words, self.pane.page, self.pane.entry, node)

    @on(LineageTree.Chosen)
    def _go(self, event: LineageTree.Chosen) -> None:
        if event.node.entry:
            self.leave(go_to=event.node.entry.id)
        else:
            self.notify(f"The catalogue has no entry {event.node.name}.", markup=False)

    def action_root(self) -> None:
        """Draw the lineage of the entry under the cursor."""
        entry = self.pane.node.entry
        if entry and entry is not self.pane.entry:
            self._before.append(self.pane.entry)
            self._root_at(entry)

    def action_root_before(self) -> None:
        """Draw the lineage that was drawn before."""
        if self._before:
            self._root_at(self._before.pop())

    def _root_at(self, entry: Entry) -> None:
        self.pane.root_at(entry)
        self.pane.redraw()
        self.pane.show_line(self.pane.cursor)
        self._entitle()
        self.note.show(self._in_words(self.pane.node))

    def action_explain(self) -> None:
        """Say all of the line under the cursor."""
        self.app.push_screen(ReadingDialog(self.pane.node.name, self._in_words(self.pane.node), self.glyphs))

    def action_open(self) -> None:
        """Open the link of the entry under the cursor, or ask which."""
        node = self.pane.node
        urls = [link.url for link in node.entry.links] if node.entry else []
        open_one(self.app, self.glyphs, urls, f"Links of {node.name}")

    def action_copy(self) -> None:
        """Ask what to copy."""
        node, root = self.pane.node, self.pane.entry
        drawn = tree_lines(Tree(self.catalog, self.framework, self.glyphs), root, self.pane.lines, _COPIED_WIDTH)
        texts = {"name": node.name, "id": node.entry.id if node.entry else ""}
        tree = "\n".join(plain(line).rstrip() for line in drawn)
        choose_copy(self.app, self.glyphs, f"Copy from {node.name}", {**texts, "the tree as text": tree})
