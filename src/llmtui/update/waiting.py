"""How long a server asks clients to wait, and what an HTTP error means."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

from llmtui.errors import UsageError
from llmtui.text import clean

PAUSE = 60
"""Seconds between two requests to one address."""
_LONGEST_WAIT = 7 * 24 * 3600
_MEANINGS = {
    403: "the server refuses the request",
    404: "there is nothing at this address",
    410: "what was at this address is gone",
    429: "the server asks for fewer requests",
    503: "the server is not available now",
}


def refused(url: str, status: int, wait_for: float) -> UsageError:
    """What is said of an answer that is not an archive."""
    reason = f"{clean(url, 200)}: {_MEANINGS.get(status, 'the server answered')} ({status})"
    if wait_for:
        return UsageError(reason, f"it asks to wait {_span(wait_for)}")
    return UsageError(reason, "see the address, or fetch the archive yourself and name it with --from")


def wait(url: str, seconds: float, why: str) -> UsageError:
    """What is said if an address may not be asked yet."""
    return UsageError(f"{clean(url, 200)} is not contacted now: {why}", f"try again in {_span(seconds)}")


def _span(seconds: float) -> str:
    """A time to wait, rounded up."""
    whole = max(1, -int(-seconds // 1))
    return f"{whole} second{'s' if whole != 1 else ''}" if whole <= 2 * PAUSE else f"{-(-whole // 60)} minutes"


def retry_after(text: str, now: float) -> float:
    """Seconds that a server asks to wait, as a number or as a date; at most a week, 0 if it does not say."""
    if text.isascii() and text.isdigit():
        return float(min(int(text[:10]), _LONGEST_WAIT))
    try:
        return min(max(0.0, parsedate_to_datetime(text).timestamp() - now), _LONGEST_WAIT)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def day_of(text: str) -> str:
    """The day of a date of HTTP; empty if it is not one."""
    try:
        return parsedate_to_datetime(text).strftime("%Y-%m-%d")
    except (ValueError, TypeError, OverflowError):
        return ""


def day(moment: float) -> str:
    """The day of a moment in seconds since 1970."""
    return time.strftime("%Y-%m-%d", time.gmtime(moment))
