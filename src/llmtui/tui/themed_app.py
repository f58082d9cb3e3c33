"""The base of every app: our themes, and signs that the terminal can draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from textual.filter import LineFilter

from llmtui.present.glyphs import UNICODE, Glyphs
from llmtui.tui.terminal.app import TerminalApp
from llmtui.tui.terminal.ascii import AsciiFilter
from llmtui.tui.terminal.leaving import TerminalGuard
from llmtui.tui.theme import DEFAULT, NAMES, PALETTES, variable_defaults

Result = TypeVar("Result")


class ThemedApp(TerminalApp[Result]):
    """An app in one of our themes."""

    def __init__(self, theme: str = "", glyphs: Glyphs = UNICODE, guard: TerminalGuard | None = None) -> None:
        """Take the name of a theme, empty or unknown for the default, and the signs to draw with."""
        super().__init__(guard)
        self._own_filters = (AsciiFilter(),) if glyphs.ascii else ()
        self.set_class(glyphs.ascii, "-ascii")
        for palette in PALETTES:
            self.register_theme(palette.theme())
        self.theme = theme if theme in NAMES else DEFAULT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for themes that are not ours."""
        return dict(variable_defaults())

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT002 - Textual's interface
        """Take the colours of a theme; before there is a screen no style sheet need be parsed for them.

        Textual parses all of them even then, keeps nothing of it, and parses them again for the first screen.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, and ours if only ASCII may be drawn."""
        return [*super().get_line_filters(), *self._own_filters]
