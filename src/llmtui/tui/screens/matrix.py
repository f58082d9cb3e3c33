"""The leaderboard: every judged subject as a heat table, to sort, narrow and read cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var

from llmtui.exporters.matrix import dump_matrix
from llmtui.frameworks import rank
from llmtui.model import Catalog, Entry
from llmtui.present.glyphs import Glyphs
from llmtui.present.marks import MOST_MARKS
from llmtui.present.matrix.arrangement import NAME, SCORE, Arrangement, Filter, sort_text, value_of
from llmtui.present.matrix.explain import explain_cell
from llmtui.present.matrix.matrix import Matrix
from llmtui.present.matrix.words import cell_title, row_text, title
from llmtui.tui.desk import Desk
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.history import Undo
from llmtui.tui.questions import choose_copy, open_one
from llmtui.tui.screens.view import ViewScreen
from llmtui.tui.shared_keys import CHOOSE, CLEAR, COPY, EXPLAIN, MARK, OPEN_LINK, SORT, UNDO, for_here
from llmtui.tui.widgets.matrix_table import MatrixTable
from llmtui.tui.widgets.text_pane import TextPane


class MatrixScreen(ViewScreen):
    """What one framework judged of some entries."""

    CSS_PATH = "matrix.tcss"
    AUTO_FOCUS = "MatrixTable"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (14, "-short"), (30, "-tall"), (46, "-very-tall")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        for_here(CHOOSE, "Go to the details of the entry", action="read"),
        for_here(SORT, "Sort by the column here; again reverses it"),
        Binding("comma", "keep", "Only this", id="matrix.keep", tooltip="Only rows with the value under the cursor"),
        MARK,
        for_here(OPEN_LINK, "Open the evidence of the cell, or ask"),
        Binding(
            "semicolon", "drop", "Exclude this", id="matrix.drop", tooltip="No rows with the value under the cursor"
        ),
        Binding(
            "S", "sort_further", "Second sort", id="matrix.sort-further", tooltip="Sort by the column here as well"
        ),
        for_here(UNDO, "Undo the last filter or sort"),
        for_here(EXPLAIN, "Read all that is known of the cell"),
        Binding(
            "w",
            "shorten_headings",
            "Headings",
            id="matrix.fold",
            tooltip="Headings as codes, initials or letters",
        ),
        for_here(CLEAR, "Clear the filters, or else the sorting", label="Clear"),
        for_here(COPY, "Copy the row, its evidence or the table", show=False),
    ]

    arrangement: var[Arrangement] = var(Arrangement(), init=False)

    table = getters.query_one(MatrixTable)
    explanation = getters.query_one(TextPane)

    def __init__(
        self,
        catalog: Catalog,
        judged_by: Callable[[str], Iterable[Entry]],
        framework: str,
        marks: tuple[str, ...],
        glyphs: Glyphs,
        query: str,
    ) -> None:
        """Take what to rank.

        Args:
            catalog: What the entries are of.
            judged_by: Those of the entries to rank that a framework judged.
            framework: The id of the one that judges.
            marks: Ids marked for comparison.
            glyphs: The signs to draw with.
            query: What was searched for.
        """
        super().__init__(catalog, framework, marks, glyphs)
        self._judged_by = judged_by
        self._search = query
        self._undo: Undo[Arrangement] = Undo()

    def compose(self) -> ComposeResult:
        """Table, explanation, footer."""
        yield MatrixTable(self.catalog, self.glyphs, id="matrix").data_bind(ViewScreen.marks)
        yield TextPane(self.glyphs, more="z shows all", id="explanation")
        yield from self.bottom()

    def on_mount(self) -> None:
        """Start with the framework's own order."""
        self._rank()

    def on_resize(self) -> None:
        """Titles are cut to the width."""
        self._show_titles()

    def watch_framework(self) -> None:
        """Judge by another framework."""
        self._rank()

    def watch_arrangement(self, arrangement: Arrangement) -> None:
        """Order and narrow the rows."""
        matrix = self.table.matrix
        if matrix is not None:
            self._show(Matrix(matrix.framework, matrix.ranked, arrangement.within(matrix.framework)))

    def _rank(self) -> None:
        if (known := self.judge) is not None:
            ranked = rank(self.catalog, known.id, self._judged_by(known.id))
            self._show(Matrix(known, ranked, self.arrangement.within(known)))

    def _show(self, matrix: Matrix) -> None:
        self.table.matrix = matrix
        self._show_titles()

    def _show_titles(self) -> None:
        """Set only what changed: a title draws its whole pane anew."""
        matrix, glyphs = self.table.matrix, self.glyphs
        if matrix is not None:
            self.table.border_title = Content(title(matrix, self._search, max(1, self.size.width - 6), glyphs))
            self.table.border_subtitle = self.border_text(sort_text(matrix.framework, matrix.arrangement, glyphs))
            self._show_cell_title(matrix)

    def _show_cell_title(self, matrix: Matrix) -> None:
        text = cell_title(matrix, self.table.ranked, self.table.column, self.glyphs)
        self.explanation.border_title = self.border_text(text)

    @on(MatrixTable.Highlighted)
    def _cell_highlighted(self) -> None:
        self.explanation.show(partial(explain_cell, self.catalog, self.table.ranked, self.table.column))
        if self.table.matrix is not None:
            self._show_cell_title(self.table.matrix)

    @on(MatrixTable.Chosen)
    def _entry_chosen(self, event: MatrixTable.Chosen) -> None:
        self.leave(go_to=event.entry_id)

    @on(MatrixTable.HeadingChosen)
    def _heading_chosen(self, event: MatrixTable.HeadingChosen) -> None:
        sort = self.arrangement.then_by if event.further else self.arrangement.sorted_by
        self._arrange(sort(event.column))

    def _arrange(self, arrangement: Arrangement) -> None:
        """Order and narrow otherwise, so that it can be undone."""
        if arrangement != self.arrangement:
            self._undo.remember(self.arrangement)
            self.arrangement = arrangement

    def _filter(self, *, keep: bool) -> None:
        if self.table.ranked:
            value = value_of(self.table.ranked, self.table.column)
            self._arrange(self.arrangement.filtered(Filter(self.table.column, value, keep)))

    def action_read(self) -> None:
        """Go to the entry under the cursor."""
        if self.table.ranked:
            self.leave(go_to=self.table.ranked.entry.id)

    def action_sort(self) -> None:
        """Order by the column under the cursor, or turn that round."""
        self._arrange(self.arrangement.sorted_by(self.table.column))

    def action_sort_further(self) -> None:
        """Order by the column under the cursor if the others leave rows equal."""
        self._arrange(self.arrangement.then_by(self.table.column))

    def action_keep(self) -> None:
        """Only rows that say the same as the cell under the cursor."""
        self._filter(keep=True)

    def action_drop(self) -> None:
        """No rows that say the same as the cell under the cursor."""
        self._filter(keep=False)

    def action_clear(self) -> None:
        """Drop the filters, or else the sorting."""
        self._arrange(self.arrangement.cleared())

    def action_undo(self) -> None:
        """Take the last filter or sort back."""
        if earlier := self._undo.pop():
            self.arrangement = earlier
        else:
            self.notify("There is nothing to undo.", markup=False)

    def action_mark(self) -> None:
        """Mark the entry for comparison, or unmark it, and go on to the next row."""
        if self.table.ranked is None:
            return
        marks = Desk(marks=self.marks).toggling_mark(self.table.ranked.entry.id).marks
        if marks == self.marks:
            self.notify(f"No more than {MOST_MARKS} entries can be compared.", markup=False, severity="warning")
        self.marks = marks

    def action_open(self) -> None:
        """Open the evidence of a criterion, the source of a score, or a link of the entry."""
        ranked, column = self.table.ranked, self.table.column
        if ranked is None:
            return
        urls = ranked.assessment.judgement(column).evidence
        if column == NAME:
            urls = tuple(link.url for link in ranked.entry.links)
        elif column == SCORE:
            urls = tuple(filter(None, [ranked.assessment.source]))
        open_one(self.app, self.glyphs, urls, "Links" if column == NAME else "Evidence")

    def action_shorten_headings(self) -> None:
        """Write headings in the next shorter way."""
        self.table.heads = self.table.heads_shown.folded

    def action_explain(self) -> None:
        """Show the whole explanation of the cell."""
        heading = self.explanation.border_title
        self.app.push_screen(ReadingDialog(str(heading), self.explanation.lines_for, self.glyphs))

    def action_copy(self) -> None:
        """Ask what to copy."""
        matrix, ranked = self.table.matrix, self.table.ranked
        if matrix is None or ranked is None:
            return
        dump = partial(dump_matrix, self.catalog, matrix.framework, matrix.rows)
        texts = {
            f"evidence {at}": url for at, url in enumerate(ranked.assessment.judgement(self.table.column).evidence, 1)
        }
        texts |= {"name": ranked.entry.name, "id": ranked.entry.id, "row": row_text(matrix.framework, ranked)}
        texts |= {"table as Markdown": dump("markdown"), "table as CSV": dump("csv")}
        choose_copy(self.app, self.glyphs, "Copy", texts)
