"""Presses keys in a browser under test, and waits until all that follows from them is on screen."""

from __future__ import annotations

import asyncio
from itertools import pairwise

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from llmtui.tui.terminal.app import TerminalApp

_MOST_ROUNDS = 8
"""How often the screen is brought up to date at most: what is painted may ask for another layout."""


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when everything that followed from the one before is done.

    Signs that follow each other come to the browser in one burst, as from a fast typist: it acts on one key at a time
    itself, and looks up what was typed once.
    """
    takes_bursts = isinstance(pilot.app, TerminalApp) and pilot.app.ONE_KEY_AT_A_TIME
    for key, following in pairwise((*keys, "")):
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        pilot.app.post_message(events.Key(name, key if len(key) == 1 else None))
        if not takes_bursts or len(key) > 1 or len(following) != 1:
            await _nothing_left_to_run(pilot)
    await settle(pilot)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing more follows and all of it is on screen."""
    for round_ in range(_MOST_ROUNDS):
        await _nothing_left_to_run(pilot)
        screen = pilot.app.screen
        if round_ > 1 and not (screen._layout_required or screen._repaint_required or screen._dirty_widgets):
            return
        screen._on_timer_update()
    await _nothing_left_to_run(pilot)


async def _nothing_left_to_run(pilot: Pilot[None]) -> None:
    """Wait until this task is the only one that could go on: all others wait for a key, a timer or a thread.

    The browser may wait for a timer while it acts on a key: then the key is not done.

    `Pilot` asks every widget to call back and then sleeps for 20 ms, whatever there is to do: half of the time of a
    test that types.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    while ready or _has_keys(pilot.app):  # noqa: ASYNC110 - there is no event for it
        await asyncio.sleep(0)


def _has_keys(app: App[None]) -> bool:
    """Whether the browser is running and has a key to act on."""
    return isinstance(app, TerminalApp) and app.is_running and bool(app.is_acting_on_key or app._keys_ahead)
