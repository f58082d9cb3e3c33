"""Pasted text is text, never keys."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from tui.browsing import browse, browser, press, settle


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)
    await settle(pilot)


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_what_is_pasted_while_a_pane_has_the_keys_is_searched_for(pane: str) -> None:
    async with browser() as pilot:
        await press(pilot, pane)
        await paste(pilot, "beta")

        assert "beta" == str(browse(pilot).desk.view.query)
        assert pilot.app.screen is browse(pilot)


@pytest.mark.parametrize(
    ("pasted", "searched"),
    [("\nbeta\n", "beta"), ("beta\r\nchat", "beta  chat"), ("\x1b[0m", "[0m"), (" \t beta\x00 ", "beta"), ("\n", "")],
    ids=["line-ends-around", "two-lines", "escape", "controls", "nothing"],
)
@pytest.mark.parametrize("keys", [("2",), ("slash",)], ids=["list", "field"])
async def test_line_breaks_and_controls_become_blanks(keys: tuple[str], pasted: str, searched: str) -> None:
    async with browser() as pilot:
        await press(pilot, *keys)
        await paste(pilot, pasted)

        assert searched.split() == browse(pilot).search_bar.text.split()
        assert pilot.app.screen is browse(pilot)


async def test_a_paste_in_the_list_replaces_the_search_before() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"alpha", "enter")
        await paste(pilot, "beta")

        assert "beta" == browse(pilot).search_bar.text
