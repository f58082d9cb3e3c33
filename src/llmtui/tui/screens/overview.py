"""What the catalogue holds at a glance, and how open it is, drawn as bars that lead to what they count."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var

from llmtui.openness.overview import Order, overview
from llmtui.present.overview import BarSpot, bar_words, sentence
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.questions import choose_copy, open_one
from llmtui.tui.screens.view import ViewScreen
from llmtui.tui.shared_keys import COPY, EXPLAIN, OPEN_LINK, for_here
from llmtui.tui.widgets.bars import Bars
from llmtui.tui.widgets.text_pane import LayOut, TextPane


class OverviewScreen(ViewScreen):
    """Counts and openness by category, criterion and year; the most and the least open."""

    CSS_PATH = "overview.tcss"
    AUTO_FOCUS = "Bars"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (15, "-medium"), (30, "-tall")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "order", "Sort", id="overview.order", tooltip="Criteria least open first, or in order"),
        for_here(EXPLAIN, "All there is to say of the bar"),
        for_here(OPEN_LINK, "Open a link of the entry under the cursor", show=False),
        for_here(COPY, "Copy the bar in words, or its query"),
    ]

    order: var[Order] = var(Order.FAILING, init=False)
    bars = getters.query_one(Bars)
    note = getters.query_one(TextPane)

    def compose(self) -> ComposeResult:
        """The bars, what the cursor rests on, footer."""
        yield Bars(self.glyphs, id="overview")
        yield TextPane(self.glyphs, more="z shows all", id="note")
        yield from self.bottom()

    def on_mount(self) -> None:
        """Count."""
        self._count()

    def watch_framework(self) -> None:
        """Another framework judges."""
        if self.is_mounted:
            self._count()

    def watch_order(self) -> None:
        """Criteria in another order."""
        self._count()

    def _count(self) -> None:
        self.bars.border_title = Content("Overview")
        self.bars.border_subtitle = Content(self.framework_name)
        self.bars.show(overview(self.catalog, self.framework, self.order))

    @on(Bars.Highlighted)
    def _explain(self, event: Bars.Highlighted) -> None:
        self.note.show(self._in_words(event.spot))

    def _in_words(self, spot: BarSpot | None) -> LayOut:
        return partial(bar_words, spot.target if spot else None, self.framework_name)

    @on(Bars.Chosen)
    def _go(self, event: Bars.Chosen) -> None:
        if event.spot.target.bar.subject:
            self.leave(go_to=event.spot.target.bar.subject.entry.id)
        elif event.spot.target.query is not None:
            self.leave(query=event.spot.target.query)
        else:
            self.notify("The query language has no word for this criterion.", markup=False)

    def action_order(self) -> None:
        """Order the criteria the other way."""
        self.order = Order.FRAMEWORK if self.order is Order.FAILING else Order.FAILING

    def action_explain(self) -> None:
        """Say all of what the cursor rests on."""
        if self.bars.spot:
            label = self.bars.spot.target.bar.label
            self.app.push_screen(ReadingDialog(label, self._in_words(self.bars.spot), self.glyphs))

    def action_open(self) -> None:
        """Open the link of the entry under the cursor, or ask which."""
        subject = self.bars.spot.target.bar.subject if self.bars.spot else None
        urls = [link.url for link in subject.entry.links] if subject else []
        open_one(self.app, self.glyphs, urls, f"Links of {subject.entry.name}" if subject else "")

    def action_copy(self) -> None:
        """Ask what to copy."""
        target = self.bars.spot.target if self.bars.spot else None
        if target:
            words = sentence(target, self.framework_name)
            entry_id = target.bar.key if target.bar.subject else ""
            texts = {"in words": words, "query": target.query or "", "id": entry_id}
            choose_copy(self.app, self.glyphs, "Copy", texts)
