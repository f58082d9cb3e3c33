from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from llmtui.user.state import LARGEST_FILE, State, load_state, save_state

SOMEWHERE = State(
    theme="light",
    framework="mof",
    query='weights:open "百川"',
    category="base",
    group="chinese",
    selected="olmo",
    sort="score",
    reverse=True,
    history=("bloom", "olmo"),
    marks=("alpaca", "olmo"),
)


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "llmtui" / "state.json"

    message = save_state(path, SOMEWHERE)

    assert "" == message
    assert (SOMEWHERE, "") == load_state(path)


def test_a_first_run_starts_without_a_word(tmp_path: Path) -> None:
    assert (State(), "") == load_state(tmp_path / "state.json")


def test_what_another_version_kept_is_used_as_far_as_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text('{"theme": "light", "from the future": 1}', encoding="utf-8")

    assert (State(theme="light"), "") == load_state(path)


def _holding(content: str | bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(_holding(""), id="empty"),
        pytest.param(_holding("{"), id="half-written"),
        pytest.param(_holding("[]"), id="a-list"),
        pytest.param(_holding("null"), id="null"),
        pytest.param(_holding('{"theme": 3}'), id="a-number-for-text"),
        pytest.param(_holding('{"reverse": "yes"}'), id="text-for-a-boolean"),
        pytest.param(_holding('{"history": {"a": 1}}'), id="a-table-for-a-list"),
        pytest.param(_holding("[" * 60_000), id="nested-without-end"),
        pytest.param(_holding(b'{"theme": "\xff"}'), id="not-utf-8"),
        pytest.param(_holding('{"theme": "light"}' + " " * LARGEST_FILE), id="too-large"),
        pytest.param(Path.mkdir, id="a-folder"),
        pytest.param(os.mkfifo, id="a-pipe"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), id="an-endless-device"),
    ],
)
def test_a_state_that_cannot_be_used_is_set_aside_and_said(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "state.json"
    make(path)

    state, message = load_state(path)

    assert State() == state
    assert f"{path} cannot be used; it was renamed to state.unreadable-1.json" == message
    assert ["state.unreadable-1.json"] == [each.name for each in tmp_path.iterdir()]


def test_searches_of_the_wrong_type_are_forgotten_alone(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text('{"history": ["bloom", 3, null]}', encoding="utf-8")

    assert ("bloom",) == load_state(path)[0].history


def test_nothing_in_the_state_acts_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text(json.dumps({"query": "\x1b]52;c;x\x07", "history": ["\x9b2J"]}), encoding="utf-8")

    state, _message = load_state(path)

    assert ("\ufffd]52;c;x\ufffd", ("\ufffd2J",)) == (state.query, state.history)


def test_a_state_that_cannot_be_kept_is_said_and_stops_nothing() -> None:
    message = save_state(Path("/dev/null/llmtui/state.json"), SOMEWHERE)

    assert "/dev/null/llmtui/state.json cannot be saved: Not a directory" == message


def test_what_was_set_aside_before_is_not_lost_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    for content in ("first", "second"):
        path.write_text(content, encoding="utf-8")
        load_state(path)

    kept = {each.name: each.read_text("utf-8") for each in tmp_path.iterdir()}
    assert {"state.unreadable-1.json": "first", "state.unreadable-2.json": "second"} == kept


def test_nothing_but_the_state_is_left_in_its_folder(tmp_path: Path) -> None:
    save_state(tmp_path / "state.json", SOMEWHERE)
    save_state(tmp_path / "state.json", State())

    assert ["state.json"] == [each.name for each in tmp_path.iterdir()]
