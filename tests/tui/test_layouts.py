"""Every size of terminal gets a layout made for it, and no change of size leaves anybody without a pane."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from rich.cells import cell_len
from textual.geometry import Region
from textual.pilot import Pilot

from llmtui.loader.loaded import Loaded
from llmtui.model import Place
from llmtui.tui.widgets.lines import LineView
from tui.browsing import MEDIUM, NARROW, SIZES, TINY, WIDE, a_session, browse, browser
from tui.pressing import press, settle
from tui.screen_text import lines, text, text_of

PANES = ("#sidebar", "#table", "#detail", "#explanation")
LOW = ((60, 8), (80, 12), (80, 18), (110, 8), (200, 8), (20, 20), (40, 15))
FITTING = {
    (200, 50): {"#sidebar", "#table", "#detail", "#explanation"},
    WIDE: {"#sidebar", "#table", "#detail", "#explanation"},
    MEDIUM: {"#table", "#detail"},
    NARROW: {"#table"},
    TINY: {"#table"},
}
"""The panes that each size has room for at the start."""


def shown(pilot: Pilot[None]) -> dict[str, Region]:
    """The panes on screen and where they stand."""
    return {name: region for name in PANES if (region := pilot.app.screen.query_one(name).region)}


def overlapping(regions: dict[str, Region]) -> list[tuple[str, str]]:
    """The pairs of panes that share a cell."""
    return [(one, other) for one, other in combinations(regions, 2) if regions[one].overlaps(regions[other])]


def focus_is_seen(pilot: Pilot[None]) -> bool:
    """Whether some pane or field has the keys, and is on screen."""
    focused = pilot.app.screen.focused
    return focused is not None and focused.region.area > 0 and focused.is_on_screen


def assert_sound(pilot: Pilot[None]) -> None:
    """The screen is filled exactly, panes keep apart and inside it, and the keys are with a pane that is seen."""
    width, height = pilot.app.size
    regions = shown(pilot)
    over = browse(pilot).has_class("-sidebar")
    rows = lines(pilot.app)

    assert [width] * height == [cell_len(row) for row in rows]
    assert all(pilot.app.screen.region.contains_region(region) for region in regions.values())
    assert not [pair for pair in overlapping(regions) if not (over and "#sidebar" in pair)]
    assert focus_is_seen(pilot)
    assert "? Help" in rows[-1] or "f1 Help" in rows[-1]


async def resize(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Change the size of the terminal, which draws what a start at that size draws: there is a test of that below."""
    await pilot.resize_terminal(*size)
    await settle(pilot)


async def test_each_size_shows_the_panes_that_fit_and_the_list_can_be_read_at_all() -> None:
    sizes = [*SIZES, *LOW]
    listed, panes = [], {}
    async with browser() as pilot:
        for size in sizes:
            await resize(pilot, size)
            panes[size] = set(shown(pilot))
            listed += [size] if "Alpha 7B" in text_of(pilot.app, "#table") else []
            assert_sound(pilot)

    assert FITTING == {size: panes[size] for size in FITTING}
    assert sizes == listed


async def test_the_score_is_seen_at_every_size_and_the_strip_if_names_keep_their_room() -> None:
    sizes = [size for size in SIZES if size != TINY]
    scores, strips = [], []
    async with browser() as pilot:
        for size in sizes:
            await resize(pilot, size)
            row = next(line for line in text_of(pilot.app, "#table").splitlines() if "Alpha 7B" in line)
            scores += [size] if "2.5" in row else []
            strips += [size] if "●◐●" in row else []

    assert sizes == scores
    assert [size for size in sizes if size != NARROW] == strips


async def test_the_detail_can_be_read_at_every_size() -> None:
    sizes = [*SIZES, *LOW]
    read = []
    async with browser() as pilot:
        await press(pilot, "enter")
        for size in sizes:
            await resize(pilot, size)
            read += [size] if "model" in text_of(pilot.app, "#detail") else []
            assert_sound(pilot)

    assert sizes == read


async def test_b_goes_to_the_categories_and_b_again_hides_them() -> None:
    async with browser(size=TINY) as pilot:
        for size in reversed(SIZES):
            await resize(pilot, size)
            await press(pilot, "b")
            assert browse(pilot).panes.sidebar.has_focus
            assert "#sidebar" in shown(pilot)
            assert_sound(pilot)
            await press(pilot, "b")

            assert "#sidebar" not in shown(pilot)
            assert browse(pilot).table.has_focus
            assert_sound(pilot)


async def test_categories_over_the_list_take_the_keys_and_go_when_one_is_chosen() -> None:
    async with browser(size=MEDIUM) as pilot:
        for size in (MEDIUM, NARROW, TINY):
            await resize(pilot, size)
            browse(pilot).change_view(place=Place())
            await press(pilot, "b", "j", "enter")

            assert "#sidebar" not in shown(pilot)
            assert "Base models" in text_of(pilot.app, "#table")
            assert browse(pilot).table.has_focus


async def test_categories_over_the_list_go_when_a_search_is_kept() -> None:
    async with browser(size=MEDIUM) as pilot:
        for size in (MEDIUM, NARROW):
            await resize(pilot, size)
            await press(pilot, "b")
            over = "#sidebar" in shown(pilot)
            await press(pilot, "slash", "ctrl+u", *"gamma", "enter")

            assert over
            assert "#sidebar" not in shown(pilot)
            assert browse(pilot).table.has_focus


async def test_narrow_shows_one_pane_at_a_time_and_esc_goes_back() -> None:
    async with browser(size=NARROW) as pilot:
        for size in (NARROW, TINY):
            await resize(pilot, size)
            await press(pilot, "enter")
            reading = set(shown(pilot))
            await press(pilot, "escape")

            assert "#table" not in reading
            assert "#detail" in reading
            assert set(shown(pilot)) == {"#table"}


async def test_the_explanation_opens_at_80x24_while_the_user_reads_and_the_list_stays() -> None:
    async with browser(size=MEDIUM) as pilot:
        await press(pilot, "enter")

        assert set(shown(pilot)) == {"#table", "#detail", "#explanation"}
        assert "Alpha 7B" in text_of(pilot.app, "#table")
        assert_sound(pilot)


async def test_the_entry_that_is_read_keeps_its_row_where_the_list_has_room_for_one_line() -> None:
    async with browser(size=MEDIUM) as pilot:
        await press(pilot, "slash", *"kind:model", "enter", "enter")

        assert "Alpha 7B" in text_of(pilot.app, "#table")


async def test_the_list_behind_a_bar_has_the_keys_although_the_details_had_them_before() -> None:
    async with browser(size=MEDIUM) as pilot:
        await press(pilot, "enter", "O", "enter")

        assert browse(pilot).table.has_focus


async def test_a_change_of_size_draws_what_a_start_at_that_size_draws() -> None:
    fresh = {}
    for size in SIZES:
        async with browser(size=size) as pilot:
            fresh[size] = text(pilot.app)

    async with browser(size=SIZES[0]) as pilot:
        for size in (*SIZES[1:], *reversed(SIZES)):
            await resize(pilot, size)
            assert text(pilot.app) == fresh[size]


async def test_a_view_at_another_size_is_drawn_as_one_that_opens_at_that_size() -> None:
    views = (("M",), ("T",), ("C",), ("O",), ("K",), ("f",), ("?",), ("space", "j", "space", "c"))
    fresh, resized = {}, {}
    async with browser(size=MEDIUM) as pilot:
        for keys in views:
            await press(pilot, *keys)
            fresh[keys] = text(pilot.app)
            await press(pilot, "escape")

    async with browser(size=SIZES[0]) as pilot:
        for keys in views:
            await press(pilot, *keys)
            assert pilot.app.screen is not browse(pilot)
            await resize(pilot, MEDIUM)
            resized[keys] = text(pilot.app)
            await press(pilot, "escape")
            await resize(pilot, SIZES[0])

    assert len(views) == len(set(fresh.values()))
    assert [] == [keys for keys in views if fresh[keys] != resized[keys]]


async def to_the_start(pilot: Pilot[None], size: tuple[int, int]) -> None:
    """Close what keys have opened, so that the panes are those that a start at this size shows."""
    if pilot.app.size != size:
        await resize(pilot, size)
    if not browse(pilot).table.has_focus:
        await press(pilot, "2", "escape", "escape")
    if browse(pilot).has_class("-zoomed"):
        await press(pilot, "z")
    if "#sidebar" in FITTING[size] - set(shown(pilot)):
        await press(pilot, "b", "2")
    if "#explanation" in FITTING[size] - set(shown(pilot)):
        await press(pilot, "i")
    assert set(shown(pilot)) == FITTING[size]
    assert browse(pilot).table.has_focus


WALKS = ("1 z b", "enter i", "enter z escape", "b b", "i 3", "z slash enter", "enter tab tab", "4 z", "i 4 tab", "z 4")
WIDE_WALKS = ("z 3", "z 1", "z enter", "4 escape escape")
"""Where there is one pane at a time, these differ from others in nothing."""


@pytest.mark.parametrize(("size", "walks"), [(WIDE, WALKS + WIDE_WALKS), (NARROW, WALKS)], ids=["wide", "narrow"])
async def test_the_keys_are_never_with_a_hidden_pane(size: tuple[int, int], walks: tuple[str, ...]) -> None:
    async with browser(size=size) as pilot:
        for keys in walks:
            for key in keys.split():
                await press(pilot, key)
                assert focus_is_seen(pilot), f"{key} of {keys}"
            assert_sound(pilot)
            await to_the_start(pilot, size)


async def test_no_change_of_size_takes_the_keys_away() -> None:
    walks: tuple[tuple[str, tuple[tuple[int, int], ...]], ...] = (
        ("1", (MEDIUM,)),
        ("1", (NARROW,)),
        ("3", (NARROW, WIDE)),
        ("enter tab", (NARROW,)),
        ("enter tab tab", (NARROW,)),
        ("enter z", (NARROW, WIDE)),
        ("4", (NARROW, MEDIUM, TINY, WIDE)),
        ("4 z", (TINY, MEDIUM, WIDE)),
        ("slash", (TINY, WIDE)),
    )
    async with browser() as pilot:
        for keys, sizes in walks:
            await press(pilot, *keys.split())
            for size in sizes:
                await resize(pilot, size)
                assert focus_is_seen(pilot), f"{keys} at {size}"
                assert_sound(pilot)
            await to_the_start(pilot, WIDE)


async def test_the_zoomed_detail_fills_the_screen_with_its_explanation() -> None:
    async with browser() as pilot:
        await press(pilot, "enter", "z")
        for size in (WIDE, MEDIUM, NARROW):
            await resize(pilot, size)

            regions = shown(pilot)
            assert set(regions) == {"#detail", "#explanation"}
            assert sum(region.height for region in regions.values()) == size[1] - 2
            assert {region.width for region in regions.values()} == {size[0]}


async def test_4_reads_the_whole_explanation_from_the_list(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        browse(pilot).go_to("llama-3-1")
        await press(pilot, "4", "z")
        explanation = browse(pilot).panes.explanation
        for size in (WIDE, MEDIUM, NARROW, TINY):
            await resize(pilot, size)
            await press(pilot, "g")
            while explanation.top < explanation.furthest:
                await press(pilot, "j")

            assert {"#explanation"} == set(shown(pilot))
            assert "more lines" not in text_of(pilot.app, "#explanation")


async def test_esc_goes_from_the_explanation_to_the_details_and_to_the_list() -> None:
    async with browser() as pilot:
        await press(pilot, "4", "escape")
        detail = browse(pilot).detail.has_focus
        await press(pilot, "escape")

        assert detail
        assert browse(pilot).table.has_focus


async def test_zoom_from_the_search_field_enlarges_the_list() -> None:
    async with browser() as pilot:
        await press(pilot, "slash")
        await pilot.app.run_action("toggle_part('zoom')", pilot.app.screen)
        await settle(pilot)

        assert set(shown(pilot)) == {"#table"}


async def test_what_the_cursor_rests_on_stays_in_sight_when_the_terminal_shrinks(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog)) as pilot:
        for pane, keys in (("#table", "G"), ("#detail", "enter j j j"), ("#sidebar", "1 G")):
            await press(pilot, *keys.split())
            await resize(pilot, (140, 8))

            focused = pilot.app.screen.focused
            assert isinstance(focused, LineView)
            assert pane == f"#{focused.id}"
            on_screen = range(focused.top, focused.top + focused.page_size)
            assert [line for line in on_screen if focused.cursor_span(line, focused.size.width)]
            await resize(pilot, WIDE)


async def test_no_keys_in_no_order_at_no_size_break_the_screen() -> None:
    chance = random.Random(1)  # noqa: S311 - the same keys in every run
    keys = (
        *("enter", "escape", "b", "z", "i", "1", "2", "3", "tab", "shift+tab", "j", "k", "h", "l", "G", "g"),
        *("pagedown", "space", "F", "backspace", "K", "m", "slash", "x", "down", "S"),
    )
    looked_at = 0
    async with browser() as pilot:
        for _step in range(50):
            if chance.random() < 0.2:
                await resize(pilot, chance.choice((*SIZES, *LOW)))
            else:
                await press(pilot, chance.choice(keys))
            if pilot.app.screen is browse(pilot):
                assert_sound(pilot)
                looked_at += 1

    assert looked_at > 25
