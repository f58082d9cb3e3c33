"""The first picture of a view is a true one: nothing is painted before there is something to show."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import ClassVar

from rich.console import RenderableType
from textual.screen import Screen

import llmtui.tui
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.screens.view import ViewScreen
from tui.browsing import WIDE, a_session
from tui.pressing import press
from tui.screen_text import text

HERE = Path(llmtui.tui.__file__).parent


class Recorder(LlmtuiApp):
    """Keeps the text of every picture of a view."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [HERE / "app.tcss", HERE / "screens" / "browse.tcss"]

    def __init__(self) -> None:
        super().__init__(a_session())
        self.pictures: list[str] = []

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(screen, ViewScreen):
            self.pictures.append(text(self))
        super()._display(screen, renderable)


async def test_the_first_picture_of_a_view_is_whole() -> None:
    views = {
        "c": ("Alpha 7B", "Maker"),
        "M": ("Alpha 7B",),
        "T": ("Alpha 7B", "Beta Chat"),
        "O": ("Base models",),
        "D": ("On this machine",),
    }
    app = Recorder()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for key, shown in views.items():
            app.pictures.clear()
            await press(pilot, key)

            assert app.pictures
            assert (key, []) == (key, [each for each in shown if each not in app.pictures[0]])
            assert not any("The catalogue is empty" in picture for picture in app.pictures)
            await press(pilot, "escape")
