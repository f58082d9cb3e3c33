"""Measures the way to a million entries that docs/large.md tells: its own commands, on a file of a million lines.

    python tests/benchmarks/million.py [--size 1000000] [--write docs/benchmarks.md]

It needs some six gigabytes in the folder for temporary files, and SQLite's shell.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from benchmarks.catalogues import a_jsonl  # noqa: E402 - found by the lines above
from benchmarks.watching import duration  # noqa: E402 - as above
from docs.large import asking, load_million  # noqa: E402 - as above

WORDS = ("chatglm", "vicuna", "alpaca", "tsinghua", "medical", "baichuan", "tokenizer", "zzzzz")
HEADING = "\n## A million entries\n"


def _seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def _count(folder: Path, word: str) -> None:
    question = f"SELECT count(*) FROM words WHERE words MATCH '{word}'"  # noqa: S608 - words of ours
    subprocess.run(["sqlite3", "million.sqlite", question], cwd=folder, check=True, capture_output=True)


def measure(folder: Path, size: int) -> Iterable[tuple[str, str]]:
    """Make the file, load it, ask, and open what was found."""
    a_jsonl(folder / "million.jsonl", size)
    (megabytes,) = [(folder / "million.jsonl").stat().st_size / 1e6]
    yield "entries", f"{size:,}, {megabytes:,.0f} MB of JSON Lines"
    yield "into the database, once", f"{_seconds(lambda: load_million(folder)):.0f} s"
    yield "the database", f"{(folder / 'million.sqlite').stat().st_size / 1e6:,.0f} MB"
    times = [_seconds(partial(_count, folder, word)) for word in WORDS]
    yield "counting what holds a word", f"{statistics.median(times) * 1000:.0f} ms, at most {max(times) * 1000:.0f} ms"
    command = asking()[0]
    part = _seconds(lambda: subprocess.run(command, shell=True, cwd=folder, check=True))  # noqa: S602 - the page is ours
    lines = (folder / "part.jsonl").read_bytes().count(b"\n")
    yield f"writing the part with `chatglm`, {lines:,} entries", f"{part * 1000:.0f} ms"
    browse = (
        sys.executable,
        "-m",
        "llmtui",
        "list",
        "--no-bundled",
        "--catalog",
        str(folder / "part.jsonl"),
        "--limit",
        "5",
    )
    yield "a list of that part by llmtui, the first time", f"{duration(browse, str(folder)):.0f} ms"
    yield "the same again", f"{duration(browse, str(folder)):.0f} ms"


def main() -> None:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000, help="how many entries (1000000)")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the results to a page, too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [f"| {what} | {figure} |" for what, figure in measure(Path(folder), arguments.size)]
    table = "\n".join(
        [
            "By SQLite, as described in [large.md](large.md); made by `python tests/benchmarks/million.py`.",
            "",
            "| what | measured |",
            "|---|---|",
            *rows,
        ]
    )
    print(table)  # noqa: T201 - what the command is for
    if arguments.write:
        before = arguments.write.read_text(encoding="utf-8").partition(HEADING)[0].rstrip()
        arguments.write.write_text(f"{before}\n{HEADING}\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
