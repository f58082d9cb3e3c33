"""Opens the files of strangers: only regular ones, only their beginning, and nothing of them is ever run."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import msgspec

LARGEST_JSON = 1 << 20
"""Bytes. The longest `config.json` in use has 100 kB; an index of shards or a manifest has less."""

LARGEST_BOM = 1 << 25
"""Bytes. A bill of materials may list a whole company."""


class Unusable(Exception):
    """Something that cannot be used; the message says why."""


def read_start(path: Path | str, limit: int) -> bytes:
    """The first bytes of a regular file.

    Raises:
        Unusable: It is something else, or cannot be read.
    """
    try:
        # a pipe without a writer would block for ever, and a device never ends
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unusable("not a regular file")
            return _read(descriptor, limit)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise Unusable(getattr(error, "strerror", None) or "cannot be read") from error


def _read(descriptor: int, limit: int) -> bytes:
    content = os.read(descriptor, limit)
    while 0 < len(content) < limit and (more := os.read(descriptor, limit - len(content))):
        content += more
    return content


def read_json(path: Path | str, limit: int = LARGEST_JSON) -> dict[str, object]:
    """A JSON object.

    Raises:
        Unusable: It is not one, is too long, or cannot be read.
    """
    content = read_start(path, limit + 1)
    if len(content) > limit:
        raise Unusable(f"more than the {limit:,} bytes that are read")
    try:
        value = msgspec.json.decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError):
        value = _lenient_json(content)
    if not isinstance(value, dict):
        raise Unusable("not a JSON object")
    return value


def _lenient_json(content: bytes) -> object:
    """What Python's own reader takes: model configurations hold `NaN` and `Infinity`, which are not JSON.

    Raises:
        Unusable: It is not JSON either.
    """
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unusable("not JSON") from error


def text_of(record: object, key: str) -> str:
    """A text of a JSON object; empty if it is missing or something else."""
    value = record.get(key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def name_in_path(path: str) -> str:
    """A name of the Hub as it is; of the path of a folder, the last part that says anything."""
    if re.fullmatch(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", path):
        return path
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].strip(".~ ")


def size_of(path: Path | os.DirEntry[str]) -> int:
    """The size of a file in bytes, through links; 0 if it is missing or not a regular file."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def listing(folder: Path | str) -> list[os.DirEntry[str]]:
    """The content of a folder by name.

    Raises:
        Unusable: It cannot be listed.
    """
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda item: item.name)
    except (OSError, ValueError) as error:
        raise Unusable(getattr(error, "strerror", None) or "cannot be listed") from error


def is_folder(item: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one."""
    try:
        return item.is_dir()
    except OSError:
        return False
