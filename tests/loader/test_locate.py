from __future__ import annotations

import os
from pathlib import Path

import pytest

from llmtui.errors import UsageError
from llmtui.loader.locate import bundled_folder, find_origins


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


def test_a_file_is_no_catalogue_folder(tmp_path: Path) -> None:
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
