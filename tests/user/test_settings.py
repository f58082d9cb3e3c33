from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from msgspec.structs import fields, replace

from llmtui.user.commands import COMMANDS
from llmtui.user.settings import Settings, framework_faults, load_settings


def _load(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def _plain(settings: Settings) -> Settings:
    """The same without where they are written."""
    return replace(settings, framework_source=None)


def test_what_the_user_writes_is_read(tmp_path: Path) -> None:
    text = 'theme = "light"\nframework = "mof"\nascii = true\nmouse = false\n[keys]\n"list.sort" = "ctrl+o"\n'

    settings = _load(tmp_path, text)

    assert Settings("light", "mof", ascii=True, mouse=False, keys={"list.sort": "ctrl+o"}) == _plain(settings)


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


def test_a_file_that_is_not_toml_means_the_defaults_and_is_reported(tmp_path: Path) -> None:
    settings = _load(tmp_path, "theme = dark\n")

    assert (Settings().theme, Settings().mouse) == (settings.theme, settings.mouse)
    assert [True] == [problem.skipped for problem in settings.problems]


def test_no_control_character_of_a_setting_gets_in(tmp_path: Path) -> None:
    settings = _load(tmp_path, 'theme = "\\u001b[31mdark"\nframework = "\\u001b[31mmof"\n')

    assert "\ufffd[31mmof" == settings.framework
    assert "\x1b" not in "".join(map(str, settings.problems))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param('theme = "lihgt"', "theme: 'lihgt' is unknown (did you mean light?)", id="theme"),
        pytest.param('color = "trucolor"', "color: 'trucolor' is unknown (did you mean truecolor?)", id="colour"),
        pytest.param('keys = { "list.srot" = "x" }', "there is no command 'list.srot' (did you mean", id="command"),
        pytest.param('keys = { "list.sort" = "ctlr+x" }', "'ctlr+x' is not the name of a key", id="key"),
        pytest.param('keys = { "list.sort" = "x,,y" }', "'' is not the name of a key", id="no-key"),
    ],
)
def test_a_setting_that_names_nothing_is_reported_with_its_line_and_ignored(
    tmp_path: Path, line: str, message: str
) -> None:
    settings = _load(tmp_path, f"mouse = true\n{line}\n")

    assert [True] == [
        f"settings.toml:2: {line.split(' ', maxsplit=1)[0]}" in str(problem) for problem in settings.problems
    ]
    assert message in str(settings.problems[0])
    assert ("", "", {}) == (settings.theme, settings.color, settings.keys)


@pytest.mark.parametrize(
    ("key", "other"),
    [
        pytest.param("o", "link", id="of-the-same-screen"),
        pytest.param("t", "theme", id="of-every-screen"),
        pytest.param("j", "nav.down", id="of-a-pane"),
        pytest.param("/", "search", id="by-its-sign"),
    ],
)
def test_a_key_that_another_command_has_is_reported_and_still_used(tmp_path: Path, key: str, other: str) -> None:
    settings = _load(tmp_path, f'[keys]\n"list.sort" = "{key}"\n')

    assert any(f"is also the key of {other}" in str(problem) for problem in settings.problems)
    assert {"list.sort": key} == settings.keys


def test_two_commands_can_swap_their_keys(tmp_path: Path) -> None:
    settings = _load(tmp_path, '[keys]\n"list.sort" = "f"\n"filter" = "s"\n')

    assert [] == [str(each) for each in settings.problems if "filter" in str(each) and "list.sort" in str(each)]


def test_a_command_is_also_known_by_its_old_id(tmp_path: Path) -> None:
    settings = _load(tmp_path, '[keys]\n"matrix.legend" = "ctrl+k"\n')

    assert ({"matrix.legend": "ctrl+k"}, ()) == (settings.keys, settings.problems)


def test_a_variable_overrides_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "light"\nascii = true\nframework = "mof"\n', encoding="utf-8")
    variables = {"LLMTUI_THEME": "dark", "LLMTUI_ASCII": "no", "LLMTUI_MOUSE": "off", "LLMTUI_COLOR": "256"}

    settings = _plain(load_settings(path, variables))

    assert Settings("dark", "mof", ascii=False, color="256", mouse=False) == settings


@pytest.mark.parametrize("variable", ["LLMTUI_THEME", "LLMTUI_ASCII", "LLMTUI_COLOR", "LLMTUI_MOUSE"])
def test_a_variable_that_means_nothing_is_reported_by_its_name_and_ignored(tmp_path: Path, variable: str) -> None:
    settings = load_settings(tmp_path / "none.toml", {variable: "perhaps"})

    assert [True] == [str(each).startswith(f"{variable}: 'perhaps' is unknown") for each in settings.problems]
    assert Settings() == replace(settings, problems=())


def test_an_empty_variable_changes_nothing(tmp_path: Path) -> None:
    assert Settings() == load_settings(tmp_path / "none.toml", {"LLMTUI_THEME": "", "LLMTUI_ASCII": ""})


def test_a_framework_that_the_catalogue_does_not_have_is_reported_with_its_line(tmp_path: Path) -> None:
    settings = _load(tmp_path, 'mouse = true\nframework = "mfo"\n')

    (fault,) = framework_faults(settings, ["mof", "all-judges"])
    assert f"{tmp_path / 'settings.toml'}:2: framework: there is no framework 'mfo' (did you mean mof?)" == str(fault)
    assert [] == list(framework_faults(settings, ["mfo"]))


def test_the_schema_agrees_with_the_settings(tmp_path: Path) -> None:
    schema = import_module("docs.settings_schema").settings_schema()
    properties = schema["properties"]
    assert isinstance(properties, dict)
    own = {"problems", "framework_source"}

    assert {each.name for each in fields(Settings)} - own == set(properties)
    assert set(COMMANDS) == set(properties["keys"]["properties"])
    for name, rule in properties.items():
        for value in rule.get("enum", ()):
            assert () == _load(tmp_path, f'{name} = "{value}"\n').problems
