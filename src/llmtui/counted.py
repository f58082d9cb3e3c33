"""Says how many there are of something."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """A number and its noun, as in `1 entry` and `1,200 entries`; without another plural the noun takes an s."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
