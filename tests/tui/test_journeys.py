"""What a person comes for: find an entry, read how open it is and why."""

from __future__ import annotations

import pytest

from llmtui.loader.loaded import Loaded
from llmtui.model import Grade
from llmtui.search import Query, Term, View
from llmtui.tui.session import Session
from tui.browsing import MEDIUM, WIDE, a_session, browse, browser
from tui.pressing import press, settle
from tui.screen_text import lines, style_at, text, text_of

OUC = "opening-up-chatgpt"
TO_THE_BASE = ("G", "k", "k")
"""From the details of Beta Chat: its base is above the two criteria of the other judges."""


def session(loaded: Loaded) -> Session:
    """The bundled catalogue, judged by the framework whose published grades the tests know."""
    return a_session(loaded.catalog, view=View(framework=OUC))


async def test_the_first_screen_shows_judged_entries_with_their_strips_and_scores(bundled: Loaded) -> None:
    async with browser(session(bundled)) as pilot:
        row = next(line for line in text_of(pilot.app, "#table").splitlines() if "BLOOMZ" in line)

        assert "●●●●◐◐ ●●●●●● ○●    12.0" in row
        assert f"{len(bundled.catalog)} of {len(bundled.catalog)}" in lines(pilot.app)[0]


async def test_the_grades_of_a_strip_stand_out_from_each_other_in_colour() -> None:
    async with browser() as pilot:
        await press(pilot, "H")
        colours = [style_at(pilot.app, sign).color for sign in "●◐○"]

        assert len(set(colours)) == 3


@pytest.mark.parametrize("size", [WIDE, MEDIUM], ids=["wide", "medium"])
async def test_in_five_keys_one_reads_how_the_tuned_weights_of_bloomz_changed(
    bundled: Loaded, size: tuple[int, int]
) -> None:
    keys = ("j", "j", "enter", "z")

    async with browser(a_session(bundled.catalog), size) as pilot:
        await press(pilot, *keys)

        explained = _joined(text_of(pilot.app, "#explanation"))
        assert len(keys) <= 5
        assert "±changed:●open2023→◐partial2025→●open2026" in explained
        assert "OpeningupChatGPT,Mar2025" in explained


@pytest.mark.parametrize("name", ["t5", "santacoder"])
async def test_in_five_keys_one_reads_who_disputes_what(bundled: Loaded, name: str) -> None:
    async with browser(a_session(bundled.catalog, selected=name)) as pilot:
        await press(pilot, "enter")

        assert "Disputed" in text_of(pilot.app, "#detail")
        explained = _joined(text_of(pilot.app, "#explanation"))
        assert "EAI,Jun2026" in explained
        assert "MOF,Nov2024" in explained
        assert "≠disputed" in explained


async def test_chatgml_puts_chatglm_under_the_cursor_and_its_matrix_in_the_detail(bundled: Loaded) -> None:
    async with browser(session(bundled)) as pilot:
        await press(pilot, "slash", *"chatgml")

        detail = text_of(pilot.app, "#detail")
        assert browse(pilot).table.selected == "chatglm-6b"
        assert "ChatGLM-6B" in detail.splitlines()[0]
        assert "◐ partial  Open code" in detail
        assert "○ closed   RL data" in detail


async def test_what_is_typed_narrows_list_and_detail() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"gamma")

        assert "1 of 4" in lines(pilot.app)[0]
        assert "Gamma Set" in text_of(pilot.app, "#table")
        assert "Alpha 7B" not in text_of(pilot.app, "#table")
        assert "Gamma Set" in text_of(pilot.app, "#detail").splitlines()[0]


async def test_the_list_follows_each_key_before_the_next_one_is_typed(bundled: Loaded) -> None:
    counts = []
    async with browser(session(bundled)) as pilot:
        await press(pilot, "slash")
        for letter in "bloom":
            await press(pilot, letter)
            found = len(browse(pilot).results.hits)
            counts.append(found)
            assert f" {found} of {len(bundled.catalog)}" in lines(pilot.app)[0]

    assert counts == sorted(counts, reverse=True)
    assert counts[-1] < counts[0]


async def test_the_counts_of_the_categories_follow_the_query() -> None:
    async with browser() as pilot:
        before = _counts(text_of(pilot.app, "#sidebar"))

        await press(pilot, "slash", *"gamma")

        after = _counts(text_of(pilot.app, "#sidebar"))
        assert {"All": 4, "Base models": 2, "Instruction-tuned": 1, "Data": 1}.items() <= before.items()
        assert {"All": 1, "Base models": 0, "Instruction-tuned": 0, "Data": 1}.items() <= after.items()


def _counts(sidebar: str) -> dict[str, int]:
    words = (line.strip("│▸▾ ").split() for line in sidebar.splitlines()[1:-1])
    return {" ".join(label): int(count) for *label, count in filter(None, words)}


@pytest.mark.parametrize(
    ("typed", "fault", "words"),
    [
        pytest.param("colour:red kind:dataset", "unknown key 'colour'", ("colour:red",), id="an-unknown-key-is-a-word"),
        pytest.param(
            "released:soon kind:dataset", "released: 'soon' is not a date", (), id="an-unusable-value-is-left-out"
        ),
    ],
)
async def test_a_fault_of_the_query_is_told_under_the_bar_while_the_rest_works(
    typed: str, fault: str, words: tuple[str, ...]
) -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *typed)

        query = browse(pilot).desk.view.query
        assert fault in text_of(pilot.app, "#faults")
        assert any(fault in line for line in lines(pilot.app)[1:4])
        assert (words, ["kind"]) == (query.words, [term.key for term in query.terms])


async def test_the_fault_goes_when_the_query_is_mended() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"kind:x", "backspace", *"model")

        assert not browse(pilot).query_one("#faults").display
        assert "kind:model" in lines(pilot.app)[0]


async def test_the_matched_letters_of_a_name_are_marked() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"gam")

        marked = [bool(style_at(pilot.app, part, "#table").underline) for part in ("Gam", "ma Set")]

        assert marked == [True, False]


async def test_nothing_found_is_said_and_the_detail_is_empty() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"qqqqqqqq")

        assert "Nothing found" in text_of(pilot.app, "#table")
        assert "Alpha" not in text_of(pilot.app, "#reading")


async def test_esc_clears_the_search_and_shows_everything_again() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"gamma", "escape")

        assert "4 of 4" in lines(pilot.app)[0]
        assert browse(pilot).table.has_focus


async def test_a_search_that_was_kept_is_recalled_with_up() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"gamma", "enter", "F", "slash", "up")

        assert "gamma" in lines(pilot.app)[0]
        assert "1 of 4" in lines(pilot.app)[0]


async def test_moving_in_the_sidebar_narrows_the_list() -> None:
    async with browser() as pilot:
        await press(pilot, "1", "j")

        assert "Base models" in text_of(pilot.app, "#table").splitlines()[0]
        assert "Alpha 7B" in text_of(pilot.app, "#table")
        assert "Gamma Set" not in text_of(pilot.app, "#table")
        assert "2 of 4" in lines(pilot.app)[0]


async def test_a_category_unfolds_to_its_groups_which_narrow_further() -> None:
    async with browser() as pilot:
        await press(pilot, "1", "j", "l", "j")

        assert "▾ Base models" in text_of(pilot.app, "#sidebar")
        assert "Base models / Chinese" in text_of(pilot.app, "#table").splitlines()[0]
        assert "Alpha 7B" in text_of(pilot.app, "#table")
        assert "Omega" not in text_of(pilot.app, "#table")


async def test_left_goes_from_a_group_to_its_category_and_then_folds_it() -> None:
    async with browser() as pilot:
        await press(pilot, "1", "j", "l", "j", "h")
        category = browse(pilot).desk.view.place

        await press(pilot, "h")

        assert (category.category, category.group) == ("base", "")
        assert "Chinese" not in text_of(pilot.app, "#sidebar")


async def test_enter_in_the_sidebar_goes_to_the_list() -> None:
    async with browser() as pilot:
        await press(pilot, "1", "j", "enter")

        assert browse(pilot).table.has_focus
        assert "Base models" in text_of(pilot.app, "#table").splitlines()[0]


async def test_the_cursor_keeps_its_entry_when_the_list_narrows_by_a_term() -> None:
    async with browser() as pilot:
        await press(pilot, "j", "j")
        kept = browse(pilot).table.selected
        await press(pilot, "slash", *"-alpha")

        assert browse(pilot).table.selected == kept != "alpha"


async def test_moving_in_the_list_shows_the_detail_of_each_entry() -> None:
    async with browser() as pilot:
        titles = []
        for _step in range(4):
            titles.append(text_of(pilot.app, "#detail").splitlines()[0].strip("╭─╮ "))
            await press(pilot, "j")

        assert titles == ["Alpha 7B", "Beta Chat", "Omega", "Gamma Set"]


async def test_the_explanation_tells_who_judged_when_and_what_the_other_grades_mean(bundled: Loaded) -> None:
    criterion = bundled.catalog.frameworks["osai-index"].criterion("weights_endmodel")
    assert criterion is not None

    async with browser(session(bundled), (200, 50)) as pilot:
        await press(pilot, "j", "enter", "z")

        explained = _joined(text_of(pilot.app, "#explanation"))
        assert "●openEuropeanOpenSourceAIIndex,Jun2026" in explained
        assert "◐partialOpeningupChatGPT,Mar2025" in explained
        assert criterion.question.replace(" ", "") in explained
        assert f"○closed{criterion.meaning(Grade.CLOSED).replace(' ', '')}" in explained


def _joined(boxed: str) -> str:
    """The text of a pane without its border and the places where lines broke."""
    return "".join("".join(line.strip("│╭╮╰╯─▐").split()) for line in boxed.splitlines())


async def test_the_detail_says_who_judged_the_criterion_and_shows_its_evidence_on_the_small_screen_too() -> None:
    async with browser(size=MEDIUM) as pilot:
        await press(pilot, "enter", "j")

        explained = text_of(pilot.app, "#explanation")
        assert "https://evidence.example/weights" in explained
        assert "Only the small ones." in explained
        assert "First Judges, Jan 2024" in explained


async def test_what_nobody_judged_is_said_so_with_links_that_could_tell() -> None:
    async with browser() as pilot:
        await press(pilot, "G")

        detail = text_of(pilot.app, "#detail")
        assert "No index has judged it yet." in detail
        assert "https://gamma.example" in detail


async def test_a_relative_is_reached_with_enter_and_left_with_backspace() -> None:
    async with browser() as pilot:
        await press(pilot, "j", "enter", *TO_THE_BASE)
        assert "Alpha 7B" in text_of(pilot.app, "#detail")

        await press(pilot, "enter")
        reached = browse(pilot).table.selected
        await press(pilot, "backspace")

        assert reached == "alpha"
        assert browse(pilot).table.selected == "beta"
        assert "Beta Chat" in text_of(pilot.app, "#detail").splitlines()[0]


async def test_backspace_leads_back_to_the_entry_read_before() -> None:
    async with browser() as pilot:
        await press(pilot, "enter", "escape", "j", "enter", "escape", "j", "j")
        first, second = (hit.entry.id for hit in browse(pilot).results.hits[:2])
        read = []
        for key in ("less_than_sign", "greater_than_sign"):
            await press(pilot, key)
            read.append(browse(pilot).table.selected)

    assert first == read[0]
    assert read[1] not in {first, second}


async def test_comparing_one_entry_alone_does_not_mark_it() -> None:
    async with browser() as pilot:
        await press(pilot, "c", "escape")
        alone = browse(pilot).desk.marks
        await press(pilot, "space", "c", "escape")

        assert () == alone
        assert 1 == len(browse(pilot).desk.marks)


async def test_another_order_begins_at_its_own_beginning() -> None:
    async with browser() as pilot:
        await press(pilot, "S", "s", *"size", "enter")

        assert not browse(pilot).desk.view.reverse


async def test_a_jump_out_of_a_search_leaves_it_and_backspace_brings_it_back() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"beta", "enter", "enter", *TO_THE_BASE, "enter")
        jumped = (browse(pilot).table.selected, lines(pilot.app)[0])

        await press(pilot, "backspace")

        assert jumped[0] == "alpha"
        assert "4 of 4" in jumped[1]
        assert browse(pilot).desk.view.query == Query(words=("beta",))
        assert browse(pilot).table.selected == "beta"
        assert "beta" in lines(pilot.app)[0]


async def test_another_framework_changes_strips_scores_and_order() -> None:
    async with browser() as pilot:
        before = text_of(pilot.app, "#table")

        await press(pilot, "m", "down", "enter")

        after = text_of(pilot.app, "#table")
        assert "●◐●" in before
        assert "Other Judges" in lines(pilot.app)[0]
        assert [line.split()[1].strip("!") for line in after.splitlines()[2:5]] == ["Omega", "Beta", "Alpha"]
        assert "1.0+" in next(line for line in after.splitlines() if "Omega" in line)


async def test_a_score_from_another_framework_names_that_framework() -> None:
    async with browser(size=(200, 50)) as pilot:
        row = next(line for line in text_of(pilot.app, "#table").splitlines() if "Omega" in line)

        assert "OTH" in row


async def test_sorting_by_name_and_turning_it_round() -> None:
    async with browser() as pilot:
        await press(pilot, "s", *"name", "enter")
        sorted_names = _first_words(text_of(pilot.app, "#table"))

        await press(pilot, "S")

        assert sorted_names == ["Alpha", "Beta", "Gamma", "Omega"]
        assert _first_words(text_of(pilot.app, "#table")) == ["Omega", "Gamma", "Beta", "Alpha"]
        assert "by name reversed" in text_of(pilot.app, "#table")


def _first_words(table: str) -> list[str]:
    return [line.strip("│▐ !").split()[0] for line in table.splitlines()[2:6]]


async def test_z_gives_the_pane_the_screen_and_takes_it_back() -> None:
    async with browser() as pilot:
        before = text(pilot.app)

        await press(pilot, "z")
        zoomed = pilot.app.screen.query_one("#table").region
        await press(pilot, "z")

        assert zoomed.size == (140, 38)
        assert text(pilot.app) == before


async def test_the_list_starts_with_what_the_command_line_asked_for() -> None:
    view = View(query=Query(terms=(Term("kind", ":", "model"),)))
    async with browser(a_session(view=view, selected="omega")) as pilot:
        await settle(pilot)

        assert browse(pilot).table.selected == "omega"
        assert "kind:model" in lines(pilot.app)[0]
