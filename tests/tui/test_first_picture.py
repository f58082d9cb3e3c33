"""The first picture of a view is a true one: nothing is painted before there is something to show."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath
from typing import ClassVar

from rich.console import RenderableType
from textual._compositor import LayoutUpdate
from textual.pilot import Pilot
from textual.screen import Screen

import llmtui.tui
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.terminal.display import SettledScreen
from tui.browsing import WIDE, a_session
from tui.pressing import press, settle
from tui.screen_text import text

HERE = Path(llmtui.tui.__file__).parent


class Recorder(LlmtuiApp):
    """Keeps the text of every picture of a view or a dialog, and counts those of the list as the browser opens."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [HERE / "app.tcss", HERE / "screens" / "browse.tcss"]

    def __init__(self) -> None:
        super().__init__(a_session())
        self.pictures: list[str] = []
        self.whole_pictures = 0

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        self.whole_pictures += isinstance(renderable, LayoutUpdate)
        if isinstance(screen, SettledScreen):
            self.pictures.append(text(self))
        super()._display(screen, renderable)


class Painting(Recorder):
    """Paints each picture, as in a terminal."""

    is_headless = False


async def _assert_whole(pilot: Pilot[None], app: Recorder, key: str, shown: Iterable[str]) -> None:
    """Press a key, and check that the first picture after it shows everything."""
    app.pictures.clear()
    await press(pilot, key)

    assert app.pictures
    assert (key, []) == (key, [each for each in shown if each not in app.pictures[0]])


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
            await _assert_whole(pilot, app, key, shown)
            assert not any("The catalogue is empty" in picture for picture in app.pictures)
            await press(pilot, "escape")


async def test_the_first_picture_of_a_dialog_is_whole() -> None:
    dialogs = {
        "K": ("Legend", "esc closes", "open"),
        "f": ("Filter", "type to narrow", "model"),
        "y": ("Copy", "type to narrow", "Alpha 7B"),
        "e": ("Export", "enter saves"),
    }
    app = Recorder()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        for key, shown in dialogs.items():
            await _assert_whole(pilot, app, key, shown)
            await press(pilot, "escape")


async def test_the_browser_is_painted_once_while_it_opens() -> None:
    app = Painting()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)

        assert 1 == app.whole_pictures
