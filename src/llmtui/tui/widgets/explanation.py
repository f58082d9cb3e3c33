"""What the cursor of the detail pane rests on, explained in a few fixed rows."""

from __future__ import annotations

from textual.reactive import var

from llmtui.model import Catalog
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Line
from llmtui.present.detail import Target
from llmtui.present.explain import explain
from llmtui.present.glyphs import Glyphs
from llmtui.tui.widgets.text_pane import TextPane


class Explanation(TextPane, can_focus=True):
    """A criterion's question, what its grades mean, who judged it and the evidence."""

    DEFAULT_CSS = "Explanation { height: 11; }"

    target: var[Target | None] = var(None)

    def __init__(self, catalog: Catalog, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, more="4 to read on", id=id)
        self.catalog = catalog

    def watch_target(self) -> None:
        """Explain something else."""
        self.top = 0
        self.refit()

    def lines_for(self, canvas: Canvas) -> tuple[Line, ...]:
        """The whole explanation."""
        return explain(self.catalog, self.target, canvas)
