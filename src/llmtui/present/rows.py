"""A row of the list: name, maker, the openness matrix as a strip, score."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from llmtui.frameworks import Standing, standing
from llmtui.model import Catalog, Entry, Framework, Grade
from llmtui.present.cells import Cell, Line, Role, fit
from llmtui.present.glyphs import Glyphs
from llmtui.present.score import score_text
from llmtui.search import Hit, highlight

_SCORE_CELLS = 5
_JUDGE_CELLS = 5
_LEAST_NAME = 12
_MAKER_FROM = 58
"""Terminal columns from which a list shows makers."""


class RowWidths(msgspec.Struct, frozen=True):
    """The widths of a row's columns; 0 hides one."""

    name: int
    maker: int
    strip: int
    score: int
    by: int


class Signs(msgspec.Struct, frozen=True):
    """The marks and stars that the user gave to entries."""

    marks: tuple[str, ...] = ()
    """Ids marked for comparison, in order."""
    stars: Collection[str] = ()
    """Starred ids."""

    def cells(self, entry: Entry, glyphs: Glyphs) -> Line:
        """The number of the mark, and the star or else the sign of a notice."""
        number = str(self.marks.index(entry.id) + 1) if entry.id in self.marks else " "
        if entry.id in self.stars:
            return (Cell(number, Role.KEY), Cell(glyphs.star, Role.STAR))
        return (Cell(number, Role.KEY), Cell(glyphs.notice, Role.NOTICE) if entry.notice else Cell(" "))


NO_SIGNS = Signs()
_SIGN_CELLS = 2


def columns(width: int, strip: int) -> RowWidths:
    """Share out the width of a list: names get what is left, at least enough to tell entries apart."""
    score = _SCORE_CELLS if width >= _LEAST_NAME + _SCORE_CELLS + 1 else 0
    by = _JUDGE_CELLS if width >= _MAKER_FROM else 0
    strip = strip if width - score - by - 2 - strip >= _LEAST_NAME else 0
    left = width - _SIGN_CELLS - score - bool(score) - by - strip - 2 * bool(strip)
    maker = min(28, width // 4) if width >= _MAKER_FROM else 0
    maker = maker if left - maker > _LEAST_NAME else 0
    return RowWidths(max(1, left - maker - bool(maker)), maker, strip, score, by)


def strip(columns: Framework, known: Standing | None, glyphs: Glyphs) -> Line:
    """The matrix in one line: one sign per criterion, a gap between groups.

    The columns are those of the chosen framework even if another one judged the entry, so that each column of the
    list asks one question.
    """
    grades = known.grades if known else {}
    cells: list[Cell] = []
    for _group, criteria in columns.grouped():
        cells += [Cell(" ")] if cells else []
        cells += [glyphs.grade(grades.get(each.id, Grade.UNKNOWN)) for each in criteria]
    return tuple(cells)


def strip_heading(framework: Framework) -> str:
    """The groups over their part of the strip."""
    return " ".join(fit(group.short or group.label, len(criteria), "") for group, criteria in framework.grouped())


def strip_width(framework: Framework | None) -> int:
    """The cells a strip takes."""
    return len(framework.criteria) + len(framework.groups) - 1 if framework else 0


def row(catalog: Catalog, hit: Hit, framework: str, widths: RowWidths, glyphs: Glyphs, signs: Signs = NO_SIGNS) -> Line:
    """One entry of the list."""
    entry = hit.entry
    known = standing(catalog, entry, framework)
    cells = [*signs.cells(entry, glyphs), *name_cells(entry, hit.words, widths.name, glyphs)]
    if widths.maker:
        cells.append(Cell(" " + fit(entry.maker, widths.maker, glyphs.ellipsis), Role.MUTED))
    if widths.strip and (columns := catalog.judge(framework)):
        cells += [Cell("  "), *strip(columns, known, glyphs)]
    if widths.score:
        cells += [Cell(" "), score_cell(known, widths.score, glyphs)]
    if widths.by:
        cells.append(judge_cell(known, widths.by))
    return tuple(cells)


def score_cell(known: Standing | None, width: int, glyphs: Glyphs) -> Cell:
    """The score at the right of its column, muted if it cannot be compared with those of the chosen framework."""
    text = score_text(known.rating if known else None, glyphs).rjust(width)
    return Cell(text, Role.SCORE if known and known.own else Role.MUTED)


def judge_cell(known: Standing | None, width: int) -> Cell:
    """The short name of the framework that judged the entry, if that is not the chosen one."""
    return Cell(fit(f" {known.judge}" if known and known.judge else "", width), Role.MUTED)


def heading(framework: Framework | None, widths: RowWidths) -> Line:
    """The line over the list that names its columns."""
    text = " " * _SIGN_CELLS + fit("Name", widths.name, "")
    text += " " + fit("Maker", widths.maker, "") if widths.maker else ""
    if widths.strip and framework:
        text += "  " + fit(strip_heading(framework), widths.strip)
    text += " " + "Score".rjust(widths.score) if widths.score else ""
    return (Cell(text, Role.MUTED),)


def name_cells(entry: Entry, words: tuple[str, ...], width: int, glyphs: Glyphs) -> Line:
    """The name with the letters that matched marked."""
    shown = fit(entry.name, width, glyphs.ellipsis)
    marked = highlight(entry.name, words) if words else frozenset()
    cells: list[Cell] = []
    start = 0
    for position in range(1, len(shown) + 1):
        if position == len(shown) or (position in marked) != (start in marked):
            cells.append(Cell(shown[start:position], Role.MATCH if start in marked else Role.TEXT))
            start = position
    return tuple(cells)
