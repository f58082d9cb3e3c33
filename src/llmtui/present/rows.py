"""A row of the list: name, word, the openness matrix as a strip, score with who judged, and facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import msgspec

from llmtui.frameworks import CellStanding, Opinions, Standing, opinions_by_topic, standing
from llmtui.licences import licence_in_short
from llmtui.model import Catalog, Entry, Framework, Grade
from llmtui.openness.doubts import is_doubtful
from llmtui.openness.words import WordStanding, word_standing
from llmtui.present.cells import Cell, Line, Role, fit
from llmtui.present.columns import SIGN_CELLS, RowWidths
from llmtui.present.glyphs import UNICODE, WORD_ROLES, Glyphs
from llmtui.present.score import judge_tag, score_text
from llmtui.search import Hit, Sort, highlight

_NOT_JUDGED = "not judged"
_WORD_TEXT = 12
"""The cells of the longest word; a narrower column shows its sign alone."""


class Signs(msgspec.Struct, frozen=True):
    """The marks and stars that the user gave to entries."""

    marks: tuple[str, ...] = ()
    """Ids marked for comparison, in order."""
    stars: Collection[str] = ()
    """Starred ids."""

    def cells(self, entry: Entry, glyphs: Glyphs, *, noticed: bool) -> Line:
        """The number of the mark, and the star or else the sign that there is something to know."""
        number = str(self.marks.index(entry.id) + 1) if entry.id in self.marks else " "
        if entry.id in self.stars:
            return (Cell(number, Role.KEY), Cell(glyphs.star, Role.STAR))
        return (Cell(number, Role.KEY), Cell(glyphs.notice, Role.NOTICE) if noticed else Cell(" "))


NO_SIGNS = Signs()


def strip(columns: Framework, known: Standing | None, glyphs: Glyphs) -> Line:
    """The matrix in one line: one sign per criterion, a gap between groups.

    The columns are those of the chosen framework even if another one judged the entry, so that each column of the
    list asks one question.
    """
    cells_of = {cell.criterion.id: cell for cell in known.cells} if known else {}
    cells: list[Cell] = []
    for _group, criteria in columns.grouped:
        cells += [Cell(" ")] if cells else []
        cells += [grade_sign(cells_of.get(each.id), glyphs) for each in criteria]
    return tuple(cells)


def _strip_or_note(columns: Framework, known: Standing | None, width: int, glyphs: Glyphs) -> Line:
    """The strip, or in its place that the entry was not judged."""
    if known is None:
        return (Cell(fit(_NOT_JUDGED, width, ""), Role.UNKNOWN),)
    return strip(columns, known, glyphs)


def grade_sign(cell: CellStanding | None, glyphs: Glyphs) -> Cell:
    """The sign of the grade that counts; one that was declared and not reviewed has another sign."""
    if cell is None or not cell.opinions:
        return glyphs.grade(Grade.UNKNOWN)
    counting = cell.opinions[0]
    return glyphs.grade(counting.judgement.grade, declared=counting.declared)


def lit_cell(columns: Framework, topic: str) -> int | None:
    """The cell of the strip that shows a topic; None if the framework does not ask about it."""
    position = 0
    for _group, criteria in columns.grouped:
        for each in criteria:
            if each.topic == topic:
                return position
            position += 1
        position += 1
    return None


def strip_heading(framework: Framework) -> str:
    """The groups over their part of the strip."""
    return " ".join(fit(group.short or group.label, len(criteria), "") for group, criteria in framework.grouped)


def strip_width(framework: Framework | None) -> int:
    """The cells a strip takes."""
    return len(framework.criteria) + len(framework.groups) - 1 if framework else 0


def row(catalog: Catalog, hit: Hit, framework: str, widths: RowWidths, glyphs: Glyphs, signs: Signs = NO_SIGNS) -> Line:
    """One entry of the list."""
    entry = hit.entry
    known = standing(catalog, entry, framework)
    opinions = all_opinions(catalog, entry, known)
    noticed = is_noticed(catalog, entry, opinions)
    cells = [*signs.cells(entry, glyphs, noticed=noticed), *name_cells(entry, hit.words, widths.name, glyphs)]
    if widths.word:
        cells += word_cells(word_standing(catalog, entry, opinions), widths.word, glyphs)
    if widths.strip and (columns := catalog.judge(framework)):
        cells += [Cell("  "), *_strip_or_note(columns, known, widths.strip - 2, glyphs)]
    if widths.score:
        cells.append(score_cell(known, widths.score, glyphs))
    if widths.by:
        cells.append(tag_cell(known, widths.by))
    facts = ("  " + fit(text, width - 2, glyphs.ellipsis) for text, width in _facts(entry, widths, glyphs))
    return (*cells, *(Cell(text, Role.MUTED) for text in facts))


def all_opinions(catalog: Catalog, entry: Entry, known: Standing | None) -> Opinions:
    """What all judges say of an entry; its standing has that already if all judges are chosen."""
    return known.by_topic if known and known.by_topic else opinions_by_topic(catalog.frameworks, entry)


def is_noticed(catalog: Catalog, entry: Entry, opinions: Opinions) -> bool:
    """Whether the details say something to know first: a notice, a dispute, or that nothing has evidence.

    Args:
        catalog: It holds the frameworks.
        entry: The entry.
        opinions: What all judges say of it.
    """
    return bool(entry.notice) or is_doubtful(catalog, entry, opinions)


def _facts(entry: Entry, widths: RowWidths, glyphs: Glyphs) -> Iterator[tuple[str, int]]:
    """The texts of the columns that come after the openness, with their widths."""
    if widths.size:
        yield size_text(entry, glyphs).rjust(widths.size - 2), widths.size
    if widths.licence:
        yield licence_in_short(entry.licence, entry.licences), widths.licence
    if widths.released:
        yield entry.released[:7], widths.released
    if widths.maker:
        yield entry.maker, widths.maker
    if widths.category:
        yield entry.category, widths.category
    if widths.listed:
        yield str(len({each.source for each in entry.listed_in})).rjust(widths.listed - 2), widths.listed


def size_text(entry: Entry, glyphs: Glyphs) -> str:
    """The size, or the smallest and the largest."""
    if len(entry.sizes) < 2:  # noqa: PLR2004 - one size is not a range
        return "".join(entry.sizes)
    return f"{entry.sizes[0]}{glyphs.dash}{entry.sizes[-1]}"


def word_cells(known: WordStanding | None, width: int, glyphs: Glyphs) -> Line:
    """The sign of the word, or the word itself if there is room; blank for kinds that have none."""
    if known is None:
        return (Cell(" " * width),)
    role = WORD_ROLES[known.word]
    if width - 2 < _WORD_TEXT:
        return (Cell(" " + fit(glyphs.words[known.word], width - 1, ""), role),)
    return (Cell("  " + fit(known.word.value, width - 2, glyphs.ellipsis), role),)


def score_cell(known: Standing | None, width: int, glyphs: Glyphs) -> Cell:
    """The score at the right of its column; blank if it cannot be compared with those of the chosen framework."""
    if known is None:
        return Cell(glyphs.dash.rjust(width), Role.MUTED)
    if not known.own:
        return Cell(" " * width)
    return Cell(score_text(known.rating, glyphs).rjust(width), Role.SCORE)


def tag_cell(known: Standing | None, width: int) -> Cell:
    """Who judged the entry, and in which year."""
    return Cell(fit(f" {judge_tag(known)}" if known else "", width), Role.MUTED)


def judge_cell(known: Standing | None, width: int) -> Cell:
    """The short name of the framework that judged the entry, if that is not the chosen one."""
    return Cell(fit(f" {known.judge}" if known and known.judge else "", width), Role.MUTED)


def heading(framework: Framework | None, widths: RowWidths, lit: int | None = None, glyphs: Glyphs = UNICODE) -> Line:
    """The line over the list that names its columns.

    Args:
        framework: The chosen one.
        widths: Of the columns.
        lit: The cell of the strip to point at, if any.
        glyphs: The signs.
    """
    word = "Word" if widths.word > len("Word") + 1 else ""
    before = " " * SIGN_CELLS + fit("Name", widths.name, "")
    before += "  " + fit(word, widths.word - 2, "") if widths.word else ""
    after = "".join(title for title, width in _titles(widths) if width)
    if not (widths.strip and framework):
        return (Cell(before + after, Role.MUTED),)
    groups = fit(strip_heading(framework), widths.strip - 2)
    if lit is None:
        return (Cell(f"{before}  {groups}{after}", Role.MUTED),)
    return (
        Cell(f"{before}  ", Role.MUTED),
        Cell(_pointer(framework, lit, widths, glyphs), Role.KEY),
        Cell(after, Role.MUTED),
    )


def _titles(widths: RowWidths) -> tuple[tuple[str, int], ...]:
    """The headings of the columns from the score on, each as wide as its column, with their widths."""
    return (
        ("Score".rjust(widths.score), widths.score),
        (fit(" By", widths.by, ""), widths.by),
        ("  " + "Size".rjust(widths.size - 2), widths.size),
        ("  " + fit("Licence", widths.licence - 2, ""), widths.licence),
        ("  " + fit("Released", widths.released - 2, ""), widths.released),
        ("  " + fit("Maker", widths.maker - 2, ""), widths.maker),
        ("  " + fit("Category", widths.category - 2, ""), widths.category),
        ("  " + "Listed".rjust(widths.listed - 2), widths.listed),
    )


_SORTS = {
    "Name": Sort.NAME,
    "Score": Sort.SCORE,
    "Size": Sort.SIZE,
    "Released": Sort.RELEASED,
    "Maker": Sort.MAKER,
    "Category": Sort.CATEGORY,
    "Listed": Sort.LISTED,
}
"""What the list is sorted by, by the heading of the column."""


def sort_of_heading(line: str, x: int) -> Sort | None:
    """What a heading at a cell of the heading line sorts by; None if nothing is sorted by its column.

    Headings are plain letters, so that a cell is a letter. The blanks before a heading belong to it.
    """
    ahead = [found for found in re.finditer(r"\S+", line) if found.end() > x]
    return _SORTS.get(ahead[0].group()) if ahead else None


def _pointer(framework: Framework, lit: int, widths: RowWidths, glyphs: Glyphs) -> str:
    """The label of a criterion, with a sign that points at its dots."""
    room = widths.strip - 2
    label = next((each.label for each in framework.criteria if lit_cell(framework, each.topic) == lit), "")
    if lit > room // 2:
        return (fit(label, min(lit, len(label)), glyphs.ellipsis).rjust(lit) + glyphs.below).ljust(room)
    return fit(" " * lit + glyphs.below + fit(label, min(room - lit - 1, len(label)), glyphs.ellipsis), room, "")


def name_cells(entry: Entry, words: tuple[str, ...], width: int, glyphs: Glyphs) -> Line:
    """The name with the letters that matched marked."""
    shown = fit(entry.name, width, glyphs.ellipsis)
    if not words:
        return (Cell(shown),)
    marked = highlight(entry.name, words)
    cells: list[Cell] = []
    start = 0
    for position in range(1, len(shown) + 1):
        if position == len(shown) or (position in marked) != (start in marked):
            cells.append(Cell(shown[start:position], Role.MATCH if start in marked else Role.TEXT))
            start = position
    return tuple(cells)
