"""The list of the models on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import var

from llmtui.present.cells import Cell, Line, Role, fit
from llmtui.present.glyphs import Glyphs
from llmtui.scan.rows import ModelWidths, model_heading, model_row, model_widths
from llmtui.tui.local_models import LocalModels
from llmtui.tui.shared_keys import CHOOSE, for_here
from llmtui.tui.widgets.lines import CursorView

if TYPE_CHECKING:
    from llmtui.scan import Surveyed


class ModelTable(CursorView):
    """One row per model that was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(CHOOSE, "Show the entry of the model in the browser", label="Go there"),
    ]
    DEFAULT_CSS = "ModelTable { width: 1fr; height: 1fr; }"

    models: var[LocalModels] = var(LocalModels(), init=False)

    fixed = 1

    @dataclass
    class Highlighted(Message):
        """The cursor rests on another model; None if there is none."""

        surveyed: Surveyed | None

    @dataclass
    class Chosen(Message):
        """The user asks for the entry of the model under the cursor."""

        surveyed: Surveyed

    def __init__(self, models: LocalModels, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(glyphs, id=id)
        self.set_reactive(ModelTable.models, models)
        self._widths: ModelWidths | None = None

    @property
    def surveyed(self) -> Surveyed | None:
        """The model under the cursor."""
        found = self.models.surveyed
        return found[self.cursor] if self.cursor < len(found) else None

    def watch_models(self) -> None:
        """Show what is known now."""
        self._widths = None
        self.set_reactive(ModelTable.cursor, self.validate_cursor(self.cursor))
        self.redraw()
        self.cursor_moved()

    def on_resize(self) -> None:
        """Another width shares out the columns anew."""
        self._widths = None
        self.redraw()

    def cursor_moved(self) -> None:
        """Report which model to explain."""
        self.post_message(self.Highlighted(self.surveyed))

    def line_count(self) -> int:
        """One line per model, or one that says why there is none."""
        return max(1, len(self.models.surveyed))

    def cursor_span(self, index: int, width: int) -> tuple[int, int] | None:
        """Nothing is highlighted in an empty list."""
        return super().cursor_span(index, width) if self.models.surveyed else None

    def _columns(self, width: int) -> ModelWidths:
        if self._widths is None:
            self._widths = model_widths(self.models.surveyed, width - 1)
        return self._widths

    def fixed_line(self, row: int, width: int) -> Line:  # noqa: ARG002 - there is only one
        """The heading."""
        return model_heading(self._columns(width)) if self.models.surveyed else ()

    def line_at(self, index: int, width: int) -> Line:
        """A model's row."""
        if self.models.surveyed:
            return model_row(self.models.surveyed[index], self._columns(width), self.glyphs)
        text = (
            "Looking for models"
            if self.models.is_running
            else "No models in the folders of Hugging Face, Ollama and LM Studio."
        )
        return (Cell(f" {fit(text, max(1, width - 1), self.glyphs.ellipsis)}", Role.MUTED),)

    def line_clicked(self, index: int, x: int, *, again: bool) -> None:  # noqa: ARG002 - a row acts as a whole
        """A click selects, a double click goes to the entry."""
        self.cursor = index
        if again:
            self.action_choose()

    def action_choose(self) -> None:
        """Go to the entry of the model under the cursor."""
        if self.surveyed:
            self.post_message(self.Chosen(self.surveyed))
