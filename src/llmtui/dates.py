"""Dates as the catalogue writes them: to the day, the month or the year."""

from __future__ import annotations

import re
from datetime import date

_DATE = r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?"


_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def month_words(written: str) -> str:
    """A date of the catalogue as people write a month: `Jun 2026`; a year alone and other texts stay as they are."""
    if not is_date(written) or len(written) == len("YYYY"):
        return written
    return f"{_MONTHS[int(written[5:7])]} {written[:4]}"


def is_date(text: str) -> bool:
    """Whether the text is a calendar date written YYYY, YYYY-MM or YYYY-MM-DD."""
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
