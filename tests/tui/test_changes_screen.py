"""The view of what changed: timelines, what the cursor rests on in full, and the ways on from there."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Catalog, Grade, Judgement
from llmtui.present.glyphs import UNICODE
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.screens.changes import ChangesScreen
from llmtui.tui.widgets.change_list import ChangeList
from tui.over_browser import SIZES, outcome, shown
from tui.pressing import press
from tui.screen_text import text

LINE = a_framework("line", ("weights",), name="The Line", short="LIN")
OTHERS = a_framework("others", ("weights",), name="Other Judges", short="OTH")
EVIDENCE = Judgement(Grade.OPEN, ("https://example.org/w",))


def world() -> Catalog:
    """One entry that opened, one that closed, one disputed."""
    was_open = an_assessment({"weights": "open"}, "line", "2023")
    was_closed = an_assessment({"weights": "closed"}, "line", "2023")
    opened = (was_closed, an_assessment({"weights": EVIDENCE}, "line", "2025"))
    closed = (was_open, an_assessment({"weights": "closed"}, "line", "2024"))
    disputed = (was_open, an_assessment({"weights": "closed"}, "others", "2023"))
    entries = (("opener", opened), ("closer", closed), ("fighter", disputed))
    return a_catalog(
        *(an_entry(entry_id, assessments=assessments) for entry_id, assessments in entries), frameworks=(LINE, OTHERS)
    )


def screen(catalog: Catalog | None = None, framework: str = "all") -> ChangesScreen:
    """The changes of a catalogue."""
    return ChangesScreen(world() if catalog is None else catalog, framework, (), UNICODE)


def pane(pilot: Pilot[None]) -> ChangeList:
    """The list on screen."""
    return next(each for each in pilot.app.screen_stack if isinstance(each, ChangesScreen)).pane


async def test_it_starts_on_what_opened_last_and_explains_it() -> None:
    async with shown(screen()) as pilot:
        drawn = text(pilot.app)

        assert "2 entries judged more than once by the same judges" in drawn
        assert "Opener   Weights    ○ 2023 → ● 2025  LIN 25 ↗" in drawn
        assert "Opener: Weights  opened" in drawn
        assert "↗ https://example.org/w" in drawn


async def test_the_cursor_passes_over_headings() -> None:
    async with shown(screen()) as pilot:
        found = []
        for _step in range(3):
            found.append(pane(pilot).one)
            await press(pilot, "j")

        assert ["opener", "closer", "fighter"] == [one.entry.id for one in found if one]


async def test_the_ends_are_the_first_and_the_last_change() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "G")
        last = pane(pilot).one
        await press(pilot, "g")
        first = pane(pilot).one

        assert ["fighter", "opener"] == [one.entry.id for one in (last, first) if one]


async def test_enter_reads_the_entry() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "j", "enter")

        assert "closer" == outcome(pilot).go_to


async def test_a_framework_leaves_its_judges_alone() -> None:
    async with shown(screen(framework="others")) as pilot:
        assert ["fighter"] == [one.entry.id for one in [pane(pilot).one] if one]
        assert "Opener" not in text(pilot.app)


async def test_z_shows_every_judgement() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "z")

        assert isinstance(pilot.app.screen, ReadingDialog)


async def test_nothing_judged_twice_is_said_to_be_nothing() -> None:
    async with shown(screen(a_catalog(an_entry("x")))) as pilot:
        await press(pilot, "j", "enter", "z", "o", "y")

        assert "Nothing was judged more than once" in text(pilot.app)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_it_is_usable_in_every_terminal(size: tuple[int, int]) -> None:
    async with shown(screen(), size) as pilot:
        await press(pilot, "j")

        assert "Clos" in text(pilot.app)
