"""What is sent, replayed into a terminal emulator, shows what Textual holds."""

from __future__ import annotations

import inspect
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path, PurePath
from typing import ClassVar, NamedTuple
from unicodedata import normalize

import pyte
import pytest
from rich.cells import cell_len
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot

from factories import a_catalog, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Link
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.session import Session
from llmtui.tui.widgets.fault_line import FaultLine
from tui.browsing import SIZES, WIDE, a_session
from tui.pressing import press, settle

KEYS = (
    *(
        "j",
        "k",
        "down",
        "up",
        "pagedown",
        "pageup",
        "end",
        "home",
        "tab",
        "shift+tab",
        "enter",
        "escape",
        "b",
        "i",
        "z",
    ),
    *("slash", "a", "e", "space", "c", "M", "O", "T", "question_mark", "K", "t", "s", "f", "m", "right", "left"),
)
"""Keys that move, search, open every view and dialog, and close them again."""


class Drawn(NamedTuple):
    """A cell as the user sees it."""

    text: str
    foreground: str
    background: str
    attributes: str


ANSI_NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
"""The terminal's own colours, as the emulator names them."""


class Shown(LlmtuiApp):
    """The browser, writing its pictures to a terminal emulator."""

    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(inspect.getfile(LlmtuiApp)).with_name("app.tcss")]
    is_headless = False

    def __init__(self, session: Session, size: tuple[int, int]) -> None:
        super().__init__(session)
        self.console._color_system = ColorSystem.TRUECOLOR
        self.terminal = pyte.Screen(*size)
        self.terminal.reset_mode(pyte.modes.DECAWM)
        self._stream = pyte.Stream(self.terminal)
        self.sent = ""

    def show(self, data: str) -> None:
        """Take what the driver is to write."""
        self.sent += data
        self._stream.feed(data)


@asynccontextmanager
async def shown(session: Session, size: tuple[int, int] = WIDE) -> AsyncIterator[tuple[Pilot[None], Shown]]:
    """The browser with its emulator, everything drawn."""
    app = Shown(session, size)
    async with app.run_test(size=size, notifications=True) as pilot:
        assert app._driver is not None
        app._driver.write = app.show  # type: ignore[method-assign]
        app.forget_screen()
        await settle(pilot)
        yield pilot, app


def held(app: Shown) -> list[list[Drawn]]:
    """The cells that Textual holds."""
    return [[cell for segment in strip for cell in _drawn(segment)] for strip in app.screen._compositor.render_strips()]


@cache
def _drawn(segment: Segment) -> tuple[Drawn, ...]:
    style = segment.style or Style()
    attributes = "".join(name[0] for name in ("bold", "italic", "underline", "reverse") if getattr(style, name))
    look = (_colour(style, "color"), _colour(style, "bgcolor"), attributes)
    found: list[Drawn] = []
    for letter in segment.text:
        if not cell_len(letter) and found:
            place = -1 if found[-1].text else -2
            whole = normalize("NFC", found[place].text + letter)  # as the emulator keeps it
            found[place] = found[place]._replace(text=whole)
            continue
        found += [_seen(letter, *look)] + [_seen("", *look)] * (cell_len(letter) - 1)
    return tuple(found)


def _colour(style: Style, which: str) -> str:
    colour: Color | None = getattr(style, which)
    if colour is None or colour.is_default:
        return "default"
    if colour.triplet is not None:
        return colour.triplet.hex[1:]
    bright, number = divmod(colour.number or 0, len(ANSI_NAMES))
    return f"{'bright' if bright else ''}{ANSI_NAMES[number]}"


def emulated(app: Shown) -> list[list[Drawn]]:
    """The cells that the terminal shows."""
    screen = app.terminal
    found = []
    for y in range(screen.lines):
        row = (screen.buffer[y][x] for x in range(screen.columns))
        found.append([_shown(each) for each in row])
    return found


@cache
def _shown(cell: pyte.screens.Char) -> Drawn:
    return _seen(cell.data, cell.fg, cell.bg, _attributes(cell))


def _attributes(cell: pyte.screens.Char) -> str:
    set_ones = (("b", cell.bold), ("i", cell.italics), ("u", cell.underscore), ("r", cell.reverse))
    return "".join(letter for letter, is_set in set_ones if is_set)


@cache
def _seen(text: str, foreground: str, background: str, attributes: str) -> Drawn:
    """A cell without what does not show on it: the colour and weight of a blank."""
    if text != " " or set(attributes) & {"u", "r"}:
        return Drawn(text, foreground, background, attributes)
    return Drawn(text, "", background, "")


async def show_same(pilot: Pilot[None], app: Shown) -> None:
    """Hold that terminal and Textual show the same."""
    await settle(pilot)
    for y, (wanted, found) in enumerate(zip(held(app), emulated(app), strict=True)):
        assert wanted == found, f"row {y}"


def polyglot() -> Session:
    """Entries whose names take two cells a letter, combine letters, or are emoji."""
    names = (
        "通义千问 模型",
        "Café\u0301 e\u0301te\u0301",
        "日本語LLM",
        "plain",
        "한국어 모델",
        "ไทยคำ",
        "ASCII only",
        "混合 mixed 混合",
    )
    entries = [
        an_entry(
            f"e{row}", name=f"{name} {row}", maker=names[-row % 8], links=(Link("repo", f"https://{row}.example"),)
        )
        for row, name in enumerate(names * 8)
    ]
    return a_session(a_catalog(*entries))


async def resize(pilot: Pilot[None], app: Shown, size: tuple[int, int]) -> None:
    """Change the size as a window does; what the terminal makes of its cells then is anybody's guess."""
    app.terminal.resize(size[1], size[0])
    app.terminal.reset()
    app.terminal.reset_mode(pyte.modes.DECAWM)
    await pilot.resize_terminal(*size)
    await pilot._wait_for_screen()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_after_any_keys_and_sizes_the_terminal_shows_what_textual_holds(size: tuple[int, int]) -> None:
    async with shown(polyglot(), size) as (pilot, app):
        await _walk(pilot, app, str(size), len(KEYS) // 2)


async def test_after_every_key_the_terminal_shows_the_bundled_catalogue_as_textual_holds_it(bundled: Loaded) -> None:
    async with shown(a_session(bundled.catalog)) as (pilot, app):
        await _walk(pilot, app, "bundled", len(KEYS))


async def _walk(pilot: Pilot[None], app: Shown, seed: str, count: int) -> None:
    """Press so many of the keys, two by two, and change the size now and then."""
    chance = random.Random(seed)  # noqa: S311 - keys, not secrets
    keys = chance.sample(KEYS, count)
    for step in range(0, count, 2):
        await press(pilot, *keys[step : step + 2])
        if step % 8 == 6:
            await resize(pilot, app, chance.choice(SIZES))
        await show_same(pilot, app)


async def test_a_line_that_appears_while_a_paint_waits_is_painted() -> None:
    async with shown(a_session()) as (pilot, app):
        with app.batch_update():
            app.screen._compositor_refresh()
            app.screen.query_one(FaultLine).show(("weights: 'yes' is not a grade",))
            await settle(pilot)

        await show_same(pilot, app)


async def test_what_another_program_wrote_on_the_screen_goes_with_a_redraw() -> None:
    async with shown(a_session()) as (pilot, app):
        app.show("\x1b[3;3Hwrite: a message from root\x1b[20;1Hand more")
        await press(pilot, "ctrl+l")

        await show_same(pilot, app)


async def test_back_from_the_shell_all_of_it_is_drawn() -> None:
    async with shown(a_session()) as (pilot, app):
        app.terminal.reset()
        app.terminal.reset_mode(pyte.modes.DECAWM)
        await pilot.resize_terminal(*app.size)  # which is what waking up tells Textual
        await pilot._wait_for_screen()

        await show_same(pilot, app)


async def test_a_size_that_came_and_went_leaves_nothing_behind() -> None:
    async with shown(a_session()) as (pilot, app):
        app.terminal.reset()
        app.terminal.reset_mode(pyte.modes.DECAWM)
        for width, height in ((60, 20), app.size):
            app.post_message(events.Resize(Size(width, height), Size(width, height)))
        await settle(pilot)

        await show_same(pilot, app)


async def test_painting_the_same_again_sends_nothing() -> None:
    async with shown(a_session()) as (pilot, app):
        app.sent = ""
        app.screen.refresh()
        await settle(pilot)

    assert app.sent == ""


async def test_the_mouse_passing_over_everything_sends_nothing() -> None:
    async with shown(a_session()) as (pilot, app):
        app.sent = ""
        for y in range(0, app.size.height, 3):
            await pilot.hover(offset=(y * 3, y))
        await settle(pilot)

    assert app.sent == ""
