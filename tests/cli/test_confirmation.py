"""The user at a terminal is asked before a file is replaced; a script is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from running import run
from terminal.pty_program import program

ONE = ("--where", "id:bloomz", "--limit", "1")
EOF = "\x04"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An export that exists."""
    path = tmp_path / "x.json"
    path.write_text("mine", encoding="utf-8")
    return path


@pytest.mark.parametrize("answer", ["\r", "no\r", "what?\r", EOF], ids=["empty", "no", "other", "end"])
def test_the_file_is_kept_unless_the_answer_is_yes(path: Path, answer: str) -> None:
    with program("export", str(path), *ONE) as running:
        running.wait_for(r"(?s)Replace .*x\.json\? \[y/N\]")
        running.press(answer)
        code = running.wait_until_left()

        assert "was left as it is" in running.text.replace("\n", "")
        assert (1, "mine") == (code, path.read_text("utf-8"))


@pytest.mark.parametrize("answer", ["y\r", "YES\r"])
def test_yes_replaces_the_file(path: Path, answer: str) -> None:
    with program("export", str(path), *ONE) as running:
        running.wait_for(r"\[y/N\]")
        running.press(answer)
        code = running.wait_until_left()

    assert 0 == code
    assert ["bloomz"] == [entry["id"] for entry in json.loads(path.read_text("utf-8"))["entries"]]


def test_overwrite_replaces_it_without_a_question(path: Path) -> None:
    with program("export", str(path), "--overwrite", *ONE) as running:
        code = running.wait_until_left()

        assert (0, False) == (code, "[y/N]" in running.text)
    assert "mine" != path.read_text("utf-8")


def test_a_new_file_is_written_without_a_question(tmp_path: Path) -> None:
    with program("export", str(tmp_path / "new.json"), *ONE) as running:
        assert 0 == running.wait_until_left()


def test_a_script_refreshes_its_export_without_a_question(path: Path) -> None:
    outcome = run("export", path, *ONE)

    assert (0, f"llmtui: 1 entry written to {path}\n") == (outcome.code, outcome.err)
    assert "mine" != path.read_text("utf-8")
