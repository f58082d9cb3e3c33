"""One entry in full, with a cursor that moves over its criteria, relatives and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import var

from llmtui.model import Catalog, Entry
from llmtui.present.detail import Page, Target, named_detail
from llmtui.present.glyphs import Glyphs
from llmtui.present.link_lines import is_link_sign
from llmtui.search.named import Named
from llmtui.tui.shared_keys import BACK, CHOOSE, for_here
from llmtui.tui.widgets.spot_view import SpotView


class DetailPane(SpotView[Target]):
    """Facts, matrix, lineage and links of the entry under the list's cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(CHOOSE, "Open evidence or link, or go to the entry", label="Follow"),
        for_here(BACK, "Back to the list", action="screen.back"),
    ]

    entry: var[Entry | None] = var(None)
    framework: var[str] = var("")
    stars: var[Mapping[str, str]] = var({})
    named: var[tuple[Named, ...]] = var(())
    """What the name in the search bar finds, as it means it."""

    @dataclass
    class Highlighted(Message):
        """The cursor rests on something else."""

        target: Target | None

    @dataclass
    class Chosen(Message):
        """The user follows what is under the cursor."""

        target: Target

    class ExitedLeft(Message):
        """The cursor moved out of the pane to the left."""

    def __init__(self, catalog: Catalog, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self.catalog = catalog
        self._fitted = Size()

    @property
    def target(self) -> Target | None:
        """What the cursor rests on."""
        return self.spot.target if self.spot else None

    @property
    def active_target(self) -> Target | None:
        """What the cursor rests on while the pane has the keys."""
        return self.target if self.has_focus else None

    def watch_entry(self, entry: Entry | None) -> None:
        """Show another entry from its top."""
        self.border_title = Content(entry.name if entry else "")
        self.set_reactive(SpotView.position, 0)
        self.set_reactive(DetailPane.top, 0)
        self._lay_out()

    def watch_framework(self) -> None:
        """The framework that judges comes first."""
        self._lay_out()

    def watch_stars(self) -> None:
        """Show the user's own note."""
        self._lay_out()

    def watch_named(self, before: tuple[Named, ...], now: tuple[Named, ...]) -> None:
        """Answer for the size and release in another name, if it is one of this entry."""
        if self.entry and self.entry.id in {each.entry.id for each in (*before, *now)}:
            self._lay_out()

    def on_resize(self) -> None:
        """There may be another size."""
        self.fit()

    def fit(self) -> None:
        """Lay out for the size there is; the cursor stays on what it rests on, in sight."""
        if self.size == self._fitted:
            return
        target = self.target
        self._lay_out()
        same = (at for at, spot in enumerate(self.spots) if spot.target == target)
        self.position = next(same, self.position)
        if self.position:
            self.show_line(self._spots[self.position][0])

    def _lay_out(self) -> None:
        self._fitted = self.size
        if self.size.width < 1:
            return
        note = self.stars.get(self.entry.id) if self.entry else None
        page = Page(self.catalog, self.framework, self.size.width - 1, self.glyphs, note=note)
        self.put(named_detail(page, self.entry, self.named) if self.entry else ())
        self.set_reactive(SpotView.position, min(self.position, max(0, len(self._spots) - 1)))
        self.redraw()
        self.spot_moved()

    def spot_moved(self) -> None:
        """Report what to explain."""
        self.post_message(self.Highlighted(self.target))

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:
        """The spot under the cursor, while the pane has the keys."""
        return super().cursor_span(index, width) if self.has_focus else None

    def show_around(self, line: int) -> None:
        """Scroll so that the heading above a spot is seen with it."""
        self.show_line(0 if line == self._spots[0][0] else max(0, line - 2))
        self.show_line(min(line + 1, self.line_count() - 1))
        self.show_line(line)

    def leave_line(self, step: int) -> None:
        """To the left, out of the pane."""
        if step < 0:
            self.post_message(self.ExitedLeft())

    def acts_at(self, index: int, x: int) -> bool:
        """The sign for evidence opens it."""
        return is_link_sign(self.line_at(index, self.size.width), x, self.glyphs)

    def action_choose(self) -> None:
        """Follow what is under the cursor."""
        if self.target is not None:
            self.post_message(self.Chosen(self.target))
