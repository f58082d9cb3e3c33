"""Whoever reads on in the details sees each line: no key jumps over text that has no place for the cursor."""

from __future__ import annotations

from textual.pilot import Pilot

from llmtui.loader.loaded import Loaded
from tui.browsing import MEDIUM, a_session, browse, browser
from tui.pressing import press


async def read(pilot: Pilot[None], key: str, end: int) -> set[int]:
    """Press a key until the first line on screen is this one, and each time something moves; the lines seen."""
    detail = browse(pilot).detail
    seen = set(range(detail.top, detail.top + detail.page_size))
    while detail.top != end:
        before = detail.top, detail.position
        await press(pilot, key)
        assert before != (detail.top, detail.position)
        seen |= set(range(detail.top, detail.top + detail.page_size))
    return seen


async def test_reading_on_and_back_passes_every_line(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), MEDIUM) as pilot:
        browse(pilot).go_to("llama-3-1")
        await press(pilot, "enter", "z")
        detail = browse(pilot).detail
        for down, up in (("j", "k"), ("pagedown", "pageup"), ("ctrl+d", "ctrl+u")):
            assert detail.top == 0
            assert await read(pilot, down, detail.furthest) >= set(range(detail.line_count()))
            await press(pilot, "G")
            assert await read(pilot, up, 0) >= set(range(detail.line_count()))
            await press(pilot, "g")


async def test_the_cursor_comes_along_to_what_is_in_sight(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), MEDIUM) as pilot:
        browse(pilot).go_to("llama-3-1")
        await press(pilot, "enter", "z", "pagedown")
        detail = browse(pilot).detail
        on_screen = range(detail.top, detail.top + detail.page_size)

        assert detail.top > 0
        assert [line for line in on_screen if detail.cursor_span(line, detail.size.width)]
