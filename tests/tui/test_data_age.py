"""Of when the data is: the legend lists the snapshots, and the first screen says when they are old."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from llmtui.model import Catalog, Snapshot
from tui.browsing import MEDIUM, WIDE, a_session, browse, browser, small_catalog
from tui.pressing import press, settle
from tui.screen_text import lines, text

TODAY = date(2026, 6, 30)


def taken(day: str) -> Catalog:
    """The small catalogue, from a source of a date."""
    return replace(small_catalog(), snapshots=(Snapshot("The [b]Index", date=day, records=4),))


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_the_first_screen_says_that_the_data_is_older_than_half_a_year(size: tuple[int, int]) -> None:
    async with browser(a_session(taken("2025-11-02"), today=TODAY), size) as pilot:
        assert "data of Nov 2025" in lines(pilot.app)[0]


@pytest.mark.parametrize(("day", "today"), [("2026-05-02", TODAY), ("2025-11-02", None), ("", TODAY)])
async def test_of_newer_data_and_without_a_date_it_says_nothing(day: str, today: date | None) -> None:
    async with browser(a_session(taken(day), today=today)) as pilot:
        assert "data of" not in text(pilot.app)
        assert "4 of 4" in lines(pilot.app)[0]


@pytest.mark.parametrize("view", ["", "matrix"])
async def test_the_legend_lists_the_snapshots(view: str) -> None:
    async with browser(a_session(taken("2025-11-02"))) as pilot:
        if view:
            browse(pilot).action_view(view)
            await settle(pilot)
        await press(pilot, "K", "G")

        assert "Snapshot of 2025-11-02, not live." in text(pilot.app)
        assert "The [b]Index: taken 2025-11-02, 4 records" in text(pilot.app)
