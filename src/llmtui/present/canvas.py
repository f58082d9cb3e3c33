"""What whole lines are drawn on."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from llmtui.present.cells import Cell, Line, Role, fit_line, paragraph, pieces
from llmtui.present.glyphs import Glyphs

WIDEST_PROSE = 100
"""Terminal cells of a line of prose at most: longer lines are hard to read."""


class Canvas(msgspec.Struct, frozen=True):
    """The room for a line, and the signs to draw with."""

    width: int
    """In terminal cells."""
    glyphs: Glyphs

    def cut(self, line: Iterable[Cell]) -> Line:
        """The line, cut with a sign if it is too long."""
        return fit_line(line, self.width, self.glyphs.ellipsis)

    def paragraph(self, text: str, role: Role = Role.TEXT) -> list[Line]:
        """Wrapped text as lines of one role."""
        return paragraph(text, self.width, role)

    def link(self, url: str) -> list[Line]:
        """A whole address behind its sign, on as many lines as it needs."""
        return [(Cell(part, Role.LINK),) for part in pieces(f"{self.glyphs.link} {url}", self.width)]
