"""Keeps what was fetched, and when an address was asked last; losing it costs one request."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import msgspec

from llmtui.user.files import write_atomically

_LARGEST_NOTE = 1 << 14
_LARGEST_BODY = 1 << 28


class Kept(msgspec.Struct, frozen=True):
    """What is known of an address."""

    asked: float = 0.0
    """When it was asked last, in seconds since 1970."""
    wait_until: float = 0.0
    """Before that moment its server does not want to be asked."""
    etag: str = ""
    modified: str = ""
    """`Last-Modified` as the server wrote it."""
    date: str = ""
    """The day of its content: YYYY-MM-DD."""
    whole: bool = False
    """Whether the last request ended well."""
    digest: str = ""
    """Of the archive that is kept beside it."""


class Keeper:
    """The folder of what was fetched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, url: str) -> tuple[Kept, bytes | None]:
        """What is known of an address, and its archive if it is kept as it came."""
        note, file = self._paths(url)
        try:
            kept = msgspec.json.decode(_content(note, _LARGEST_NOTE), type=Kept)
        except (OSError, ValueError, RecursionError):
            return Kept(), None
        try:
            body = _content(file, _LARGEST_BODY)
        except (OSError, ValueError):
            return kept, None
        return kept, body if hashlib.sha256(body).hexdigest() == kept.digest else None

    def save(self, url: str, kept: Kept, body: bytes | None = None) -> None:
        """Keep it, with the archive if there is a new one; if that fails nothing is lost but time."""
        note, file = self._paths(url)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            if body is not None:
                write_atomically(file, body)
                kept = msgspec.structs.replace(kept, digest=hashlib.sha256(body).hexdigest())
            write_atomically(note, msgspec.json.encode(kept))

    def _paths(self, url: str) -> tuple[Path, Path]:
        name = hashlib.sha256(url.encode()).hexdigest()[:20]
        return self._folder / f"{name}.json", self._folder / f"{name}.archive"


def _content(path: Path, largest: int) -> bytes:
    """A regular file's bytes.

    Raises:
        OSError: It cannot be read.
        ValueError: It is something else, or too large.
    """
    if not path.is_file() or path.stat().st_size > largest:
        raise ValueError
    return path.read_bytes()
