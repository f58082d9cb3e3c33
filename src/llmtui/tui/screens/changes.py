"""What opened and what closed between judgements of the same judges, and below it what judges dispute."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from llmtui.openness.timeline import developments, disputed_topics
from llmtui.present.canvas import Canvas
from llmtui.present.cells import plain
from llmtui.present.changes import change_words, title
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.questions import choose_copy, open_one
from llmtui.tui.screens.view import ViewScreen
from llmtui.tui.shared_keys import COPY, EXPLAIN, OPEN_LINK, for_here
from llmtui.tui.widgets.change_list import ChangeList
from llmtui.tui.widgets.text_pane import LayOut, TextPane

_COPIED_WIDTH = 100
"""Columns of an explanation that is copied as text."""


class ChangesScreen(ViewScreen):
    """Timelines of what was judged more than once; with one framework chosen, those of its judges alone."""

    CSS_PATH = "changes.tcss"
    AUTO_FOCUS = "ChangeList"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (15, "-medium"), (30, "-tall")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(EXPLAIN, "Every judgement of the topic here"),
        for_here(OPEN_LINK, "Open the evidence of a judgement"),
        for_here(COPY, "Copy the judgements in words, name or id"),
    ]

    pane = getters.query_one(ChangeList)
    note = getters.query_one(TextPane)

    def compose(self) -> ComposeResult:
        """The timelines, what the cursor rests on, footer."""
        yield ChangeList(self.glyphs, id="changes")
        yield TextPane(self.glyphs, more="z shows all", id="note")
        yield from self.bottom()

    def on_mount(self) -> None:
        """Find what changed."""
        self._find()

    def watch_framework(self) -> None:
        """The judges of another framework."""
        if self.is_mounted:
            self._find()

    def _find(self) -> None:
        entries = tuple(self.catalog)
        changed = developments(self.catalog, entries, self.framework)
        self.pane.border_title = self.border_text(f"Changes {self.glyphs.dot} {title(changed)}")
        self.pane.border_subtitle = Content(self.framework_name)
        self.pane.show((*changed, *disputed_topics(self.catalog, entries, self.framework)))

    @on(ChangeList.Highlighted)
    def _explain(self) -> None:
        self.note.show(self._in_words())

    def _in_words(self) -> LayOut:
        return partial(change_words, self.pane.one)

    @on(ChangeList.Chosen)
    def _go(self, event: ChangeList.Chosen) -> None:
        self.leave(go_to=event.one.entry.id)

    def action_explain(self) -> None:
        """Show every judgement of the topic under the cursor."""
        if self.pane.one:
            self.app.push_screen(ReadingDialog(self.pane.one.entry.name, self._in_words(), self.glyphs))

    def action_open(self) -> None:
        """Open the evidence of a judgement, or ask which."""
        one = self.pane.one
        opinions = one.opinions if one else ()
        urls = [url for opinion in reversed(opinions) for url in opinion.judgement.evidence]
        open_one(self.app, self.glyphs, list(dict.fromkeys(urls)), "Evidence")

    def action_copy(self) -> None:
        """Ask what to copy."""
        one = self.pane.one
        if one:
            words = "\n".join(plain(line).rstrip() for line in change_words(one, Canvas(_COPIED_WIDTH, self.glyphs)))
            choose_copy(self.app, self.glyphs, "Copy", {"in words": words, "name": one.entry.name, "id": one.entry.id})
