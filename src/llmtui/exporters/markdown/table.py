"""Draws tables of Markdown whose columns line up, so that the source reads well too."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from llmtui.present.cells import cell_len

_WIDEST_TABLE = 220
"""Terminal cells up to which the columns of the source are lined up; a wider line wraps wherever it is read."""
_SHORTEST_RULE = 3
"""Cells of the shortest rule that Markdown takes."""


class Align(Enum):
    """Where a column has its text."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], aligns: Sequence[Align]) -> str:
    """A table of texts that are Markdown already.

    Args:
        head: The headings.
        rows: Each as long as the heading.
        aligns: One for each column.
    """
    columns = zip(head, *rows, strict=True)
    widths = [max(_SHORTEST_RULE, *map(cell_len, column)) for column in columns]
    if sum(widths) + 3 * len(widths) + 1 > _WIDEST_TABLE:
        widths = [_SHORTEST_RULE] * len(widths)
    lines = [head, [_rule(*each) for each in zip(widths, aligns, strict=True)], *rows]
    return "".join(_line(line, widths, aligns) for line in lines)


def _line(texts: Sequence[str], widths: Sequence[int], aligns: Sequence[Align]) -> str:
    cells = (_placed(*each) for each in zip(texts, widths, aligns, strict=True))
    return f"| {' | '.join(cells)} |\n"


def _placed(text: str, width: int, align: Align) -> str:
    room = max(0, width - cell_len(text))
    before = {Align.LEFT: 0, Align.RIGHT: room, Align.CENTRE: room // 2}[align]
    return " " * before + text + " " * (room - before)


def _rule(width: int, align: Align) -> str:
    if align is Align.CENTRE:
        return f":{'-' * (width - 2)}:"
    return "-" * (width - 1) + (":" if align is Align.RIGHT else "-")
