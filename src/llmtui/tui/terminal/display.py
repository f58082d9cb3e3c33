"""Sends to the terminal only the cells that changed, whatever Textual paints anew.

Textual sends whole widgets, or the whole screen after a change of layout or focus, each part with its full style. Over
a slow line the user waits for that. Here a copy of the terminal's cells is kept where updates are written, and
only what differs from it goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeVar

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip

from llmtui.present.cells import wrap
from llmtui.tui.terminal.cell_writer import CellWriter
from llmtui.tui.terminal.handled import handled
from llmtui.tui.terminal.row import Row, cells_of, is_unsure

Result = TypeVar("Result")


class Change(CompositorUpdate):
    """What is left of an update; the copy follows when it is written, and only then."""

    def __init__(self, copy: ScreenCopy, after: Picture, sequence: str) -> None:
        self._copy = copy
        self._after = after
        self.sequence = sequence
        """What brings the terminal there; empty if it shows all of it already."""

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - Textual's interface
        """The sequence, which is now being written."""
        self._copy.picture = self._after
        return self.sequence


class Picture:
    """The cells of a screen."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.rows: list[Row] = [[None] * width for _row in range(height)]
        self.unsure: set[int] = set()
        """The rows with signs on whose width terminals disagree."""

    def is_like(self, width: int, height: int) -> bool:
        """Whether it is of this size."""
        return (self.width, len(self.rows)) == (width, height)

    def painted(self, update: LayoutUpdate | ChopsUpdate, system: ColorSystem) -> tuple[Picture, list[int]]:
        """The picture after an update, and the rows that were painted."""
        after = Picture(self.width, 0)
        after.rows = self.rows.copy()
        after.unsure = self.unsure.copy()
        touched: dict[int, bool] = {}
        for y, x, strips in _parts(update):
            if y not in touched:
                after.rows[y] = self.rows[y].copy()
                touched[y] = y in self.unsure
            touched[y] |= _paint(after.rows[y], x, strips, system)
        for y, unsure in touched.items():
            if unsure:
                (after.unsure.add if any(map(is_unsure, after.rows[y])) else after.unsure.discard)(y)
        return after, list(touched)


def _paint(row: Row, x: int, strips: Iterable[Strip], system: ColorSystem) -> bool:
    """Paint part of a row; whether a sign of it is unsure."""
    unsure = False
    for text, style, control in chain.from_iterable(strips):
        if control:
            continue
        cells, is_odd = cells_of(text, style, system)
        row[x : x + len(cells)] = cells[: max(0, len(row) - x)]
        x += len(cells)
        unsure |= is_odd
    return unsure


class ScreenCopy:
    """What the terminal shows, as the program left it."""

    def __init__(self) -> None:
        self.picture: Picture | None = None
        """None if another program may have written since."""

    def fits(self, update: ChopsUpdate) -> bool:
        """Whether an update of parts is about what is on screen."""
        return self.picture is not None and self.picture.is_like(update.chop_ends[0][-1], len(update.chops))

    def compare(self, update: LayoutUpdate | ChopsUpdate, system: ColorSystem) -> Change:
        """What an update, of the whole screen or one that fits, changes in the terminal."""
        before = self.picture
        if isinstance(update, LayoutUpdate) and not (before and before.is_like(*_corner(update))):
            before = Picture(*_corner(update))
        assert before is not None  # noqa: S101 - an update of parts fits
        after, rows = before.painted(update, system)
        writer = CellWriter(after.width)
        for y in rows:
            unsure = y in before.unsure or y in after.unsure
            writer.draw(y, before.rows[y], after.rows[y], unsure=unsure)
            if self.picture is None:
                writer.write()  # from top to bottom, as one reads
        return Change(self, after, writer.finish())


def _corner(update: LayoutUpdate) -> tuple[int, int]:
    return update.region.right, update.region.bottom


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


LEAST_SIZE = Size(20, 8)
"""The least columns and rows that a picture fits in."""


def is_enough(size: Size) -> bool:
    """Whether a picture fits into a terminal of this size."""
    return size.width >= LEAST_SIZE.width and size.height >= LEAST_SIZE.height


def notice(size: Size) -> LayoutUpdate:
    """What to show if the terminal is too small for anything else."""
    lines = wrap(f"needs {LEAST_SIZE.width} x {LEAST_SIZE.height}, is {size.width} x {size.height}", size.width)
    rows = [*lines, *([""] * size.height)][: size.height]
    strips: list[Iterable[Strip]] = [[Strip([Segment(row.ljust(size.width), Style())])] for row in rows]
    return LayoutUpdate(strips, size.region)


class PatientScreen(Screen[None]):
    """A screen that is not painted while the app collects updates: Textual would paint it all and throw that away."""

    _waits = False
    _was_seen = False
    _is_complete = False
    """Whether it was brought up to date after it opened: Textual paints it several times on the way."""

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Leave the styles of what was just built, which Textual would work out once more; paint it soon."""
        event.refresh_styles = event.refresh_styles and self._was_seen
        if not self._was_seen:
            self.call_later(self._on_timer_update)  # the first picture need not wait for the next sixtieth of a second
        self._was_seen = True

    def _compositor_refresh(self) -> None:
        """Paint, or note that there is something to paint."""
        self._waits = self.is_unfinished or not self._is_complete
        if not self._waits:
            self.fit_panes()
            super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        """Update the screen; the first time nothing is painted until all of it is up to date."""
        super()._on_timer_update()
        if not self._is_complete:
            self._is_complete = True
            self.paint_what_waits()

    @property
    def is_unfinished(self) -> bool:
        """Whether what is on screen is about to change again."""
        return bool(self.app._batch_count)  # noqa: SLF001 - there is no public call

    def fit_panes(self) -> None:
        """Fill what depends on the sizes just decided; Textual reports them only after painting."""

    def paint_what_waits(self) -> None:
        """Paint what was put off, if anything was; a layout that is still to come paints it too.

        Painting before that layout would ask where widgets are, and Textual would work out the new places then. The
        layout would find nothing changed, and what moved would stay unpainted.
        """
        if self._waits and not self._layout_required:
            self._compositor.update_widgets(self._dirty_widgets)
            self._compositor_refresh()


_LONGEST_WAIT = 0.25
"""Seconds that the first picture of a screen may wait for one widget."""


class SettledScreen(Screen[Result]):
    """A screen that is first painted when its widgets know their sizes and what to show.

    Textual paints it before that: for a moment every list would be empty and every text cut. Until then the terminal
    keeps the picture of the screen before.
    """

    _is_settled = False
    _is_settling = False

    def _compositor_refresh(self) -> None:
        """Paint, or wait until there is something to paint."""
        if self._is_settled:
            super()._compositor_refresh()
        elif not self._is_settling:
            self._is_settling = True
            self.run_worker(self._settle(), group="settle")

    async def _settle(self) -> None:
        """Wait until every widget has handled its size, and what the widgets said to each other because of that."""
        for _round in range(2):
            for node in [*self.query("*"), self]:
                await handled(node, _LONGEST_WAIT)
        self._is_settled = True
        self.refresh()
