"""The filter panel: what typing and blanks do, long facets, and what the filters leave."""

from __future__ import annotations

from textual.pilot import Pilot

from factories import a_catalog, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog
from llmtui.tui.widgets.narrow_list import NarrowList
from tui.browsing import a_session, browse, browser
from tui.pressing import press
from tui.screen_text import text_of


def many_makers() -> Catalog:
    """Twelve makers, one with a name of two words and one with two entries."""
    names = [*(f"Maker{number:02}" for number in range(11)), "Hugging Face"]
    entries = [an_entry(f"e{at}", name=f"E{at}", maker=name) for at, name in enumerate(names)]
    return a_catalog(*entries, an_entry("more", name="More", maker="Maker00"))


def rows(pilot: Pilot[None]) -> list[str]:
    """The lines of the panel."""
    return [line.strip("▐ ") for line in text_of(pilot.app, "NarrowList").splitlines()]


def ticked(pilot: Pilot[None]) -> list[str]:
    """The labels that are chosen."""
    return [row.partition("[x] ")[2].split("  ")[0] for row in rows(pilot) if "[x]" in row]


def field(pilot: Pilot[None]) -> str:
    """What is typed."""
    return text_of(pilot.app, "NarrowInput").strip()


async def test_the_title_says_how_many_entries_the_filters_leave() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "f")
        before = text_of(pilot.app, "#dialog").splitlines()[0]
        await press(pilot, *"maker00", "space")

        assert "Filter: 13 entries" in before
        assert "Filter: 2 entries" in text_of(pilot.app, "#dialog").splitlines()[0]


async def test_it_counts_the_marked_entries_where_those_are_listed() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "space", "space", "1", "G", "f")

        assert "Filter: 2 entries" in text_of(pilot.app, "#dialog").splitlines()[0]


async def test_what_was_typed_is_cleared_when_a_value_is_ticked_and_the_cursor_stays_on_it() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "f", *"maker00", "space")
        typed = field(pilot)
        await press(pilot, "space")

        assert typed.startswith("type to narrow")
        assert ticked(pilot) == []


async def test_a_blank_within_a_label_is_typed_and_ticks_nothing() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "f", *"hugging", "space", *"face")
        typed, chosen = field(pilot), ticked(pilot)
        await press(pilot, "space")

        assert typed == "hugging face"
        assert chosen == []
        assert ticked(pilot) == ["Hugging Face"]


async def test_a_blank_ticks_once_the_cursor_has_moved() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "f", *"hugging", "down", "up", "space")

        assert ticked(pilot) == ["Hugging Face"]


async def test_a_blank_where_nothing_matches_lists_all_values_again() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "f", *"zzz")
        narrowed = rows(pilot)
        await press(pilot, "space")

        assert narrowed[0] == "nothing matches"
        assert field(pilot).startswith("type to narrow")
        assert sum("Maker" in row for row in rows(pilot)) > 1


async def test_a_long_facet_is_folded_and_unfolds_under_the_cursor() -> None:
    async with browser(a_session(many_makers()), (120, 60)) as pilot:
        await press(pilot, "f")
        folded = rows(pilot)
        facets = pilot.app.screen.query_one(NarrowList)
        await press(pilot, *["down"] * next(at for at, row in enumerate(folded) if "4 more" in row), "space")

        assert sum("Maker" in row.partition("[ ]")[2] for row in folded) + sum("Face" in row for row in folded) == 8
        assert not any("more" in row for row in rows(pilot))
        assert facets.line_count() > len([row for row in folded if row])


async def test_typing_finds_what_is_folded_away() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "f", *"maker10")

        assert any("Maker10" in row for row in rows(pilot))


async def test_a_chosen_value_stays_in_sight_where_its_facet_is_folded() -> None:
    async with browser(a_session(many_makers()), (120, 60)) as pilot:
        await press(pilot, "f", *"maker10", "space")

        assert ticked(pilot) == ["Maker10"]
        await press(pilot, "enter")
        assert [hit.entry.maker for hit in browse(pilot).results.hits] == ["Maker10"]


async def test_all_licences_of_the_bundled_catalogue_do_not_hide_the_languages(bundled: Loaded) -> None:
    async with browser(a_session(bundled.catalog), (120, 60)) as pilot:
        await press(pilot, "f")

        assert sum("more" in row for row in rows(pilot)) > 1


async def test_words_typed_after_a_filter_search_within_it() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "f", *"maker00", "space", "enter", "slash", *"more")

        assert [hit.entry.id for hit in browse(pilot).results.hits] == ["more"]
        assert browse(pilot).search_bar.text == "maker=Maker00 more"


async def test_the_panel_offers_what_the_marked_entries_have_where_those_are_listed() -> None:
    async with browser(a_session(many_makers())) as pilot:
        await press(pilot, "space", "1", "G", "f", *"maker0")

        assert sum("Maker" in row for row in rows(pilot)) == 1
