"""Dates as the catalogue writes them: to the day, the month or the year."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_DATE = r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?"


def is_date(text: str) -> bool:
    """Whether the text is a calendar date written YYYY, YYYY-MM or YYYY-MM-DD."""
    return len(text) <= len("YYYY-MM-DD") and _is_date(text)


@lru_cache(maxsize=1024)
def _is_date(text: str) -> bool:
    found = re.fullmatch(_DATE, text, re.ASCII)
    if not found:
        return False
    if not found[3]:
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_words(text: str) -> str:
    """The date as people write it, `Jun 2026` or `12 Jun 2026`; any other text is returned unchanged."""
    found = re.fullmatch(_DATE, text, re.ASCII)
    if not found or not found[2]:
        return text
    day = f"{int(found[3])} " if found[3] else ""
    return f"{day}{_MONTHS[int(found[2]) - 1]} {found[1]}"


def month_words(text: str) -> str:
    """The month as people write it, `Jun 2026`; a year alone or any other text is returned unchanged."""
    return date_words(text[: len("YYYY-MM")]) if is_date(text) else text
