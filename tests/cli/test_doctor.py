"""`llmtui doctor` reports what it found, even if much is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import write_files
from llmtui.cli import diagnostics, doctor
from llmtui.cli.doctor import Finding, report_lines
from llmtui.cli.main import Parser
from llmtui.cli.output import Output
from llmtui.present.cells import line_width, plain
from llmtui.terminal import RESTORE
from running import Outcome, environment

Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command."""

    def runs(*words: str) -> Outcome:
        parser = Parser()
        doctor.configure(parser)
        code = diagnostics.guard(lambda: doctor.run(parser.parse_args(words), Output(sys.stdout)))
        return Outcome(code, *capsys.readouterr())

    return runs


def _found(outcome: Outcome) -> dict[tuple[str, str], Finding]:
    findings = [Finding(**record) for record in json.loads(outcome.out)]
    return {(each.section, each.name): each for each in findings}


def test_every_part_is_looked_at(run: Run, folder: Path) -> None:
    outcome = run("--catalog", str(folder), "--no-bundled")

    headings = [line for line in outcome.out.splitlines() if line and not line.startswith(" ")]
    assert (0, "") == (outcome.code, outcome.err)
    assert ["Terminal", "Settings", "Folders", "Catalogues", "Versions"] == headings


def test_a_catalogue_is_reported_with_its_entries_and_problems(run: Run, folder: Path) -> None:
    write_files(folder, {"base/broken.toml": "name = "})

    found = _found(run("--format", "json", "--catalog", str(folder), "--no-bundled"))

    catalogue = found["Catalogues", str(folder)]
    assert f"{folder}: 3 entries, 1 problem" == catalogue.value
    assert "llmtui validate" in catalogue.problem


def test_a_catalogue_that_is_not_there_is_a_finding_and_no_end(run: Run, tmp_path: Path) -> None:
    outcome = run("--format", "json", "--catalog", str(tmp_path / "none"))

    assert 0 == outcome.code
    assert "there is no catalogue" in _found(outcome)["Catalogues", "none"].problem


def test_what_is_wrong_in_the_settings_is_reported(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path, {".config/llmtui/settings.toml": "colour = 1", "llmtui/settings.toml": "colour = 1"})

    found = _found(run("--format", "json", "--no-bundled"))

    assert "colour" in found["Settings", "problem"].problem


@pytest.mark.parametrize(
    ("make", "value", "problem"),
    [
        pytest.param(str, "not created yet", "", id="not-there"),
        pytest.param(lambda path: path.mkdir(parents=True), "writable", "", id="there"),
        pytest.param(
            lambda path: write_files(path.parent, {path.name: ""}), "not a folder", "nothing can be saved", id="a-file"
        ),
        pytest.param(
            lambda path: write_files(path.parent.parent, {path.parent.name: ""}),
            "cannot be created",
            "nothing can be saved",
            id="below-a-file",
        ),
    ],
)
def test_a_folder_is_reported_with_its_condition(
    run: Run, make: Callable[[Path], object], value: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    make(tmp_path / "state" / "llmtui")

    found = _found(run("--format", "json", "--no-bundled"))["Folders", "state"]

    assert value in found.value
    assert problem in found.problem
    assert bool(problem) == bool(found.problem)


@pytest.mark.parametrize(
    ("variables", "name", "value"),
    [
        pytest.param({"TERM": "xterm-kitty"}, "colours", "truecolor", id="depth"),
        pytest.param({"TERM": "xterm-kitty", "NO_COLOR": "1"}, "colours", "none", id="no-colour"),
        pytest.param({"SSH_CONNECTION": "1 2 3 4"}, "over SSH", "yes", id="ssh"),
        pytest.param({"STY": "1.x", "TMUX": ""}, "multiplexer", "screen", id="screen"),
        pytest.param({"TERM": "dumb"}, "browser", "cannot run here", id="dumb"),
        pytest.param({"TERM": "\x1b]0;pwned\x07"}, "type", "�]0;pwned�", id="hostile"),
    ],
)
def test_the_terminal_is_reported_as_the_browser_would_meet_it(
    run: Run, variables: dict[str, str], name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, content in variables.items():
        monkeypatch.setenv(variable, content)

    assert value == _found(run("--format", "json", "--no-bundled"))["Terminal", name].value


def test_color_on_the_command_line_decides_here_too(run: Run) -> None:
    found = _found(run("--format", "json", "--no-bundled", "--color", "never"))

    assert "none" == found["Terminal", "colours"].value


def test_versions_are_reported_without_importing_what_they_are_of() -> None:
    script = (
        "import sys; from llmtui.cli import doctor; from llmtui.cli.main import Parser\n"
        "from llmtui.cli.output import Output\n"
        "p = Parser(); doctor.configure(p); doctor.run(p.parse_args([]), Output(sys.stdout))\n"
        "print('textual' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True, timeout=30
    )

    assert "False" == done.stdout.splitlines()[-1]
    assert "textual " in done.stdout


def test_a_terminal_is_reset_by_switching_everything_off(run: Run) -> None:
    outcome = run("--reset-terminal")

    assert (0, RESTORE) == (outcome.code, outcome.out)
    assert {f"\x1b[?{mode}l" in RESTORE for mode in (1000, 1002, 1003, 1006, 1015, 1016, 2004, 1004, 1049)} == {True}


@pytest.mark.parametrize("width", [20, 40, 80])
def test_nothing_is_cut_where_there_is_little_room(width: int) -> None:
    found = [Finding("Folders", "state", "/a/rather/long/path " * 8, "it cannot be written " * 4)]

    lines = list(report_lines(found, width))

    text = " ".join(plain(line) for line in lines)
    assert max(map(line_width, lines)) <= max(width, 40)
    assert 8 == text.count("/a/rather/long/path")
    assert " ".join(["it cannot be written"] * 4) in " ".join(text.split())


def test_a_setting_of_the_environment_is_reported_with_what_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMTUI_THEME", "lihgt")

    found = _found(run("--format", "json", "--no-bundled"))

    assert "LLMTUI_THEME=lihgt" == found["Settings", "theme"].value
    assert "'lihgt' is unknown" in found["Settings", "problem"].problem


def test_a_framework_that_no_catalogue_has_is_reported(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLMTUI_FRAMEWORK", "mfo")

    found = _found(run("--format", "json", "--catalog", str(folder)))

    assert "LLMTUI_FRAMEWORK: there is no framework 'mfo'" in found["Catalogues", "frameworks"].problem
