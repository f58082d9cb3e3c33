"""Everything by mouse too."""

from __future__ import annotations

import re

from textual import events
from textual.pilot import Pilot

from llmtui.loader.loaded import Loaded
from llmtui.model import Place
from llmtui.search import Sort
from tui.browsing import a_session, browse, browser
from tui.pressing import press, settle
from tui.screen_text import lines, place_of, text, text_of


async def click(pilot: Pilot[None], wanted: str, within: str = "Screen", times: int = 1) -> None:
    """Click where a text stands."""
    await pilot.click(offset=place_of(pilot.app, wanted, within), times=times)
    await settle(pilot)


async def wheel(pilot: Pilot[None], selector: str, turn: type[events.MouseEvent]) -> None:
    """Turn the wheel over a widget."""
    await pilot._post_mouse_events([turn], selector)
    await settle(pilot)


async def test_a_click_selects_an_entry() -> None:
    async with browser() as pilot:
        await click(pilot, "Omega", "#table")

        assert browse(pilot).table.selected == "omega"
        assert "Omega" in text_of(pilot.app, "#detail").splitlines()[0]


async def test_a_click_on_a_heading_sorts_by_it_and_a_second_one_turns_the_order_round() -> None:
    async with browser() as pilot:
        await click(pilot, "Name", "#table")
        up = browse(pilot).desk.view
        await click(pilot, "Name", "#table")
        down = browse(pilot).desk.view

        assert (up.sort, up.reverse) == (Sort.NAME, False)
        assert (down.sort, down.reverse) == (Sort.NAME, True)


async def test_a_double_click_goes_to_the_detail() -> None:
    async with browser() as pilot:
        await click(pilot, "Omega", "#table", times=2)

        assert browse(pilot).detail.has_focus


async def test_a_click_on_a_criterion_explains_it() -> None:
    async with browser() as pilot:
        await click(pilot, "Weights", "#detail")

        assert "https://evidence.example/weights" in text_of(pilot.app, "#explanation")


async def test_a_double_click_on_a_relative_goes_there() -> None:
    async with browser(size=(140, 70)) as pilot:
        await press(pilot, "j")
        await click(pilot, "as in Alpha 7B", "#detail", times=2)

        assert browse(pilot).table.selected == "alpha"


async def test_a_click_on_a_category_lists_it_and_on_its_sign_unfolds_it() -> None:
    async with browser() as pilot:
        await click(pilot, "Base models", "#sidebar")
        place = browse(pilot).desk.view.place
        folded = "English" in text_of(pilot.app, "#sidebar")
        await click(pilot, "▸", "#sidebar")

        assert place == Place("base")
        assert not folded
        assert "English" in text_of(pilot.app, "#sidebar")


async def test_the_wheel_scrolls_the_list_and_leaves_the_cursor(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        selected = browse(pilot).table.selected
        first = text_of(pilot.app, "#table").splitlines()[2]

        await wheel(pilot, "#table", events.MouseScrollDown)
        scrolled = text_of(pilot.app, "#table").splitlines()[2]
        await wheel(pilot, "#table", events.MouseScrollUp)

        assert scrolled != first
        assert text_of(pilot.app, "#table").splitlines()[2] == first
        assert browse(pilot).table.selected == selected


async def test_a_click_after_scrolling_selects_what_is_seen_there(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        await wheel(pilot, "#table", events.MouseScrollDown)
        name = text_of(pilot.app, "#table").splitlines()[4].strip("│▐! ").split("  ")[0]
        await pilot.click("#table", offset=(4, 4))
        await settle(pilot)

        assert bundled.catalog.entries[browse(pilot).table.selected].name.startswith(name.rstrip("…"))


async def test_a_click_in_the_footer_runs_the_command() -> None:
    async with browser() as pilot:
        await pilot.click(offset=(place_of(pilot.app, "s Sort", "KeyBar")))
        await settle(pilot)

        assert "Sort by" in text(pilot.app)


async def test_a_click_on_a_choice_takes_it() -> None:
    async with browser() as pilot:
        await press(pilot, "s")
        await click(pilot, "maker", "NarrowList")

        assert "by maker" in text_of(pilot.app, "#table")


async def test_a_click_beside_everything_does_nothing() -> None:
    async with browser() as pilot:
        before = browse(pilot).table.selected
        await pilot.click("#table", offset=(10, 30))
        await settle(pilot)

        assert browse(pilot).table.selected == before
        assert "4 of 4" in lines(pilot.app)[0]


async def test_the_scroll_bar_of_the_list_can_be_dragged(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        table = browse(pilot).table
        selected, x = table.selected, table.outer_size.width - 2
        await pilot.mouse_down("#table", offset=(x, 2))
        await pilot.hover("#table", offset=(x, 30))
        halfway = table.top
        await pilot.hover("#table", offset=(x, 37))
        await pilot.mouse_up("#table", offset=(x, 37))
        await pilot.hover("#table", offset=(x, 5))

        assert 0 < halfway < table.furthest
        assert table.top == table.furthest
        assert table.selected == selected


async def test_a_click_on_the_scroll_bar_goes_there_and_selects_nothing(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        table = browse(pilot).table
        selected = table.selected
        await pilot.click("#table", offset=(table.outer_size.width - 2, table.outer_size.height - 2))

        assert table.top == table.furthest
        assert table.selected == selected


async def test_a_click_on_the_judge_asks_which_framework_judges() -> None:
    async with browser() as pilot:
        await click(pilot, "First Judges")

        assert "Judge by" in text(pilot.app)


async def test_a_click_on_the_order_asks_what_to_sort_by() -> None:
    async with browser() as pilot:
        await click(pilot, "by openness")

        assert "Sort by" in text(pilot.app)


async def test_a_click_on_the_sign_for_evidence_opens_it() -> None:
    async with browser() as pilot:
        row = next(at for at, line in enumerate(lines(pilot.app)) if "Weights" in line and "↗" in line)
        await pilot.click(offset=(lines(pilot.app)[row].rindex("↗"), row))
        await settle(pilot)

        assert "There is no browser here" in text(pilot.app)
        assert "https://evidence.example/weights" in text_of(pilot.app, "#dialog")


async def test_a_click_on_an_address_in_the_explanation_opens_it() -> None:
    async with browser() as pilot:
        await click(pilot, "Weights", "#detail")
        await click(pilot, "https://evidence", "#explanation")

        assert "https://evidence.example/weights" in text_of(pilot.app, "#dialog")


async def test_a_click_on_the_judge_in_the_border_of_a_view_asks_for_another() -> None:
    async with browser() as pilot:
        for view in ("M", "C", "O", "T", "c"):
            await press(pilot, view)
            assert pilot.app.screen is not browse(pilot)
            await click(pilot, "First Judges")

            assert re.search("Judge by|Compare by", text(pilot.app))
            await press(pilot, "escape", "escape")
