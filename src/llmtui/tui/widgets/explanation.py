"""What the cursor of the detail pane rests on, explained in a few fixed rows."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import var

from llmtui.model import Catalog
from llmtui.present.cells import Cell, Line, Role, fit_line
from llmtui.present.detail import Target
from llmtui.present.explain import explain
from llmtui.present.glyphs import Glyphs
from llmtui.tui.widgets.lines import LineView


class Explanation(LineView, can_focus=False):
    """A criterion's question, what its grades mean, who judged it and the evidence."""

    DEFAULT_CSS = "Explanation { height: 11; }"

    target: var[Target | None] = var(None)

    def __init__(self, catalog: Catalog, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self.catalog = catalog
        self._lines: tuple[Line, ...] = ()
        self._fitted = Size()

    def watch_target(self) -> None:
        """Explain something else."""
        self.top = 0
        self._lay_out()

    def on_resize(self) -> None:
        """There may be another size."""
        self.fit()

    def fit(self) -> None:
        """Lay out for the size there is."""
        if self.size != self._fitted:
            self._lay_out()

    def _lay_out(self) -> None:
        self._fitted = self.size
        self._lines = explain(self.catalog, self.target, max(1, self.size.width - 1), self.glyphs)
        self.redraw()

    def line_count(self) -> int:
        """All lines of the explanation."""
        return len(self._lines)

    def line_at(self, index: int, width: int) -> Line:
        """A line, the last one on screen saying that there is more."""
        hidden = self.line_count() - self.page_size - self.top
        if hidden > 0 and index == self.top + self.page_size - 1:
            return fit_line([Cell(f"{self.glyphs.ellipsis} {hidden + 1} more lines: z enlarges", Role.MUTED)], width)
        return self._lines[index]

    def watch_top(self, old: int, new: int) -> None:
        """The line that says there is more moves along."""
        super().watch_top(old, new)
        self.redraw()
