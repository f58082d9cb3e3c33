"""The list of entries as a table for plain commands, one line per entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from llmtui.frameworks import standing
from llmtui.model import Catalog
from llmtui.openness.doubts import is_doubtful
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, line_width
from llmtui.present.glyphs import Glyphs
from llmtui.present.rows import name_cells, score_cell, strip, strip_width, word_cells
from llmtui.present.score import judge_tag
from llmtui.search import Hit

_NOT_JUDGED = "not judged"
_WORD = 12
_WORDS_FROM = 100
"""Columns from which words are written out; in fewer, their signs are shown."""
_SCORE = 7
_LEAST_TEXT = 12
"""Columns that a name or a maker keeps when a terminal is narrow."""


def entry_table(catalog: Catalog, hits: Sequence[Hit], framework: str, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """A heading and one row per entry, in columns that fit the width if possible."""
    widths = _widths(catalog, hits, framework, width)
    titles = f"{'id':<{widths.ids}}   {'name':<{widths.names - 1}}  {'maker':<{widths.makers}}"
    titles += f"  {'category':<{widths.category}}  {fit('word' if widths.word > 1 else '', widths.word)}"
    heading = f"{titles}  {'openness':<{widths.drawn}}  {'score':>{_SCORE}} by"
    return ((Cell(heading, Role.MUTED),), *(_row(catalog, hit, framework, widths, glyphs) for hit in hits))


class _Widths(NamedTuple):
    """The widths of the columns."""

    ids: int
    names: int
    makers: int
    category: int
    word: int
    drawn: int


def _widths(catalog: Catalog, hits: Sequence[Hit], framework: str, width: int) -> _Widths:
    ids = max(2, *(len(hit.entry.id) for hit in hits))
    category = max(8, *(len(hit.entry.category) for hit in hits))
    drawn = max(len(_NOT_JUDGED), strip_width(catalog.judge(framework)))
    word = _WORD if width >= _WORDS_FROM else 1
    room = max(2 * _LEAST_TEXT, width - ids - category - word - drawn - _SCORE - 7 - 1 - 6 * 2)
    names = min(max(4, *(cell_len(hit.entry.name) for hit in hits)) + 1, max(_LEAST_TEXT, room * 3 // 5))
    makers = min(max(5, *(cell_len(hit.entry.maker) for hit in hits)), max(_LEAST_TEXT, room - names))
    return _Widths(ids, names, makers, category, word, drawn)


def _row(catalog: Catalog, hit: Hit, framework: str, widths: _Widths, glyphs: Glyphs) -> Line:
    entry = hit.entry
    known = standing(catalog, entry, framework)
    chosen = catalog.judge(framework)
    marks = strip(chosen, known, glyphs) if known and chosen else (Cell(_NOT_JUDGED, Role.UNKNOWN),)
    noticed = bool(entry.notice) or is_doubtful(catalog, entry)
    return (
        Cell(f"{entry.id:<{widths.ids}}  "),
        Cell(glyphs.notice, Role.NOTICE) if noticed else Cell(" "),
        *name_cells(entry, hit.words, widths.names - 1, glyphs),
        Cell(f"  {fit(entry.maker, widths.makers, glyphs.ellipsis)}", Role.MUTED),
        Cell(f"  {entry.category:<{widths.category}}"),
        *word_cells(catalog, entry, widths.word + 2, glyphs),
        Cell("  "),
        *marks,
        Cell(" " * max(0, widths.drawn - line_width(marks))),
        score_cell(known, _SCORE + 2, glyphs),
        Cell(f" {judge_tag(known)}" if known else "", Role.MUTED),
    )
