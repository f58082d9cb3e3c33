"""Dates as the catalogue writes them: to the day, the month or the year."""

from __future__ import annotations

import re
from datetime import date

_DATE = r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?"


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
