"""A key that can do nothing here says why."""

from __future__ import annotations

from textual.pilot import Pilot

from tui.browsing import browser
from tui.pressing import press


async def said_after(pilot: Pilot[None], key: str) -> list[str]:
    """The messages that a key brings up."""
    pilot.app.clear_notifications()
    await press(pilot, key)
    return [each.message for each in pilot.app._notifications]


async def test_on_an_empty_list_a_key_that_needs_an_entry_says_so() -> None:
    keys = ("c", "T", "y", "o", "space", "a", "asterisk", "N")
    async with browser() as pilot:
        await press(pilot, "slash", *"zzz", "enter")
        messages = {key: await said_after(pilot, key) for key in keys}

    assert {key: ["The list is empty."] for key in keys} == messages


async def test_a_key_with_nothing_to_return_to_to_clear_or_to_mark_says_so() -> None:
    async with browser() as pilot:
        assert ["No entry was read before this one."] == await said_after(pilot, "backspace")
        assert ["No entry was read after this one."] == await said_after(pilot, "greater_than_sign")
        assert ["No entry is marked."] == await said_after(pilot, "x")
        await press(pilot, "a")
        assert ["These entries are marked already."] == await said_after(pilot, "a")
