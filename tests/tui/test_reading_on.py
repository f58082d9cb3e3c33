"""Whoever reads on in the details sees each line: no key jumps over text that has no place for the cursor."""

from __future__ import annotations

import pytest

from llmtui.loader.loaded import Loaded
from tui.browsing import MEDIUM, a_session, browse, browser
from tui.pressing import press


@pytest.mark.parametrize("key", ["j", "pagedown", "ctrl+d"])
async def test_reading_down_passes_every_line(bundled: Loaded, key: str) -> None:
    async with browser(a_session(bundled.catalog), MEDIUM) as pilot:
        browse(pilot).go_to("llama-3-1")
        await press(pilot, "enter", "z")
        detail, seen = browse(pilot).detail, set[int]()
        while detail.top < detail.furthest:
            seen |= set(range(detail.top, detail.top + detail.page_size))
            before = detail.top, detail.position
            await press(pilot, key)
            assert before != (detail.top, detail.position)

        seen |= set(range(detail.top, detail.top + detail.page_size))
        assert seen >= set(range(detail.line_count()))


@pytest.mark.parametrize("key", ["k", "pageup", "ctrl+u"])
async def test_reading_up_passes_every_line(bundled: Loaded, key: str) -> None:
    async with browser(a_session(bundled.catalog), MEDIUM) as pilot:
        browse(pilot).go_to("llama-3-1")
        await press(pilot, "enter", "z")
        await press(pilot, "G")
        detail, seen = browse(pilot).detail, set[int]()
        while detail.top > 0:
            seen |= set(range(detail.top, detail.top + detail.page_size))
            before = detail.top, detail.position
            await press(pilot, key)
            assert before != (detail.top, detail.position)

        seen |= set(range(detail.page_size))
        assert seen >= set(range(detail.line_count()))


async def test_the_cursor_comes_along_to_what_is_in_sight(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), MEDIUM) as pilot:
        browse(pilot).go_to("llama-3-1")
        await press(pilot, "enter", "z", "pagedown")
        detail = browse(pilot).detail
        on_screen = range(detail.top, detail.top + detail.page_size)

        assert detail.top > 0
        assert [line for line in on_screen if detail.cursor_span(line, detail.size.width)]
