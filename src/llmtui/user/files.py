"""Reads and writes the person's files: what cannot be read is set aside, what is written is whole or not there."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")


def load_json(path: Path, largest: int, build: Callable[[object], _T], empty: _T) -> tuple[_T, str]:
    """What `build` makes of a JSON file, and a message where the file could not be used.

    A missing file gives `empty`. One that is too large, no regular file, no JSON, or that `build` refuses with a
    ValueError gives `empty` too, and is kept under another name.
    """
    try:
        status = path.stat()
    except OSError:
        return empty, ""
    try:
        if not stat.S_ISREG(status.st_mode) or status.st_size > largest:
            raise ValueError
        return build(json.loads(path.read_bytes())), ""
    except (ValueError, OSError, RecursionError):
        return empty, _set_aside(path)


def _set_aside(path: Path) -> str:
    """Keep what cannot be read under a name of its own, beside earlier ones; the message for the person."""
    names = (path.with_name(f"{path.stem}.unreadable-{number}{path.suffix}") for number in range(1, 1000))
    aside = next((name for name in names if not name.exists()), None)
    try:
        if aside is None:
            raise OSError
        path.replace(aside)
    except OSError:
        return f"{path} cannot be used; starting without it"
    return f"{path} cannot be used; it is kept as {aside.name}"


def save_text(path: Path, text: str) -> str:
    """Write a file of the person's own, making its folder; a message where that fails, which stops nothing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        return f"{path} cannot be kept: {error.strerror or 'the folder cannot be written'}"
    return ""


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace a file's content; something that is no regular file, such as a pipe, is written to as it is.

    Args:
        path: Where to.
        content: Text goes there as UTF-8.

    Raises:
        OSError: The folder or the file cannot be written; the old content is still there.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = Path(os.path.realpath(path))  # Path.resolve raises RuntimeError for a loop of links
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    """The mask that new files are made with; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def create_exclusively(path: Path, text: str) -> None:
    """Write a new file as a whole; one of that name that is there, were it a link, stays as it is.

    Raises:
        OSError: The file is there, or the folder cannot be written.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        try:
            os.link(temporary, path, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
    finally:
        Path(temporary).unlink(missing_ok=True)
