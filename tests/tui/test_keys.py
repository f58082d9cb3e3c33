"""One declaration per command: what the help, the palette and the user's own key map are made of."""

from __future__ import annotations

import pkgutil
from collections import Counter
from importlib import import_module

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import llmtui.tui
from llmtui.tui.app import LlmtuiApp
from llmtui.tui.dialogs.reading import ReadingDialog
from llmtui.tui.keys import commands, declared, readable
from llmtui.tui.screens.browse import BrowseScreen
from llmtui.tui.screens.view import ViewScreen
from llmtui.user.key_settings import OLD_IDS, with_present_ids
from llmtui.user.settings import Settings
from tui.browsing import a_session, browse, browser
from tui.pressing import press, settle

_NOT_FOR_US = {"ctrl+a", "ctrl+b", "ctrl+s", "ctrl+q", "ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+space"}
_ROOM = 42
"""Cells that the help has for an explanation at eighty columns."""


def node_types() -> list[type[DOMNode]]:
    """The app and every screen and widget of ours."""
    modules = [import_module(found.name) for found in pkgutil.walk_packages(llmtui.tui.__path__, "llmtui.tui.")]
    types = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    return sorted((t for t in types if issubclass(t, DOMNode) and t.__module__.startswith("llmtui.")), key=str)


DECLARED = [(each, binding) for each in node_types() for binding in each.__dict__.get("BINDINGS", ())]


def test_every_explanation_of_a_key_fits_into_the_help_at_eighty_columns() -> None:
    long = {each.tooltip for _type, each in DECLARED if isinstance(each, Binding) and len(each.tooltip) > _ROOM}

    assert set() == long


def test_every_command_is_declared_as_a_binding_with_an_id() -> None:
    assert len(DECLARED) > 40
    assert [each for each in DECLARED if not isinstance(each[1], Binding) or not each[1].id] == []


def test_an_id_names_one_command_of_a_screen_or_widget() -> None:
    ids = Counter((owner.__name__, binding.id) for owner in node_types() for binding in declared(owner))

    assert [each for each, times in ids.items() if times > 1] == []


def test_a_command_that_several_screens_have_is_on_the_same_keys_everywhere() -> None:
    keys: dict[str | None, set[str]] = {}
    for _owner, binding in DECLARED:
        keys.setdefault(binding.id, set()).add(binding.key)

    assert {} == {each: found for each, found in keys.items() if len(found) > 1}


def test_equal_commands_of_the_main_screen_and_of_all_views_have_one_id() -> None:
    ids: dict[str, set[str | None]] = {}
    for owner, binding in DECLARED:
        if issubclass(owner, BrowseScreen | ViewScreen):
            ids.setdefault(binding.action, set()).add(binding.id)

    assert len([each for each in DECLARED if issubclass(each[0], ViewScreen)]) > 20
    assert {} == {action: found for action, found in ids.items() if len(found) > 1}


async def test_who_moves_the_legend_moves_it_in_every_view() -> None:
    async with browser(a_session(settings=Settings(keys={"legend": "8"}))) as pilot:
        for view in ("compare", "matrix", "lineage", "overview"):
            browse(pilot).action_view(view)
            await settle(pilot)
            assert isinstance(pilot.app.screen, ViewScreen)
            await press(pilot, "8")

            assert isinstance(pilot.app.screen, ReadingDialog)
            await press(pilot, "escape", "escape")


def test_ids_of_earlier_versions_still_move_their_commands() -> None:
    assert {"legend": "8", "view.next": "n"} == with_present_ids({"matrix.legend": "8", "view.next": "n"})


def test_a_present_id_wins_over_an_earlier_one() -> None:
    assert {"legend": "9"} == with_present_ids({"legend": "9", "matrix.legend": "8"})


def test_every_earlier_id_leads_to_a_command_that_exists() -> None:
    assert set() == set(OLD_IDS.values()) - {binding.id for _owner, binding in DECLARED}
    assert set() == set(OLD_IDS) & {binding.id for _owner, binding in DECLARED}


def test_every_key_is_named_as_it_is_on_a_keyboard() -> None:
    named = {readable(binding.key) for _owner, binding in DECLARED}

    assert [each for each in named if "_" in each] == []


def test_every_command_has_an_action() -> None:
    assert [] == [(owner.__name__, binding.id) for owner, binding in DECLARED if not has_action(owner, binding)]


def has_action(owner: type[DOMNode], binding: Binding) -> bool:
    """Whether the action of a binding can be run."""
    name = binding.action.split("(")[0]
    namespace, _, action = name.rpartition(".")
    return hasattr({"app": LlmtuiApp, "screen": BrowseScreen}.get(namespace, owner), f"action_{action}")


def test_no_command_is_on_a_key_that_terminals_and_multiplexers_take() -> None:
    keys = {key.strip() for _type, binding in DECLARED for key in binding.key.split(",")}

    assert keys & _NOT_FOR_US == set()
    assert [
        key for key in keys if key.startswith("alt+") or (key[:1] == "f" and key[1:].isdigit() and key != "f1")
    ] == []


def test_a_subclass_adds_its_bindings_to_those_it_inherits() -> None:
    class Parent(DOMNode):
        BINDINGS = [Binding("a", "one", "One", id="one")]  # noqa: RUF012 - declared by Textual

    class Child(Parent):
        BINDINGS = [Binding("b", "two", "Two", id="two")]  # noqa: RUF012 - as above

    Parent.__module__ = Child.__module__ = "llmtui.test"

    assert [binding.id for binding in declared(Child)] == ["two", "one"]


def test_the_keys_of_a_command_are_those_the_user_chose() -> None:
    class Node(DOMNode):
        BINDINGS = [Binding("a", "one", "One", id="one"), Binding("b", "two", "Two", id="two")]  # noqa: RUF012

    Node.__module__ = "llmtui.test"

    assert [each.keys for each in commands([Node()], {"two": "question_mark"})] == ["a", "?"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("slash", "/"), ("question_mark,f1", "? f1"), ("j,down", "j down"), ("escape", "esc"), ("S", "S")],
)
def test_keys_are_named_as_people_name_them(keys: str, expected: str) -> None:
    assert readable(keys) == expected
