"""A key that is held down stops when it is let go, and the details show where it stopped."""

from __future__ import annotations

from textual import events

from factories import a_catalog, an_entry
from tui.browsing import a_session, browse, browser, until
from tui.pressing import press, settle
from tui.screen_text import text_of


async def test_the_details_skip_what_a_held_key_passes_and_show_where_it_stops() -> None:
    catalog = a_catalog(*(an_entry(f"e{at:02}", name=f"Entry {at:02}") for at in range(60)))
    async with browser(a_session(catalog)) as pilot:
        table, detail, shown = browse(pilot).table, browse(pilot).detail, []
        pilot.app.watch(detail, "entry", lambda entry: shown.append(entry.id), init=False)
        for _time in range(30):
            pilot.app.post_message(events.Key("down", None))
        await until(pilot, lambda: table.cursor == 30)
        await settle(pilot)

        assert "Entry 30" in text_of(pilot.app, "#detail")
        assert shown[-1] == "e30"
        assert len(shown) < 15


async def test_at_the_end_of_the_list_the_details_show_the_last_entry() -> None:
    catalog = a_catalog(*(an_entry(f"e{at:02}", name=f"Entry {at:02}") for at in range(10)))
    async with browser(a_session(catalog)) as pilot:
        for _time in range(30):
            pilot.app.post_message(events.Key("down", None))
        await until(pilot, lambda: "Entry 09" in text_of(pilot.app, "#detail").splitlines()[0])

        assert browse(pilot).table.selected == "e09"


async def test_single_keys_show_each_entry() -> None:
    async with browser() as pilot:
        await press(pilot, "down")
        first = text_of(pilot.app, "#detail").splitlines()[0]
        await press(pilot, "down")

        assert "Beta Chat" in first
        assert "Omega" in text_of(pilot.app, "#detail").splitlines()[0]


async def test_keys_that_wait_are_one_move_and_another_key_among_them_keeps_its_turn() -> None:
    catalog = a_catalog(*(an_entry(f"e{at:02}", name=f"Entry {at:02}") for at in range(60)))
    async with browser(a_session(catalog)) as pilot:
        table, moves = browse(pilot).table, list[int]()
        pilot.app.watch(table, "cursor", lambda _old, new: moves.append(new), init=False)
        for key in ("down",) * 30 + ("up",) * 3 + ("space",) + ("j",) * 2:
            pilot.app.post_message(events.Key(key, None))
        await until(pilot, lambda: browse(pilot).desk.marks == ("e27",))
        await settle(pilot)

        assert table.selected == "e30"
        assert len(moves) < 10
