"""Measures the program against the least a Textual app and an interpreter can be, in the same run.

    python tests/benchmarks/run.py [--sizes 663,10000,100000] [--repeat 5] [--write docs/benchmarks.md]

Times depend on the machine; their ratios to what is measured next to them travel.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from benchmarks.catalogues import a_large_catalogue  # noqa: E402 - found by the lines above
from benchmarks.watching import Answer, duration, watched  # noqa: E402 - as above

BUNDLED = 663
PATIENCE = 120
"""Seconds after which a start has failed."""

READY = r"\? Help"
KEY = "a key"
STEPS = (
    ("a row down", "\x1b[B"),
    ("a row down", "\x1b[B"),
    ("a page down", "\x1b[6~"),
    ("another pane", "\t"),
    ("back to the list", "2"),
    ("to the search", "/"),
    ("the first search key", "c"),
    *(("a search key", letter) for letter in "hat"),
)
COMMANDS = (("--version",), ("list", "--limit", "10"), ("search", "chatglm"), ("show", "olmo"))
PYTHON = (sys.executable, "-c", "pass")
MINIMAL = (sys.executable, str(TESTS / "benchmarks" / "minimal_app.py"))


class Line(NamedTuple):
    """One line of the table."""

    what: str
    figure: str
    ratio: str = ""


def llmtui(*words: str) -> tuple[str, ...]:
    """The command that runs the program."""
    return (sys.executable, "-m", "llmtui", *words)


def main() -> None:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default=f"{BUNDLED},10000,100000", help="how many entries, several by commas")
    parser.add_argument("--repeat", type=int, default=5, help="how often each is measured; the median counts (5)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the results to a page, too")
    arguments = parser.parse_args()
    lines = [*commands(arguments.repeat)]
    for size in map(int, arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            extra = () if size == BUNDLED else ("--no-bundled", "--catalog", str(a_large_catalogue(Path(folder), size)))
            repeat = arguments.repeat if size <= BUNDLED else min(2, arguments.repeat)
            lines += browser(size, extra, repeat)
    page = "\n".join(report(lines))
    print(page)  # noqa: T201 - what the command is for
    if arguments.write:
        arguments.write.write_text(page + "\n", encoding="utf-8")


def commands(repeat: int) -> Iterable[Line]:
    """The plain commands against the bare interpreter."""
    with tempfile.TemporaryDirectory() as home:
        rounds = [
            [duration(command, home) for command in (PYTHON, *(llmtui(*words) for words in COMMANDS))]
            for _round in range(repeat + 1)
        ][1:]
    bare, *others = (statistics.median(times) for times in zip(*rounds, strict=True))
    yield Line("bare interpreter", f"{bare:.0f} ms", "1")
    for words, taken in zip(COMMANDS, others, strict=True):
        yield Line(f"`llmtui {' '.join(words)}`", f"{taken:.0f} ms", f"{taken / bare:.1f}")


class Runs(NamedTuple):
    """What was measured of a program, run by run."""

    started: list[Answer]
    keys: dict[str, list[Answer]]
    memory: list[float]

    def key(self, what: str) -> tuple[float, float]:
        """The median time and bytes of a key."""
        answers = self.keys[what]
        return statistics.median(each[0] for each in answers), statistics.median(each[1] for each in answers)


def browser(size: int, extra: tuple[str, ...], repeat: int) -> Iterable[Line]:
    """Start, keys, bytes and memory of the browser with so many entries, against the minimal app."""
    least, ours = Runs([], {}, []), Runs([], {}, [])
    for _round in range(repeat):
        with tempfile.TemporaryDirectory() as home:
            _run(MINIMAL, home, "ready", ((KEY, "x"),), least)
            if not _run(llmtui(*extra), home, READY, STEPS, ours):
                break
    yield from _table(f"{size:,} entries", least, ours)


def _run(command: tuple[str, ...], home: str, ready: str, steps: tuple[tuple[str, str], ...], runs: Runs) -> bool:
    with watched(command, home) as program:
        started = program.until(ready, PATIENCE)
        if started is None:
            return False
        runs.started.append(started)
        for what, key in steps:
            runs.keys.setdefault(what, []).append(program.press(key))
        runs.memory.append(program.memory())
        return True


def _table(of: str, least: Runs, ours: Runs) -> Iterable[Line]:
    start, key, memory = _median(least.started), least.key(KEY), statistics.median(least.memory)
    yield Line("minimal Textual app, on screen", f"{start:.0f} ms, {least.started[0].size:,} bytes", "1")
    yield Line("minimal Textual app, a key", f"{key[0]:.0f} ms, {key[1]:,.0f} bytes", "1")
    yield Line("minimal Textual app, memory", f"{memory:.0f} MB", "1")
    if not ours.started:
        yield Line(f"{of}, on screen", f"not within {PATIENCE} s")
        return
    taken = _median(ours.started)
    yield Line(f"{of}, on screen", f"{taken:.0f} ms, {ours.started[0].size:,} bytes", f"{taken / start:.1f}")
    for what in ours.keys:
        slow, sent = ours.key(what)
        yield Line(f"{of}, {what}", f"{slow:.0f} ms, {sent:,.0f} bytes", f"{slow / key[0]:.1f}")
    held = statistics.median(ours.memory)
    yield Line(f"{of}, memory", f"{held:.0f} MB", f"{held / memory:.1f}")


def _median(answers: list[Answer]) -> float:
    return statistics.median([each.milliseconds for each in answers])


def report(lines: Iterable[Line]) -> Iterable[str]:
    """The page."""
    yield "# Benchmarks\n"
    yield "Made by `python tests/benchmarks/run.py`: medians of several runs in a terminal of 120 by 40, truecolour."
    yield "A key is answered when its last byte has come. Ratios are to the line marked 1 above, of the same run.\n"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    yield f"{time.strftime('%Y-%m-%d')}, {machine}.\n"
    yield "| what | measured | ratio |"
    yield "|---|---|---|"
    for line in lines:
        yield f"| {line.what} | {line.figure} | {line.ratio} |"


if __name__ == "__main__":
    main()
