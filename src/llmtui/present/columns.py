"""Which columns a list has room for, and how wide each is."""

from __future__ import annotations

from functools import lru_cache

import msgspec
from msgspec.structs import replace

from llmtui.search import Sort

SIGN_CELLS = 2
"""The number of a mark, and a star or another sign."""
_NAME_WIDTH = 24
"""What a name keeps if there are other columns than the score."""
_LEAST_NAME = 12
"""What a name keeps beside the score."""
_WIDE_NAME = 36
"""What a name gets before other columns become wider than they need."""
_SCORE_WIDTH = 8
_WORD_SIGN = 2
_WORD_WIDTH = 14
_OWN_COLUMN = {
    Sort.RELEASED: ("released", 10),
    Sort.MAKER: ("maker", 16),
    Sort.CATEGORY: ("category", 13),
    Sort.SIZE: ("size", 11),
    Sort.LISTED: ("listed", 8),
}
"""The column that shows what a list is sorted by, and its width."""
_AS_ROOM_ALLOWS = (("word", _WORD_WIDTH), ("by", 7), ("size", 11), ("licence", 12), ("released", 10), ("maker", 16))
"""Further columns and their widths, the most useful first."""


class RowWidths(msgspec.Struct, frozen=True):
    """The widths of a row's columns with the gap before each, in the order on screen; 0 hides one."""

    name: int
    word: int = 0
    strip: int = 0
    score: int = 0
    by: int = 0
    size: int = 0
    licence: int = 0
    released: int = 0
    maker: int = 0
    category: int = 0
    listed: int = 0

    @property
    def strip_start(self) -> int:
        """The terminal cell at which the strip begins."""
        return SIGN_CELLS + self.name + self.word + 2


@lru_cache(maxsize=16)
def columns(width: int, strip: int, sort: Sort = Sort.RELEVANCE) -> RowWidths:
    """Share out the width of a list. Names keep enough to tell entries apart; what is left widens them.

    It is remembered, because every row asks again.

    Args:
        width: The terminal cells of a row.
        strip: The cells of the matrix of one entry; 0 without a framework.
        sort: What the list is sorted by, which is always a column if any is.
    """
    chosen: dict[str, int] = {}
    room = width - SIGN_CELLS

    def add(name: str, cells: int, least: int = _NAME_WIDTH) -> None:
        nonlocal room
        more = cells - chosen.get(name, 0)
        if cells and room - more >= least:
            chosen[name] = cells
            room -= more

    add(*_OWN_COLUMN.get(sort, ("", 0)), least=_LEAST_NAME)
    add("score", _SCORE_WIDTH, _LEAST_NAME)
    add("word", _WORD_SIGN if "score" in chosen else 0, _LEAST_NAME)
    add("strip", strip + 2 if strip else 0)
    for name, cells in _AS_ROOM_ALLOWS:
        add(name, max(cells, chosen.get(name, 0)))
    widths = RowWidths(max(1, room), **chosen)
    return _widened(widths) if widths.maker and widths.name > _WIDE_NAME else widths


def _widened(widths: RowWidths) -> RowWidths:
    """Give the licence and the maker a part of what names do not need."""
    spare = widths.name - _WIDE_NAME
    licence = min(spare // 3, 12) if widths.licence else 0
    maker = min(spare // 3, 12)
    return replace(
        widths,
        name=widths.name - licence - maker,
        licence=widths.licence + licence,
        maker=widths.maker + maker,
    )
