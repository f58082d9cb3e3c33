"""Reads from standard input and from pipes, as in `llmtui export - | llmtui diff -` and `llmtui diff <(command)`."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

_SQLITE = b"SQLite format 3\0"


STANDARD_INPUT = frozenset({"-", "/dev/stdin"})
"""How standard input is named."""


def stream_of(name: str) -> IO[bytes] | None:
    """Standard input, or a pipe that a path names, as the shell's `<(command)` does; None for anything else."""
    if name in STANDARD_INPUT:
        return sys.stdin.buffer
    with suppress(OSError, ValueError):
        if stat.S_ISFIFO(os.stat(name).st_mode):  # noqa: PTH116 - Path.stat is the same with one more step
            return Path(name).open("rb")
    return None


@contextmanager
def received(stream: IO[bytes]) -> Iterator[Path]:
    """A stream as a file for the loader, which needs a suffix and may read it twice. It exists for the block."""
    with TemporaryDirectory(prefix="llmtui-") as folder:
        path = Path(folder) / "standard-input"
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        yield path.rename(path.with_suffix(_suffix(path)))


def _suffix(path: Path) -> str:
    """The suffix of the format, which the first bytes tell apart."""
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            return ".sqlite"
        file.seek(0)
        return ".jsonl" if _is_record(file.readline()) else ".json"


def _is_record(line: bytes) -> bool:
    """Whether a line is one entry; a JSON export has all entries under one key."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "entries" not in record
