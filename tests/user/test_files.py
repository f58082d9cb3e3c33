from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from llmtui.user.files import create_exclusively, write_atomically
from running import environment, run_script, with_small_files


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that is there already."""
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")
    return path


def test_the_new_content_replaces_the_old(old: Path) -> None:
    write_atomically(old, "néw")

    assert "néw" == old.read_text("utf-8")
    assert ["file"] == [each.name for each in old.parent.iterdir()]


def test_a_reader_of_the_old_file_never_sees_a_part_of_the_new(old: Path) -> None:
    with old.open(encoding="utf-8") as reader:
        write_atomically(old, "new")

        assert "old" == reader.read()


def test_a_failed_write_leaves_the_old_content_and_nothing_else(old: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_atomically(old, "lone surrogate \ud800")

    assert "old" == old.read_text("utf-8")
    assert ["file"] == [each.name for each in old.parent.iterdir()]


def test_a_file_keeps_its_mode(old: Path) -> None:
    old.chmod(0o640)

    write_atomically(old, "new")

    assert 0o640 == _mode(old)


def test_a_new_file_gets_the_mode_that_new_files_get(old: Path) -> None:
    """A temporary file alone is closed to everybody else."""
    new = old.with_name("new")

    write_atomically(new, "new")

    assert _mode(old) == _mode(new)


def test_a_link_stays_a_link(old: Path) -> None:
    link = old.with_name("link")
    link.symlink_to("file")

    write_atomically(link, "new")

    assert link.is_symlink()
    assert "new" == old.read_text("utf-8")


def test_links_in_a_circle_stop_nothing(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to("loop")

    write_atomically(loop, "new")

    assert "new" == loop.read_text("utf-8")


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)

    write_atomically(pipe, "new")

    assert b"new" == os.read(reader, 10)
    assert pipe.is_fifo()
    os.close(reader)


@pytest.mark.parametrize(
    "place",
    [
        pytest.param("no/such/folder/file", id="no-folder"),
        pytest.param("", id="a-folder"),
        pytest.param("x" * 300, id="a-name-no-file-can-have"),
    ],
)
def test_a_place_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path, place: str) -> None:
    with pytest.raises(OSError, match=r"No such file|Is a directory|name too long"):
        write_atomically(tmp_path / place, "new")

    assert [] == list(tmp_path.iterdir())


def test_a_new_file_is_written_whole_and_readable_as_usual(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()

    create_exclusively(tmp_path / "new", "text\n")

    assert "text\n" == (tmp_path / "new").read_text("utf-8")
    assert usual.stat().st_mode == (tmp_path / "new").stat().st_mode
    assert {"new", "usual"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("link", [False, True], ids=["a-file", "a-dangling-link"])
def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path, *, link: bool) -> None:
    path = tmp_path / "there"
    if link:
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.write_text("old", "utf-8")

    with pytest.raises(FileExistsError):
        create_exclusively(path, "new")

    assert not (tmp_path / "elsewhere").exists()
    assert ["there"] == [each.name for each in tmp_path.iterdir()]


_ENDLESS = """
import itertools, sys
from pathlib import Path
from llmtui.user.files import create_exclusively, write_atomically

for number in itertools.count():
    create_exclusively(Path(sys.argv[1]) / f"new-{number}", "whole")
    write_atomically(Path(sys.argv[1]) / "replaced", "whole")
    print(number, flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_process_that_is_ended_while_it_writes_leaves_whole_files_only(
    tmp_path: Path, number: signal.Signals
) -> None:
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", _ENDLESS, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        ) as process:
            assert process.stdout
            process.stdout.readline()
            process.send_signal(number)
        assert -number == process.returncode
        assert {"whole"} == {each.read_text("utf-8") for each in tmp_path.iterdir()}
        assert not [each.name for each in tmp_path.iterdir() if each.name.startswith(".")]
        for each in tmp_path.iterdir():
            each.unlink()


def test_a_full_disk_leaves_nothing_of_a_new_file(tmp_path: Path) -> None:
    new = str(tmp_path / "new")
    script = f"from llmtui.user import files, paths; files.create_exclusively(paths.Path({new!r}), 5000 * 'x')"

    outcome = run_script(with_small_files(2000, script))

    assert "File too large" in outcome.err
    assert [] == list(tmp_path.iterdir())
