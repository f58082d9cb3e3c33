"""One file of many small records and a few parts that is written once, and read piece by piece.

    record, record, …, part, part, …, index, tail

The index says where the parts are and what the file is for; the tail says where the index is. Every piece has a
checksum, so that a file that was cut off, overwritten or half written is found out before anything of it is used.
Pieces are read when they are needed, never mapped: a process that maps a file dies when another one shortens it.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import sys
import weakref
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO, Any, TypeVar
from zlib import crc32

import msgspec

_TAIL = struct.Struct("<QQI12s")
_MARK = b"llmtui cache"
_VERSION = 5
_DIALECT = (_VERSION, msgspec.__version__, sys.byteorder)
"""What the bytes depend on besides what was packed."""
_AT_ONCE = 1 << 20
"""Bytes read at once when only a checksum is needed."""

_T = TypeVar("_T")
_Read = Callable[[int, int], bytes]
"""Given a position and a number of bytes, the bytes there; fewer at the end of the file."""


class Broken(Exception):
    """The file is not what it should be, or belongs to another user."""


class _Index(msgspec.Struct, frozen=True):
    dialect: tuple[int, str, str]
    purpose: bytes
    parts: dict[str, tuple[int, int, int]]
    """Position, length and checksum by name."""


def _pack_path(value: object) -> bytes:
    if isinstance(value, Path):
        return os.fsencode(value)
    raise NotImplementedError  # pragma: no cover - nothing else is packed


def _unpack_path(kind: type, value: Any) -> Any:
    return kind(os.fsdecode(value))


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_pack_path)
packed = _ENCODER.encode
"""A value as it is kept; a path as the bytes it has on the disk."""


def decoder(kind: type[_T]) -> msgspec.msgpack.Decoder[_T]:
    """Reads packed values of a type."""
    return msgspec.msgpack.Decoder(kind, dec_hook=_unpack_path)


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

    def record(self, number: int) -> bytes:
        """A packed record that was written before."""
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else self._at
        self._file.seek(start)
        content = self._file.read(end - start)
        self._file.seek(self._at)
        return content

    def add_part(self, name: str, part: Any) -> None:
        """Write a part, after all records."""
        content = packed(part)
        self._parts[name] = (self._at, len(content), crc32(content))
        self._write(content)

    def finish(self, purpose: bytes) -> None:
        """Write what makes the file whole.

        Args:
            purpose: What the file holds and from when; only a reader that asks for the same will use it.
        """
        self.add_part("", (self._starts.tobytes(), self._sums.tobytes()))
        index, at = packed(_Index(_DIALECT, purpose, self._parts)), self._at
        self._write(index)
        self._write(_TAIL.pack(at, len(index), crc32(index), _MARK))
        self._file.flush()

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._at += len(content)


class CacheReader:
    """Reads such a file."""

    def __init__(self, read: _Read, size: int, purpose: bytes) -> None:
        """Check that the file is whole and for this purpose.

        Raises:
            Broken: It is not.
        """
        self._read = read
        self.purpose = purpose
        """What the file holds and from when."""
        try:
            at, length, checksum, mark = _TAIL.unpack(read(max(0, size - _TAIL.size), _TAIL.size))
            if mark != _MARK or at + length + _TAIL.size != size:
                raise Broken
            index = self._load(at, length, checksum, _Index)
        except struct.error as fault:
            raise Broken from fault
        if (index.dialect, index.purpose) != (_DIALECT, purpose):
            raise Broken
        self._parts = index.parts
        starts, sums = self.part("", tuple[bytes, bytes])
        self._starts, self._sums = array("Q", starts), array("I", sums)
        self._starts.append(min(start for start, *_ in self._parts.values()))

    def part(self, name: str, kind: type[_T]) -> _T:
        """A part, which is of this type.

        Raises:
            Broken: It is not there as it was written.
        """
        return self._load(*self._parts[name], kind)

    def check(self, names: Iterable[str]) -> None:
        """Check that parts are there as they were written, without keeping them.

        Raises:
            Broken: One is not.
        """
        for name in names:
            at, size, checksum = self._parts[name]
            found = 0
            for start in range(at, at + size, _AT_ONCE):
                found = crc32(self._read(start, min(_AT_ONCE, at + size - start)), found)
            if found != checksum:
                raise Broken

    def record(self, number: int) -> bytes:
        """A packed record.

        Raises:
            Broken: It is not there as it was written.
        """
        start, end = self._starts[number : number + 2]
        return self._piece(start, end - start, self._sums[number])

    def _piece(self, at: int, size: int, checksum: int) -> bytes:
        try:
            content = self._read(at, size)
        except OSError as fault:
            raise Broken from fault
        if crc32(content) != checksum:
            raise Broken
        return content

    def _load(self, at: int, size: int, checksum: int, kind: type[_T]) -> _T:
        try:
            return decoder(kind).decode(self._piece(at, size, checksum))
        except msgspec.MsgspecError as fault:
            raise Broken from fault


def open_cache(path: Path, purpose: bytes) -> CacheReader:
    """A file that this user wrote before for this purpose.

    Raises:
        Broken: It is another user's, others may write it, it is not whole, or it is for something else.
        OSError: It is not there, or cannot be read.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid() or status.st_mode & 0o022:
            raise Broken
        return _reader(descriptor, purpose)
    finally:
        os.close(descriptor)


def read_back(file: IO[bytes], purpose: bytes) -> CacheReader:
    """What was just written to a file without a name, or to memory."""
    if isinstance(file, io.BytesIO):
        content = file.getvalue()
        return CacheReader(lambda at, size: content[at : at + size], len(content), purpose)
    return _reader(file.fileno(), purpose)


def _reader(descriptor: int, purpose: bytes) -> CacheReader:
    """Reads a file that stays open for as long as the reader is used."""
    own = os.dup(descriptor)

    def read(at: int, size: int) -> bytes:
        return os.pread(own, size, at)

    weakref.finalize(read, os.close, own)
    return CacheReader(read, os.fstat(own).st_size, purpose)
