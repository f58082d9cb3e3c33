"""Entries side by side: what differs, on what evidence, and who is more open than whom."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import var

from llmtui.counted import counted
from llmtui.exporters.comparison import dump_comparison
from llmtui.model import Catalog, Framework
from llmtui.openness.comparing import judged_by
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Line
from llmtui.present.compare import Comparison, compare
from llmtui.present.glyphs import Glyphs
from llmtui.present.marks import MOST_MARKS
from llmtui.search.names import NameResolver
from llmtui.tui.copying import copy
from llmtui.tui.dialogs.choose import Option
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.export import SUFFIXES, export_file
from llmtui.tui.questions import choose, open_one
from llmtui.tui.screens.view import ViewScreen
from llmtui.tui.shared_keys import COPY, EXPLAIN, EXPORT, OPEN_LINK, for_here
from llmtui.tui.widgets.compare_table import CompareTable, EvidencePane, ReadPane, Words

_COPIES = (("markdown", "Markdown"), ("json", "JSON"), ("csv", "CSV"))


class CompareScreen(ViewScreen):
    """Two to eight entries; one alone or none says how to add more."""

    CSS_PATH = "compare.tcss"
    AUTO_FOCUS = "CompareTable"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-medium"), (110, "-wide")]  # noqa: RUF012 - declared by Textual
    VERTICAL_BREAKPOINTS = [(0, "-low"), (15, "-short"), (30, "-tall"), (46, "-very-tall")]  # noqa: RUF012 - as above
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("equals_sign", "differences", "Differences", id="compare.diff", tooltip="Only the rows that differ"),
        Binding("a", "add", "Add", id="compare.add", tooltip="Add another entry"),
        Binding("x", "remove", "Remove", id="compare.remove", tooltip="Remove the entry under the cursor"),
        for_here(EXPORT, "Write the comparison to a file"),
        for_here(COPY, "Copy the comparison"),
        for_here(OPEN_LINK, "Open the evidence here, or ask"),
        Binding(
            "H", "shift(-1)", "Move left", show=False, id="compare.shift-left", tooltip="Put the entry further left"
        ),
        Binding(
            "L", "shift(1)", "Move right", show=False, id="compare.shift-right", tooltip="Put the entry further right"
        ),
        for_here(EXPLAIN, "All about the row, and who is more open", show=False),
        Binding("v", "words", "In words", show=False, id="compare.words", tooltip="Who is more open than whom"),
    ]

    only_differences: var[bool] = var(default=False, init=False)

    table = getters.query_one(CompareTable)
    words = getters.query_one(Words)
    evidence = getters.query_one(EvidencePane)

    def __init__(self, catalog: Catalog, framework: str, marks: tuple[str, ...], glyphs: Glyphs) -> None:
        """Compare the marked entries by a framework, or by another one if only that one judged all of them."""
        known = tuple(each for each in dict.fromkeys(marks) if each in catalog.entries)
        super().__init__(catalog, framework, known, glyphs)
        self.entry_ids, self._beyond = known[:MOST_MARKS], known[MOST_MARKS:]
        self._forced = False
        """Whether the user chose the framework here."""
        self.comparison = Comparison()

    def compose(self) -> ComposeResult:
        """The table, the comparison in words, the evidence."""
        yield CompareTable(self.glyphs, id="table")
        yield Words(self.glyphs, id="words")
        yield EvidencePane(self.glyphs, id="evidence")
        yield from self.bottom()

    def on_mount(self) -> None:
        """Compare."""
        self._update()
        if self._beyond:
            text = f"The first {MOST_MARKS} of {MOST_MARKS + len(self._beyond)} marked entries are compared."
            self.notify(text, markup=False)

    def watch_only_differences(self) -> None:
        """Show other rows."""
        self._update()

    def _compare(self, ids: tuple[str, ...], column: int) -> None:
        """Compare other entries, or the same in another order, the cursor on one of them."""
        self.entry_ids, self.marks = ids, (*ids, *self._beyond)
        self._update(column)

    def _update(self, column: int | None = None) -> None:
        self.comparison = compare(self.catalog, self.entry_ids, self.framework, forced=self._forced)
        column = self.table.column if column is None else column
        self.table.show(self.comparison, differences=self.only_differences, column=column)
        self.on_resize()
        self.words.show_comparison(self.comparison)

    def on_resize(self) -> None:
        """The title is cut to the width."""
        self.table.border_title = self.border_text(self._title())

    def _title(self) -> str:
        count, same = len(self.entry_ids), self.comparison.same
        parts = [f"Compare {count}"]
        if count <= 1:
            parts.append("a adds another")
        if self.only_differences:
            parts.append(f"{counted(same, 'identical row')} hidden")
        if self.comparison.framework:
            parts.append(f"by {self.comparison.framework.name}")
        return f" {self.glyphs.dot} ".join(parts)

    @on(CompareTable.Moved)
    def _moved(self) -> None:
        self.evidence.show_cell(self.comparison, self.table.row, self.table.column)

    @on(CompareTable.Chosen)
    def _chosen(self, event: CompareTable.Chosen) -> None:
        self.leave(go_to=event.entry_id)

    @on(ReadPane.Clicked)
    def _read(self, event: ReadPane.Clicked) -> None:
        if event.pane is self.words:
            self.action_words()
        else:
            self.action_explain()

    def action_words(self) -> None:
        """All sentences."""
        self.app.push_screen(ReadingDialog("In words", self.words.lines_for, self.glyphs))

    def action_explain(self) -> None:
        """Everything about the row, then all sentences."""

        def lines(canvas: Canvas) -> tuple[Line, ...]:
            return (*self.evidence.lines_for(canvas), (), *self.words.lines_for(canvas))

        self.app.push_screen(ReadingDialog(self.evidence.title, lines, self.glyphs))

    def action_differences(self) -> None:
        """Only the rows that differ, or all again."""
        self.only_differences = not self.only_differences

    def action_add(self) -> None:
        """Ask for another entry."""
        if len(self.entry_ids) >= MOST_MARKS:
            self.notify(f"{MOST_MARKS} entries are the most; x removes one.", markup=False, severity="warning")
            return
        choices = [
            Option(entry.id, entry.name, ", ".join(filter(None, (entry.maker, entry.kind.value, entry.id))))
            for entry in self.catalog
            if entry.id not in self.entry_ids
        ]

        def use(chosen: str) -> None:
            self._compare((*self.entry_ids, chosen), len(self.entry_ids))

        choose(self.app, "Add to the comparison", choices, self.glyphs, use, meant=self._meant)

    def _meant(self, name: str) -> tuple[str, ...]:
        """The ids of the entries that a pasted name means."""
        return tuple(match.entry_id for match in self._names.matches(name))

    @cached_property
    def _names(self) -> NameResolver:
        return NameResolver(self.catalog)

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
            Option(each.id, each.name, f"judged {self._judged(each)} of {len(self.entry_ids)}")
            for each in self.catalog.judges.values()
        ]
        used = self.judge.id if self.judge else ""

        choose(self.app, "Compare by", choices, self.glyphs, self.use_framework, current=used)

    def use_framework(self, framework: str) -> None:
        """Compare by this framework, even if it did not judge all entries: the user asks for it."""
        self._forced = True
        super().use_framework(framework)
        self._update()

    @property
    def judge(self) -> Framework | None:
        """The framework that the entries are compared by."""
        return self.comparison.framework

    def _judged(self, framework: Framework) -> int:
        entries = (self.catalog.entries[each] for each in self.entry_ids)
        return sum(judged_by(self.catalog, entry, framework) is not None for entry in entries)

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
        if name == "html":
            from llmtui.exporters import html  # noqa: PLC0415 - slow to import, and only needed here

            return html.dump_comparison(self.comparison, differences=self.only_differences)
        return dump_comparison(self.catalog, self.comparison, name, differences=self.only_differences)

    def action_copy(self) -> None:
        """Ask in which format to copy what is shown."""
        choices = [Option(name, label) for name, label in _COPIES]

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
        formats = {**SUFFIXES, ".html": "html"}
        await export_file(self.app, self._dump, "the comparison", "comparison.md", self.glyphs, formats)
