"""The leaderboard: rank, move by cell, sort, narrow, mark, read why."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual.pilot import Pilot

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Criterion, CriterionGroup, Grade, Judgement, Link
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.screens.matrix import MatrixScreen
from llmtui.tui.view_result import ViewResult
from tui.over_browser import MEDIUM, NARROW, SIZES, TINY, outcome, shown
from tui.pressing import press, settle
from tui.screen_text import lines, place_of, style_at, text, text_of

OUC = "opening-up-chatgpt"
EVIDENCE = Judgement(Grade.PARTIAL, ("https://evidence.example/weights",), note="Only the small ones.")
FRAMEWORK = replace(
    a_framework("first", name="First Judges"),
    groups=(CriterionGroup("access", "Access"), CriterionGroup("law", "Law")),
    criteria=(
        Criterion("code", "Code", "code", "access", short="code"),
        Criterion("weights", "Model weights", "weights", "access", short="wght", question="Can all have the weights?"),
        Criterion("license", "Licence", "license", "law", short="lic"),
    ),
)
OTHER = a_framework("other", ["paper", "code"], name="Other Judges")


def _catalog() -> Catalog:
    return a_catalog(
        an_entry(
            "alpha",
            name="Alpha",
            assessments=(an_assessment({"code": "open", "weights": EVIDENCE, "license": "open"}, "first"),),
            links=(Link("repo", "https://alpha.example/code"),),
        ),
        an_entry("beta", name="Beta", grades={"code": "partial", "weights": "open"}, framework="first"),
        an_entry(
            "gamma", name="Gamma", grades={"code": "closed", "weights": "open", "license": "closed"}, framework="first"
        ),
        an_entry(
            "delta",
            name="Delta",
            assessments=(
                an_assessment({"code": "open", "weights": "closed", "license": "closed"}, "first", of="7B"),
                an_assessment({"code": "closed", "weights": "closed", "license": "closed"}, "first", of="13B"),
                an_assessment({"paper": "open"}, "other"),
            ),
        ),
        an_entry("epsilon", name="Epsilon"),
        frameworks=(FRAMEWORK, OTHER),
    )


RANKED = ["Alpha", "Beta", "Delta (7B)", "Gamma", "Delta (13B)"]


def _screen(
    catalog: Catalog | None = None,
    framework: str = "first",
    marks: tuple[str, ...] = (),
    glyphs: Glyphs = UNICODE,
    query: str = "",
) -> MatrixScreen:
    known = catalog or _catalog()
    return MatrixScreen(known, lambda _framework: tuple(known), framework, marks, glyphs, query)


def _names(pilot: Pilot[None]) -> list[str]:
    """The names on screen, in order."""
    table = text_of(pilot.app, "#matrix")
    found = ((table.find(f"{name} "), name) for name in RANKED)
    return [name for at, name in sorted(found) if at >= 0]


def _explained(pilot: Pilot[None]) -> str:
    return " ".join(text_of(pilot.app, "#explanation").replace("│", " ").split())


async def test_all_judged_subjects_are_in_the_framework_s_order() -> None:
    async with shown(_screen()) as pilot:
        assert RANKED == _names(pilot)
        assert "First Judges · 4 judged" in lines(pilot.app)[0]
        assert "Epsilon" not in text(pilot.app)


async def test_a_row_whose_details_say_something_to_know_first_has_a_sign() -> None:
    async with shown(_screen()) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle(pilot)
            table = text_of(pilot.app, "#matrix")

            assert "!Beta" in table
            assert " Alpha" in table


async def test_the_leaderboard_of_the_bundled_catalogue_has_the_site_s_first_and_last(bundled: Loaded) -> None:
    async with shown(_screen(bundled.catalog, OUC)) as pilot:
        first = next(line for line in lines(pilot.app) if " 1 " in line)
        await press(pilot, "G")

        assert "OLMo 7B Instruct" in first
        assert "12.5" in first
        assert any("47 ChatGPT " in line and " 0.5 " in line for line in lines(pilot.app))


async def test_the_cell_under_the_cursor_is_explained_with_judge_date_and_evidence() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "l")

        assert "Model weights · Alpha" in _explained(pilot)
        assert "Can all have the weights?" in _explained(pilot)
        assert "◐ partial" in _explained(pilot)
        assert "https://evidence.example/weights" in _explained(pilot)
        assert "◐ partial First Judges, Jan 2024" in _explained(pilot)


async def test_what_was_not_assessed_is_not_shown_as_closed() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "j", "l", "l")

        assert "Licence · Beta" in _explained(pilot)
        assert "not assessed" in _explained(pilot).lower()
        assert "1.5+" in next(line for line in lines(pilot.app) if "Beta" in line and "1.5" in line)


async def test_the_cursor_moves_by_column_and_stops_at_the_ends() -> None:
    places = []
    async with shown(_screen()) as pilot:
        for key in ("right", "l", "l", "l", "left", "H", "h", "L"):
            await press(pilot, key)
            places.append(_explained(pilot).split(" · ")[0].strip("╭─ "))

    assert ["Model weights", "Licence", "Score", "Score", "Licence", "Name", "Name", "Score"] == places


async def test_the_cursor_moves_by_row_and_stops_at_the_ends() -> None:
    places = []
    async with shown(_screen()) as pilot:
        for key in ("j", "down", "G", "j", "k", "g", "k", "pagedown"):
            await press(pilot, key)
            places.append(_explained(pilot).split(" · ")[1].split(" ─")[0])

    assert ["Beta", "Delta (7B)", "Delta (13B)", "Delta (13B)", "Gamma", "Alpha", "Alpha", "Delta (13B)"] == places


async def test_the_heading_of_the_cursor_s_column_stands_out() -> None:
    async with shown(_screen()) as pilot:
        idle = style_at(pilot.app, "wght").color

        await press(pilot, "l")

        assert style_at(pilot.app, "wght").color != idle


async def test_s_sorts_by_the_column_and_again_turns_it_round() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "l", "s")
        first = _names(pilot)
        await press(pilot, "s")

        assert ["Beta", "Gamma", "Alpha", "Delta (7B)", "Delta (13B)"] == first
        assert ["Delta (7B)", "Delta (13B)", "Alpha", "Beta", "Gamma"] == _names(pilot)
        assert "by Model weights ▲" in text_of(pilot.app, "#matrix")


async def test_capital_s_adds_a_key_and_the_headings_show_which_and_in_what_order() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "l", "s", "H", "S", "S")

        assert ["Gamma", "Beta", "Alpha", "Delta (7B)", "Delta (13B)"] == _names(pilot)
        rule = next(line for line in lines(pilot.app) if "▼1" in line)
        assert "▼2" in rule
        assert rule.index("▼2") < rule.index("▼1")
        assert "by Model weights ▼, name ▼" in text_of(pilot.app, "#matrix")


async def test_sorting_keeps_the_subject_under_the_cursor() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "j", "j", "j", "s")

        assert "Code · Gamma" in _explained(pilot)


async def test_places_stay_those_of_the_framework() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "h", "s", "s")

        assert "4!Gamma" in text_of(pilot.app, "#matrix").splitlines()[4]


async def test_rows_with_the_value_under_the_cursor_are_kept_or_dropped() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "comma")
        kept = _names(pilot)
        await press(pilot, "L", "semicolon")

        assert ["Alpha", "Delta (7B)"] == kept
        assert ["Delta (7B)"] == _names(pilot)
        assert "only where Code is open, score is not 2.5  F clears" in text_of(pilot.app, "#matrix").splitlines()[1]
        assert "1 of 4 judged" in lines(pilot.app)[0]


async def test_clearing_shows_every_row_again_and_undo_takes_that_back() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "comma", "F")
        cleared = _names(pilot)
        await press(pilot, "u")

        assert RANKED == cleared
        assert ["Alpha", "Delta (7B)"] == _names(pilot)
        assert "only where" in text(pilot.app)


async def test_undo_takes_back_step_by_step() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "l", "s", "comma", "u")
        sorted_again = _names(pilot)
        await press(pilot, "u", "u")

        assert ["Beta", "Gamma", "Alpha", "Delta (7B)", "Delta (13B)"] == sorted_again
        assert RANKED == _names(pilot)
        assert "nothing to undo" in text(pilot.app)


async def test_if_no_row_is_left_the_way_back_is_named_and_keys_do_no_harm() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "comma", "l", "comma", "l", "comma", "L", "semicolon", "semicolon")
        assert "No row is left: u undoes, F clears." in text(pilot.app)

        await press(pilot, "enter", "o", "y", "space", "comma", "s", "j", "h", "z", "escape", "F", "F")

        assert RANKED == _names(pilot)


async def test_marks_are_numbered_in_the_rows_and_carried_on() -> None:
    async with shown(_screen(marks=("gamma",))) as pilot:
        await press(pilot, "j", "space", "k", "space", "space")
        rows = [line.strip("│▐ ") for line in text_of(pilot.app, "#matrix").splitlines()]
        await press(pilot, "escape")

        assert any(row.startswith("1 4!Gamma") for row in rows)
        assert any(row.startswith("2 2!Beta") for row in rows)
        assert ViewResult(marks=("gamma", "beta"), framework="first") == outcome(pilot)


async def test_both_versions_of_a_marked_entry_carry_its_number() -> None:
    async with shown(_screen(marks=("delta",))) as pilot:
        table = text_of(pilot.app, "#matrix")

        assert "1 3!Delta (7B)" in table
        assert "1 5!Delta (13B)" in table


async def test_a_ninth_mark_is_refused_with_the_reason() -> None:
    marks = tuple(f"other-{number}" for number in range(8))
    async with shown(_screen(marks=marks)) as pilot:
        await press(pilot, "space")
        screen_text = text(pilot.app)
        await press(pilot, "escape")

        assert "No more than 8 entries can be compared." in screen_text
        assert marks == outcome(pilot).marks


async def test_enter_goes_to_the_entry() -> None:
    async with shown(_screen(marks=("beta",))) as pilot:
        await press(pilot, "j", "j", "enter")

        assert ViewResult(marks=("beta",), framework="first", go_to="delta") == outcome(pilot)


@pytest.mark.parametrize(
    ("key", "left"),
    [
        pytest.param("q", ViewResult(framework="first"), id="q"),
        pytest.param("right_square_bracket", ViewResult(framework="first", next_view=1), id="next"),
        pytest.param("left_square_bracket", ViewResult(framework="first", next_view=-1), id="before"),
    ],
)
async def test_the_screen_is_left(key: str, left: ViewResult) -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, key)

        assert left == outcome(pilot)


async def test_another_framework_ranks_what_it_judged_and_is_chosen_afterwards() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "m", "down", "enter")
        shown_now = text_of(pilot.app, "#matrix")
        await press(pilot, "q")

        assert "Other Judges · 1 judged" in shown_now
        assert "1!Delta" in shown_now
        assert "Alpha" not in shown_now
        assert ViewResult(framework="other") == outcome(pilot)


async def test_filters_of_columns_that_a_framework_lacks_wait_until_it_is_back() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "l", "comma", "m", "down", "enter")
        among_others = text_of(pilot.app, "#matrix")
        await press(pilot, "m", "up", "enter")

        assert "only where" not in among_others
        assert ["Alpha"] == _names(pilot)


async def test_where_a_framework_judged_nothing_of_the_search_that_is_reported() -> None:
    catalog = a_catalog(an_entry(), frameworks=[FRAMEWORK])
    async with shown(_screen(catalog, query="lang:zh")) as pilot:
        await press(pilot, "j", "l", "comma", "s", "enter")

        assert "First Judges judged nothing of this" in text(pilot.app)
        assert "search: lang:zh" in lines(pilot.app)[0]


async def test_o_shows_the_evidence_where_no_browser_can_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "somewhere")
    async with shown(_screen()) as pilot:
        await press(pilot, "l", "o")

        assert isinstance(pilot.app.screen, ReadingDialog)
        assert "https://evidence.example/weights" in text_of(pilot.app, "#dialog")


async def test_o_on_a_name_offers_the_entry_s_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "somewhere")
    async with shown(_screen()) as pilot:
        await press(pilot, "h", "o")

        assert "https://alpha.example/code" in text_of(pilot.app, "#dialog")


async def test_a_cell_without_evidence_says_so() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "o")

        assert "There is no link here." in text(pilot.app)


async def test_z_shows_the_whole_explanation_also_where_there_is_no_room_for_its_pane() -> None:
    async with shown(_screen(), TINY) as pilot:
        hidden = not pilot.app.screen.query_one("#explanation").display
        await press(pilot, "l", "z")

        assert hidden
        assert isinstance(pilot.app.screen, ReadingDialog)
        assert "partial" in text(pilot.app) or "Can all" in text(pilot.app)


async def test_the_row_and_the_table_can_be_copied() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "y", *"Markdown", "enter")

        assert pilot.app.clipboard.startswith("|   # | Name ")
        assert "|   1 | [Alpha] " in pilot.app.clipboard


async def test_what_is_copied_is_what_is_shown() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "semicolon", "y", *"csv", "enter")

        assert "beta" in pilot.app.clipboard
        assert "alpha" not in pilot.app.clipboard


async def test_k_explains_the_signs() -> None:
    async with shown(_screen()) as pilot:
        await press(pilot, "K")

        assert "open to everybody" in text(pilot.app)


async def test_w_folds_headings_to_initials_letters_and_back(bundled: Loaded) -> None:
    async with shown(_screen(bundled.catalog, OUC)) as pilot:
        heads = []
        for _press in range(4):
            heads.append(next(line for line in lines(pilot.app) if "# Name" in line).split()[3])
            await press(pilot, "w")

        assert ["code", "Oc", "cdwRRl", "code"] == heads


async def test_sideways_the_names_stay_and_the_hidden_columns_are_counted(bundled: Loaded) -> None:
    async with shown(_screen(bundled.catalog, OUC), MEDIUM) as pilot:
        await press(pilot, "w", "w")
        start = text_of(pilot.app, "#matrix")
        await press(pilot, "L")
        end = text_of(pilot.app, "#matrix")

        assert "▶" in start
        assert "score" not in start.splitlines()[2]
        assert "◀" in end
        assert "score" in end.splitlines()[2]
        assert "OLMo 7B Instruct" in start
        assert "OLMo 7B Instruct" in end


async def test_downwards_the_headings_stay(bundled: Loaded) -> None:
    async with shown(_screen(bundled.catalog, OUC), MEDIUM) as pilot:
        before = text_of(pilot.app, "#matrix").splitlines()[1:4]
        await press(pilot, "G")

        assert before == text_of(pilot.app, "#matrix").splitlines()[1:4]


async def test_it_can_be_used_at_every_size(bundled: Loaded) -> None:
    async with shown(_screen(bundled.catalog, OUC)) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await press(pilot, "F", "g", "H", "j", "l", "s", "comma", "L", "G")

            assert [size[0]] * size[1] == [cell_len(line) for line in lines(pilot.app)]
            assert "score" in text_of(pilot.app, "#matrix")


async def test_ascii_needs_no_other_letters() -> None:
    async with shown(_screen(glyphs=ASCII), NARROW) as pilot:
        pilot.app.set_class(True, "-ascii")
        await press(pilot, "l", "s", "S", "comma", "j")
        table = text_of(pilot.app, "#matrix") + text_of(pilot.app, "#explanation")

        assert table.isascii()


async def test_the_cursor_stays_in_sight_when_the_terminal_shrinks(bundled: Loaded) -> None:
    async with shown(_screen(bundled.catalog, OUC)) as pilot:
        await press(pilot, "L", "G")
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)

        assert "ChatGPT" in text_of(pilot.app, "#matrix").splitlines()[-2]


async def _click(pilot: Pilot[None], wanted: str, times: int = 1, *, shift: bool = False) -> None:
    await pilot.click(offset=place_of(pilot.app, wanted), times=times, shift=shift)
    await settle(pilot)


async def test_a_click_goes_to_a_cell_and_a_double_click_reads_the_entry() -> None:
    async with shown(_screen()) as pilot:
        column, _row = place_of(pilot.app, "wght")
        _column, row = place_of(pilot.app, "Gamma")
        await pilot.click(offset=(column + 1, row))
        await settle(pilot)
        explained = _explained(pilot)
        await _click(pilot, "Beta", times=2)

        assert "Model weights · Gamma" in explained
        assert "beta" == outcome(pilot).go_to
        assert 1 == len(getattr(pilot.app, "outcomes", ()))


async def test_a_click_on_a_heading_sorts_and_with_shift_adds_a_key() -> None:
    async with shown(_screen()) as pilot:
        await _click(pilot, "wght")
        first = _names(pilot)
        await _click(pilot, "Name", shift=True)

        assert ["Beta", "Gamma", "Alpha", "Delta (7B)", "Delta (13B)"] == first
        assert "by Model weights ▼, name ▲" in text_of(pilot.app, "#matrix")


async def test_names_are_never_read_as_markup() -> None:
    catalog = a_catalog(
        an_entry(name="[red]Bold[/red]", grades={"code": "open"}, framework="first"), frameworks=[FRAMEWORK]
    )
    async with shown(_screen(catalog, query="[b]x[/b]")) as pilot:
        await press(pilot, "space", "z", "escape", "y", *"name", "enter")

        assert "[red]Bold[/red]" in text_of(pilot.app, "#matrix")
        assert "[b]x[/b]" in lines(pilot.app)[0]
