"""Tests that need an absent program are skipped and counted, or fail where every program must be there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from programs import PACKAGES, find, remedy

MARKED = """
import pytest

@pytest.mark.needs("zsh")
@pytest.mark.parametrize("number", [1, 2])
def test_in_zsh(number): assert False

@pytest.mark.needs("zsh", "tmux")
def test_in_both(): assert False

def test_anywhere(): pass
"""


def program_in(folder: Path, name: str) -> Path:
    """A program that does nothing."""
    folder.mkdir(parents=True)
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def outcome_of_marked_tests(folder: Path, **variables: str) -> list[str]:
    """The lines that pytest prints for a file of marked tests where no program is to be found."""
    (folder / "test_marked.py").write_text(MARKED)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "programs_plugin", "-c", "/dev/null", "--rootdir", folder, folder],
        env={"PATH": "", "PYTHONPATH": str(Path(__file__).parent), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **variables},
        capture_output=True,
        check=False,
        text=True,
    )
    return done.stdout.splitlines()


def test_a_server_is_found_beside_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = program_in(tmp_path / "sbin", "sshd")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    assert str(server) == find("sshd")


def test_a_program_of_another_name_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program_in(tmp_path / "bin", "google-chrome")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    assert "" == remedy("chromium")


@pytest.mark.parametrize("program", PACKAGES)
def test_a_test_without_the_marker_finds_no_program(program: str) -> None:
    assert f"apt-get install {PACKAGES[program]}" == remedy(program)


def test_the_last_lines_say_how_many_tests_wait_for_which_program(tmp_path: Path) -> None:
    *_, title, tmux, zsh, _blank, counts = outcome_of_marked_tests(tmp_path)

    assert "skipped for want of a program" in title
    assert "tmux: 1 test waits for it. Install it with: apt-get install tmux" == tmux
    assert "zsh: 3 tests wait for it. Install it with: apt-get install zsh" == zsh
    assert "1 passed, 3 skipped" in counts


def test_an_absent_program_is_a_failure_where_every_program_must_be_there(tmp_path: Path) -> None:
    lines = outcome_of_marked_tests(tmp_path, LLMTUI_TESTS_ALL="1")

    assert "zsh is absent: apt-get install zsh" in lines
    assert "1 passed, 3 errors" in lines[-1]
