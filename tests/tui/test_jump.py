"""Jump to a text in a view: the cursor follows while the user types, and goes on from match to match."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Catalog
from llmtui.present.glyphs import UNICODE
from llmtui.tui.screens.changes import ChangesScreen
from llmtui.tui.screens.compare import CompareScreen
from llmtui.tui.screens.lineage import LineageScreen
from llmtui.tui.screens.matrix import MatrixScreen
from llmtui.tui.screens.overview import OverviewScreen
from llmtui.tui.screens.view import ViewScreen
from llmtui.tui.widgets.jump_line import JumpLine
from tui.over_browser import MEDIUM, NARROW, SIZES, outcome, shown
from tui.pressing import press, settle
from tui.screen_text import text, text_of

JUDGES = a_framework("judges", ["code", "weights", "paper"], name="First Judges")
IDS = ("alpha", "beta", "café-one", "café-two")


def world() -> Catalog:
    """Four entries of one line, each judged twice."""
    older = an_assessment({"code": "open", "weights": "open"}, "judges", "2023")
    newer = an_assessment({"code": "open", "weights": "closed"}, "judges", "2024")
    return a_catalog(
        *(
            an_entry(each, name=each.title().replace("-", " "), base=IDS[:at][-1:], assessments=(older, newer))
            for at, each in enumerate(IDS)
        ),
        frameworks=(JUDGES,),
    )


def matrix() -> ViewScreen:
    """The matrix of all entries."""
    catalog = world()
    return MatrixScreen(catalog, lambda _framework: tuple(catalog), "judges", (), UNICODE, "")


def compare() -> ViewScreen:
    """The comparison of all entries."""
    return CompareScreen(world(), "judges", IDS, UNICODE)


def lineage() -> ViewScreen:
    """The family of the first entry."""
    catalog = world()
    return LineageScreen(catalog, catalog.entries["alpha"], "judges", (), UNICODE)


def overview() -> ViewScreen:
    """The overview of all entries."""
    return OverviewScreen(world(), "judges", (), UNICODE)


def changes() -> ViewScreen:
    """What changed."""
    return ChangesScreen(world(), "judges", (), UNICODE)


VIEWS = (matrix, compare, lineage, overview, changes)
WANTED = {matrix: "cafe", compare: "weights", lineage: "cafe", overview: "weights", changes: "cafe"}


def on(pilot: Pilot[None]) -> ViewScreen:
    """The view shown."""
    return next(each for each in pilot.app.screen_stack if isinstance(each, ViewScreen))


def here(pilot: Pilot[None]) -> str:
    """The text of the stop under the cursor."""
    pane = on(pilot).main_pane
    return pane.stop_texts()[pane.stop]


def is_open(pilot: Pilot[None]) -> bool:
    """Whether the line to type into is on screen."""
    return on(pilot).query_one(JumpLine).display


@pytest.mark.parametrize("view", VIEWS)
async def test_the_cursor_follows_what_is_typed_in_every_view(view: Callable[[], ViewScreen]) -> None:
    wanted = WANTED[view]
    async with shown(view()) as pilot:
        before = here(pilot)
        await press(pilot, "slash", *wanted)

        assert wanted not in before.casefold().replace("é", "e")
        assert wanted in here(pilot).casefold().replace("é", "e")
        assert is_open(pilot)


@pytest.mark.parametrize("view", [matrix, lineage, changes])
async def test_n_goes_on_round_the_end_and_capital_n_back(view: Callable[[], ViewScreen]) -> None:
    async with shown(view()) as pilot:
        await press(pilot, "slash", *"cafe", "enter")
        first = on(pilot).main_pane.stop
        await press(pilot, "n")
        second = on(pilot).main_pane.stop
        await press(pilot, "n")
        third = on(pilot).main_pane.stop
        await press(pilot, "N")

        assert first != second
        assert first == third
        assert second == on(pilot).main_pane.stop


async def test_esc_leaves_the_line_and_returns_to_where_the_cursor_was() -> None:
    async with shown(matrix()) as pilot:
        await press(pilot, "slash", *"cafe")
        moved = on(pilot).main_pane.stop
        await press(pilot, "escape")

        assert 0 != moved
        assert 0 == on(pilot).main_pane.stop
        assert not is_open(pilot)
        assert on(pilot).main_pane.has_focus


async def test_enter_stays_and_gives_the_keys_back_to_the_view() -> None:
    async with shown(matrix()) as pilot:
        await press(pilot, "slash", *"beta", "enter", "enter")

        assert "beta" == outcome(pilot).go_to


async def test_letters_that_are_commands_are_typed_while_the_line_is_open() -> None:
    async with shown(matrix()) as pilot:
        await press(pilot, "slash", *"q?Kn")

        assert is_open(pilot)
        assert "q?Kn" in text_of(pilot.app, "#jump")


async def test_it_starts_at_the_cursor_and_not_at_the_first_line() -> None:
    async with shown(lineage()) as pilot:
        await press(pilot, "G")
        last = on(pilot).main_pane.stop
        await press(pilot, "slash", *"cafe")

        assert last == on(pilot).main_pane.stop


async def test_a_text_that_is_not_there_moves_nothing_and_says_so() -> None:
    async with shown(matrix()) as pilot:
        await press(pilot, "j", "slash", *"zzz")

        assert "nothing found" in text_of(pilot.app, "#jump")
        assert 1 == on(pilot).main_pane.stop


async def test_how_many_were_found_is_on_the_line() -> None:
    async with shown(matrix(), MEDIUM) as pilot:
        await press(pilot, "slash", *"cafe")

        assert "2 found" in text_of(pilot.app, "#jump")


async def test_n_before_anything_was_typed_says_what_to_do() -> None:
    async with shown(matrix()) as pilot:
        await press(pilot, "n")

        assert "Type / to jump to a text first." in [each.message for each in pilot.app._notifications]


async def test_a_name_that_is_cut_is_found_as_a_whole() -> None:
    catalog = a_catalog(
        an_entry("short", grades={"code": "open"}, framework="judges"),
        an_entry("long", name=f"{'Very long ' * 9}ending", grades={"code": "closed"}, framework="judges"),
        frameworks=(JUDGES,),
    )
    screen = MatrixScreen(catalog, lambda _framework: tuple(catalog), "judges", (), UNICODE, "")
    async with shown(screen, NARROW) as pilot:
        await press(pilot, "slash", *"ending")

        assert 1 == on(pilot).main_pane.stop


async def test_a_click_on_the_view_ends_the_typing() -> None:
    async with shown(matrix()) as pilot:
        await press(pilot, "slash", *"cafe")
        await pilot.click("#matrix", offset=(5, 8))
        await settle(pilot)

        assert not is_open(pilot)


@pytest.mark.parametrize("view", VIEWS)
async def test_the_line_fits_into_every_size(view: Callable[[], ViewScreen]) -> None:
    misfits = []
    async with shown(view()) as pilot:
        await press(pilot, "slash", "o")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            if "/" not in text_of(pilot.app, "#jump") or text(pilot.app).count("\n") != size[1] - 1:
                misfits.append(size)

    assert [] == misfits
