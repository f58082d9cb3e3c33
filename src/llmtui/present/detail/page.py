"""What the details of an entry are made of: lines with spots that lead somewhere, laid out for one page."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from llmtui.model import Assessment, Catalog
from llmtui.present.cells import Cell, Role, fit_line, line_width, wrap
from llmtui.present.glyphs import Glyphs
from llmtui.present.spots import Spot, SpotLine

SIDE_BY_SIDE = 61
"""Columns from which the groups of a matrix are drawn side by side."""


class CriterionTarget(msgspec.Struct, frozen=True):
    """A criterion of one of the entry's assessments."""

    assessment: Assessment
    """By one framework, or what all judges say together."""
    criterion: str
    entry: str = ""
    """The id of the entry, whose other grades on the topic are then explained too."""


class LinkTarget(msgspec.Struct, frozen=True):
    """An address to open."""

    url: str


class EntryTarget(msgspec.Struct, frozen=True):
    """Another entry to jump to."""

    id: str


Target = CriterionTarget | LinkTarget | EntryTarget


class DetailLine(SpotLine[Target], frozen=True):
    """A line of the details. It is a class of its own because calling an alias of a generic one is slow."""


class Page(msgspec.Struct, frozen=True):
    """What the detail of an entry is laid out for."""

    catalog: Catalog
    framework: str
    width: int
    glyphs: Glyphs
    evidence: bool = False
    """Whether the evidence is listed under each criterion, for output without a cursor."""
    release: str = ""
    """The name that was asked for, if it is a release that the entry does not list."""
    note: str | None = None
    """The user's own note; empty for a star without a note, None if there is no star."""

    @property
    def side_by_side(self) -> bool:
        """Whether the groups of a matrix are drawn side by side."""
        return self.width >= SIDE_BY_SIDE and not self.evidence

    def cut(self, cells: Iterable[Cell], target: Target | None = None) -> DetailLine:
        """A line that is one spot if it has a target. It is cut to the width if a cursor can show the rest."""
        line = tuple(cells) if self.evidence else fit_line(cells, self.width, self.glyphs.ellipsis)
        return DetailLine(line, (Spot(0, line_width(line), target),) if target else ())

    def paragraph(self, text: str, role: Role = Role.TEXT) -> list[DetailLine]:
        """Wrapped text."""
        return [DetailLine((Cell(line, role),)) for line in wrap(text, self.width)]

    def heading(self, text: str) -> list[DetailLine]:
        """A heading after a blank line."""
        return [DetailLine(), self.cut([Cell(text, Role.HEADING)])]
