"""Work that several processes share comes back in order, and none of them stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factories import entry_text, write_files
from running import environment

SCRIPT = """
import os, sys, time
from llmtui.errors import UsageError
from llmtui.loader.processes import in_processes

def work(number, of):
    for count in range(10):
        if count % of == number:
            if count == FAULT:
                raise UsageError("broken off")
            yield count, os.getpid()
"""


def _run(script: str, **words: object) -> subprocess.CompletedProcess[str]:
    head = "".join(f"{name} = {value!r}\n" for name, value in words.items())
    command = [sys.executable, "-c", head + SCRIPT + script]
    return subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("processes", [1, 2, 3, 16])
def test_results_come_in_the_order_of_one_process_alone(processes: int) -> None:
    outcome = _run(f"print([count for count, _ in in_processes(work, {processes})])", FAULT=None)

    assert ("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]\n", "") == (outcome.stdout, outcome.stderr)


def test_the_work_is_done_by_as_many_processes_as_asked_for() -> None:
    outcome = _run("print(len({process for _, process in in_processes(work, 3)} - {os.getpid()}))", FAULT=None)

    assert "3\n" == outcome.stdout


def test_a_fault_is_raised_where_the_results_are_taken() -> None:
    outcome = _run("print([count for count, _ in in_processes(work, 2)])", FAULT=5)

    assert "UsageError: broken off" in outcome.stderr


def test_who_stops_listening_leaves_no_process_behind() -> None:
    script = """
results = in_processes(work, 2)
process = next(results)[1]
results.close()
try:
    os.kill(process, 0)
except ProcessLookupError:
    print("gone")
"""

    assert "gone\n" == _run(script, FAULT=None).stdout


def test_who_is_killed_leaves_no_process_behind() -> None:
    """They notice that what they write is not read."""
    script = """
import signal
def endless(number, of):
    while True:
        yield os.getpid()

def seen(process):
    try:
        return os.kill(process, 0) is None and "Z" not in open(f"/proc/{process}/stat").read().split(")")[1][:3]
    except (ProcessLookupError, FileNotFoundError):
        return False

reader, writer = os.pipe()
if not os.fork():
    os.write(writer, b" ".join(b"%d" % process for _, process in zip(range(2), in_processes(endless, 2))))
    results = in_processes(endless, 2)
    os.write(writer, b" %d %d" % (next(results), next(results)))
    os.kill(os.getpid(), signal.SIGKILL)
os.wait()
processes = [int(each) for each in os.read(reader, 100).split()]
end = time.monotonic() + 30
while any(map(seen, processes)) and time.monotonic() < end:
    time.sleep(0.01)
print(len(processes), [process for process in processes if seen(process)])
"""

    assert "4 []\n" == _run(script, FAULT=None).stdout


def test_a_large_folder_gives_what_a_small_one_gives(tmp_path: Path) -> None:
    """So many files are shared out among processes: order, problems and duplicates are as in one."""
    files = {f"base/m-{number}.toml": entry_text(f"M {number}") for number in range(2100)}
    write_files(tmp_path / "many", {**files, "base/bad.toml": "name = ", "data/m-7.toml": entry_text("Again")})

    command = [sys.executable, "-m", "llmtui", "list", "--no-bundled", "--catalog", str(tmp_path / "many")]
    outcome = subprocess.run(
        [*command, "--sort", "name", "--format", "csv"],
        env=environment(HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )

    rows = outcome.stdout.splitlines()[1:]
    assert [f"m-{number}" for number in sorted(range(2100), key=lambda number: f"m {number}")] == [
        row.split(",")[0] for row in rows
    ]
    assert "data/m-7.toml: the id 'm-7' is taken by" in outcome.stderr
    assert "base/bad.toml:1: not TOML" in outcome.stderr


def test_a_process_that_is_killed_makes_the_reading_fail() -> None:
    """A part must never be taken for the whole."""
    script = """
import signal
def dying(number, of):
    for count in range(10):
        if count % of == number:
            if count == 5:
                os.kill(os.getpid(), signal.SIGKILL)
            yield count
print([count for count in in_processes(dying, 2)])
"""

    outcome = _run(script, FAULT=None)

    assert ("", True) == (outcome.stdout, "a process that read the catalogue was killed" in outcome.stderr)
