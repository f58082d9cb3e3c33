"""The keys that the user may give to commands, and what is said of those that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from llmtui.user.commands import COMMANDS, TOGETHER
from llmtui.user.favourites import Favourites, SavedView, load_favourites, merge, save_favourites
from llmtui.user.key_settings import OLD_IDS, clashes, fault_of_key, is_key, present_id, with_present_ids
from llmtui.user.settings import COLORS, THEMES, Settings, framework_faults, load_settings


@pytest.mark.parametrize(
    "text",
    [
        *(
            "x",
            "X",
            "/",
            "?",
            "é",
            "ß",
            "slash",
            "enter",
            "pageup",
            "f1",
            "f24",
            "question_mark",
            "left_square_bracket",
        ),
        *("ctrl+x", "ctrl+shift+left", "alt+f4", "super+space", "ctrl+question_mark", "hyphen_minus", "+", "ctrl++"),
    ],
)
def test_a_key_is_a_character_or_its_name_with_modifiers_before_it(text: str) -> None:
    assert is_key(text)


@pytest.mark.parametrize(
    "text", ["", " ", "ctrl+", "ctlr+x", "f0", "f25", "Enter", "ENTER", "strg+x", "x+ctrl", "page_up", "question mark?"]
)
def test_anything_else_is_not_a_key(text: str) -> None:
    assert not is_key(text)


@pytest.mark.parametrize(
    ("command", "keys", "fault"),
    [
        ("list.sort", "x", ("", "")),
        ("list.sort", "x, ctrl+x", ("", "")),
        ("matrix.sort", "x", ("", "")),
        ("list.srot", "x", ("there is no command 'list.srot'", "did you mean list.sort?")),
        ("list.sort", "ctlr+x", ("'ctlr+x' is not the name of a key", "such as x, ctrl+x, f5, slash")),
        ("list.sort", "x,,y", ("'' is not the name of a key", "such as x, ctrl+x, f5, slash")),
    ],
)
def test_a_fault_says_what_is_wrong_with_command_or_key(command: str, keys: str, fault: tuple[str, str]) -> None:
    message, hint = fault_of_key(command, keys)

    assert fault[0] == message
    assert hint.startswith(fault[1].rstrip("?"))


@pytest.mark.parametrize("keys", sorted({key for usual in COMMANDS.values() for key in usual.split(",")}))
def test_every_usual_key_could_be_written_in_the_settings(keys: str) -> None:
    assert is_key(keys)


def test_the_usual_keys_written_out_do_not_clash() -> None:
    assert [] == list(clashes(COMMANDS))


def test_every_old_id_is_of_a_command_that_there_is() -> None:
    assert set(OLD_IDS.values()) <= set(COMMANDS)
    assert set(COMMANDS).isdisjoint(OLD_IDS)
    assert set().union(*TOGETHER) <= set(COMMANDS)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param({"compare": "ctrl+g"}, [], id="a key of no other command"),
        pytest.param({"compare": "q"}, [("compare", "q is also the key of quit")], id="a key of another"),
        pytest.param({"compare": "?"}, [("compare", "question_mark is also the key of help")], id="by its sign"),
        pytest.param({"compare": "x", "quit": "ctrl+g"}, [("compare", "x is also the key of mark.clear")], id="one"),
        pytest.param({"compare": "q", "quit": "c"}, [], id="swapped"),
        pytest.param(
            {"compare": "ctrl+g", "quit": "ctrl+g"},
            [("compare", "ctrl+g is also the key of quit"), ("quit", "ctrl+g is also the key of compare")],
            id="both to the same",
        ),
        pytest.param({"compare.words": "c"}, [], id="a command of another place"),
        pytest.param({"matrix.legend": "q"}, [("matrix.legend", "q is also the key of quit")], id="by an old id"),
    ],
)
def test_a_clash_names_the_key_and_the_command_that_has_it(
    keys: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = list(clashes(keys))

    assert set(expected) <= set(found)
    assert bool(expected) is bool(found)


def test_a_key_set_by_the_present_id_wins_over_one_set_by_an_old_id() -> None:
    assert {"legend": "b"} == with_present_ids({"legend": "b", "matrix.legend": "a"})
    assert {"legend": "a", "quit": "q"} == with_present_ids({"matrix.legend": "a", "quit": "q"})
    assert ["legend", "quit"] == [present_id(each) for each in ("matrix.legend", "quit")]


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        *(("LLMTUI_THEME", theme, "theme", theme) for theme in THEMES),
        *(("LLMTUI_COLOR", color, "color", color) for color in COLORS),
        *(("LLMTUI_ASCII", text, "ascii", True) for text in ("1", "true", "YES", "On")),
        *(("LLMTUI_MOUSE", text, "mouse", False) for text in ("0", "False", "no", "OFF")),
        ("LLMTUI_FRAMEWORK", "mof", "framework", "mof"),
    ],
)
def test_a_variable_sets_what_it_is_named_for(
    tmp_path: Path, variable: str, text: str, name: str, value: object
) -> None:
    settings = load_settings(tmp_path / "none.toml", {variable: text})

    assert value == getattr(settings, name)
    assert () == settings.problems


@pytest.mark.parametrize(
    ("variable", "hint"),
    [
        ("LLMTUI_THEME", "one of dark, light, high-contrast, colour-blind, terminal"),
        ("LLMTUI_COLOR", "one of auto, always, never, none, 16, 256, truecolor"),
        ("LLMTUI_ASCII", "one of 1, true, yes, on, 0, false, no, off"),
    ],
)
def test_a_variable_with_another_value_names_those_it_can_have(tmp_path: Path, variable: str, hint: str) -> None:
    settings = load_settings(tmp_path / "none.toml", {variable: "perhaps"})

    assert [hint] == [problem.hint for problem in settings.problems]
    assert Settings().theme == settings.theme


def test_a_framework_of_a_variable_that_is_not_there_is_blamed_on_the_variable(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none.toml", {"LLMTUI_FRAMEWORK": "mfo"})

    assert ["LLMTUI_FRAMEWORK: there is no framework 'mfo' (did you mean mof?)"] == [
        str(each) for each in framework_faults(settings, ["mof"])
    ]
    assert [] == list(framework_faults(Settings(), ["mof"]))


A, B, C = (SavedView(name, f"word-{name}") for name in "abc")


@pytest.mark.parametrize(
    ("known", "mine", "theirs", "merged"),
    [
        pytest.param((), (A,), (B,), {A, B}, id="both added"),
        pytest.param((A,), (), (A, B), {B}, id="mine removed"),
        pytest.param((A,), (A,), (), set(), id="theirs removed"),
        pytest.param((A,), (SavedView("a", "new"),), (A,), {SavedView("a", "new")}, id="mine changed"),
        pytest.param((A,), (A,), (SavedView("a", "new"),), {SavedView("a", "new")}, id="theirs changed"),
        pytest.param((A, B, C), (C, B, A), (A, B, C), {A, B, C}, id="order alone"),
    ],
)
def test_views_of_two_programs_are_merged_by_what_each_changed(
    known: tuple[SavedView, ...], mine: tuple[SavedView, ...], theirs: tuple[SavedView, ...], merged: set[SavedView]
) -> None:
    found = merge(*(Favourites({}, each) for each in (known, mine, theirs)))

    assert merged == set(found.views)


@pytest.mark.parametrize(
    "view",
    [
        SavedView("plain"),
        SavedView("all", "weights:open", "base", "english", "score", reverse=True, framework="mof"),
        SavedView("百川 \u201cquoted\u201d", 'name:"a b"'),
    ],
)
def test_a_view_comes_back_as_it_was_saved(tmp_path: Path, view: SavedView) -> None:
    path = tmp_path / "kept.json"
    saved = Favourites({"olmo": "a note\u2014long"}, (view,))
    save_favourites(path, saved, Favourites())

    assert (saved, "") == load_favourites(path)
