"""What is remembered when the browser closes."""

from __future__ import annotations

from pathlib import Path

from llmtui.model import Place
from llmtui.search import Query, Sort, View
from llmtui.user.state import State, load_state
from tui.browsing import a_session, browse, browser
from tui.pressing import press
from tui.screen_text import lines, text


async def test_leaving_keeps_theme_place_sort_framework_search_and_entry(tmp_path: Path) -> None:
    path = tmp_path / "state" / "state.json"
    async with browser(a_session(state_path=path)) as pilot:
        await press(pilot, "t", *"light", "enter", "s", *"name", "enter", "S", "m", *"other", "enter")
        await press(pilot, "1", "j", "l", "j", "enter", "slash", *"alpha", "enter", "q")

    state, message = load_state(path)

    assert message == ""
    assert state == State(
        theme="light",
        framework="other-points",
        query="alpha",
        category="base",
        group="chinese",
        selected="alpha",
        sort="name",
        reverse=True,
        history=("alpha",),
    )


async def test_ctrl_c_keeps_the_state_too(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    async with browser(a_session(state_path=path)) as pilot:
        await press(pilot, "j", "ctrl+c")

    assert load_state(path)[0].selected == "beta"


async def test_leaving_from_a_dialog_keeps_the_state_too(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    async with browser(a_session(state_path=path)) as pilot:
        await press(pilot, "j", "K", "ctrl+c")

    assert load_state(path)[0].selected == "beta"


async def test_a_state_that_cannot_be_written_does_not_stop_anybody_from_leaving(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    async with browser(a_session(state_path=tmp_path / "file" / "state.json")) as pilot:
        await press(pilot, "q")

        assert pilot.app.return_code == 0


async def test_the_browser_starts_where_the_session_says() -> None:
    view = View(Query(("alpha",)), Place("base", "chinese"), Sort.NAME, reverse=True, framework="other-points")
    session = a_session(view=view, selected="alpha", theme="light", state=State(history=("earlier",)))
    async with browser(session) as pilot:
        first, all_text = lines(pilot.app)[0], text(pilot.app)
        await press(pilot, "slash", "up")

        assert pilot.app.theme == "light"
        assert "alpha" in first
        assert "Other Judges" in first
        assert "Base models / Chinese and bilingual" in all_text
        assert "by name reversed" in all_text
        assert browse(pilot).search_bar.history == ("earlier",)
        assert "earlier" in lines(pilot.app)[0]


async def test_a_theme_or_entry_that_no_longer_exists_is_forgotten() -> None:
    async with browser(a_session(theme="gone", selected="gone")) as pilot:
        assert pilot.app.theme == "dark"
        assert browse(pilot).table.selected == "alpha"


async def test_messages_of_the_start_are_shown_as_they_are_written() -> None:
    async with browser(a_session(messages=("state.json [b]cannot[/b] be used; it is kept",))) as pilot:
        assert "[b]cannot[/b]" in text(pilot.app)
