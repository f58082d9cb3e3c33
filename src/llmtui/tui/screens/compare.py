"""Entries side by side: what differs, on what evidence, and who is more open than whom."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.screen import Screen

from llmtui.exporters.comparison import dump_comparison
from llmtui.model import Catalog
from llmtui.present.compare import Comparison, compare
from llmtui.present.glyphs import Glyphs
from llmtui.present.legend import legend
from llmtui.present.marks import MOST
from llmtui.tui.copying import copy
from llmtui.tui.dialogs.choose import Choice
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.export import export_file
from llmtui.tui.outcome import Outcome
from llmtui.tui.questions import choose, open_one
from llmtui.tui.widgets.compare_table import CompareTable, EvidencePane, ReadPane, Words, in_border
from llmtui.tui.widgets.key_bar import KeyBar

_COPIES = (("markdown", "Markdown"), ("json", "JSON"), ("csv", "CSV"))


class CompareScreen(Screen[Outcome]):
    """Two to eight entries; one alone or none says how to add more."""

    CSS_PATH = "compare.tcss"
    AUTO_FOCUS = "CompareTable"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (110, "-wide")]  # noqa: RUF012 - declared by Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (15, "-short"), (30, "-tall"), (46, "-very-tall")]  # noqa: RUF012 - as above
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("equals_sign", "differences", "Differences", id="compare.diff", tooltip="Only the rows that differ"),
        Binding("a", "add", "Add", id="compare.add", tooltip="Add another entry"),
        Binding("x", "remove", "Remove", id="compare.remove", tooltip="Remove the entry under the cursor"),
        Binding("e", "export", "Export", id="compare.export", tooltip="Write the comparison to a file"),
        Binding("y", "copy", "Copy", id="copy", tooltip="Copy the comparison"),
        Binding("o", "open", "Open", id="link", tooltip="Open the evidence here, or ask which"),
        Binding("m", "framework", "Framework", id="score.model", tooltip="Compare by another framework"),
        Binding(
            "H", "shift(-1)", "Move left", show=False, id="compare.shift-left", tooltip="Put the entry further left"
        ),
        Binding(
            "L", "shift(1)", "Move right", show=False, id="compare.shift-right", tooltip="Put the entry further right"
        ),
        Binding(
            "z", "evidence", "All evidence", show=False, id="compare.evidence", tooltip="All that is below the row"
        ),
        Binding("v", "words", "In words", show=False, id="compare.words", tooltip="Who is more open than whom"),
        Binding("K", "legend", "Legend", show=False, id="legend", tooltip="What the signs mean"),
        Binding("right_square_bracket", "next_view(1)", "Next view", show=False, id="view.next"),
        Binding("left_square_bracket", "next_view(-1)", "View before", show=False, id="view.prev"),
        Binding("escape,q", "leave", "Back", id="back", tooltip="Back to the list, the marks as they are here"),
    ]

    entry_ids: var[tuple[str, ...]] = var((), init=False)
    """What is compared, in order."""
    framework: var[str] = var("", init=False)
    """The one in force; the comparison may use another where only that one judged all."""
    only_differences: var[bool] = var(default=False, init=False)

    table = getters.query_one(CompareTable)
    words = getters.query_one(Words)
    evidence = getters.query_one(EvidencePane)

    def __init__(self, catalog: Catalog, marks: tuple[str, ...], framework: str, glyphs: Glyphs) -> None:
        super().__init__()
        self.catalog = catalog
        self.glyphs = glyphs
        known = tuple(each for each in dict.fromkeys(marks) if each in catalog.entries)
        self._beyond = known[MOST:]
        """Marks that are not compared, carried on."""
        self._insisted = False
        self.comparison = Comparison()
        self.set_reactive(CompareScreen.entry_ids, known[:MOST])
        self.set_reactive(CompareScreen.framework, framework)

    def compose(self) -> ComposeResult:
        """The table, the comparison in words, the evidence."""
        yield CompareTable(self.glyphs, id="table")
        yield Words(self.glyphs, id="words")
        yield EvidencePane(self.glyphs, id="evidence")
        yield KeyBar()

    def on_mount(self) -> None:
        """Compare."""
        self._update()
        if self._beyond:
            text = f"The first {MOST} of {MOST + len(self._beyond)} marked entries are compared."
            self.notify(text, markup=False)

    def watch_only_differences(self) -> None:
        """Show other rows."""
        self._update()

    def _compare(self, ids: tuple[str, ...], column: int) -> None:
        """Compare other entries, or the same in another order, the cursor on one of them."""
        self.set_reactive(CompareScreen.entry_ids, ids)
        self._update(column)

    def _update(self, column: int | None = None) -> None:
        self.comparison = compare(self.catalog, self.entry_ids, self.framework, insisted=self._insisted)
        column = self.table.column if column is None else column
        self.table.show(self.comparison, differences=self.only_differences, column=column)
        self.on_resize()
        self.words.show(self.comparison)

    def on_resize(self) -> None:
        """The title is cut to the width."""
        self.table.border_title = in_border(self._title(), self.size.width - 2, self.glyphs)

    def _title(self) -> str:
        count, same = len(self.entry_ids), self.comparison.same
        parts = [f"Compare {count}"]
        if count <= 1:
            parts.append("a adds another")
        if self.only_differences:
            parts.append(f"{same} same {'row' if same == 1 else 'rows'} hidden")
        if self.comparison.framework:
            parts.append(f"by {self.comparison.framework.name}")
        return f" {self.glyphs.dot} ".join(parts)

    @on(CompareTable.Moved)
    def _moved(self) -> None:
        self.evidence.show(self.comparison, self.table.row, self.table.column)

    @on(CompareTable.Chosen)
    def _chosen(self, event: CompareTable.Chosen) -> None:
        self._leave(go_to=event.entry_id)

    @on(ReadPane.Clicked)
    def _read(self, event: ReadPane.Clicked) -> None:
        self._show_all(event.pane, "In words" if event.pane is self.words else self.evidence.title)

    def _show_all(self, pane: ReadPane, title: str) -> None:
        self.app.push_screen(ReadingDialog(title, pane.lines_for, self.glyphs))

    def action_words(self) -> None:
        """All sentences."""
        self._show_all(self.words, "In words")

    def action_evidence(self) -> None:
        """Everything about the row."""
        self._show_all(self.evidence, self.evidence.title)

    def action_differences(self) -> None:
        """Only the rows that differ, or all again."""
        self.only_differences = not self.only_differences

    def action_add(self) -> None:
        """Ask for another entry."""
        if len(self.entry_ids) >= MOST:
            self.notify(f"{MOST} entries are the most; x removes one.", markup=False, severity="warning")
            return
        choices = [
            Choice(entry.id, entry.name, ", ".join(filter(None, (entry.maker, entry.kind.value, entry.id))))
            for entry in self.catalog
            if entry.id not in self.entry_ids
        ]

        def use(chosen: str) -> None:
            self._compare((*self.entry_ids, chosen), len(self.entry_ids))

        choose(self.app, "Add to the comparison", choices, self.glyphs, use)

    def action_remove(self) -> None:
        """Take the entry under the cursor out."""
        at = self.table.column
        self._compare((*self.entry_ids[:at], *self.entry_ids[at + 1 :]), at)

    def action_shift(self, step: int) -> None:
        """Put the entry under the cursor further left or right."""
        at, ids = self.table.column, list(self.entry_ids)
        to = at + step
        if 0 <= to < len(ids):
            ids[at], ids[to] = ids[to], ids[at]
            self._compare(tuple(ids), to)

    def action_framework(self) -> None:
        """Ask for the framework to compare by, everywhere from now on."""
        choices = [
            Choice(each.id, each.name, f"judged {self._judged(each.id)} of {len(self.entry_ids)}")
            for each in self.catalog.frameworks.values()
        ]
        used = self.comparison.framework.id if self.comparison.framework else ""

        choose(self.app, "Compare by", choices, self.glyphs, self._use_framework, current=used)

    def _use_framework(self, framework: str) -> None:
        """Compare by this one, also where it did not judge all: somebody wants it so."""
        self._insisted = True
        self.set_reactive(CompareScreen.framework, framework)
        self._update()

    def _judged(self, framework: str) -> int:
        entries = (self.catalog.entries[each] for each in self.entry_ids)
        return sum(any(each.framework == framework for each in entry.assessments) for entry in entries)

    def action_open(self) -> None:
        """Open the evidence of the cell under the cursor; in a row without evidence, one of the entry's links."""
        row, column = self.table.row, self.table.column
        if row is None:
            return
        entry, judgement = self.comparison.sides[column].entry, row.values[column].judgement
        urls = judgement.evidence if judgement else tuple(link.url for link in entry.links)
        title = f"{row.label} of {entry.name}" if judgement else f"Links of {entry.name}"
        open_one(self.app, self.glyphs, urls, title)

    def _dump(self, name: str) -> str:
        """What is shown, in a format."""
        return dump_comparison(self.comparison, name, differences=self.only_differences)

    def action_copy(self) -> None:
        """Ask in which format to copy what is shown."""
        choices = [Choice(name, label) for name, label in _COPIES]

        choose(
            self.app,
            "Copy the comparison as",
            choices,
            self.glyphs,
            lambda name: copy(self.app, self._dump(name), self.glyphs),
        )

    @work(exclusive=True, group="export")
    async def action_export(self) -> None:
        """Write what is shown to a file."""
        await export_file(self.app, self._dump, "comparison.md", self.glyphs)

    def action_legend(self) -> None:
        """Explain the signs."""
        framework = self.comparison.framework
        lines = lambda width: legend(framework, width, self.glyphs)  # noqa: E731 - handed over as it is
        self.app.push_screen(ReadingDialog("Legend", lines, self.glyphs))

    def action_next_view(self, step: int) -> None:
        """To another view."""
        self._leave(next_view=step)

    def action_leave(self) -> None:
        """Back."""
        self._leave()

    def _leave(self, *, go_to: str = "", next_view: int = 0) -> None:
        marks = (*self.entry_ids, *self._beyond)
        self.dismiss(Outcome(marks=marks, framework=self.framework, go_to=go_to, next_view=next_view))
