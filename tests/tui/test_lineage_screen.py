"""What an entry derives from and what derives from it, by keyboard and by mouse."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot

from factories import a_catalog, a_framework, a_licence, an_entry, with_licences
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Link
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.tui.screens.lineage import LineageScreen
from llmtui.tui.view_result import ViewResult
from tui.over_browser import MEDIUM, SIZES, TINY, WIDE, outcome, shown
from tui.pressing import press, settle
from tui.screen_text import lines, place_of, style_at, text, text_of

JUDGES = a_framework("judges", ["data", "license", "weights"], name="First Judges")
OTHERS = a_framework("others", ["paper"], name="Other Judges", short="OTH")
MARKS = ("child", "elsewhere")


def family() -> Catalog:
    """Three generations, one of them of a mere name too, and a copy."""
    catalog = a_catalog(
        an_entry("root", grades={"data": "closed", "weights": "open"}, framework="judges"),
        an_entry(
            "child",
            base=("root", "Some Name"),
            licence="CC-BY-NC-4.0",
            links=(Link("repo", "https://child.example"), Link("paper", "https://child.example/paper")),
        ),
        an_entry("grandchild", base=("child",), grades={"paper": "open"}, framework="others"),
        an_entry("copy", reproduces=("child",)),
        frameworks=(JUDGES, OTHERS),
    )
    return with_licences(catalog, a_licence("CC-BY-NC-4.0", "no yes yes yes"))


def screen(entry: str = "child", catalog: Catalog | None = None, glyphs: Glyphs = UNICODE) -> LineageScreen:
    """The lineage of an entry."""
    catalog = catalog or family()
    return LineageScreen(catalog, catalog.entries[entry], "judges", MARKS, glyphs)


def on(pilot: Pilot[None]) -> LineageScreen:
    """The screen shown."""
    shown_screen = next(each for each in pilot.app.screen_stack if isinstance(each, LineageScreen))
    assert isinstance(shown_screen, LineageScreen)
    return shown_screen


async def test_the_entry_is_between_its_ancestors_and_descendants_with_the_cursor_on_it() -> None:
    async with shown(screen()) as pilot:
        rows = text_of(pilot.app, "#lineage").splitlines()

        assert "Lineage of Child" in rows[0]
        assert ["Root", "Some Name", "Child", "Grandchild"] == [
            next(name for name in ("Grandchild", "Child", "Some Name", "Root") if name in row) for row in rows[2:6]
        ]
        assert "Child" == on(pilot).pane.node.name


async def test_the_entry_itself_stands_out_from_its_relatives() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "k")

        assert style_at(pilot.app, "Child  ").bold
        assert not style_at(pilot.app, "Root  ").bold


async def test_a_descendant_says_what_it_inherits_and_from_whom() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "j")

        assert "closed data from Root · licence from Child" in text_of(pilot.app, "#lineage")
        assert "Inherits from Child: its licence (CC-BY-NC-4.0) restricts use." in text_of(pilot.app, "#note")


async def test_the_cursor_steps_over_the_heading_of_what_is_apart() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "j", "j")
        there = on(pilot).pane.node.name
        await press(pilot, "k")

        assert ("Copy", "Grandchild") == (there, on(pilot).pane.node.name)
        assert "Child is re-implemented by" in text_of(pilot.app, "#lineage")


async def test_the_far_keys_reach_the_last_line() -> None:
    async with shown(screen()) as pilot:
        for key in ("G", "end", "pagedown", "ctrl+d"):
            await press(pilot, key)
            last = on(pilot).pane.node.name
            await press(pilot, "g")

            assert (key, "Copy", "Root") == (key, last, on(pilot).pane.node.name)


async def test_enter_goes_to_the_entry_under_the_cursor_and_carries_the_marks_on() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "j", "enter")

        assert ViewResult(MARKS, "judges", go_to="grandchild") == outcome(pilot)


async def test_a_name_without_an_entry_cannot_be_gone_to_and_says_so() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "k", "enter")

        assert isinstance(pilot.app.screen, LineageScreen)
        assert "The catalogue has no entry Some Name." in text(pilot.app)


async def test_space_folds_what_hangs_on_a_line_and_shows_it_again() -> None:
    async with shown(screen("root")) as pilot:
        await press(pilot, "j", "space")
        folded = text_of(pilot.app, "#lineage")
        await press(pilot, "space")

        assert "Grandchild" not in folded
        assert f"{UNICODE.folded} Child (1)" in folded
        assert "Grandchild" in text_of(pilot.app, "#lineage")
        assert "Child" == on(pilot).pane.node.name


async def test_h_folds_then_goes_towards_the_entry_and_l_unfolds_then_goes_away_from_it() -> None:
    async with shown(screen("root")) as pilot:
        await press(pilot, "j", "h")
        folded = text_of(pilot.app, "#lineage")
        await press(pilot, "h")
        inward = on(pilot).pane.node.name
        await press(pilot, "l", "l")
        unfolded = text_of(pilot.app, "#lineage")
        await press(pilot, "l")

        assert "Grandchild" not in folded
        assert "Root" == inward
        assert "Grandchild" in unfolded
        assert "Grandchild" == on(pilot).pane.node.name


async def test_folding_an_ancestor_keeps_the_cursor_on_it() -> None:
    async with shown(screen("grandchild")) as pilot:
        await press(pilot, "k", "space")

        assert "Child" == on(pilot).pane.node.name
        assert "── Root" not in text_of(pilot.app, "#lineage")


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


async def test_another_framework_changes_strips_scores_and_limits_and_is_carried_on() -> None:
    async with shown(screen()) as pilot:
        before = text_of(pilot.app, "#lineage")
        await press(pilot, "m", "down", "enter")
        after = text_of(pilot.app, "#lineage")
        await press(pilot, "q")

        assert ("OTH" in before, "OTH" in after) == (True, False)
        assert "First Judges" in before
        assert "Other Judges" in after
        assert "others" == outcome(pilot).framework


async def test_t_draws_the_lineage_of_the_line_and_backspace_the_one_before() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "j", "T")
        there = lines(pilot.app)[0]
        await press(pilot, "backspace")

        assert "Lineage of Grandchild" in there
        assert "Lineage of Child" in lines(pilot.app)[0]


async def test_i_shows_all_there_is_to_say_on_the_smallest_screen() -> None:
    async with shown(screen(), TINY) as pilot:
        cut = text_of(pilot.app, "#note")
        await press(pilot, "i")

        assert "more" in cut
        assert "Child" in text(pilot.app)
        assert "esc closes" in text(pilot.app)


async def test_o_asks_which_of_several_links() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "o")

        assert "https://child.example/paper" in text(pilot.app)


async def test_y_copies_the_tree_as_text() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "y", *"tree", "enter")

        assert pilot.app.clipboard.startswith("Lineage of Child  First Judges\n")
        assert "└── Grandchild" in pilot.app.clipboard


async def test_the_legend_opens_over_it() -> None:
    async with shown(screen()) as pilot:
        await press(pilot, "K")

        assert "not open" in text(pilot.app)


async def test_a_click_moves_the_cursor_and_a_double_click_goes_there() -> None:
    async with shown(screen()) as pilot:
        await pilot.click(offset=place_of(pilot.app, "Grandchild"))
        await settle(pilot)
        clicked = on(pilot).pane.node.name
        await pilot.click(offset=place_of(pilot.app, "Grandchild"), times=2)
        await settle(pilot)

        assert "Grandchild" == clicked
        assert "grandchild" == outcome(pilot).go_to


@pytest.mark.parametrize(("sizes", "glyphs"), [(SIZES, UNICODE), ((MEDIUM,), ASCII)], ids=["unicode", "ascii"])
async def test_at_every_size_the_entry_is_seen_with_the_keys_that_act_on_it(
    bundled: Loaded, sizes: tuple[tuple[int, int], ...], glyphs: Glyphs
) -> None:
    async with shown(screen("alpaca", bundled.catalog, glyphs)) as pilot:
        for size in sizes:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            rows = lines(pilot.app)

            assert size == (len(rows[0]), len(rows))
            assert any(glyphs.cursor in row and "Alp" in row for row in rows[2:])
            assert "Go there" in rows[-1]


async def test_the_longest_family_scrolls_with_its_cursor_in_sight(bundled: Loaded) -> None:
    async with shown(screen("llama", bundled.catalog), MEDIUM) as pilot:
        await press(pilot, "G")
        pane = on(pilot).pane

        assert pane.top <= pane.cursor < pane.top + pane.page_size
        assert pane.node.name in text_of(pilot.app, "#lineage")


async def test_names_are_never_taken_for_markup() -> None:
    catalog = family()
    odd = replace(catalog.entries["child"], name="[b]Odd[/b] [link=x]")
    odd_catalog = a_catalog(odd, *(each for each in catalog if each.id != "child"), frameworks=(JUDGES, OTHERS))

    async with shown(screen("child", odd_catalog), WIDE) as pilot:
        assert "Lineage of [b]Odd[/b] [link=x]" in lines(pilot.app)[0]
        assert "[b]Odd[/b] [link=x]" in text_of(pilot.app, "#note")
