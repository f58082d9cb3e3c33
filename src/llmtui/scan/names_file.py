"""Reads names of models from a file, one per line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.found import Found, Source, found_model

LONGEST = 1 << 22
"""Bytes that are read: far more than the names of all models that anyone keeps."""
_MOST = 50_000
_WIDEST = 500
"""Characters of a line: a longer one is not a name."""


def read_names(content: bytes, path: Path, log: ProblemLog) -> Iterator[Found]:
    """The names of a file; empty lines and lines that begin with `#` are passed over."""
    lines = content.decode("utf-8-sig", "replace").splitlines()
    if len(lines) > _MOST:
        log.add(Problem(path, f"{len(lines):,} lines are more than the {_MOST:,} that are read"))
    for number, line in enumerate(lines[:_MOST], 1):
        name = line.strip()
        if not name or name.startswith("#"):
            continue
        if len(name) > _WIDEST:
            log.add(Problem(path, f"a line of more than {_WIDEST} characters is not a name", number))
        else:
            yield found_model(name, Source.NAMES, path)
