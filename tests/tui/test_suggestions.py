"""What the search bar offers while someone types."""

from __future__ import annotations

import pytest

from llmtui.search import Sort
from tui.browsing import MEDIUM, NARROW, WIDE, browse, browser
from tui.pressing import press
from tui.screen_text import text


async def test_tab_takes_the_first_suggestion_key_and_value() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"kin", "tab", *"m", "tab")

        assert "kind:model" == str(browse(pilot).desk.view.query)
        assert browse(pilot).search_bar.has_focus_within


async def test_the_line_under_the_bar_shows_values_with_counts() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"kind:")

        assert "tab model 4" in text(pilot.app)


@pytest.mark.parametrize("size", [WIDE, MEDIUM])
async def test_without_a_suggestion_tab_goes_to_the_list(size: tuple[int, int]) -> None:
    async with browser(size=size) as pilot:
        await press(pilot, "slash", *"zzz", "tab")

        assert browse(pilot).table.has_focus


async def test_the_footer_offers_tab_only_if_there_is_something_to_complete() -> None:
    async with browser() as pilot:
        await press(pilot, "slash")
        empty = "tab Complete" in text(pilot.app)
        await press(pilot, *"kin")

        assert (False, True) == (empty, "tab Complete" in text(pilot.app))


async def test_on_a_narrow_screen_the_explanation_of_a_key_is_cut_and_the_key_still_shown() -> None:
    async with browser(size=NARROW) as pilot:
        await press(pilot, "slash", *"commerc")

        assert "tab commercial: whether it may" in text(pilot.app)


async def test_the_line_is_there_only_while_someone_searches() -> None:
    async with browser() as pilot:
        await press(pilot, "slash")
        shown = browse(pilot).query_one("#suggestions").display
        await press(pilot, "escape")

        assert (True, False) == (shown, browse(pilot).query_one("#suggestions").display)


async def test_an_empty_list_says_what_to_leave_out() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"alpha kind:tool")

        assert "without kind:tool: 2" in text(pilot.app)


async def test_a_text_with_an_unknown_key_is_searched_for_and_reported() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"lisence:mit")

        assert "did you mean license?" in text(pilot.app)
        assert ("lisence:mit",) == browse(pilot).desk.view.query.words


async def test_a_chosen_order_gives_way_to_relevance_while_words_are_searched() -> None:
    async with browser() as pilot:
        browse(pilot).change_view(sort=Sort.NAME)
        await press(pilot, "slash", *"beta")
        searched = browse(pilot).desk.listed.sort, "by relevance, not by name" in text(pilot.app)
        await press(pilot, "escape")

        assert (Sort.RELEVANCE, True) == searched
        assert Sort.NAME is browse(pilot).desk.listed.sort


async def test_an_order_chosen_for_the_words_holds_until_they_change() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"beta", "enter")
        browse(pilot).change_view(sort=Sort.NAME)
        chosen = browse(pilot).desk.listed.sort
        await press(pilot, "slash", "end", "x")

        assert (Sort.NAME, Sort.RELEVANCE) == (chosen, browse(pilot).desk.listed.sort)


async def test_a_group_of_alternatives_is_a_filter_that_a_click_removes() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"kind:model (id:alpha OR id:beta)", "enter")
        shown = "kind:model x  (id:alpha OR id:beta) x" in text(pilot.app)
        await pilot.click("#filters", offset=(20, 0))
        await press(pilot, "2")

        assert (True, "kind:model") == (shown, str(browse(pilot).desk.view.query))


async def test_a_key_whose_values_are_offered_is_a_fault_only_when_the_field_is_left() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"alpha kind:")
        typing = browse(pilot).query_one("#faults").display
        await press(pilot, "enter")

        assert not typing
        assert "kind: needs a value" in text(pilot.app)


async def test_a_fault_before_a_key_whose_values_are_offered_stays() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"lisence:mit kind:")

        assert "did you mean license?" in text(pilot.app)
