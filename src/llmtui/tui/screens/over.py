"""What the screens that lie over the browser have in common: the way out, the framework in force, the legend."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen

from llmtui.model import Catalog
from llmtui.present.glyphs import Glyphs
from llmtui.present.legend import legend
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.outcome import Outcome
from llmtui.tui.questions import choose_framework


class OverScreen(Screen[Outcome]):
    """A screen that gives back the marks it was given and the framework that somebody chose on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "framework", "Framework", id="score.model", tooltip="Judge by another framework, everywhere"),
        Binding("K", "legend", "Legend", id="legend", tooltip="What the signs mean, and whose judgements these are"),
        Binding("right_square_bracket", "view(1)", "Next view", show=False, id="view.next"),
        Binding("left_square_bracket", "view(-1)", "View before", show=False, id="view.prev"),
        Binding("escape,q", "back", "Back", id="back", tooltip="Back to the browser"),
    ]

    framework: var[str] = var("", init=False)
    """The id of the framework in force."""

    def __init__(self, catalog: Catalog, framework: str, marks: tuple[str, ...], glyphs: Glyphs) -> None:
        super().__init__()
        self.catalog = catalog
        self.marks = marks
        self.glyphs = glyphs
        self.set_reactive(OverScreen.framework, framework)

    def leave(self, *, go_to: str = "", query: str | None = None, next_view: int = 0) -> None:
        """Close, and say where to go from here."""
        self.dismiss(Outcome(self.marks, self.framework, go_to=go_to, query=query, next_view=next_view))

    @property
    def framework_name(self) -> str:
        """How to name the framework in force to a person."""
        known = self.catalog.frameworks.get(self.framework)
        return known.name if known else ""

    def use_framework(self, framework: str) -> None:
        """Judge by this framework from now on."""
        self.framework = framework

    def action_framework(self) -> None:
        """Ask for the framework in force."""
        choose_framework(self.app, self.catalog, self.glyphs, self.framework, self.use_framework)

    def action_legend(self) -> None:
        """Explain the signs."""
        framework = self.catalog.frameworks.get(self.framework)
        self.app.push_screen(ReadingDialog("Legend", lambda width: legend(framework, width, self.glyphs), self.glyphs))

    def action_view(self, step: int) -> None:
        """The next view, or the one before."""
        self.leave(next_view=step)

    def action_back(self) -> None:
        """Back to the browser."""
        self.leave()
