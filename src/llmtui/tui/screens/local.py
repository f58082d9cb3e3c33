"""The models on this machine: what the catalogue knows of each, and what it may be used for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from llmtui.model import Catalog
from llmtui.present.glyphs import Glyphs
from llmtui.present.problems import problem_lines
from llmtui.scan.matching import How
from llmtui.scan.rows import model_in_words
from llmtui.scan.table import summary
from llmtui.text import clean
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.local_models import LocalModels
from llmtui.tui.questions import choose_copy, show_lines
from llmtui.tui.screens.view import ViewScreen
from llmtui.tui.shared_keys import COPY, EXPLAIN, for_here
from llmtui.tui.widgets.model_table import ModelTable
from llmtui.tui.widgets.text_pane import LayOut, TextPane

if TYPE_CHECKING:
    from llmtui.scan import Surveyed
    from llmtui.tui.local_scan import LocalScan


class LocalScreen(ViewScreen):
    """Every model that programs on this machine keep, also those that the catalogue does not have."""

    CSS_PATH = "local.tcss"
    AUTO_FOCUS = "ModelTable"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (15, "-medium"), (30, "-tall")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "scan_again", "Scan again", id="local.scan", tooltip="Look for models again"),
        for_here(EXPLAIN, "Everything known of the model"),
        for_here(COPY, "Copy name, path or entry of the model"),
        Binding(
            "exclamation_mark", "problems", "Problems", show=False, id="problems", tooltip="What could not be read"
        ),
    ]

    table = getters.query_one(ModelTable)
    note = getters.query_one(TextPane)

    def __init__(
        self,
        catalog: Catalog,
        framework: str,
        marks: tuple[str, ...],
        glyphs: Glyphs,
        scan: LocalScan,
    ) -> None:
        super().__init__(catalog, framework, marks, glyphs)
        self.models = scan.models
        self._scan = scan

    def compose(self) -> ComposeResult:
        """The list, what its cursor rests on, footer."""
        yield ModelTable(self.models, self.glyphs, id="models")
        yield TextPane(
            self.glyphs, self._in_words(next(iter(self.models.surveyed), None)), more="z shows all", id="note"
        )
        yield from self.bottom()

    def on_mount(self) -> None:
        """Show what was found since the screen was built."""
        self._scan.follow(self._show)
        self._show(self._scan.models)

    def on_unmount(self) -> None:
        """Follow the scan no longer."""
        self._scan.follow(None)

    def _show(self, models: LocalModels) -> None:
        self.models = self.table.models = models
        self._entitle()

    def on_resize(self) -> None:
        """A title that fits."""
        self._entitle()

    def _entitle(self) -> None:
        models, dot = self.models, f" {self.glyphs.dot} "
        parts = ["On this machine"]
        if models.is_running:
            parts.append(f"{models.folders:,} folders looked at")
        elif models.surveyed:
            parts.append(summary(models.surveyed))
        self.table.border_title = self.border_text(dot.join(parts))
        passed = len(models.problems)
        self.table.border_subtitle = self.border_text(f"! {passed} could not be read" if passed else "")

    @on(ModelTable.Highlighted)
    def _explain(self, event: ModelTable.Highlighted) -> None:
        self.note.show(self._in_words(event.surveyed))

    def _in_words(self, surveyed: Surveyed | None) -> LayOut:
        return partial(model_in_words, self.catalog, surveyed)

    @on(ModelTable.Chosen)
    def _go(self, event: ModelTable.Chosen) -> None:
        matched = event.surveyed.matched
        if matched.entry_id:
            self.leave(go_to=matched.entry_id, name=event.surveyed.found.name)
        elif matched.how is How.SEVERAL:
            self.leave(query=f"id:{','.join(matched.others)}")
        else:
            self.notify(f"The catalogue has no entry for {event.surveyed.found.name}.", markup=False)

    def action_scan_again(self) -> None:
        """Look for models again."""
        self._scan.begin(again=True)

    def action_explain(self) -> None:
        """Show everything known of the model under the cursor."""
        if surveyed := self.table.surveyed:
            self.app.push_screen(ReadingDialog(surveyed.found.name, self._in_words(surveyed), self.glyphs))

    def action_copy(self) -> None:
        """Ask what to copy."""
        if surveyed := self.table.surveyed:
            found = surveyed.found
            texts = {"name": found.name, "path": clean(str(found.path)), "entry": surveyed.matched.entry_id}
            choose_copy(self.app, self.glyphs, f"Copy from {found.name}", texts)

    def action_problems(self) -> None:
        """List what could not be read."""
        if self.models.is_running:
            self.notify("The models are still being looked for.", markup=False)
            return
        problems = self.models.problems
        show_lines(self.app, "Problems", partial(problem_lines, problems), self.glyphs)
