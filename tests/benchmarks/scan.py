"""Compares a scan of model folders with what `find` takes to go through them, in the same run.

    python tests/benchmarks/scan.py [--models 2000] [--repeat 5]

Both read the same folders, laid out as the cache of the Hub is, from the memory of the system. `find -ls` reads names
and sizes, as a scan does. The goal is that a scan takes at most three times as long. No test depends on it: a busy
machine would fail it.
"""

# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent / "src")]

from llmtui.cache import open_catalog  # noqa: E402 - found by the line above
from llmtui.loader.locate import find_origins  # noqa: E402 - as above
from llmtui.problems import ProblemLog  # noqa: E402 - as above
from llmtui.scan import Place, Source, find_models, survey  # noqa: E402 - as above

GOAL = 3
FILES = (
    *("config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"),
    *("vocab.json", "merges.txt", "model.safetensors.index.json", "LICENSE", ".gitattributes"),
    *(f"model-0000{shard}-of-00004.safetensors" for shard in range(1, 5)),
)
"""What a model of the Hub has beside its card."""


def lay_out(folder: Path, count: int) -> None:
    """Write so many models as the cache of the Hub has them."""
    for number in range(count):
        model = folder / f"models--owner-{number % 50}--model-{number}-7b-instruct"
        commit = hashlib.sha1(str(number).encode()).hexdigest()  # noqa: S324 - as Git does
        snapshot = model / "snapshots" / commit
        for each in (model / "refs", model / "blobs", snapshot):
            each.mkdir(parents=True)
        (model / "refs" / "main").write_text(commit)
        card = f"---\nlicense: apache-2.0\nbase_model: owner/base-{number % 9}\ntags:\n- chat\n---\n# Model {number}\n"
        for name in ("README.md", *FILES):
            blob = model / "blobs" / hashlib.sha1(name.encode()).hexdigest()  # noqa: S324 - as above
            blob.write_text(card if name == "README.md" else '{"model_type": "llama"}')
            (snapshot / name).symlink_to(os.path.relpath(blob, snapshot))


def best(run: Callable[[], object], repeat: int) -> float:
    """The shortest time of several runs, in seconds: other programs can only make one longer."""
    times = []
    for _round in range(repeat):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=int, default=2000)
    parser.add_argument("--repeat", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "hub"
        lay_out(folder, arguments.models)
        catalog = open_catalog(find_origins([], {}, None), Path(name) / "cache").loaded.catalog

        def find(*words: str) -> None:
            subprocess.run(["find", folder, *words], stdout=subprocess.DEVNULL, check=True)

        def read() -> int:
            return len(list(find_models([Place(Source.HUB, folder)], [], ProblemLog())))

        def scan() -> int:
            return len(survey(catalog, find_models([Place(Source.HUB, folder)], [], ProblemLog())))

        assert read() == scan() == arguments.models
        base = best(lambda: find("-ls"), arguments.repeat)
        print(f"{arguments.models:,} models of {len(FILES) + 1} files each")
        for words, taken in (
            ("find, names alone", best(find, arguments.repeat)),
            ("find -ls", base),
            ("reading them", best(read, arguments.repeat)),
            ("scanning them", best(scan, arguments.repeat)),
        ):
            print(f"{words:<18} {taken * 1000:8.0f} ms   {taken / base:5.2f} times find (goal {GOAL})")


if __name__ == "__main__":
    main()
