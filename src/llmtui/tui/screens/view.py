"""What all views over the browser share: the framework that judges, the legend, the next view, the way back."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var

from llmtui.model import Catalog, Framework
from llmtui.present.cells import cell_len, fit
from llmtui.present.glyphs import Glyphs
from llmtui.tui import questions
from llmtui.tui.shared_keys import (
    BACK,
    FRAMEWORK,
    JUMP,
    JUMP_BACK,
    JUMP_ON,
    LEGEND,
    NEXT_VIEW,
    PREVIOUS_VIEW,
    for_here,
)
from llmtui.tui.terminal.display import SettledScreen
from llmtui.tui.view_result import ViewResult
from llmtui.tui.widgets.jump_line import JumpLine
from llmtui.tui.widgets.key_bar import KeyBar
from llmtui.tui.widgets.lines import LineView

_BEFORE_TITLE = 3
"""Cells between a corner of a border and its text."""
_BORDER_CELLS = 6
"""Cells of a full-width pane's border that a title cannot use."""


class ViewScreen(SettledScreen[ViewResult]):
    """A screen over the browser; it closes with the marks and the framework as they are then."""

    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(BACK, "Back to the browser"),
        Binding("q", "quit_level", "Quit", show=False, id="quit", tooltip="Back to the browser"),
        FRAMEWORK,
        LEGEND,
        JUMP,
        JUMP_ON,
        JUMP_BACK,
        NEXT_VIEW,
        PREVIOUS_VIEW,
    ]

    framework: var[str] = var("", init=False)
    """The id of the framework that judges."""
    marks: var[tuple[str, ...]] = var((), init=False)
    """Ids marked for comparison, in order."""

    def __init__(self, catalog: Catalog, framework: str, marks: tuple[str, ...], glyphs: Glyphs) -> None:
        super().__init__()
        self.catalog = catalog
        self.glyphs = glyphs
        self.set_reactive(ViewScreen.framework, framework)
        self.set_reactive(ViewScreen.marks, marks)

    @property
    def judge(self) -> Framework | None:
        """The framework whose judgements are on screen."""
        return self.catalog.judge(self.framework)

    @property
    def framework_name(self) -> str:
        """The name of that framework, for the user."""
        return self.judge.name if self.judge else ""

    def bottom(self) -> ComposeResult:
        """The last rows of every view: the line to jump with, while it is in use, and the footer."""
        yield JumpLine()
        yield KeyBar()

    @property
    def main_pane(self) -> LineView:
        """The pane whose cursor the keys move."""
        return next(each for each in self.query(LineView) if each.can_focus)

    def border_text(self, text: str) -> Content:
        """A text that fits into the border of a pane as wide as the screen."""
        return Content(fit(text, max(1, self.size.width - _BORDER_CELLS), self.glyphs.ellipsis).rstrip())

    async def on_click(self, event: events.Click) -> None:
        """Ask for another judge on a click on its name in the border of the pane."""
        pane = self.main_pane.region
        rows = {pane.y: str(self.main_pane.border_title), pane.bottom - 1: str(self.main_pane.border_subtitle)}
        text = rows.get(event.screen_y, "")
        before, name, after = text.partition(self.framework_name) if self.framework_name else (text, "", "")
        start = pane.x + _BEFORE_TITLE + cell_len(before)
        if event.screen_y != pane.y:
            start = pane.right - _BEFORE_TITLE - cell_len(name + after)
        if name and start <= event.screen_x < start + cell_len(name):
            await self.run_action("screen.framework")

    def leave(self, *, go_to: str = "", name: str = "", query: str | None = None, next_view: int = 0) -> None:
        """Close, and say where to go from here."""
        self.dismiss(ViewResult(self.marks, self.framework, go_to=go_to, name=name, query=query, next_view=next_view))

    def use_framework(self, framework: str) -> None:
        """Judge by this framework from now on."""
        self.framework = framework

    def action_framework(self) -> None:
        """Ask which framework judges."""
        questions.choose_framework(self.app, self.catalog, self.glyphs, self.framework, self.use_framework)

    def action_legend(self) -> None:
        """Explain the signs."""
        questions.show_legend(self.app, self.catalog, self.judge, self.glyphs)

    def action_jump(self) -> None:
        """Jump to a text as the user types it."""
        self.query_one(JumpLine).begin(self.main_pane)

    def action_jump_on(self, step: int) -> None:
        """Jump to the next line with that text, or to the previous one."""
        self.query_one(JumpLine).go_on(self.main_pane, step)

    def action_next_view(self, step: int) -> None:
        """Open the next view, or the previous one."""
        self.leave(next_view=step)

    def action_back(self) -> None:
        """Back to the browser."""
        self.leave()

    def action_quit_level(self) -> None:
        """Close this level, as on the main screen."""
        self.leave()
