"""Measures the program against the least a Textual app and an interpreter can be, in the same run.

    python tests/benchmarks/run.py [--only bundled,10k,jsonl,sqlite,folder] [--repeat 5] [--write docs/benchmarks.md]

Times depend on the machine; their ratios to what is measured next to them travel.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from benchmarks.catalogues import a_database, a_folder, a_jsonl  # noqa: E402 - found by the lines above
from benchmarks.watching import Answer, duration, watched  # noqa: E402 - as above

PATIENCE = 900
"""Seconds after which a start has failed: a first one reads every file."""

SOON = 0.4
"""Seconds within which a key that is not measured may answer, or not at all."""

READY = r"\? Help"
DOWN, PAGE_DOWN, CLEAR = "\x1b[B", "\x1b[6~", "\x1b"
SEARCHES = ("chatglm", "open data", "vicuna 13b", "weights:open", "mixtrall", "license:mit zh", "百川")
"""Typed letter by letter: names, words of summaries, terms, a slip, Chinese."""

COMMANDS = (("--version",), ("list", "--limit", "10"), ("search", "chatglm"), ("show", "olmo"))
PYTHON = (sys.executable, "-c", "pass")
MINIMAL = (sys.executable, str(TESTS / "benchmarks" / "minimal_app.py"))
SIZE = 100_000


class Subject(NamedTuple):
    """A catalogue to measure the browser with."""

    name: str
    make: Callable[[Path], Path] | None
    """Makes it in a folder; None for what ships with the program."""


SUBJECTS: Mapping[str, Subject] = {
    "bundled": Subject("The bundled catalogue", None),
    "10k": Subject("10,000 in a folder", lambda path: a_folder(path / "catalogue", 10_000)),
    "jsonl": Subject("100,000 as JSON Lines", lambda path: a_jsonl(path / "catalogue.jsonl", SIZE)),
    "sqlite": Subject("100,000 as SQLite", lambda path: a_database(path / "catalogue.sqlite", SIZE)),
    "folder": Subject("100,000 in a folder", lambda path: a_folder(path / "catalogue", SIZE)),
}


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
    parser.add_argument("--only", default=",".join(SUBJECTS), help="which catalogues, several by commas")
    parser.add_argument("--repeat", type=int, default=5, help="how often each is measured; the median counts (5)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the results to a page, too")
    arguments = parser.parse_args()
    sections = [("Commands", list(commands(arguments.repeat)))]
    before = _kept(arguments.write) if arguments.write else ""
    for name in arguments.only.split(","):
        with tempfile.TemporaryDirectory() as folder:
            subject = SUBJECTS[name]
            path = subject.make(Path(folder)) if subject.make else None
            repeat = arguments.repeat if path is None else 1
            sections.append((subject.name, list(browser(path, repeat))))
            page = "\n".join(report(sections)) + "\n"
            if arguments.write:
                arguments.write.write_text(page + before, encoding="utf-8")
    print(page)  # noqa: T201 - what the command is for


def _kept(page: Path) -> str:
    """What other scripts measured and wrote to the same page."""
    before = page.read_text(encoding="utf-8") if page.exists() else ""
    starts = (before.find(heading) for heading in ("\n## A first opening", "\n## A million entries"))
    start = min((each for each in starts if each >= 0), default=len(before))
    return before[start:]


def commands(repeat: int) -> Iterable[Line]:
    """The plain commands against the bare interpreter; the first time each reads the files, then the cache."""
    with tempfile.TemporaryDirectory() as home:
        first = [duration(llmtui(*words), home) for words in COMMANDS[1:2]]
        rounds = [
            [duration(command, home) for command in (PYTHON, *(llmtui(*words) for words in COMMANDS))]
            for _round in range(repeat + 1)
        ][1:]
    bare, *others = (statistics.median(times) for times in zip(*rounds, strict=True))
    yield Line("bare interpreter", f"{bare:.0f} ms", "1")
    for words, taken in zip(COMMANDS, others, strict=True):
        yield Line(f"`llmtui {' '.join(words)}`", f"{taken:.0f} ms", f"{taken / bare:.1f}")
    yield Line(
        f"`llmtui {' '.join(COMMANDS[1])}`, nothing in the cache", f"{first[0]:.0f} ms", f"{first[0] / bare:.1f}"
    )


class Runs(NamedTuple):
    """What was measured of a program, run by run."""

    started: list[Answer]
    keys: dict[str, list[Answer]]
    memory: list[float]


def browser(path: Path | None, repeat: int) -> Iterable[Line]:
    """Starts, keys, bytes and memory of the browser on a catalogue, against the minimal app."""
    words = () if path is None else ("--no-bundled", "--catalog", str(path))
    least, ours, first = Runs([], {}, []), Runs([], {}, []), Runs([], {}, [])
    with tempfile.TemporaryDirectory() as home:
        _run(llmtui(*words), home, READY, first, [])
        for _round in range(repeat):
            _run(MINIMAL, home, "ready", least, [("a key", "x")] * 5)
            _forget_place(Path(home))
            _run(llmtui(*words), home, READY, ours, _steps())
    yield from _table(least, ours, first)


def _forget_place(home: Path) -> None:
    """Every run begins at the top of the list."""
    shutil.rmtree(home / ".local" / "state", ignore_errors=True)


def _steps() -> Iterable[tuple[str, str]]:
    """Keys by what they are counted as; an empty name counts nowhere."""
    yield from [("a row down", DOWN)] * 10
    yield from [("a page down", PAGE_DOWN)] * 6
    yield from [("another pane", "\t"), ("", "2")] * 3
    for search in SEARCHES:
        yield ("", "/")
        yield from (("a search key", letter) for letter in search)
        yield from [("", CLEAR)] * 2


def _run(command: Sequence[str], home: str, ready: str, runs: Runs, steps: Iterable[tuple[str, str]]) -> None:
    with watched(command, home) as program:
        started = program.until(ready, PATIENCE)
        if started is None:
            raise SystemExit(f"{' '.join(command)} did not start within {PATIENCE} s")
        runs.started.append(started)
        for what, key in steps:
            answer = program.press(key) if what else program.press(key, SOON)
            if what:
                runs.keys.setdefault(what, []).append(answer)
        runs.memory.append(program.memory())
        runs.memory.append(program.peak())


def _table(least: Runs, ours: Runs, first: Runs) -> Iterable[Line]:
    start, key = _median(least.started), _median(least.keys["a key"])
    yield Line("minimal Textual app, on screen", f"{start:.0f} ms, {least.started[0].size:,} bytes", "1")
    yield Line("minimal Textual app, a key", f"{key:.1f} ms", "1")
    yield Line("minimal Textual app, memory", f"{least.memory[0]:.0f} MB", "1")
    taken, long = _median(ours.started), first.started[0].milliseconds
    yield Line("on screen and usable", f"{taken:.0f} ms, {ours.started[0].size:,} bytes", f"{taken / start:.2f}")
    yield Line("the same, nothing in the cache", _time(long), f"{long / start:.1f}")
    for what, answers in ours.keys.items():
        times = sorted(answer.milliseconds for answer in answers)
        size = max(answer.size for answer in answers)
        middle, late = statistics.median(times), times[int(len(times) * 0.95)]
        figure = f"{middle:.0f} ms, 95 of 100 within {late:.0f} ms, at most {size:,} bytes"
        yield Line(f"{what}", figure, f"{middle / key:.1f}")
    held, most = max(ours.memory[::2]), max(*ours.memory[1::2], *first.memory[1::2])
    figure = f"{held:.0f} MB, at most {most:.0f} MB while files are read"
    yield Line("memory", figure, f"{held / least.memory[0]:.1f}")


def _time(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds < 10_000 else f"{milliseconds / 1000:.0f} s"


def _median(answers: Sequence[Answer]) -> float:
    return statistics.median(each.milliseconds for each in answers)


def report(sections: Iterable[tuple[str, Iterable[Line]]]) -> Iterable[str]:
    """The page."""
    yield "# Benchmarks\n"
    yield "Made by `python tests/benchmarks/run.py`: medians of several runs in a terminal of 120 by 40, truecolour."
    yield "A key is answered when its last byte has come, and it is pressed when nothing has come for a while."
    yield "Ratios are to the line marked 1 above, measured in turn with it in the same run; only they travel.\n"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    yield f"{time.strftime('%Y-%m-%d')}, {machine}."
    for title, lines in sections:
        yield f"\n## {title}\n"
        yield "| what | measured | ratio |"
        yield "|---|---|--:|"
        for line in lines:
            yield f"| {line.what} | {line.figure} | {line.ratio} |"


if __name__ == "__main__":
    main()
