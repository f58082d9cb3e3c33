"""Where records are taken from, and which commit a clone is at."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import write_files
from importing import importer_of
from llmtui.errors import UsageError
from llmtui.problems import ProblemLog
from llmtui.update.fetch import Fetcher
from llmtui.update.sources import Records, read_records

COMMIT = "0123456789abcdef" * 2 + "01234567"
OTHER = "f" * 40
MAIN = {".git/HEAD": "ref: refs/heads/main\n"}


def _read(place: Path, tmp_path: Path) -> Records:
    return read_records(importer_of("osai-index"), str(place), tmp_path, Fetcher(tmp_path / "fetched"), ProblemLog())


@pytest.mark.parametrize(
    ("files", "commit"),
    [
        pytest.param({}, "", id="plain files"),
        pytest.param({**MAIN, ".git/refs/heads/main": f"{COMMIT}\n"}, COMMIT, id="a branch"),
        pytest.param({".git/HEAD": f"{COMMIT}\n"}, COMMIT, id="a commit"),
        pytest.param({".git/HEAD": f"{'a' * 64}\n"}, "a" * 64, id="a longer digest"),
        pytest.param({**MAIN, ".git/packed-refs": f"# x\n{COMMIT} refs/heads/main\n"}, COMMIT, id="a packed branch"),
        pytest.param(
            {**MAIN, ".git/refs/heads/main": COMMIT, ".git/packed-refs": f"{OTHER} refs/heads/main\n"},
            COMMIT,
            id="a loose branch is newer than a packed one",
        ),
        pytest.param({**MAIN, ".git/packed-refs": f"{OTHER} refs/heads/maintenance\n"}, "", id="another branch"),
        pytest.param(MAIN, "", id="a branch without a commit"),
        pytest.param({".git/HEAD": "ref: ../../secret", "../secret": COMMIT}, "", id="a branch that leads out"),
        pytest.param({".git/HEAD": "ref: refs/../../x", "x": COMMIT}, "", id="a branch that leads up"),
        pytest.param({".git/HEAD": "0123"}, "", id="too short"),
        pytest.param({".git": "gitdir: elsewhere"}, "", id="a file in its place"),
        pytest.param({**MAIN, ".git/refs/heads/main": "\x1b[2J" * 10}, "", id="no digest"),
    ],
)
def test_a_clone_says_its_commit_and_anything_else_says_none(
    tmp_path: Path, files: dict[str, str | bytes], commit: str
) -> None:
    folder = tmp_path / "inside" / "clone"
    folder.mkdir(parents=True)
    write_files(folder, files)

    assert Records(folder, commit, "") == _read(folder, tmp_path)


def test_a_place_that_is_not_there_says_what_may_be_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        _read(tmp_path / "gone", tmp_path)

    assert (f"there is no {tmp_path / 'gone'}", "name a folder, an archive or an https address") == (
        str(error.value),
        error.value.hint,
    )


def test_an_archive_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)

    with pytest.raises(UsageError, match="is larger than the 67,108,864 bytes allowed"):
        _read(path, tmp_path)
