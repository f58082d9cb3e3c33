from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from llmtui.errors import NoAnswer, UsageError
from llmtui.update.store import Store
from running import environment


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that is not there yet."""
    return Store(tmp_path / "data" / "updates")


def _put(store: Store, content: str) -> None:
    with store.locked(), store.staging() as folder:
        (folder / "content").write_text(content, "utf-8")
        store.put_in_place(folder)


def _current(store: Store) -> str:
    folder = store.current()
    return (folder / "content").read_text("utf-8") if folder else ""


def test_at_first_there_is_no_update(store: Store) -> None:
    assert (None, None) == (store.current(), store.last())
    assert not store.folder.exists()


def test_the_newest_is_in_use_and_only_the_last_one_is_kept(store: Store) -> None:
    for content in ("one", "two", "three"):
        _put(store, content)

    assert "three" == _current(store)
    assert {"2", "3", "state.json", "lock"} == {each.name for each in store.folder.iterdir()}


def test_undo_brings_back_what_was_there(store: Store) -> None:
    _put(store, "one")
    _put(store, "two")
    store.undo()

    assert "one" == _current(store)


def test_undo_of_the_first_update_gives_the_catalogue_without_one(store: Store) -> None:
    _put(store, "one")

    assert store.undo() is None
    assert "" == _current(store)


def test_undo_never_brings_an_undone_update_back(store: Store) -> None:
    _put(store, "one")
    _put(store, "two")
    store.undo()
    with pytest.raises(NoAnswer, match="nothing before this update is kept"):
        store.undo()

    assert "one" == _current(store)


def test_undo_of_the_only_update_twice_has_nothing_left(store: Store) -> None:
    _put(store, "one")
    store.undo()
    with pytest.raises(NoAnswer, match="there is no update to undo"):
        store.undo()

    assert "" == _current(store)


def test_an_update_after_an_undo_can_be_undone(store: Store) -> None:
    _put(store, "one")
    _put(store, "two")
    store.undo()
    _put(store, "three")
    store.undo()

    assert "one" == _current(store)


def test_without_an_update_there_is_nothing_to_undo(store: Store) -> None:
    with pytest.raises(NoAnswer):
        store.undo()


def test_what_is_not_put_in_place_leaves_nothing(store: Store) -> None:
    _put(store, "one")
    with store.locked(), store.staging() as folder:
        (folder / "content").write_text("half", "utf-8")

    assert "one" == _current(store)
    assert {"1", "state.json", "lock"} == {each.name for each in store.folder.iterdir()}


def test_what_a_killed_run_left_is_cleared_by_the_next(store: Store) -> None:
    _put(store, "one")
    for name in ("new-abc", "7"):
        (store.folder / name).mkdir()
        (store.folder / name / "content").write_text("half", "utf-8")
    (store.folder / ".state.json-xyz").write_text("{", "utf-8")
    _put(store, "two")

    assert "two" == _current(store)
    assert 4 == len(list(store.folder.iterdir()))


def test_a_folder_of_the_user_s_own_is_left_alone(store: Store) -> None:
    _put(store, "one")
    (store.folder / "notes").mkdir()
    _put(store, "two")

    assert (store.folder / "notes").is_dir()


def test_two_at_once_do_not_mix(store: Store) -> None:
    with store.locked(), pytest.raises(UsageError, match="another update is at work"):
        _put(store, "two")


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"current": "x"}', '{"current": -1, "last": -5}', "[" * 9999]
)
def test_a_damaged_state_counts_as_no_update(store: Store, content: str) -> None:
    _put(store, "one")
    (store.folder / "state.json").write_text(content, "utf-8")

    assert store.current() is None


def test_after_a_damaged_state_an_update_works_again(store: Store) -> None:
    _put(store, "one")
    (store.folder / "state.json").write_text("{", "utf-8")
    _put(store, "two")

    assert "two" == _current(store)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_reported(store: Store) -> None:
    _put(store, "one")
    store.folder.chmod(0o500)
    try:
        with pytest.raises(UsageError, match="nothing is changed"):
            _put(store, "two")
    finally:
        store.folder.chmod(0o700)

    assert "one" == _current(store)


def test_a_file_in_the_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "updates").write_text("", "utf-8")

    with pytest.raises(UsageError, match="nothing is changed"):
        _put(Store(tmp_path / "updates"), "one")


_WRITER = """
import sys
from pathlib import Path
from llmtui.update.store import Store
store = Store(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    with store.locked(), store.staging() as folder:
        for part in range(8):
            (folder / f"part-{part}").write_text(str(number), "utf-8")
        store.put_in_place(folder)
"""


@pytest.mark.parametrize("moment", range(20))
def test_killed_at_any_moment_a_whole_version_is_in_use(store: Store, moment: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", _WRITER, store.folder], env=environment())
    try:
        _wait_for_first(store)
        time.sleep(moment * 0.0037)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()

    folder = store.current()
    assert folder
    assert 1 == len({file.read_text("utf-8") for file in folder.iterdir()})
    assert 8 == len(list(folder.iterdir()))
    _put(store, "next")
    assert "next" == _current(store)


def _wait_for_first(store: Store) -> None:
    end = time.monotonic() + 20
    while store.current() is None and time.monotonic() < end:
        time.sleep(0.005)
