"""One file of many small records and a few parts that is written once, and read where it is asked for.

    record, record, …, part, part, …, index, tail

The index says where the parts are and what the file is for; the tail says where the index is. Every piece has a
checksum, so that a file that was cut off, overwritten or half written is found out before anything of it is used.
"""

from __future__ import annotations

import io
import marshal
import mmap
import os
import stat
import struct
import sys
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any
from zlib import crc32

_TAIL = struct.Struct("<QQI12s")
_MARK = b"llmtui cache"
_VERSION = 1
_DIALECT = (_VERSION, sys.implementation.cache_tag, sys.byteorder)
"""`marshal` may differ from one Python to the next, and numbers from one machine to the next."""


class Broken(Exception):
    """The file is not what it should be, or belongs to somebody else."""


def packed(record: tuple[Any, ...]) -> bytes:
    """A record as it is kept."""
    return marshal.dumps(record)


class CacheWriter:
    """Writes such a file front to back."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = 0
        self._parts: dict[str, tuple[int, int, int]] = {}
        self._starts = array("Q")
        self._sums = array("I")

    def add_record(self, content: bytes) -> int:
        """Write a packed record; its number."""
        self._starts.append(self._at)
        self._sums.append(crc32(content))
        self._write(content)
        return len(self._sums) - 1

    def add_part(self, name: str, part: Any) -> None:
        """Write a part, after all records."""
        content = marshal.dumps(part)
        self._parts[name] = (self._at, len(content), crc32(content))
        self._write(content)

    def finish(self, purpose: bytes) -> None:
        """Write what makes the file whole.

        Args:
            purpose: What the file holds and from when; only who asks for the same will read it.
        """
        self.add_part("", (self._starts.tobytes(), self._sums.tobytes()))
        index, at = marshal.dumps((_DIALECT, purpose, self._parts)), self._at
        self._write(index)
        self._write(_TAIL.pack(at, len(index), crc32(index), _MARK))
        self._file.flush()

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._at += len(content)


class CacheReader:
    """Reads such a file; records and parts come from memory that the system fills from the file when it is needed."""

    def __init__(self, content: mmap.mmap | memoryview, purpose: bytes) -> None:
        """Look whether the file is whole and for this purpose.

        Raises:
            Broken: It is not.
        """
        self._content = content
        try:
            at, size, checksum, mark = _TAIL.unpack(content[-_TAIL.size :])
            dialect, found, self._parts = self._load(at, size, checksum)
        except (struct.error, ValueError, TypeError, EOFError) as fault:
            raise Broken from fault
        if (mark, dialect, found) != (_MARK, _DIALECT, purpose):
            raise Broken
        starts, sums = self.part("")
        self._starts, self._sums = array("Q", starts), array("I", sums)
        self._starts.append(min(start for start, *_ in self._parts.values()))

    def part(self, name: str) -> Any:
        """A part.

        Raises:
            Broken: It is not there as it was written.
        """
        return self._load(*self._parts[name])

    def check(self, names: Iterable[str]) -> None:
        """Look whether parts are there as they were written, without reading what is in them.

        Raises:
            Broken: One is not.
        """
        for name in names:
            at, size, checksum = self._parts[name]
            if crc32(self._content[at : at + size]) != checksum:
                raise Broken

    def record(self, number: int) -> Any:
        """A record.

        Raises:
            Broken: It is not there as it was written.
        """
        start, end = self._starts[number : number + 2]
        return self._load(start, end - start, self._sums[number])

    def _load(self, at: int, size: int, checksum: int) -> Any:
        content = self._content[at : at + size]
        if crc32(content) != checksum:
            raise Broken
        return marshal.loads(content)  # noqa: S302 - only what we wrote ourselves has the owner and the checksum


def open_cache(path: Path, purpose: bytes) -> CacheReader:
    """A file that this person wrote before for this purpose.

    Raises:
        Broken: It is somebody else's, others may write it, it is not whole, or it is for something else.
        OSError: It is not there, or cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o022:
            raise Broken
        if status.st_size < _TAIL.size:
            raise Broken
        return CacheReader(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ), purpose)
    finally:
        os.close(descriptor)


def read_back(file: IO[bytes], purpose: bytes) -> CacheReader:
    """What was just written to a file without a name, or to memory."""
    if isinstance(file, io.BytesIO):
        return CacheReader(file.getbuffer(), purpose)
    return CacheReader(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), purpose)
