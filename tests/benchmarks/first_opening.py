"""Measures the first opening of large files against `json.loads` of the same records, in the same run.

    python tests/benchmarks/first_opening.py [--size 100000] [--repeat 3] [--write docs/benchmarks.md]

An opening reads every record, checks it, makes ready what searching needs and writes the cache. It and the bare
`json.loads` are measured in turn; the smallest of several runs counts. Processor time adds up that of all processes: on
a busy machine its ratio is the one to trust, on an idle one of several cores the ratio of seconds is lower.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from benchmarks.catalogues import a_database, a_jsonl  # noqa: E402 - found by the lines above
from llmtui.cache import open_catalog  # noqa: E402 - as above
from llmtui.model import Origin  # noqa: E402 - as above

HEADING = "\n## A first opening\n"
AFTER = "\n## A million entries"
"""What follows on the page."""

LIMITS: Mapping[str, float] = {"JSON Lines": 6, "SQLite": 8}
"""How many times as long as `json.loads` an opening may take."""

MEGABYTES = 500
"""What the process that opens may need."""


class Opening(NamedTuple):
    """What a process measured of an opening."""

    seconds: float
    processor: float
    """Seconds of processor time, of all its processes."""
    megabytes: float


def _measured(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and seconds of processor time of this process and those it started."""
    before, spent = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - before, sum(os.times()[:4]) - spent


def _parse(path: Path) -> None:
    with path.open("rb") as file:
        for line in file:
            json.loads(line)


def _open(path: Path) -> None:
    """Open a file in this process and print what it took."""
    with tempfile.TemporaryDirectory() as caches:
        times = _measured(lambda: open_catalog([Origin(path, path.name)], Path(caches)))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([*times, kilobytes / 1000]))  # noqa: T201 - read by the process that started this one


def _opened(path: Path) -> Opening:
    command = (sys.executable, __file__, "--open", str(path))
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Opening(*json.loads(answer))


def measure(folder: Path, size: int, repeat: int) -> Iterable[str]:
    """The rows of the table."""
    lines = a_jsonl(folder / "catalogue.jsonl", size)
    files = {"JSON Lines": lines, "SQLite": a_database(folder / "catalogue.sqlite", size)}
    bare: list[tuple[float, float]] = []
    openings: dict[str, list[Opening]] = {name: [] for name in files}
    for _round in range(repeat):
        bare.append(_measured(lambda: _parse(lines)))
        for name, path in files.items():
            openings[name].append(_opened(path))
    base, base_processor = (min(times) for times in zip(*bare, strict=True))
    yield f"| `json.loads` of {size:,} lines | {base:.1f} s | 1 | 1 |"
    for name, found in openings.items():
        seconds = min(each.seconds for each in found)
        megabytes = max(each.megabytes for each in found)
        goal = f"at most {LIMITS[name]:g} and {MEGABYTES} MB are aimed at"
        ratios = f"{seconds / base:.1f} | {min(each.processor for each in found) / base_processor:.1f}"
        yield f"| {name}, {megabytes:.0f} MB at most; {goal} | {seconds:.1f} s | {ratios} |"


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=100_000, help="how many entries (100000)")
    parser.add_argument("--repeat", type=int, default=3, help="how often each is measured (3)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the results to a page, too")
    parser.add_argument("--open", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.open:
        _open(arguments.open)
        return
    with tempfile.TemporaryDirectory() as folder:
        rows = list(measure(Path(folder), arguments.size, arguments.repeat))
    made_by = "Reading, checking and caching a file; made by `python tests/benchmarks/first_opening.py`."
    table = "\n".join([made_by, "", "| what | measured | ratio | of processor time |", "|---|---|--:|--:|", *rows])
    print(table)  # noqa: T201 - what the command is for
    if arguments.write:
        page = arguments.write.read_text(encoding="utf-8")
        rest, found, last = page.partition(AFTER)
        before = rest.partition(HEADING)[0].rstrip()
        arguments.write.write_text(f"{before}\n{HEADING}\n{table}\n{found}{last}", encoding="utf-8")


if __name__ == "__main__":
    main()
