from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factories import write_files
from llmtui.errors import UsageError
from llmtui.loader.locate import (
    bundled_folder,
    checklist_files,
    entry_files,
    find_origins,
    framework_files,
    licence_files,
    sealed_stamps,
    stamps,
)


def _folders(root: Path, *names: str) -> list[str]:
    for name in names:
        (root / name).mkdir()
    return [str(root / name) for name in names]


def test_the_bundled_catalogue_comes_first_then_named_folders_then_the_variable_then_the_user(tmp_path: Path) -> None:
    one, two, three, user = _folders(tmp_path, "one", "two", "three", "user")

    origins = find_origins([one], {"LLMTUI_CATALOG": two + os.pathsep + three}, Path(user))

    assert ["bundled", one, two, three, "user"] == [origin.label for origin in origins]


def test_the_bundled_catalogue_can_be_left_out(tmp_path: Path) -> None:
    (one,) = _folders(tmp_path, "one")

    origins = find_origins([one], {}, None, bundled=False)

    assert [Path(one)] == [origin.path for origin in origins]


@pytest.mark.parametrize("value", ["", os.pathsep, os.pathsep * 3], ids=["empty", "one-separator", "separators"])
def test_an_empty_variable_names_no_folder(value: str) -> None:
    assert ["bundled"] == [origin.label for origin in find_origins([], {"LLMTUI_CATALOG": value}, None)]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("missing", id="missing"),
        pytest.param("x" * 5000, id="name-too-long"),
        pytest.param("a\0b", id="zero-byte"),
        pytest.param("~nobody-of-this-name/x", id="unknown-user"),
        pytest.param("\ud800", id="lone-surrogate"),
    ],
)
@pytest.mark.parametrize("by_variable", [False, True], ids=["named", "variable"])
def test_a_folder_that_is_not_there_is_a_usage_error(name: str, by_variable: bool) -> None:
    folders, environment = ([], {"LLMTUI_CATALOG": name}) if by_variable else ([name], {})

    with pytest.raises(UsageError, match="there is no catalogue"):
        find_origins(folders, environment, None)


def test_a_file_is_not_taken_for_a_catalogue_folder(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.touch()

    with pytest.raises(UsageError):
        find_origins([str(file)], {}, None)


def test_an_error_never_repeats_control_characters() -> None:
    with pytest.raises(UsageError) as error:
        find_origins(["\x1b]0;x\x07"], {}, None)

    assert not set("\x1b\x07") & set(str(error.value))


def test_a_user_folder_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert ["bundled"] == [origin.label for origin in find_origins([], {}, tmp_path / "missing")]


def test_a_tilde_is_the_home_folder(tmp_path: Path) -> None:
    _folders(tmp_path, "mine")

    origins = find_origins(["~/mine"], {}, None, bundled=False)

    assert [(tmp_path / "mine", "~/mine")] == [(origin.path, origin.label) for origin in origins]


def test_the_bundled_folder_holds_the_categories() -> None:
    assert (bundled_folder() / "categories.toml").is_file()


FILES = (
    *("base/b.toml", "base/a.toml", "base/.hidden.toml", "base/notes.md", "base/deep/c.toml"),
    *("data/d.toml", ".git/e.toml", "frameworks/f.toml", "licences/MIT.toml", "checklists/g.toml", "categories.toml"),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A catalogue folder with files of all sorts, each empty."""
    return write_files(tmp_path / "catalogue", dict.fromkeys(FILES, ""))


def test_entries_are_files_one_folder_down_in_order_and_not_those_of_definitions(catalogue: Path) -> None:
    found = [(category, path.name) for category, path in entry_files(catalogue)]

    assert [("base", "a.toml"), ("base", "b.toml"), ("data", "d.toml")] == found


@pytest.mark.parametrize(
    ("find", "name"), [(framework_files, "f.toml"), (licence_files, "MIT.toml"), (checklist_files, "g.toml")]
)
def test_definitions_are_in_folders_of_their_own(
    catalogue: Path, find: Callable[[Path], Iterator[Path]], name: str
) -> None:
    assert [name] == [path.name for path in find(catalogue)]
    assert [] == list(find(catalogue / "data"))


def test_a_stamp_names_each_file_that_can_change_what_is_read(catalogue: Path) -> None:
    names = {name for name, *_ in stamps(catalogue)}

    assert {"categories.toml", "base/a.toml", "frameworks/f.toml", "licences/MIT.toml", "checklists/g.toml"} <= names
    assert "base/notes.md" not in names


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: (folder / "base" / "a.toml").write_text("x"), id="written"),
        pytest.param(lambda folder: (folder / "base" / "a.toml").unlink(), id="removed"),
        pytest.param(lambda folder: (folder / "base" / "z.toml").touch(), id="added"),
        pytest.param(lambda folder: (folder / "base" / "a.toml").rename(folder / "base" / "y.toml"), id="renamed"),
        pytest.param(lambda folder: os.utime(folder / "categories.toml", (1, 1)), id="another time"),
    ],
)
def test_stamps_show_every_change(catalogue: Path, change: Callable[[Path], object]) -> None:
    before = list(stamps(catalogue))
    same = list(stamps(catalogue))
    change(catalogue)

    assert before == same != list(stamps(catalogue))


def test_a_file_of_records_has_one_stamp_and_what_is_missing_none(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text("[]")

    assert [(str(file), 2)] == [(name, size) for name, _time, size, _number in stamps(file)]
    assert ([], []) == (list(stamps(tmp_path / "gone")), list(sealed_stamps(tmp_path / "gone")))


def test_an_update_is_stamped_by_its_folders_alone(catalogue: Path) -> None:
    assert sorted({name.split("/")[0] for name in FILES}) == [name for name, *_ in sealed_stamps(catalogue)]


def test_updates_come_after_the_bundled_entries_and_only_with_them(tmp_path: Path) -> None:
    updates = {"osai-index": tmp_path}

    assert [("bundled", ""), ("update of osai-index", "osai-index")] == [
        (origin.label, origin.update) for origin in find_origins([], {}, None, updates=updates)
    ]
    assert () == find_origins([], {}, None, bundled=False, updates=updates)


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".sqlite", ".sqlite3", ".db", ".JSON"])
def test_a_file_of_records_is_a_catalogue(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"x{suffix}"
    file.touch()

    assert [file] == [origin.path for origin in find_origins([str(file)], {}, None, bundled=False)]


def test_a_missing_catalogue_says_what_may_be_named() -> None:
    with pytest.raises(UsageError) as error:
        find_origins(["gone"], {}, None)

    assert (
        "name a folder of <category>/<id>.toml, or a file of .json, .jsonl, .sqlite, .sqlite3, .db" == error.value.hint
    )
