"""The views of the catalogue by name, in the order that `[` and `]` go through."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from llmtui.model import Catalog, Entry
from llmtui.present.glyphs import Glyphs
from llmtui.search import Results
from llmtui.tui.desk import Desk

if TYPE_CHECKING:
    from llmtui.tui.screens.view import ViewScreen


class _Browsed(NamedTuple):
    """What the browser shows when a view is opened."""

    catalog: Catalog
    desk: Desk
    framework: str
    results: Results
    selected: Entry | None
    glyphs: Glyphs


# each view is imported when it is first opened: all together they would hold up the first picture


def _matrix(now: _Browsed) -> ViewScreen:
    from llmtui.tui.screens.matrix import MatrixScreen  # noqa: PLC0415

    query = str(now.desk.view.query)
    return MatrixScreen(now.catalog, now.results.hits.judged_by, now.framework, now.desk.marks, now.glyphs, query)


def _compare(now: _Browsed) -> ViewScreen | None:
    from llmtui.tui.screens.compare import CompareScreen  # noqa: PLC0415

    marks = now.desk.marks or ((now.selected.id,) if now.selected else ())
    return CompareScreen(now.catalog, now.framework, marks, now.glyphs) if marks else None


def _lineage(now: _Browsed) -> ViewScreen | None:
    from llmtui.tui.screens.lineage import LineageScreen  # noqa: PLC0415

    if now.selected is None:
        return None
    return LineageScreen(now.catalog, now.selected, now.framework, now.desk.marks, now.glyphs)


def _changes(now: _Browsed) -> ViewScreen:
    from llmtui.tui.screens.changes import ChangesScreen  # noqa: PLC0415

    return ChangesScreen(now.catalog, now.framework, now.desk.marks, now.glyphs)


def _overview(now: _Browsed) -> ViewScreen:
    from llmtui.tui.screens.overview import OverviewScreen  # noqa: PLC0415

    return OverviewScreen(now.catalog, now.framework, now.desk.marks, now.glyphs)


_BUILDERS: Mapping[str, Callable[[_Browsed], ViewScreen | None]] = {
    "matrix": _matrix,
    "compare": _compare,
    "lineage": _lineage,
    "changes": _changes,
    "overview": _overview,
}
VIEWS = ("browse", *_BUILDERS)


def build_screen(
    name: str, catalog: Catalog, desk: Desk, framework: str, results: Results, selected: Entry | None, glyphs: Glyphs
) -> ViewScreen | None:
    """The screen of a view of what is listed, marked or selected; None if there is nothing to show.

    Raises:
        KeyError: No view has this name.
    """
    return _BUILDERS[name](_Browsed(catalog, desk, framework, results, selected, glyphs))
