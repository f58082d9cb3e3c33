"""What the user keeps is never lost, even if two programs write at once."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from llmtui.user.favourites import LONGEST_LOCK, Favourites, SavedView, load_favourites, merge, save_favourites
from running import environment

OLD = Favourites({"olmo": "", "bloom": "big"}, (SavedView("open", "weights:open"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where they are kept."""
    return tmp_path / "data" / "kept.json"


def test_what_is_saved_is_read_back(path: Path) -> None:
    assert (OLD, "") == save_favourites(path, OLD, Favourites())

    assert (OLD, "") == load_favourites(path)


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        pytest.param({"olmo": "", "x": "1"}, {"olmo": "", "y": "2"}, {"olmo": "", "x": "1", "y": "2"}, id="both-added"),
        pytest.param({}, {"olmo": "", "y": "2"}, {"y": "2"}, id="one-took-away-what-the-other-left"),
        pytest.param({"olmo": ""}, {}, {}, id="the-other-took-away"),
        pytest.param({"olmo": "new"}, {"olmo": ""}, {"olmo": "new"}, id="one-wrote-a-note"),
        pytest.param({"olmo": ""}, {"olmo": "theirs"}, {"olmo": "theirs"}, id="the-other-wrote-a-note"),
        pytest.param({"olmo": "new"}, {}, {"olmo": "new"}, id="a-note-on-what-the-other-took-away"),
        pytest.param({"olmo": "mine"}, {"olmo": "theirs"}, {"olmo": "mine"}, id="both-wrote-the-last-stays"),
    ],
)
def test_two_that_keep_at_once_keep_together(
    mine: Mapping[str, str], theirs: Mapping[str, str], merged: Mapping[str, str]
) -> None:
    assert merged == merge(Favourites({"olmo": ""}), Favourites(mine), Favourites(theirs)).stars


def test_saved_views_are_merged_by_their_names() -> None:
    mine, theirs = Favourites({}, (*OLD.views, SavedView("a"))), Favourites({}, (SavedView("b"),))

    assert {"a", "b"} == {view.name for view in merge(OLD, mine, theirs).views}


def test_what_another_program_kept_since_stays(path: Path) -> None:
    save_favourites(path, OLD, Favourites())
    save_favourites(path, Favourites({**OLD.stars, "theirs": ""}, OLD.views), OLD)

    now, _message = save_favourites(path, Favourites({**OLD.stars, "mine": ""}, OLD.views), OLD)

    assert {"olmo", "bloom", "theirs", "mine"} == set(now.stars) == set(load_favourites(path)[0].stars)


KEEPING = """
import sys
import time
from pathlib import Path
from llmtui.user.favourites import Favourites, save_favourites

known = Favourites()
for number in range(20):
    mine = Favourites({**known.stars, f"{sys.argv[2]}-{number}": ""})
    known, message = save_favourites(Path(sys.argv[1]), mine, known)
    assert not message
"""


def test_many_that_keep_at_the_same_time_lose_nothing(path: Path) -> None:
    commands = [[sys.executable, "-c", KEEPING, str(path), str(number)] for number in range(4)]
    programs = [subprocess.Popen(command, env=environment()) for command in commands]

    assert [0] * 4 == [program.wait() for program in programs]
    assert {f"{program}-{number}" for program in range(4) for number in range(20)} == set(
        load_favourites(path)[0].stars
    )


def test_what_cannot_be_written_is_reported_and_the_old_file_stays(path: Path) -> None:
    save_favourites(path, OLD, Favourites())
    before = path.read_bytes()
    path.parent.rename(path.parent.with_name("elsewhere"))
    path.parent.write_text("in the way")

    known, message = save_favourites(path, Favourites({"new": ""}), OLD)

    assert OLD == known
    assert "cannot be saved" in message
    assert before == (path.parent.with_name("elsewhere") / path.name).read_bytes()
    assert json.loads(before)


def test_a_folder_that_another_program_holds_locked_is_reported_soon_and_nothing_is_written(path: Path) -> None:
    save_favourites(path, OLD, Favourites())
    folder = os.open(path.parent, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    began = time.monotonic()

    left, message = save_favourites(path, Favourites(), OLD)

    assert time.monotonic() - began < LONGEST_LOCK + 1
    os.close(folder)
    assert OLD == left
    assert "another program holds a lock" in message
    assert (OLD, "") == load_favourites(path)


def test_a_file_that_is_damaged_meanwhile_is_set_aside_and_written_anew(path: Path) -> None:
    save_favourites(path, OLD, Favourites())
    path.write_text("{", encoding="utf-8")
    mine = Favourites({**OLD.stars, "new": ""}, OLD.views)

    now, message = save_favourites(path, mine, OLD)

    assert (mine, mine) == (now, load_favourites(path)[0])
    assert "renamed to kept.unreadable-1.json" in message
    assert "{" == path.with_name("kept.unreadable-1.json").read_text(encoding="utf-8")


def test_a_file_that_is_gone_meanwhile_is_written_anew(path: Path) -> None:
    save_favourites(path, OLD, Favourites())
    path.unlink()
    mine = Favourites({**OLD.stars, "new": ""}, OLD.views)

    assert (mine, "") == save_favourites(path, mine, OLD)
    assert (mine, "") == load_favourites(path)


NEWER = {
    "version": 3,
    "stars": {"olmo": {"text": "rich", "date": "2030-01-01"}, "bloom": None, "neo": "plain"},
    "views": [
        {"name": "open", "query": "weights:open", "sort": ["size", "name"], "columns": ["licence"]},
        {"kind": "folder", "views": []},
    ],
    "folders": ["a"],
}
"""A file as a later version may write it."""


@pytest.fixture
def newer(path: Path) -> Path:
    """Such a file."""
    path.parent.mkdir()
    path.write_text(json.dumps(NEWER), encoding="utf-8")
    return path


def test_of_a_file_of_a_newer_version_what_is_understood_is_used(newer: Path) -> None:
    favourites, message = load_favourites(newer)

    assert "" == message
    assert {"olmo": "", "bloom": "", "neo": "plain"} == favourites.stars
    assert (SavedView("open", "weights:open"),) == favourites.views


def test_what_is_not_understood_is_kept_as_it_is(newer: Path) -> None:
    known, _message = load_favourites(newer)

    save_favourites(newer, Favourites({**known.stars, "amber": ""}, known.views), known)

    written = json.loads(newer.read_text(encoding="utf-8"))
    assert {**NEWER["stars"], "amber": ""} == written.pop("stars")  # type: ignore[dict-item]
    (view, folder) = written.pop("views")
    assert NEWER["views"][1] == folder  # type: ignore[index]
    assert {**NEWER["views"][0], **{key: view[key] for key in set(view) - set(NEWER["views"][0])}} == view  # type: ignore[index]
    assert {"version": 3, "folders": ["a"]} == written


def test_a_note_that_the_user_writes_replaces_one_that_is_not_understood(newer: Path) -> None:
    known, _message = load_favourites(newer)

    save_favourites(newer, Favourites({**known.stars, "olmo": "mine"}, known.views), known)

    assert "mine" == json.loads(newer.read_text(encoding="utf-8"))["stars"]["olmo"]


def test_a_star_that_the_user_removes_is_gone_whatever_its_note_is(newer: Path) -> None:
    known, _message = load_favourites(newer)

    save_favourites(newer, Favourites({"neo": "plain"}, known.views), known)

    assert ["neo"] == list(json.loads(newer.read_text(encoding="utf-8"))["stars"])
