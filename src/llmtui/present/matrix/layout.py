"""The columns of a matrix: place and name are fixed, the others scroll if not all of them fit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import accumulate

import msgspec
from msgspec.structs import replace

from llmtui.frameworks import Ranked
from llmtui.model import Criterion, Framework
from llmtui.present.cells import cell_len, fit
from llmtui.present.glyphs import Glyphs
from llmtui.present.matrix.arrangement import NAME, SCORE, subject
from llmtui.present.score import RULE_WORDS, score_text

_SCORE_CELLS = 5
"""The least that scores take; a range of them takes more."""
_NAME = 24
"""Cells that names keep before places are hidden, and then headings abbreviated."""
_LEAST_NAME = 12
"""Cells that names keep in a narrow terminal before columns scroll."""
_PLACE_FROM = 44
"""Columns from which places have room."""
_MOST_STRETCH = 3
"""Further cells that a column gets if there is room."""
_BAR_CELLS = (5, 16)
"""The shortest bar that says something, and the longest."""
_MORE_SIGN = 3
"""Cells for the sign that there are more columns to the right."""


class Heads(Enum):
    """How the headings of criteria are written; the value is how many cells they take."""

    CODES = 4
    INITIALS = 2
    LETTERS = 1

    @property
    def gap(self) -> int:
        """Cells between columns."""
        return 0 if self is Heads.LETTERS else 1

    @property
    def folded(self) -> Heads:
        """The next narrower ones; after the narrowest the widest."""
        known = list(Heads)
        return known[(known.index(self) + 1) % len(known)]

    def texts(self, criteria: Iterable[Criterion]) -> dict[str, str]:
        """The heading of each criterion by its id; initials that another one has give way to its other letters."""
        found: dict[str, str] = {}
        for each in criteria:
            wordings = [fit(text, self.value, "").strip() for text in self._wordings(each)]
            found[each.id] = next((text for text in wordings if text not in found.values()), wordings[0])
        return found

    def _wordings(self, criterion: Criterion) -> tuple[str, ...]:
        """What can be written over a criterion, the best first."""
        if self is not Heads.INITIALS:
            return (criterion.short or criterion.label,)
        first, *others = re.findall(r"[^\W_]+", criterion.label) or ("",)
        initials = tuple(first[:1] + other[0] for other in others)
        return (*initials, first, *(first[:1] + letter for letter in (*first[2:], *criterion.short)))


class Column(msgspec.Struct, frozen=True):
    """One of the columns that scroll."""

    key: str
    head: str
    width: int
    lead: str
    """What comes before it: a gap, or the line between two groups."""
    group: str = ""

    @property
    def cells(self) -> int:
        """What it takes in all."""
        return len(self.lead) + self.width

    def placed(self, text: str) -> str:
        """A text in the middle of the column."""
        before = max(0, (self.width - cell_len(text)) // 2)
        return fit(" " * before + text, self.width, "")


class MatrixLayout(msgspec.Struct, frozen=True):
    """The position and width of everything in a line."""

    place: int
    """Cells of the places with the gap before them; 0 hides them."""
    name: int
    columns: tuple[Column, ...]
    heads: Heads
    first: int = 0
    """The first column on screen."""
    last: int = 0
    """One past the last column on screen."""
    bar: int = 0
    """Cells of the bar after the score; 0 hides it."""

    @property
    def frozen(self) -> int:
        """Cells of what does not scroll: mark, place, gap, name."""
        return 2 + self.place + self.name

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns on screen."""
        return self.columns[self.first : self.last]

    @property
    def hidden_right(self) -> int:
        """How many columns there are beyond the last one on screen."""
        return len(self.columns) - self.last

    def spans(self) -> Iterator[tuple[Column, int, int]]:
        """Each column on screen with its first cell and one past its last."""
        start = self.frozen
        for column in self.shown:
            yield column, start, start + column.cells
            start += column.cells

    def span(self, key: str) -> tuple[int, int] | None:
        """The cells that a cursor in this column covers; None if it is not on screen."""
        if key == NAME:
            return 1 + self.place, self.frozen
        spans = (each for each in self.spans() if each[0].key == key)
        return next(((end - column.width - self.heads.gap, end) for column, _start, end in spans), None)

    def at(self, x: int) -> str:
        """The column at a terminal cell; the last one past the end."""
        if x < self.frozen or not self.shown:
            return NAME
        return next((each.key for each, start, end in self.spans() if start <= x < end), self.shown[-1].key)


class Frame(msgspec.Struct, frozen=True):
    """What a matrix is laid out for."""

    framework: Framework
    ranked: Sequence[Ranked]
    """Every row that may come on screen, so that filtering moves no column."""
    width: int
    glyphs: Glyphs
    heads: Heads | None = None
    """How to write headings; None takes the widest with which all columns fit."""
    left: int = 0
    """The first column to show, if not all fit."""
    roomy: bool = True
    """Whether to use room that is left for wider columns and bars."""
    hides_places: bool = False
    """Whether names need the cells of the places."""

    @property
    def place(self) -> int:
        """Cells of the places."""
        has_room = self.width >= _PLACE_FROM and not self.hides_places
        return len(str(len(self.ranked))) + 1 if has_room else 0

    @property
    def longest(self) -> int:
        """Cells of the longest name."""
        return max((cell_len(subject(each)) for each in self.ranked), default=_LEAST_NAME)

    @property
    def score(self) -> int:
        """Cells of the longest score."""
        return max((cell_len(score_text(each.rating, self.glyphs)) for each in self.ranked), default=0)

    def name_room(self, columns: Sequence[Column]) -> int:
        """The cells left for names after all columns and the scroll bar."""
        return self.width - 1 - 2 - self.place - sum(column.cells for column in columns)


def lay_out(frame: Frame) -> MatrixLayout:
    """The widest headings with which everything fits, else the narrowest and as many columns as fit."""
    heads = frame.heads or Heads.LETTERS
    for least, heads, hides_places in _preferred((frame.heads,) if frame.heads else tuple(Heads)):
        tried = replace(frame, hides_places=hides_places)
        columns = _columns(tried, heads)
        if (room := tried.name_room(columns)) >= min(frame.longest, least):
            if not frame.roomy:
                return MatrixLayout(tried.place, min(frame.longest, room), columns, heads, 0, len(columns))
            return _roomy(tried, heads, columns)
    return _scrolled(frame, heads, _columns(frame, heads))


def _preferred(known: Sequence[Heads]) -> Iterator[tuple[int, Heads, bool]]:
    """The cells that names need, the headings, and whether places are hidden, in the order to be tried."""
    yield from ((_NAME, heads, hides_places) for heads in known for hides_places in (False, True))
    yield from ((_LEAST_NAME, heads, False) for heads in known if heads is not Heads.CODES or len(known) == 1)


def _columns(frame: Frame, heads: Heads, stretch: int = 0) -> tuple[Column, ...]:
    """All columns that scroll: the criteria by group, then the score."""
    columns: list[Column] = []
    texts = heads.texts(frame.framework.criteria)
    rule = " " if heads is Heads.LETTERS else "|" if frame.glyphs.ascii else "│"
    for group, criteria in frame.framework.grouped:
        for criterion in criteria:
            divided = columns and columns[-1].group != group.id
            lead = (rule if divided else "") + " " * (heads.gap if columns else 1)
            columns.append(Column(criterion.id, texts[criterion.id], heads.value + stretch, lead, group.id))
    lead, width = rule + " " * heads.gap, max(_SCORE_CELLS, frame.score)
    return (*columns, Column(SCORE, RULE_WORDS[frame.framework.rule].heading, width, lead))


def _roomy(frame: Frame, heads: Heads, columns: tuple[Column, ...]) -> MatrixLayout:
    """Everything is on screen; what is left makes columns wider and draws the scores."""
    room = frame.name_room(columns)
    name = min(frame.longest, room)
    stretch = min(_MOST_STRETCH, (room - name) // len(columns)) if heads is Heads.CODES else 0
    columns = _columns(frame, heads, stretch)
    spare = frame.name_room(columns) - name - 1
    bar = min(spare, _BAR_CELLS[1]) if spare >= _BAR_CELLS[0] else 0
    return MatrixLayout(frame.place, name, columns, heads, 0, len(columns), bar)


def _scrolled(frame: Frame, heads: Heads, columns: tuple[Column, ...]) -> MatrixLayout:
    """As many columns from the left one on as fit, at least one."""
    name = min(frame.longest, max(8, frame.width * 3 // 10))
    layout = MatrixLayout(frame.place, name, columns, heads)
    window = _window(frame, layout)
    first = min(max(frame.left, 0), window.furthest)
    return replace(layout, first=first, last=window.last(first))


class _Window(msgspec.Struct, frozen=True):
    """Which columns fit on screen together."""

    room: int
    """Cells for columns that scroll."""
    ends: tuple[int, ...]
    """0, then the cells that the columns take up to each one, itself included."""

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.ends) - 1

    @property
    def furthest(self) -> int:
        """The first column of the last screenful."""
        return min(bisect_left(self.ends, self.ends[-1] - self.room), self.count - 1)

    def last(self, first: int) -> int:
        """One past the last column that fits when this one is the first."""
        limit = self.ends[first] + self.room
        if self.ends[-1] <= limit:
            return self.count
        return max(first + 1, bisect_right(self.ends, limit - _MORE_SIGN, hi=self.count) - 1)


def _window(frame: Frame, layout: MatrixLayout) -> _Window:
    ends = accumulate((column.cells for column in layout.columns), initial=0)
    return _Window(frame.width - 1 - layout.frozen, tuple(ends))


def left_for(frame: Frame, key: str) -> int:
    """The first column to show so that this one is seen, scrolling no further than needed."""
    layout = lay_out(frame)
    index = next((row for row, column in enumerate(layout.columns) if column.key == key), 0)
    if index < layout.last:
        return min(index, layout.first)
    window = _window(frame, layout)
    return next(first for first in range(layout.first, index + 1) if window.last(first) > index)
