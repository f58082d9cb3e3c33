"""Waits until a widget has handled all that was sent to it."""

from __future__ import annotations

import asyncio
import contextlib

from textual.message_pump import MessagePump


async def handled(node: MessagePump, longest: float) -> None:
    """Wait until a widget has handled everything sent to it so far, for this many seconds at most.

    One that is being removed takes nothing more, and is not waited for.
    """
    done = asyncio.Event()
    if node.is_running and node.call_later(done.set):
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(done.wait(), longest)
