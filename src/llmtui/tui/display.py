"""Sends to the terminal only the cells that changed, whatever Textual paints anew.

Textual sends whole widgets, or the whole screen after a change of layout or focus, each part with its full style. Over
a slow line that is what somebody waits for. Here a copy of the terminal's cells is kept where updates are written, and
only what differs from it goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rich.color import ColorSystem
from rich.console import Console, RenderableType
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.screen import Screen
from textual.strip import Strip

from llmtui.tui.pen import Pen, Row, cells_of


class Change(CompositorUpdate):
    """What is left of an update; the copy follows when it is written, and only then."""

    def __init__(self, copy: ScreenCopy, rows: Mapping[int, Row], sequence: str, *, whole: bool) -> None:
        self._copy = copy
        self._rows = rows
        self._whole = whole
        self.sequence = sequence
        """What brings the terminal there; empty where it shows all of it already."""

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - Textual's interface
        """The sequence, which is now being written."""
        self._copy.follow(self._rows, whole=self._whole)
        return self.sequence


class ScreenCopy:
    """The cells of the terminal as the program left them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.known = False
        """Whether all of it was painted since somebody else may have."""

    def forget(self) -> None:
        """Trust nothing on the screen: it was resized, or somebody else wrote there."""
        self.rows.clear()
        self.known = False

    def fits(self, update: ChopsUpdate) -> bool:
        """Whether an update of parts is about a screen of this size."""
        width = update.chop_ends[0][-1] if update.chop_ends else 0
        return self.known and len(self.rows) == len(update.chops) and all(len(row) == width for row in self.rows)

    def compare(self, update: LayoutUpdate | ChopsUpdate, system: ColorSystem) -> Change:
        """What an update changes in the terminal."""
        whole = isinstance(update, LayoutUpdate)
        if isinstance(update, LayoutUpdate):
            width = update.region.right
            old: list[Row] = self.rows if self._is_of(width, update.region.bottom) else []
        else:
            width, old = update.chop_ends[0][-1], self.rows
        new = _painted(update, width, old, system)
        pen = Pen()
        for y, row in new.items():
            pen.draw(y, old[y] if old else [None] * width, row)
        return Change(self, new, pen.finish(), whole=whole)

    def follow(self, rows: Mapping[int, Row], *, whole: bool) -> None:
        """Take over rows that are being written."""
        if whole:
            self.rows = [rows[y] for y in sorted(rows)]
            self.known = True
        else:
            for y, row in rows.items():
                self.rows[y] = row

    def _is_of(self, width: int, height: int) -> bool:
        return len(self.rows) == height and all(len(row) == width for row in self.rows)


def _painted(
    update: LayoutUpdate | ChopsUpdate, width: int, old: list[Row], system: ColorSystem
) -> dict[int, Row]:
    """The rows that an update paints, as they are afterwards."""
    rows: dict[int, Row] = {}
    for y, x, strips in _parts(update):
        if y not in rows:
            rows[y] = list(old[y]) if old else [None] * width
        cells = list(chain.from_iterable(cells_of(strip, system) for strip in strips))[: width - x]
        rows[y][x : x + len(cells)] = cells
    return rows


def _parts(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Strip]]]:
    """The row and column of each piece, and what is painted there."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            yield y, update.region.x, strips
        return
    for y, start, end in update.spans:
        for right, (left, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and left < end and right > start:
                yield y, left, (strip,)


class FrugalApp(App[None]):
    """An app that sends only what changed."""

    def __init__(self) -> None:
        super().__init__()
        self._copy = ScreenCopy()

    def on_resize(self) -> None:
        """Terminals move, cut or clear what they show; on waking up Textual sends this event too."""
        self._copy.forget()

    def forget_screen(self) -> None:
        """Send the whole screen anew, as somebody else may have written on it."""
        self._copy.forget()
        self.refresh(repaint=True, layout=True)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write an update: the only place where Textual writes pictures."""
        if not self._running or self._batch_count or self.is_headless or self.is_inline:
            super()._display(screen, renderable)
            return
        update = self._complete(screen, renderable)
        if not isinstance(update, LayoutUpdate | ChopsUpdate):
            super()._display(screen, update)
            return
        change = self._copy.compare(update, self._colours)
        moved = screen.outer_size.clamp_offset(self.cursor_position) != self._previous_cursor_position
        super()._display(screen, change if change.sequence or moved else None)

    def _complete(self, screen: Screen[object], update: RenderableType | None) -> RenderableType | None:
        """The update; the whole screen where a part of it would be put on unknown ground."""
        if isinstance(update, LayoutUpdate) or (self._copy.known and update is None):
            return update
        if isinstance(update, ChopsUpdate) and self._copy.fits(update):
            return update
        return screen._compositor.render_update(full=True, screen_stack=self._background_screens)

    @property
    def _colours(self) -> ColorSystem:
        return self.console._color_system or ColorSystem.TRUECOLOR

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the mouse's pointer alone: a report to the terminal whenever it passes over a field."""
