"""The views of the catalogue by name, in the order that `[` and `]` go through."""

from __future__ import annotations

from textual.screen import Screen

from llmtui.model import Catalog, Entry
from llmtui.present.glyphs import Glyphs
from llmtui.search import Results
from llmtui.tui.desk import Desk
from llmtui.tui.outcome import Outcome
from llmtui.tui.screens.compare import CompareScreen
from llmtui.tui.screens.lineage import LineageScreen
from llmtui.tui.screens.matrix import MatrixScreen
from llmtui.tui.screens.overview import OverviewScreen

VIEWS = ("browse", "matrix", "compare", "lineage", "overview")


def build_screen(
    name: str, catalog: Catalog, desk: Desk, framework: str, results: Results, selected: Entry | None, glyphs: Glyphs
) -> Screen[Outcome] | None:
    """The screen of a view of what is listed, marked or selected; None where there is nothing to show."""
    if name == "matrix":
        entries = tuple(results.hits.entries)
        return MatrixScreen(catalog, entries, framework, desk.marks, glyphs, str(desk.view.query))
    if name == "compare":
        marks = desk.marks or ((selected.id,) if selected else ())
        return CompareScreen(catalog, marks, framework, glyphs) if marks else None
    if name == "lineage":
        return LineageScreen(catalog, selected, framework, desk.marks, glyphs) if selected else None
    return OverviewScreen(catalog, framework, desk.marks, glyphs)
