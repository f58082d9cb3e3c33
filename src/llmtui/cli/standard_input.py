"""Reads a catalogue from standard input, as `llmtui export - | llmtui diff -` sends it."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_SQLITE = b"SQLite format 3\0"


@contextmanager
def received() -> Iterator[Path]:
    """Standard input as a file for the loader, which needs a suffix and may read it twice. It exists for the block."""
    with TemporaryDirectory(prefix="llmtui-") as folder:
        path = Path(folder) / "standard-input"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
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
