"""Waiting for a widget ends when it has handled everything, or can handle nothing more."""

from __future__ import annotations

import asyncio

from textual.app import App

from llmtui.tui.terminal.handled import handled
from tui.browsing import browser
from tui.pressing import press

LONG = 60.0
SOON = 5.0


async def test_a_dialog_that_a_key_closes_keeps_the_next_key_waiting_for_nothing() -> None:
    """It handles nothing more; waiting for it as long as a key may wait made esc three times as slow."""
    async with browser() as pilot:
        for opens, closes in (
            ("question_mark", "escape"),
            ("s", "enter"),
            ("t", "escape"),
            ("f", "escape"),
            ("M", "escape"),
        ):
            await press(pilot, opens, closes)

            assert not pilot.app.is_acting_on_key  # type: ignore[attr-defined]


async def test_what_was_sent_before_is_handled_afterwards() -> None:
    async with App[None]().run_test() as pilot:
        calls: list[str] = []
        pilot.app.screen.call_later(calls.append, "first")

        await handled(pilot.app.screen, LONG)

        assert ["first"] == calls


async def test_a_busy_widget_is_waited_for_no_longer_than_allowed() -> None:
    async with App[None]().run_test() as pilot:
        busy, calls = asyncio.Event(), list[str]()
        pilot.app.screen.call_later(busy.wait)
        pilot.app.screen.call_later(calls.append, "later")

        await asyncio.wait_for(handled(pilot.app.screen, 0.01), SOON)

        assert [] == calls
        busy.set()
