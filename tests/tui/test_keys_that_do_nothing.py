"""A key that can do nothing here says why."""

from __future__ import annotations

import pytest

from tui.browsing import browser
from tui.pressing import press


@pytest.mark.parametrize("key", ["c", "T", "y", "o", "space", "a", "asterisk", "N"])
async def test_on_an_empty_list_a_key_that_needs_an_entry_says_so(key: str) -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"zzz", "enter", key)

        assert ["The list is empty."] == [each.message for each in pilot.app._notifications]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("backspace", "No entry was read before this one."),
        ("greater_than_sign", "No entry was read after this one."),
        ("x", "No entry is marked."),
    ],
)
async def test_a_key_with_nothing_to_return_to_or_to_clear_says_so(key: str, message: str) -> None:
    async with browser() as pilot:
        await press(pilot, key)

        assert [message] == [each.message for each in pilot.app._notifications]


async def test_marking_all_again_says_that_they_are_marked() -> None:
    async with browser() as pilot:
        await press(pilot, "a", "a")

        assert ["These entries are marked already."] == [each.message for each in pilot.app._notifications]
