"""Names give way last: no view cuts one below 24 cells at the sizes that people have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from textual.pilot import Pilot

from llmtui.loader.loaded import Loaded
from llmtui.model.all_judges import ALL
from llmtui.present.cells import Line, cell_len, plain
from llmtui.present.columns import SIGN_CELLS
from llmtui.present.compare import compare, lay_out
from llmtui.search import Sort
from llmtui.tui.widgets.matrix_table import MatrixTable
from tui.browsing import a_session, browse, browser
from tui.pressing import press, settle

SIZES = ((80, 24), (100, 30), (110, 35), (120, 40), (132, 43), (200, 50))
LEAST = 24


def at_risk(names: Sequence[str]) -> list[int]:
    """The rows of the names that need all that names should have, which suffer first, and some of the others."""
    return [at for at, name in enumerate(names) if cell_len(name) >= LEAST or not at % 40]


async def resize(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Change the size of the terminal."""
    await pilot.resize_terminal(*size)
    await settle(pilot)


def names_cut(lines: Iterable[Line], names: Iterable[str], start: int) -> list[str]:
    """The names that are cut to fewer cells than names should have.

    Args:
        lines: A row for each name.
        names: As they are in full.
        start: The terminal cell at which each begins.
    """
    cut = []
    for line, name in zip(lines, names, strict=True):
        shown = plain(line)[start:]
        begun = next(length for length in range(len(name), -1, -1) if shown.startswith(name[:length]))
        if cell_len(name[: begun + 1]) < min(LEAST, cell_len(name)):
            cut.append(name)
    return cut


async def test_the_list_cuts_no_name_below_24_cells_whatever_it_is_sorted_by(bundled: Loaded) -> None:
    cut = {}
    async with browser(a_session(bundled.catalog), SIZES[0]) as pilot:
        table = browse(pilot).table
        for size in SIZES:
            await resize(pilot, size)
            for sort in Sort:
                browse(pilot).change_view(sort=sort)
                names = [hit.entry.name for hit in browse(pilot).results.hits]
                rows = at_risk(names)
                lines = [table.line_at(at, table.size.width) for at in rows]
                cut[size, sort] = names_cut(lines, [names[at] for at in rows], SIGN_CELLS)

    assert {} == {where: names for where, names in cut.items() if names}


async def test_the_matrix_cuts_no_name_below_24_cells(bundled: Loaded) -> None:
    cut = {}
    async with browser(a_session(bundled.catalog), SIZES[0]) as pilot:
        await press(pilot, "M")
        table = pilot.app.screen.query_one(MatrixTable)
        for size in SIZES:
            await resize(pilot, size)
            assert table.matrix
            names = [each.entry.name for each in table.matrix.rows]
            rows = at_risk(names)
            start = plain(table.line_at(0, table.size.width)).index(names[0])
            lines = [table.line_at(at, table.size.width) for at in rows]
            cut[size] = names_cut(lines, [names[at] for at in rows], start)

    assert {} == {where: names for where, names in cut.items() if names}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("ids", [("bloomz", "dolly-2", "chatglm-6b"), ()], ids=["three", "the-longest"])
async def test_the_comparison_cuts_no_name_while_another_column_has_blank_cells(
    bundled: Loaded, size: tuple[int, int], ids: tuple[str, ...]
) -> None:
    longest = sorted(bundled.catalog.entries, key=lambda each: -len(bundled.catalog.entries[each].name))
    comparison = compare(bundled.catalog, ids or longest[:8], ALL)

    layout = lay_out(comparison, size[0] - 3)
    needed = lay_out(comparison, 10_000).columns
    wider = [width for width, need in zip(layout.columns, needed, strict=True) if width > need]
    cut = [
        side
        for side, width in zip(comparison.sides, layout.columns, strict=True)
        if cell_len(side.entry.name) > width - 4
    ]

    assert not (cut and wider)
