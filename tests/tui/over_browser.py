"""Opens a screen that lies over the browser without the browser, and keeps what it leaves behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.screen import Screen

import llmtui.tui
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.tui.themed_app import ThemedApp
from llmtui.tui.view_result import ViewResult
from tui.pressing import settle
from tui.screen_text import text

WIDE = (120, 40)
MEDIUM = (80, 24)
NARROW = (40, 20)
TINY = (20, 8)
SIZES = ((200, 50), WIDE, MEDIUM, NARROW, TINY)


class ScreenApp(ThemedApp[None]):
    """Our themes and style sheet, and nothing under the screen."""

    CSS_PATH = Path(llmtui.tui.__file__).with_name("app.tcss")

    def __init__(self, theme: str = "", *, ascii_only: bool = False) -> None:
        super().__init__(theme, ASCII if ascii_only else UNICODE)
        self.animation_level = "none"
        self.outcomes: list[ViewResult | None] = []


@asynccontextmanager
async def shown(screen: Screen[ViewResult], size: tuple[int, int] = WIDE) -> AsyncIterator[Pilot[None]]:
    """The screen in a terminal of a size."""
    app = ScreenApp()
    async with app.run_test(size=size, notifications=True) as pilot:
        app.push_screen(screen, app.outcomes.append)
        await settle(pilot)
        text(app)  # what changes after it must be painted anew
        yield pilot


def outcome(pilot: Pilot[None]) -> ViewResult:
    """What the screen left behind."""
    assert isinstance(pilot.app, ScreenApp)
    left = pilot.app.outcomes[-1]
    assert left is not None
    return left
