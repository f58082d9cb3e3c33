"""The place of the sidebar for what changed: the entries that the same judges judged differently at two dates."""

from __future__ import annotations

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Catalog, Place
from llmtui.search import Searcher
from llmtui.tui.desk import CHANGED
from tui.browsing import a_session, browse, browser
from tui.pressing import press, settle
from tui.screen_text import text_of

ROOMY = (140, 40)
"""The sidebar is beside the list."""


def world(*, changed: bool = True) -> Catalog:
    """Two entries that opened, if wanted, and one that was judged once."""
    older = an_assessment({"code": "closed" if changed else "open"}, "judges", "2023")
    newer = an_assessment({"code": "open"}, "judges", "2024")
    return a_catalog(
        an_entry("opener", assessments=(older, newer)),
        an_entry("follower", assessments=(older, newer)),
        an_entry("single", assessments=(newer,)),
        frameworks=(a_framework("judges", ("code",), name="First Judges"),),
    )


async def test_the_sidebar_counts_what_changed() -> None:
    async with browser(a_session(world()), ROOMY) as pilot:
        rows = text_of(pilot.app, "#sidebar").splitlines()

        assert ["Changed 2"] == [" ".join(row.strip("│").split()) for row in rows if "Changed" in row]


async def test_the_count_follows_the_query() -> None:
    async with browser(a_session(world()), ROOMY) as pilot:
        await press(pilot, "/", *"opener")

        assert 1 == browse(pilot).results.counts[Place(CHANGED)]


async def test_opening_it_lists_the_same_entries_as_the_query() -> None:
    async with browser(a_session(world()), ROOMY) as pilot:
        await press(pilot, "1", "G", "k", "k", "enter")
        listed = {entry.id for entry in browse(pilot).results.hits.entries}

        assert Place(CHANGED) == browse(pilot).desk.view.place
        assert {"opener", "follower"} == listed == set(Searcher(world()).matching("is:changed"))
        assert "Changed" in text_of(pilot.app, "#table").splitlines()[0]


async def test_if_nothing_changed_the_list_says_so() -> None:
    async with browser(a_session(world(changed=False)), ROOMY) as pilot:
        browse(pilot).change_view(place=Place(CHANGED))
        await settle(pilot)

        assert "No entry was judged differently at two dates" in text_of(pilot.app, "#table")
