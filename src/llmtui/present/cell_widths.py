"""Gives Rich, and with it Textual, the widths that terminals give to the scripts of India and its neighbours.

Rich follows the shapes of a font: a vowel sign beside its letter takes no cell, and two letters with a joiner between
them take one. Terminals give each such sign a cell (xterm, VTE, tmux) and do not join letters. Whatever is drawn by
Rich's widths then overwrites letters. `tests/present/test_cell_widths.py` has the widths as tmux reports them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from rich import cells
from rich.cells import CellTable

from llmtui.text import with_joiners_apart

_FIRST_MARK, _LAST_MARK = 0x903, 0x1DFFF
"""Between these are all spacing marks."""
_WIDE_MARKS = frozenset("\u302e\u302f\U00016ff0\U00016ff1")
"""Marks that stand beside wide letters: tones of Hangul, readings of Han."""

_rich_table = cells.load_cell_table  # type: ignore[attr-defined] # this is Rich's own import
_rich_cell_len = cells._cell_len  # noqa: SLF001 - there is no public way to change what is measured
_rich_split = cells.split_graphemes


def is_spacing_mark(letter: str) -> bool:
    """Whether it is a sign beside a letter, to which terminals give a cell of its own, and fonts may not."""
    return unicodedata.category(letter) == "Mc"


@cache
def _table(unicode_version: str = "auto") -> CellTable:
    """Rich's table in which spacing marks take a cell."""
    known = _rich_table(unicode_version)
    widths = [each for span in known.widths for each in _as_drawn(*span)]
    return CellTable(known.unicode_version, widths, known.narrow_to_wide)


def _as_drawn(first: int, last: int, width: int) -> Iterator[tuple[int, int, int]]:
    """A span of the table without its spacing marks: what is not in the table takes one cell."""
    if width or last < _FIRST_MARK or first > _LAST_MARK:
        yield first, last, width
        return
    for marks, group in groupby(range(first, last + 1), lambda code: is_spacing_mark(chr(code))):
        codes = list(group)
        if not marks:
            yield codes[0], codes[-1], 0
        yield from ((code, code, 2) for code in codes if marks and chr(code) in _WIDE_MARKS)


def _cell_len(text: str, unicode_version: str) -> int:
    return _rich_cell_len(with_joiners_apart(text), unicode_version)


def _split_graphemes(text: str, unicode_version: str = "auto") -> tuple[list[cells.CellSpan], int]:
    return _rich_split(with_joiners_apart(text), unicode_version)


def use_widths_of_terminals() -> None:
    """Let Rich measure as terminals do; what it has already measured is forgotten."""
    cells.load_cell_table = _table  # type: ignore[attr-defined] # Rich looks it up for each text
    cells._cell_len = _cell_len  # noqa: SLF001 - as above
    cells.split_graphemes = _split_graphemes
    cells.cached_cell_len.cache_clear()
    cells.get_character_cell_size.cache_clear()
