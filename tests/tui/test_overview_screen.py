"""The catalogue at a glance: every bar leads to the list behind it, by keyboard and by mouse."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from factories import a_catalog, a_framework, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Link
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.tui.screens.overview import OverviewScreen
from llmtui.tui.view_result import ViewResult
from llmtui.tui.widgets.bars import Bars
from tui.over_browser import MEDIUM, SIZES, WIDE, outcome, shown
from tui.pressing import press, settle
from tui.screen_text import lines, place_of, style_at, text, text_of

JUDGES = a_framework("judges", ["data", "weights", "paper"], name="First Judges")
OTHERS = a_framework("others", ["paper"], name="Other Judges", short="OTH")
MARKS = ("alpha",)


def small() -> Catalog:
    """Two judged, one judged by others, one not judged."""
    return a_catalog(
        an_entry(
            "alpha",
            grades={"data": "open", "weights": "partial", "paper": "closed"},
            framework="judges",
            released="2022",
            links=(Link("repo", "https://a.example"), Link("paper", "https://a.example/paper")),
        ),
        an_entry("beta", grades={"data": "partial", "paper": "closed"}, framework="judges", released="2023-04"),
        an_entry("gamma", category="instruction", grades={"paper": "open"}, framework="others"),
        an_entry("omega", category="data"),
        frameworks=(JUDGES, OTHERS),
    )


def screen(catalog: Catalog | None = None, glyphs: Glyphs = UNICODE) -> OverviewScreen:
    """The overview of a catalogue."""
    known = small() if catalog is None else catalog
    return OverviewScreen(known, next(iter(known.frameworks), ""), MARKS, glyphs)


def bars(pilot: Pilot[None]) -> Bars:
    """The pane of the screen shown."""
    return next(each for each in pilot.app.screen_stack if isinstance(each, OverviewScreen)).bars


async def go_to(pilot: Pilot[None], section: str, label: str) -> None:
    """Put the cursor on a bar, or on the first of its parts."""
    pane = bars(pilot)
    targets = [spot.target for spot in pane.spots]
    pane.position = [(each.section.title, each.bar.label) for each in targets].index((section, label))
    await settle(pilot)


async def test_it_starts_with_what_there_is_in_all() -> None:
    async with shown(screen()) as pilot:
        assert "All entries: 4 entries, 2 of them judged by First Judges." in text_of(pilot.app, "#note")
        assert "First Judges" in text_of(pilot.app, "#overview")


@pytest.mark.parametrize(
    ("section", "label", "query"),
    [
        ("The catalogue", "All entries", ""),
        ("Openness by category", "Base models", "category:base score>=0"),
        ("Entries by category", "Data", "category:data"),
        ("Openness by year of release", "2022", "released:2022 score>=0"),
        ("Entries by year of release", "2023", "released:2023"),
        ("Entries by year of release", "no date", "-released>=0000"),
    ],
)
async def test_enter_opens_the_list_behind_a_bar(section: str, label: str, query: str) -> None:
    async with shown(screen(), MEDIUM) as pilot:
        await go_to(pilot, section, label)
        await press(pilot, "enter")

        assert ViewResult(MARKS, "judges", query=query) == outcome(pilot)


async def test_every_part_of_a_criterion_leads_to_its_own_list() -> None:
    async with shown(screen(), MEDIUM) as pilot:
        await go_to(pilot, "Openness by criterion", "Weights")
        await press(pilot, "l")
        note = text_of(pilot.app, "#note")
        await press(pilot, "enter")

        assert "Weights: not assessed in 1 of 2 judged entries." in note
        assert "weights:unknown score>=0" == outcome(pilot).query


async def test_the_parts_of_a_criterion_are_drawn_in_the_colours_of_their_grades() -> None:
    async with shown(screen(), MEDIUM) as pilot:
        await press(pilot, "j", "j")

        assert 4 == len({style_at(pilot.app, sign * 3).color for sign in "●◐○·"})


async def test_enter_on_a_ranked_entry_goes_to_it() -> None:
    async with shown(screen(), MEDIUM) as pilot:
        await go_to(pilot, "Most open", "Beta")
        await press(pilot, "enter")

        assert ViewResult(MARKS, "judges", go_to="beta") == outcome(pilot)


async def test_s_orders_criteria_as_the_framework_does_and_back_with_the_cursor_on_the_same_bar() -> None:
    async with shown(screen(), MEDIUM) as pilot:
        await go_to(pilot, "Openness by criterion", "Paper")
        first = _order(pilot)
        await press(pilot, "s")
        second, spot = _order(pilot), bars(pilot).spot
        await press(pilot, "s")

        assert (["Paper", "Weights", "Data"], ["Data", "Weights", "Paper"]) == (first, second)
        assert spot is not None
        assert "Paper" == spot.target.bar.label
        assert first == _order(pilot)


def _order(pilot: Pilot[None]) -> list[str]:
    rows = text_of(pilot.app, "#overview").splitlines()
    start = next(at for at, row in enumerate(rows) if "Openness by criterion" in row)
    return [row.strip("│ ").split()[0] for row in rows[start + 1 : start + 4]]


async def test_h_and_l_go_between_the_two_columns_of_a_wide_terminal() -> None:
    async with shown(screen(), WIDE) as pilot:
        await press(pilot, "l")
        right = bars(pilot).spot
        await press(pilot, "h")
        left = bars(pilot).spot

        assert right is not None
        assert left is not None
        assert (1, 0) == (right.column, left.column)


async def test_moving_down_stays_in_its_column(bundled: Loaded) -> None:
    async with shown(screen(bundled.catalog), WIDE) as pilot:
        await press(pilot, "l")
        columns = set()
        for _step in range(14):
            await pilot.press("j")
            spot = bars(pilot).spot
            columns.add(spot.column if spot else None)

        assert {1} == columns


async def test_another_framework_counts_anew_and_is_carried_on() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "m", "down", "enter")
        after = text_of(pilot.app, "#note")
        await press(pilot, "q")

        assert "4 entries, 1 of them judged by Other Judges." in after
        assert "others" == outcome(pilot).framework


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_esc_and_q_lead_back_with_marks_and_framework(key: str) -> None:
    async with shown(screen()) as pilot:
        await press(pilot, key)

        assert ViewResult(MARKS, "judges") == outcome(pilot)


@pytest.mark.parametrize(("key", "step"), [("right_square_bracket", 1), ("left_square_bracket", -1)])
async def test_the_brackets_lead_to_the_views_beside(key: str, step: int) -> None:
    async with shown(screen()) as pilot:
        await press(pilot, key)

        assert step == outcome(pilot).next_view


async def test_y_copies_the_query_behind_a_bar() -> None:
    async with shown(screen(), MEDIUM) as pilot:
        await go_to(pilot, "Entries by category", "Data")
        await press(pilot, "y", *"query", "enter")

        assert "category:data" == pilot.app.clipboard


async def test_o_asks_which_link_of_a_ranked_entry_and_says_where_there_is_none() -> None:
    async with shown(screen(), MEDIUM) as pilot:
        await press(pilot, "o")
        nothing = text(pilot.app)
        await go_to(pilot, "Most open", "Alpha")
        await press(pilot, "o")

        assert "There is no link here." in nothing
        assert "https://a.example/paper" in text(pilot.app)


async def test_i_shows_all_there_is_to_say() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "i")

        assert "esc closes" in text(pilot.app)


async def test_a_click_on_a_part_goes_to_it_and_a_double_click_opens_its_list() -> None:
    async with shown(screen(), MEDIUM) as pilot:
        row = place_of(pilot.app, "Weights")[1]
        column = lines(pilot.app)[row].index("··")
        await pilot.click(offset=(column, row))
        await settle(pilot)
        note = text_of(pilot.app, "#note")
        await pilot.click(offset=(column, row), times=2)
        await settle(pilot)

        assert "not assessed" in note
        assert "weights:unknown score>=0" == outcome(pilot).query


@pytest.mark.parametrize(("sizes", "glyphs"), [(SIZES, UNICODE), ((MEDIUM,), ASCII)], ids=["unicode", "ascii"])
async def test_at_every_size_every_bar_can_be_reached_and_is_in_sight_under_the_cursor(
    bundled: Loaded, sizes: tuple[tuple[int, int], ...], glyphs: Glyphs
) -> None:
    async with shown(screen(bundled.catalog, glyphs)) as pilot:
        for size in sizes:
            await pilot.resize_terminal(*size)
            await press(pilot, "g", "G")
            pane, spot = bars(pilot), bars(pilot).spot

            assert spot is not None
            assert spot.target.bar.label[:4] in text_of(pilot.app, "#overview")
            assert "List" in lines(pilot.app)[-1]
            assert pane.size.height > 1


async def test_an_empty_catalogue_says_so_and_can_be_left() -> None:
    async with shown(screen(a_catalog())) as pilot:
        overview_text = text_of(pilot.app, "#overview")
        await press(pilot, "j", "l", "h", "G", "enter", "y", "o", "s", "i", "q")

        assert "The catalogue is empty." in overview_text
        assert MARKS == outcome(pilot).marks
