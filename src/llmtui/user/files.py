"""Reads and writes the user's files. Unreadable files are set aside; files are written as a whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

_T = TypeVar("_T")


def load_json(path: Path, largest: int, build: Callable[[object], _T], empty: _T) -> tuple[_T, str]:
    """Read a JSON file with `build`; the result, and a message if the file could not be used.

    A missing file gives `empty`. So does a file that is too large, not a regular file, not JSON, or that `build`
    rejects with a ValueError; such a file is kept under another name.

    Args:
        path: The file.
        largest: The most bytes to read.
        build: Turns the JSON value into the result.
        empty: The result if the file cannot be used.
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
    """Rename an unreadable file so that it is kept; the message for the user."""
    names = (path.with_name(f"{path.stem}.unreadable-{number}{path.suffix}") for number in range(1, 1000))
    aside = next((name for name in names if not name.exists()), None)
    try:
        if aside is None:
            raise OSError
        path.replace(aside)
    except OSError:
        return f"{path} cannot be used; starting without it"
    return f"{path} cannot be used; it was renamed to {aside.name}"


def save_text(path: Path, text: str) -> str:
    """Write one of the user's files, creating its folder. A failure stops nothing; it returns a message."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        return f"{path} cannot be saved: {error.strerror or 'the folder cannot be written'}"
    return ""


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back signals that end the process until a file is complete and its temporary copy is removed."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGHUP, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def write_atomically(path: Path, content: str | bytes) -> None:
    """Replace the content of a file in one step. Anything but a regular file, such as a pipe, is written directly.

    Args:
        path: The file to write.
        content: The new content; text is encoded as UTF-8.

    Raises:
        OSError: The folder or the file cannot be written; the old content is still there.
    """
    data = content.encode() if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    with _undisturbed():
        _replace(Path(os.path.realpath(path)), data)  # Path.resolve raises RuntimeError for a loop of links


def _replace(target: Path, data: bytes) -> None:
    """Write a temporary file beside the target and rename it."""
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
    """The mask for the mode of new files; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def create_exclusively(path: Path, text: str) -> None:
    """Write a new file as a whole. An existing file, even a broken link, is never overwritten.

    Raises:
        OSError: The file exists, or the folder cannot be written; nothing is left of the new file.
    """
    with _undisturbed():
        _create(path, text)


def _create(path: Path, text: str) -> None:
    """Write a temporary file beside the new one and link it to its name."""
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
        except OSError:  # the file system has no hard links
            _create_directly(path, text)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _create_directly(path: Path, text: str) -> None:
    """Write a new file in place, or remove it again."""
    with path.open("x", encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise
