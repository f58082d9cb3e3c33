"""Waits for an answer as long as it makes sense: not for ever, but not too short for a slow line either."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from llmtui.errors import UsageError
from llmtui.text import clean

SENSIBLE = 16 << 10
"""Bytes per second on average from which on there is no limit of time: the limit of size ends it within two hours."""
SLOWEST = 64
"""Bytes per second below which a server is taken to send nothing of use."""
_HINT = "try again in a minute, or fetch the archive yourself and name it with --from"
_T = TypeVar("_T")


def in_time(work: Callable[[], _T], received: Callable[[], int], url: str, *, whole: float, window: float) -> _T:
    """The result of the work. Ctrl+c ends the wait at once, even while the server's address is looked up.

    Args:
        work: What is waited for, in a thread of its own.
        received: How many bytes came so far.
        url: What is asked, for messages.
        whole: Seconds after which it ends, unless bytes come at a sensible rate.
        window: Seconds in which at least a few bytes have to come.

    Raises:
        UsageError: It takes too long, or fails with one.
    """
    results: SimpleQueue[tuple[_T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            results.put((work(), None))
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            results.put((None, error))

    Thread(target=run, daemon=True).start()
    started, seen = time.monotonic(), 0
    while True:
        left = started + whole - time.monotonic()
        step = min(window, left) if left > 0 else window
        try:
            result, error = results.get(timeout=step)
            break
        except Empty:
            count = received()
            _check_pace(url, count, time.monotonic() - started, whole)
            _check_window(url, count - seen, step, window)
            seen = count
    if error is not None:
        raise error
    return result  # type: ignore[return-value] # there is one if there is no error


def _check_pace(url: str, count: int, seconds: float, whole: float) -> None:
    """End what took its whole time and is slow.

    Raises:
        UsageError: It is.
    """
    if seconds >= whole and count < seconds * SENSIBLE:
        raise UsageError(f"{clean(url, 200)} takes longer than {whole:g} seconds: {count:,} bytes came", _HINT)


def _check_window(url: str, count: int, seconds: float, window: float) -> None:
    """End what sends next to nothing.

    Raises:
        UsageError: It does.
    """
    if seconds >= window and count < seconds * SLOWEST:
        raise UsageError(f"{clean(url, 200)} sends too slowly: {count:,} bytes in {window:g} seconds", _HINT)
