"""The views of the catalogue by name, in the order that `[` and `]` go through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from llmtui.model import Catalog, Entry
from llmtui.present.glyphs import Glyphs
from llmtui.search import Results
from llmtui.tui.desk import Desk

if TYPE_CHECKING:
    from llmtui.tui.screens.view import ViewScreen

VIEWS = ("browse", "matrix", "compare", "lineage", "changes", "overview")


def build_screen(
    name: str, catalog: Catalog, desk: Desk, framework: str, results: Results, selected: Entry | None, glyphs: Glyphs
) -> ViewScreen | None:
    """The screen of a view of what is listed, marked or selected; None where there is nothing to show."""
    # each view is imported when it is first opened: all together they would hold up the first picture
    if name == "matrix":
        from llmtui.tui.screens.matrix import MatrixScreen  # noqa: PLC0415

        judged_by = results.hits.judged_by
        return MatrixScreen(catalog, judged_by, framework, desk.marks, glyphs, str(desk.view.query))
    if name == "compare":
        marks = desk.marks or ((selected.id,) if selected else ())
        from llmtui.tui.screens.compare import CompareScreen  # noqa: PLC0415

        return CompareScreen(catalog, framework, marks, glyphs) if marks else None
    if name == "lineage":
        from llmtui.tui.screens.lineage import LineageScreen  # noqa: PLC0415

        return LineageScreen(catalog, selected, framework, desk.marks, glyphs) if selected else None
    if name == "changes":
        from llmtui.tui.screens.changes import ChangesScreen  # noqa: PLC0415

        return ChangesScreen(catalog, framework, desk.marks, glyphs)
    from llmtui.tui.screens.overview import OverviewScreen  # noqa: PLC0415

    return OverviewScreen(catalog, framework, desk.marks, glyphs)
