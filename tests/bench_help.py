"""Prints how long each command takes to explain itself, beside the time it may take: `python tests/bench_help.py`.

The budget is 1.6 times a Python that imports argparse, and 60 ms, measured in the same run. Each line is the best of
several runs, because other programs can only make one slower. No test depends on it: a busy machine would fail it.
"""

# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from llmtui.cli.main import COMMANDS
from running import environment

PROGRAM = Path(sys.executable).with_name("llmtui")
"""The installed console script."""

ROUNDS = 7
FACTOR, ALLOWANCE = 1.6, 0.06
"""Of the bare Python's time, and seconds."""


def seconds(line: Sequence[str]) -> float:
    """The shortest time that a command line took."""
    return min(_once(line) for _round in range(ROUNDS))


def _once(line: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(line, env=environment(), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    bare = seconds([sys.executable, "-c", "import argparse"])
    budget = FACTOR * bare + ALLOWANCE
    print(f"{'python -c import argparse':<28} {bare * 1000:6.1f} ms")
    print(f"{'budget':<28} {budget * 1000:6.1f} ms")
    for words in (["--help"], *([name, "--help"] for name in COMMANDS)):
        taken = seconds([str(PROGRAM), *words])
        print(f"{'llmtui ' + ' '.join(words):<28} {taken * 1000:6.1f} ms  {taken / budget:5.2f} of the budget")


if __name__ == "__main__":
    main()
