"""Reads parameter counts as they are published: `7B`, `560M`, and `235B-A22B` for a mixture of experts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_NUMBER = r"(\d{1,6}(?:\.\d{1,6})?)([KMBT])"
_SIZE = rf"(?:(\d{{1,3}})x|[EA])?{_NUMBER}(?:-?A{_NUMBER})?"
_COUNT = rf"{_NUMBER}|(\d{{4,15}})"
MOST_SIZES = 2
"""Sizes that a narrow column lists."""


class Size(msgspec.Struct, frozen=True):
    """How many parameters a model has."""

    total: int
    active: int = 0
    """How many a mixture of experts uses for each token; 0 if it is none."""


@lru_cache(maxsize=1024)
def read_size(text: str) -> Size | None:
    """The count of parameters that a published size means; None if the text is not a size.

    `8x7B` counts as eight times seven, although parts are shared; `E4B` as the four that it says.
    """
    found = re.fullmatch(_SIZE, text.strip(), re.IGNORECASE)
    if not found:
        return None
    times, number, unit, active, active_unit = found.groups()
    total = _count(number, unit) * int(times or 1)
    return Size(total, _count(active, active_unit) if active else 0)


def read_count(text: str) -> int | None:
    """A number of parameters with its unit, such as `10B`, or written out; None if it is neither."""
    found = re.fullmatch(_COUNT, text.strip(), re.IGNORECASE | re.ASCII)
    if not found:
        return None
    number, unit, digits = found.groups()
    return int(digits) if digits else _count(number, unit)


def _count(number: str, unit: str) -> int:
    return round(float(number) * _UNITS[unit.upper()])


def sizes_in_short(sizes: Sequence[str]) -> str:
    """The sizes as short as a column: of more than two the first and the last."""
    return ", ".join(sizes) if len(sizes) <= MOST_SIZES else f"{sizes[0]} to {sizes[-1]}"
