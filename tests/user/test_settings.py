from __future__ import annotations

from pathlib import Path

import pytest

from llmtui.user.settings import Settings, load_settings


def _load(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_what_a_person_writes_is_read(tmp_path: Path) -> None:
    text = 'theme = "light"\nframework = "mof"\nascii = true\nmouse = false\n[keys]\n"list.sort" = "o"\n'

    settings = _load(tmp_path, text)

    assert Settings("light", "mof", ascii=True, mouse=False, keys={"list.sort": "o"}) == settings


def test_what_is_not_written_keeps_its_default(tmp_path: Path) -> None:
    assert Settings(theme="light") == _load(tmp_path, 'theme = "light"\n')


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("settings.toml", id="no-file"),
        pytest.param("no/such/folder/settings.toml", id="no-folder"),
        pytest.param("x" * 300 + "/settings.toml", id="a-name-no-file-can-have"),
    ],
)
def test_no_settings_mean_the_defaults_and_no_problem(tmp_path: Path, place: str) -> None:
    assert Settings() == load_settings(tmp_path / place)


def test_a_folder_that_is_a_device_means_the_defaults() -> None:
    assert Settings() == load_settings(Path("/dev/null/llmtui/settings.toml"))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        pytest.param("theme = 3", "theme", id="not-text"),
        pytest.param('mouse = "no"', "mouse", id="not-a-boolean"),
        pytest.param('thema = "dark"', "thema", id="unknown"),
        pytest.param("keys = 1", "keys", id="not-a-table"),
        pytest.param('keys = { "list.sort" = 1 }', "keys.list.sort", id="not-a-key"),
    ],
)
def test_a_wrong_key_is_reported_and_costs_no_other(tmp_path: Path, line: str, key: str) -> None:
    settings = _load(tmp_path, f"ascii = true\n{line}\n")

    assert [(2, key)] == [(problem.line, problem.key) for problem in settings.problems]
    assert (True, True, "", {}) == (settings.ascii, settings.mouse, settings.theme, settings.keys)


def test_a_file_that_is_no_toml_means_the_defaults_and_is_reported(tmp_path: Path) -> None:
    settings = _load(tmp_path, "theme = dark\n")

    assert (Settings().theme, Settings().mouse) == (settings.theme, settings.mouse)
    assert [True] == [problem.skipped for problem in settings.problems]


def test_no_control_character_of_a_setting_gets_in(tmp_path: Path) -> None:
    assert "\ufffd[31mdark" == _load(tmp_path, 'theme = "\\u001b[31mdark"\n').theme
