"""Waits until a widget has handled all that was sent to it."""

from __future__ import annotations

import asyncio

from textual.message_pump import MessagePump


async def handled(node: MessagePump, longest: float) -> None:
    """Wait until a widget has handled everything sent to it so far, or is removed, for this many seconds at most.

    A dialog that a key closes handles nothing more, and waiting for it would only delay the next key.
    """
    done = asyncio.Event()
    if not (node.is_running and node.call_later(done.set)):
        return
    waiting = asyncio.ensure_future(done.wait())
    try:
        await asyncio.wait((waiting, node.task), timeout=longest, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
