"""The list of entries as a table for plain commands, one line per entry."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.frameworks import standing
from llmtui.model import Catalog
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, line_width
from llmtui.present.glyphs import Glyphs
from llmtui.present.rows import name_cells, strip, strip_width
from llmtui.present.score import score_text
from llmtui.search import Hit

_NOT_JUDGED = "not judged"
_LEAST_TEXT = 12
"""Columns that a name or a maker keeps when a terminal is narrow."""


def entry_table(catalog: Catalog, hits: Sequence[Hit], framework: str, width: int, glyphs: Glyphs) -> tuple[Line, ...]:
    """A heading and one row per entry, in columns that fit the width if possible."""
    ids = max(2, *(len(hit.entry.id) for hit in hits))
    category = max(8, *(len(hit.entry.category) for hit in hits))
    drawn = max(len(_NOT_JUDGED), strip_width(catalog.judge(framework)))
    room = max(2 * _LEAST_TEXT, width - ids - category - drawn - 6 - 4 - 5 * 2)
    names = min(max(4, *(cell_len(hit.entry.name) for hit in hits)) + 1, max(_LEAST_TEXT, room * 3 // 5))
    makers = min(max(5, *(cell_len(hit.entry.maker) for hit in hits)), max(_LEAST_TEXT, room - names))
    titles = f"{'id':<{ids}}   {'name':<{names - 1}}  {'maker':<{makers}}  {'category':<{category}}"
    heading = f"{titles}  {'openness':<{drawn}}  score"
    rows = (_row(catalog, hit, framework, (ids, names, makers, category, drawn), glyphs) for hit in hits)
    return ((Cell(heading, Role.MUTED),), *rows)


def _row(catalog: Catalog, hit: Hit, framework: str, widths: tuple[int, int, int, int, int], glyphs: Glyphs) -> Line:
    entry = hit.entry
    ids, names, makers, category, drawn = widths
    known = standing(catalog, entry, framework)
    chosen = catalog.judge(framework)
    marks = strip(chosen, known, glyphs) if known and chosen else (Cell(_NOT_JUDGED, Role.UNKNOWN),)
    rating = known.rating if known else None
    return (
        Cell(f"{entry.id:<{ids}}  "),
        Cell(glyphs.notice, Role.NOTICE) if entry.notice else Cell(" "),
        *name_cells(entry, hit.words, names - 1, glyphs),
        Cell(f"  {fit(entry.maker, makers, glyphs.ellipsis)}", Role.MUTED),
        Cell(f"  {entry.category:<{category}}  "),
        *marks,
        Cell(" " * max(0, drawn - line_width(marks))),
        Cell(f"  {score_text(rating, glyphs):>5}", Role.SCORE if rating else Role.MUTED),
        Cell(f" {known.judge}" if known and known.judge else "", Role.MUTED),
    )
