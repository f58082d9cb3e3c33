"""What the search bar offers while someone types."""

from __future__ import annotations

from tui.browsing import browse, browser, press
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


async def test_without_a_suggestion_tab_goes_to_the_next_pane() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"zzz", "tab")

        assert not browse(pilot).search_bar.has_focus_within


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
