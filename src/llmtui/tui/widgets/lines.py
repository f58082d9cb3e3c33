"""Draws lines of cells through Textual's line API: only rows on screen, and only rows that changed.

It scrolls by itself instead of being a `ScrollView`: there each change of the content's size lays out the whole
screen again, which costs more than drawing it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.reactive import reactive
from textual.strip import Strip

from llmtui.present.cells import Line, Role, line_width, plain
from llmtui.present.glyphs import UNICODE, Glyphs
from llmtui.tui.terminal.app import TerminalApp
from llmtui.tui.theme import role_style
from llmtui.tui.widgets.scroll_bar import ScrollBar


class LineView(ScrollBar):
    """A scrolling pane of lines. Subclasses say how many there are and what each shows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--cursor", "line--cursor-idle"}
    DEFAULT_CSS = """
        LineView {
            border: round $pane-border;
            border-title-color: $foreground;
            border-title-style: bold;
            border-subtitle-color: $role-muted;
            padding: 0;
            &:focus { border: round $pane-active; border-title-color: $pane-active; }
            & > .line--cursor { background: $line-cursor; }
            & > .line--cursor-idle { background: $line-cursor-idle; }
            &:nocolor > .line--cursor { text-style: reverse; }
        }
        """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Down", show=False, id="nav.down"),
        Binding("k,up", "move(-1)", "Up", show=False, id="nav.up"),
        Binding("ctrl+d", "page(0.5)", "Half a page down", show=False, id="nav.half-down"),
        Binding("ctrl+u", "page(-0.5)", "Half a page up", show=False, id="nav.half-up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="nav.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="nav.page-up"),
        Binding("g,home", "first", "To the first", show=False, id="nav.first"),
        Binding("G,end", "last", "To the last", show=False, id="nav.last"),
    ]

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self.glyphs = glyphs
        self._strips: dict[int, Strip] = {}
        self._role_styles: dict[Role, Style] = {}
        self._colours: tuple[Style, Mapping[str, str]] | None = None
        """What the strips were drawn in: the style of the pane, and the variables of the theme."""
        self._is_restyled = True
        self._drawn_width, self._drawn_thumb = 0, range(0)
        """The width of the pane and the rows of the thumb, which all rows of a picture share."""

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def line_at(self, index: int, width: int) -> Line:
        """The cells of a line."""
        raise NotImplementedError

    def fixed_line(self, row: int, width: int) -> Line:  # noqa: ARG002 - for subclasses with fixed rows
        """The cells of a row that does not scroll."""
        return ()

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:  # noqa: ARG002 - a pane without a cursor
        """The columns of the line that the cursor covers."""
        return None

    @property
    def active_line(self) -> int:
        """The line that the terminal's cursor belongs on; of a pane without a cursor the first on screen."""
        return self.top

    @property
    def active_cell(self) -> Offset:
        """Where the terminal's cursor, which is not drawn, belongs on the screen: screen readers read that line."""
        line = self.active_line
        row = min(max(line - self.top, 0), max(0, self.page_size - 1))
        start, _end = self.cursor_span(line, self.size.width) or (0, 0)
        return self.content_region.offset + Offset(start, self.fixed + row)

    @property
    def stop(self) -> int:
        """The stop that the cursor is on."""
        return 0

    def stop_texts(self) -> tuple[str, ...]:
        """The text of each place where the cursor can stop; none if the pane has no cursor."""
        return ()

    def go_to_stop(self, stop: int) -> None:
        """Put the cursor on a stop."""

    def move_cursor(self, step: int) -> None:
        """Move by lines; a pane without a cursor scrolls."""
        self.scroll_lines(step)

    def validate_top(self, top: int) -> int:
        """Keep within the lines."""
        return min(max(top, 0), self.furthest)

    def watch_top(self, old: int, new: int) -> None:
        """Draw other lines."""
        if old != new:
            self.refresh()

    def show_line(self, index: int) -> None:
        """Scroll no further than needed to see a line."""
        if index < self.top:
            self.top = index
        elif index >= self.top + self.page_size:
            self.top = index - self.page_size + 1

    def redraw(self) -> None:
        """Draw everything anew, after the content changed."""
        self._strips.clear()
        self.top = self.validate_top(self.top)
        self.refresh()

    def redraw_line(self, index: int) -> None:
        """Draw one line anew, if it is on screen."""
        row = index - self.top + self.fixed
        if self.fixed <= row < self.size.height:
            self.refresh(Region(0, row, self.size.width, 1))

    def on_resize(self) -> None:
        """Keep within the lines. Textual calls each `on_resize` of a class and of those it extends."""
        self.top = self.validate_top(self.top)
        self.refresh()

    def notify_style_update(self) -> None:
        """See at the next picture, when everything has its style, whether the colours are others."""
        super().notify_style_update()
        self._is_restyled = True

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint some rows. What was drawn in other colours or for another width is forgotten, and only that."""
        if self._is_restyled:
            self._is_restyled = False
            colours = self.rich_style, self.app.theme_variables
            if colours != self._colours:
                self._colours = colours
                self._strips.clear()
                self._role_styles.clear()
        if self._drawn_width != self.size.width:
            self._strips.clear()
        self._drawn_width, self._drawn_thumb = self.size.width, self.thumb
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Paint a row of the pane, as part of `render_lines`."""
        width = self._drawn_width
        if y < self.fixed:
            return self._paint(self.fixed_line(y, width), width)
        index = y - self.fixed + self.top
        if index not in self._strips:
            self._strips[index] = self._paint(self.line_at(index, width) if index < self.line_count() else (), width)
        strip = self._strips[index]
        if span := self.cursor_span(index, width):
            strip = self.highlight(strip, *span)
        return self.with_thumb(strip) if y in self._drawn_thumb else strip

    def _paint(self, line: Line, width: int) -> Strip:
        segments = [Segment(cell.text, self.style_for(cell.role)) for cell in line if cell.text]
        return Strip(segments, line_width(line)).adjust_cell_length(width, self.style_for(Role.TEXT))

    def highlight(self, strip: Strip, start: int, end: int) -> Strip:
        """The row with the cursor on some of its columns."""
        style = self.get_component_rich_style("line--cursor" if self.has_focus else "line--cursor-idle", partial=True)
        covered = strip.crop(start, end)
        lit = Strip([Segment(text, (own or Style()) + style) for text, own, _control in covered], covered.cell_length)
        return Strip.join([strip.crop(0, start), lit, strip.crop(end)])

    def style_for(self, role: Role) -> Style:
        """How text of a role is drawn in this pane."""
        if role not in self._role_styles:
            self._role_styles[role] = self.rich_style + role_style(role, self.app.theme_variables)
        return self._role_styles[role]

    def action_move(self, step: int) -> None:
        """Move the cursor by lines."""
        self.move_cursor(step)

    def action_page(self, pages: float) -> None:
        """Move the cursor by pages."""
        self.move_cursor(round(pages * self.page_size) or 1)

    def action_first(self) -> None:
        """To the first line."""
        self.move_cursor(-self.line_count())

    def action_last(self) -> None:
        """To the last line."""
        self.move_cursor(self.line_count())

    def on_click(self, event: events.Click) -> None:
        """Report to a subclass which line was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or self.is_on_bar(offset.x, offset.y):
            return
        if offset.y < self.fixed:
            self.heading_clicked(offset.x)
        else:
            index = offset.y - self.fixed + self.top
            if index < self.line_count():
                self.line_clicked(index, offset.x, again=event.chain > 1)

    def heading_clicked(self, x: int) -> None:
        """What a click on a row that does not scroll does."""

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:
        """What a click on a line does; `again` for the second of a double click."""

    def on_focus(self) -> None:
        """The cursor stands out in the active pane only."""
        self._redraw_cursor()

    def on_blur(self) -> None:
        """As above."""
        self._redraw_cursor()

    def _redraw_cursor(self) -> None:
        for index in range(self.top, min(self.line_count(), self.top + self.page_size)):
            if self.cursor_span(index, self.size.width):
                self.redraw_line(index)


class CursorView(LineView, can_focus=True):
    """A pane whose cursor is one of its lines."""

    cursor: reactive[int] = reactive(0, repaint=False, init=False)

    def validate_cursor(self, cursor: int) -> int:
        """Keep within the lines."""
        return min(max(cursor, 0), max(0, self.line_count() - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the line left and the line reached."""
        self.show_line(new)
        self.redraw_line(old)
        self.redraw_line(new)
        self.cursor_moved()

    @property
    def active_line(self) -> int:
        """The line of the cursor."""
        return self.cursor

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self.show_line(self.cursor)

    @property
    def stop(self) -> int:
        """Every line is a stop."""
        return self.cursor

    def stop_texts(self) -> tuple[str, ...]:
        """The text of each line."""
        return tuple(map(self.text_of, range(self.line_count())))

    def text_of(self, index: int) -> str:
        """The text of a line."""
        return plain(self.line_at(index, max(1, self.size.width)))

    def go_to_stop(self, stop: int) -> None:
        """Put the cursor on a line."""
        self.cursor = stop

    def cursor_moved(self) -> None:
        """What follows from another line under the cursor."""

    def action_move(self, step: int) -> None:
        """Move by lines, and at once by all that a held key asks for."""
        app = self.app
        repeats = app.take_repeats() if isinstance(app, TerminalApp) else 0
        self.move_cursor(step * (1 + repeats))

    def move_cursor(self, step: int) -> None:
        """Move by lines, stopping at the ends."""
        self.cursor += step

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:
        """The whole line of the cursor."""
        return (0, width) if index == self.cursor else None
