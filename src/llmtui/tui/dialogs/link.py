"""Shows an address if no browser can be opened from here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from rich.style import Style
from textual.binding import Binding, BindingType
from textual.content import Content

from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, pieces
from llmtui.present.glyphs import Glyphs
from llmtui.tui.dialogs.reading import ReadingDialog, ReadingPane


class LinkPane(ReadingPane):
    """An address that the terminal knows as one link, on however many lines it is drawn."""

    def __init__(self, url: str, glyphs: Glyphs) -> None:
        super().__init__(partial(_address, url), glyphs)
        self._link = Style(link=url)

    def style_for(self, role: Role) -> Style:
        """The style of a role; the address is a link for the terminal."""
        return super().style_for(role) + self._link if role is Role.LINK else super().style_for(role)


class LinkDialog(ReadingDialog):
    """The whole address, to click, to copy or to select by hand."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "Copy", id="link.copy", tooltip="Copy the address")]

    def __init__(self, url: str, glyphs: Glyphs, copy: Callable[[], None]) -> None:
        super().__init__("Link", partial(_address, url), glyphs)
        self._url = url
        self._copy = copy

    def make_pane(self) -> ReadingPane:
        """The pane, with its keys in the border."""
        pane = LinkPane(self._url, self._glyphs)
        pane.border_subtitle = Content("y copies, esc closes")
        return pane

    def action_copy(self) -> None:
        """Copy the address."""
        self._copy()


def _address(url: str, canvas: Canvas) -> tuple[Line, ...]:
    """The whole address, and what can be done with it."""
    lines = tuple((Cell(part, Role.LINK),) for part in pieces(url, max(1, canvas.width)))
    hint = "There is no browser here: click it in your terminal, mostly with ctrl or shift, or copy it with y."
    return (*lines, (), *canvas.paragraph(hint, Role.MUTED))
