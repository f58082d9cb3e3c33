"""The list of entries as a table for plain commands, one line per entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from llmtui.frameworks import standing
from llmtui.model import Catalog
from llmtui.openness.words import word_standing
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, line_width
from llmtui.present.glyphs import Glyphs
from llmtui.present.rows import all_opinions, is_noticed, name_cells, score_cell, strip, strip_width, word_cells
from llmtui.present.score import judge_tag
from llmtui.search import Hit

_NOT_JUDGED = "not judged"
_WORD_WIDTH = 12
_WORDS_FROM = 100
"""Columns from which words are written out; in fewer, their signs are shown."""
_SCORE_WIDTH = 7
_BY_WIDTH = 8
_FIXED = 2 + 2 + 1 + 2 + 2 + _SCORE_WIDTH
"""Columns of the gaps, the sign of the word and the score."""
_LEAST_TEXT = 12
"""Columns that a name or a maker keeps when a terminal is narrow."""
_NAME_WIDTH = 24
"""Columns that a name has before there are others for what is not needed to tell entries apart."""
_SHARED_NAME = 20
"""Columns that a name has before the longest ids are whole."""
_LEAST_ID = 24
"""Columns that an id keeps."""


def entry_table(catalog: Catalog, hits: Sequence[Hit], framework: str, canvas: Canvas) -> tuple[Line, ...]:
    """A heading and one row per entry, in columns that fit the width if possible."""
    widths = _widths(catalog, hits, framework, canvas.width)
    titles = f"{'id':<{widths.ids}}   {'name':<{widths.names - 1}}"
    titles += f"  {'maker':<{widths.makers}}" if widths.makers else ""
    titles += f"  {'category':<{widths.category}}" if widths.category else ""
    titles += f"  {fit('word' if widths.word > 1 else '', widths.word)}"
    heading = f"{titles}  {'openness':<{widths.drawn}}  {'score':>{_SCORE_WIDTH}}{' by' if widths.by else ''}"
    return ((Cell(heading, Role.MUTED),), *(_row(catalog, hit, framework, widths, canvas.glyphs) for hit in hits))


class _Widths(NamedTuple):
    """The widths of the columns."""

    ids: int
    names: int
    makers: int
    category: int
    word: int
    drawn: int
    by: int


def _widths(catalog: Catalog, hits: Sequence[Hit], framework: str, width: int) -> _Widths:
    """Columns go until the rest fits: first who judged, then makers, categories and words, then the ends of ids."""
    ids = max(2, *(len(hit.entry.id) for hit in hits))
    category = max(8, *(len(hit.entry.category) for hit in hits))
    drawn = max(len(_NOT_JUDGED), strip_width(catalog.judge(framework)))
    names = max(4, *(cell_len(hit.entry.name) for hit in hits)) + 1
    makers = max(5, *(cell_len(hit.entry.maker) for hit in hits))
    least_name, least_maker = min(_LEAST_TEXT, names), min(_LEAST_TEXT, makers)
    ids = min(ids, max(_LEAST_ID, width - drawn - _FIXED - min(_SHARED_NAME, names)))
    room = width - ids - drawn - _FIXED
    kept: dict[str, int] = {}
    word = _WORD_WIDTH - 1 if width >= _WORDS_FROM else 0
    for column, cells in (("word", word), ("category", category + 2), ("makers", least_maker + 2), ("by", _BY_WIDTH)):
        kept[column] = cells if room - cells >= min(_NAME_WIDTH, names) else 0
        room -= kept[column]
    if kept["makers"]:
        shared = room + least_maker
        names = min(names, max(least_name, shared * 3 // 5))
        makers = min(makers, shared - names)
    else:
        names, makers = min(names, max(least_name, room)), 0
    return _Widths(ids, names, makers, category if kept["category"] else 0, kept["word"] + 1, drawn, kept["by"])


def _row(catalog: Catalog, hit: Hit, framework: str, widths: _Widths, glyphs: Glyphs) -> Line:
    entry = hit.entry
    known = standing(catalog, entry, framework)
    chosen = catalog.judge(framework)
    marks = strip(chosen, known, glyphs) if known and chosen else (Cell(_NOT_JUDGED, Role.UNKNOWN),)
    opinions = all_opinions(catalog, entry, known)
    noticed = is_noticed(catalog, entry, opinions)
    return (
        Cell(f"{fit(entry.id, widths.ids, glyphs.ellipsis)}  "),
        Cell(glyphs.notice, Role.NOTICE) if noticed else Cell(" "),
        *name_cells(entry, hit.words, widths.names - 1, glyphs),
        Cell(f"  {fit(entry.maker, widths.makers, glyphs.ellipsis)}" if widths.makers else "", Role.MUTED),
        Cell(f"  {entry.category:<{widths.category}}" if widths.category else ""),
        *word_cells(word_standing(catalog, entry, opinions), widths.word + 2, glyphs),
        Cell("  "),
        *marks,
        Cell(" " * max(0, widths.drawn - line_width(marks))),
        score_cell(known, _SCORE_WIDTH + 2, glyphs),
        Cell(f" {judge_tag(known)}" if known and widths.by else "", Role.MUTED),
    )
