"""What opens over the browser: help, palette, themes, legend, problems, and the way back out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from factories import entry_text, load_folder, write_files
from llmtui.search import View
from llmtui.tui.dialogs.choose import ChooseDialog
from llmtui.tui.session import Session
from llmtui.tui.theme import NAMES
from llmtui.user.settings import Settings, load_settings
from llmtui.user.state import load_state
from tui.browsing import JUDGES, MEDIUM, a_session, browse, browser, until
from tui.pressing import press, settle
from tui.screen_text import lines, style_at, text, text_of


def choices(pilot: Pilot[None]) -> list[str]:
    """The lines of the dialog in front, without its border."""
    return [line.strip("│▐ ") for line in text_of(pilot.app, "NarrowList").splitlines()]


async def test_a_theme_is_chosen_by_name_and_shown_at_once() -> None:
    async with browser() as pilot:
        before = style_at(pilot.app, "Alpha 7B", "#detail")

        await press(pilot, "t", *"light", "enter")

        assert pilot.app.theme == "light"
        assert style_at(pilot.app, "Alpha 7B", "#detail").bgcolor != before.bgcolor


async def test_every_theme_is_offered_and_the_one_in_use_is_under_the_cursor() -> None:
    async with browser(a_session(theme="high-contrast")) as pilot:
        await press(pilot, "t")

        assert choices(pilot)[: len(NAMES)] == list(NAMES)
        await press(pilot, "enter")
        assert pilot.app.theme == "high-contrast"


async def test_every_theme_shows_the_browser() -> None:
    colours = {}
    async with browser() as pilot:
        await press(pilot, "G")
        for theme in NAMES:
            pilot.app.theme = theme
            await settle(pilot)
            colours[theme] = {style_at(pilot.app, sign, "#table").color for sign in "●◐○"}

    assert dict.fromkeys(NAMES, 3) == {theme: len(found) for theme, found in colours.items()}


async def test_help_names_every_key_of_the_screen_and_narrows_as_one_types() -> None:
    async with browser() as pilot:
        await press(pilot, "question_mark")
        everything = choices(pilot)
        await press(pilot, *"reverse")

        assert any(line.startswith("/") and "Search" in line for line in everything)
        assert [line.split()[:2] for line in choices(pilot) if line] == [["S", "Reverse"]]


async def test_enter_in_the_help_runs_what_is_under_the_cursor() -> None:
    async with browser() as pilot:
        await press(pilot, "question_mark", *"reverse", "enter")

        assert browse(pilot).desk.view.reverse
        assert pilot.app.screen is browse(pilot)


async def test_help_of_the_sidebar_names_the_keys_that_work_there() -> None:
    async with browser() as pilot:
        await press(pilot, "1", "question_mark", *"unfold")

        assert any("Unfold" in line for line in choices(pilot))


async def test_the_help_opens_from_the_search_field_with_f1() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", "f1")

        assert isinstance(pilot.app.screen, ChooseDialog)


async def test_the_palette_finds_a_command_and_runs_it() -> None:
    async with browser() as pilot:
        await press(pilot, "colon", *"reverse")
        await until(pilot, lambda: "Turn" in text(pilot.app) or "Reverse the order" in text(pilot.app))
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is browse(pilot))

        assert browse(pilot).desk.view.reverse


async def test_the_palette_finds_an_entry_and_goes_there() -> None:
    async with browser() as pilot:
        await press(pilot, "colon", *"gamma")
        await until(pilot, lambda: "go to this model" in text(pilot.app))
        await press(pilot, "enter")
        await until(pilot, lambda: browse(pilot).table.selected == "gamma")

        assert "Gamma Set" in text_of(pilot.app, "#detail").splitlines()[0]


async def test_the_palette_lists_commands_before_anything_is_typed() -> None:
    async with browser(size=(140, 90)) as pilot:
        await press(pilot, "colon")
        await until(pilot, lambda: "Problems" in text(pilot.app))

        assert "What is wrong in the files" in text(pilot.app)


async def test_the_legend_explains_each_sign_and_names_publication_and_licence() -> None:
    async with browser(a_session(view=View(framework=JUDGES.id))) as pilot:
        await press(pilot, "K")
        shown = text_of(pilot.app, "#dialog")
        await press(pilot, "G")

        shown += text_of(pilot.app, "#dialog")
        assert "● open" in shown
        assert "· not assessed" in shown
        assert "A. Person, How open is it, 2024" in shown
        assert "The First Judges, CC-BY-4.0" in shown
        assert "https://judges.example" in shown


async def test_the_legend_closes_on_its_own_key_and_the_usual_ones() -> None:
    async with browser() as pilot:
        for key in ("K", "escape", "q", "enter"):
            await press(pilot, "K")
            opened = pilot.app.screen is not browse(pilot)
            await press(pilot, key)

            assert (key, True, True) == (key, opened, pilot.app.screen is browse(pilot))
            assert pilot.app.is_running


async def test_problems_of_the_files_are_counted_in_the_first_line_and_listed_on_a_key(tmp_path: Path) -> None:
    folder = write_files(
        tmp_path / "mine",
        {"base/good.toml": entry_text("Good One"), "base/bad.toml": 'name = "Bad'},
    )
    async with browser(Session(load_folder(folder))) as pilot:
        first_line = lines(pilot.app)[0]
        listed = text_of(pilot.app, "#table")

        await press(pilot, "exclamation_mark")

        assert "! 1 problem" in first_line
        assert "Good One" in listed
        shown = "".join(line.strip("│ ") for line in text_of(pilot.app, "#dialog").splitlines())
        assert str(folder / "base" / "bad.toml") in shown
        assert "(file skipped)" in shown


async def test_without_problems_the_list_of_them_says_so() -> None:
    async with browser() as pilot:
        await press(pilot, "exclamation_mark")

        assert "Every file was read without a problem." in text(pilot.app)


async def test_a_copied_name_is_sent_to_the_terminal_and_reported() -> None:
    async with browser() as pilot:
        await press(pilot, "y", *"name", "enter")

        assert pilot.app.clipboard == "Alpha 7B"
        assert "Sent to the terminal's clipboard: Alpha 7B" in text(pilot.app)


async def test_of_a_long_copied_text_the_message_shows_the_number_of_lines_and_the_beginning() -> None:
    async with browser() as pilot:
        await press(pilot, "y", *"JSON", "enter")
        (notification,) = pilot.app._notifications
        lines = len(pilot.app.clipboard.splitlines())

        assert f"Sent to the terminal's clipboard, {lines} lines: {{" in notification.message
        assert notification.message.endswith("…")
        assert len(notification.message) < 120


async def test_one_of_several_links_is_asked_for() -> None:
    async with browser() as pilot:
        await press(pilot, "o")

        assert choices(pilot)[:2] == ["https://alpha.example/code", "https://alpha.example/paper"]


async def test_esc_closes_a_dialog_and_changes_nothing() -> None:
    keys = ("s", "m", "t", "y", "o", "question_mark")
    opening, changing = [], []
    async with browser() as pilot:
        before = text(pilot.app)
        for key in keys:
            await press(pilot, key)
            opening += [key] if pilot.app.screen is not browse(pilot) else []
            await press(pilot, "escape")
            changing += [key] if text(pilot.app) != before else []

    assert list(keys) == opening
    assert [] == changing


async def test_a_dialog_whose_choices_are_narrowed_to_none_says_so_and_takes_nothing() -> None:
    async with browser() as pilot:
        await press(pilot, "s", *"qqq")
        first_line = choices(pilot)[0]
        await press(pilot, "enter")

        assert first_line == "nothing matches"
        assert isinstance(pilot.app.screen, ChooseDialog)


async def test_from_the_detail_one_level_is_closed_first() -> None:
    async with browser(size=MEDIUM) as pilot:
        for key in ("q", "escape"):
            await press(pilot, "enter", "z", key)
            assert not browse(pilot).has_class("-zoomed")
            assert browse(pilot).detail.has_focus
            await press(pilot, key)

            assert browse(pilot).table.has_focus
            assert pilot.app.is_running


async def test_q_in_the_list_leaves_with_success() -> None:
    async with browser() as pilot:
        await press(pilot, "q")

        assert pilot.app.return_code == 0
        assert not pilot.app.is_running


async def test_esc_in_the_list_never_leaves() -> None:
    async with browser() as pilot:
        await press(pilot, "slash", *"gamma", "enter", "escape", "escape", "escape")

        assert pilot.app.is_running
        assert "4 of 4" in lines(pilot.app)[0]


@pytest.mark.parametrize(
    "keys", [("ctrl+c",), ("slash", "ctrl+c"), ("Q",), ("K", "ctrl+c"), ("t", "ctrl+c")], ids=" ".join
)
async def test_ctrl_c_leaves_from_anywhere(keys: tuple[str, ...]) -> None:
    async with browser() as pilot:
        await press(pilot, *keys)

        assert not pilot.app.is_running


async def test_a_remapped_key_works_and_is_shown_in_footer_and_help() -> None:
    settings = Settings(keys={"list.sort": "8"})
    async with browser(a_session(settings=settings), (200, 50)) as pilot:
        footer = lines(pilot.app)[-1]
        await press(pilot, "question_mark", *"choose what to sort")
        helped = choices(pilot)[0]
        await press(pilot, "escape", "8")

        assert "8 Sort" in footer
        assert helped.startswith("8 ")
        assert "Sort by" in text(pilot.app)


async def test_a_remapped_key_no_longer_works_where_it_was() -> None:
    async with browser(a_session(settings=Settings(keys={"list.sort": "8"}))) as pilot:
        await press(pilot, "s")

        assert pilot.app.screen is browse(pilot)


async def test_the_palette_shows_a_remapped_key() -> None:
    async with browser(a_session(settings=Settings(keys={"list.sort": "8"}))) as pilot:
        await press(pilot, "colon", *"sort")
        await until(pilot, lambda: "Choose what to sort by" in text(pilot.app))

        assert re.search("Sort +8 +Choose what to sort by", text(pilot.app))


async def test_a_wrong_setting_is_counted_and_listed_with_the_problems_of_the_files(tmp_path: Path) -> None:
    write_files(tmp_path, {"settings.toml": 'theme = "lihgt"'})
    async with browser(a_session(settings=load_settings(tmp_path / "settings.toml"))) as pilot:
        counted = lines(pilot.app)[0]
        await press(pilot, "exclamation_mark")

        shown = "".join(text_of(pilot.app, "#dialog").replace("│", "").split())
        assert "! 1 problem" in counted
        assert "settings.toml:1:theme:'lihgt'isunknown" in shown


async def test_a_theme_is_shown_while_the_cursor_rests_on_it_and_esc_goes_back() -> None:
    async with browser(a_session(theme="dark")) as pilot:
        await press(pilot, "t", "down")
        shown = pilot.app.theme
        await press(pilot, "escape")

        assert shown == NAMES[1]
        assert pilot.app.theme == "dark"


async def test_leaving_while_a_theme_is_only_tried_keeps_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    async with browser(a_session(theme="dark", state_path=path)) as pilot:
        await press(pilot, "t", "down", "ctrl+c")

    assert load_state(path)[0].theme == "dark"


async def test_each_judge_is_offered_with_what_it_asks_and_how_many_entries_it_judged() -> None:
    async with browser() as pilot:
        await press(pilot, "m")
        offered = [" ".join(line.strip("│ ").split()) for line in text_of(pilot.app, "#dialog").splitlines()]

    assert "All judges 14 topics, 3 entries judged" in offered
    assert "First Judges TEST, 3 criteria, 2 entries judged" in offered
    assert "Other Judges OTH, 2 criteria, 2 entries judged" in offered
