"""Reads an index's records out of a tar.gz or zip archive, which may come from anyone.

Only the YAML files below the folder of the records are taken, and only their bytes: nothing is written here, no link is
followed, and what unpacks to more than the limits is given up.
"""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple, TypeVar

import msgspec

from llmtui.errors import UsageError
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean

SUFFIXES = (".yaml", ".yml")
MOST_MEMBERS = 50_000
"""Files of one archive."""
LARGEST_RECORD = 1 << 20
"""Bytes of one file."""
LARGEST_CONTENT = 256 << 20
"""Bytes of everything unpacked."""
_RATIO = 200
"""How many times larger than the archive its content may be; text packs to a tenth."""
_SLACK = 4 << 20
"""Bytes that may be unpacked whatever the ratio."""
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_READ = 1 << 16
_T = TypeVar("_T")


class Archive(msgspec.Struct, frozen=True):
    """The records of an index at one moment."""

    files: Mapping[str, bytes]
    """By path inside the repository, with `/` between its parts."""
    commit: str = ""
    """The commit that git wrote into the archive."""
    date: str = ""
    """When its newest file was last changed, which in an archive made by git is the day of the commit: YYYY-MM-DD."""


class _Member(NamedTuple):
    """A file of an archive."""

    parts: tuple[str, ...]
    content: bytes | None
    """None if it is not taken."""
    changed: str


def read_archive(body: bytes, folder: str, path: Path, log: ProblemLog, most_members: int = MOST_MEMBERS) -> Archive:
    """The YAML files of an archive in the folder of the records, or at its top if it has no such folder.

    Args:
        body: A tar, tar.gz or zip file.
        folder: Where a repository of this index keeps its records; empty for its top.
        path: How to name the archive in problems.
        log: Where what is left out goes.
        most_members: How many files it may hold.

    Raises:
        UsageError: It is not such an archive, is damaged, out of bounds, or its paths lead elsewhere.
    """
    name = clean(str(path), 200)
    with _faults(name):
        commit, members = _members(body, path, log, most_members)
        found = list(members)
    files, date = _taken(found, folder, path, log)
    return Archive(files, commit if _COMMIT.fullmatch(commit) else "", date)


def write_files(files: Mapping[str, bytes], into: Path) -> None:
    """Write the files of an archive below a new folder.

    Raises:
        OSError: The folder cannot be written.
    """
    for name, content in files.items():
        target = into.joinpath(*PurePosixPath(name).parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)


def _below_top(members: Sequence[_Member]) -> list[_Member]:
    """The files without the folder above all of them, if there is one."""
    tops = {member.parts[0] for member in members if member.parts}
    depth = 1 if len(tops) == 1 and all(len(member.parts) > 1 or member.content is None for member in members) else 0
    return [member._replace(parts=member.parts[depth:]) for member in members if member.content is not None]


def _taken(members: Iterable[_Member], folder: str, path: Path, log: ProblemLog) -> tuple[dict[str, bytes], str]:
    """The files of the folder by path without the folder above all of them, and the newest of their dates."""
    files: dict[str, bytes] = {}
    newest = ""
    wanted = tuple(PurePosixPath(folder).parts)
    shortened = _below_top(list(members))
    inside = [member for member in shortened if wanted and member.parts[: len(wanted)] == wanted]
    for member in inside or [each for each in shortened if len(each.parts) == 1]:
        name = "/".join(member.parts)
        if name in files:
            log.add(Problem(path / name, "is in the archive twice; the first is read"))
            continue
        files[name] = member.content or b""
        newest = max(newest, member.changed)
    return files, newest


def _members(body: bytes, path: Path, log: ProblemLog, most_members: int) -> tuple[str, Iterator[_Member]]:
    """The commit of an archive and its members, by the form of its first bytes.

    Raises:
        UsageError: It is not an archive.
    """
    most = min(LARGEST_CONTENT, _SLACK + _RATIO * len(body))
    if body[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(body))
        counted = _at_most(most_members, archive.infolist())
        return archive.comment.decode("ascii", "replace"), _of_zip(archive, counted, most, path, log)
    if body[:2] == b"\x1f\x8b":
        stream: IO[bytes] = gzip.GzipFile(fileobj=io.BytesIO(body))  # type: ignore[assignment] # it is one to read from
    elif body[257:262] == b"ustar":
        stream = io.BytesIO(body)
    else:
        raise UsageError(
            f"{clean(str(path), 200)} is not a tar.gz or zip archive", "name one that the index's host offers"
        )
    unpacked = _Counted(stream, most)
    tar = tarfile.open(fileobj=unpacked, mode="r|")  # noqa: SIM115 - it holds nothing but memory
    members = _of_tar(tar, _at_most(most_members, tar), path, log)
    return tar.pax_headers.get("comment", ""), chain(members, _rest(unpacked))


def _rest(stream: io.RawIOBase) -> Iterator[_Member]:
    """Nothing, after reading to the end: a damaged header ends a tar in silence, and the checksum comes last."""
    while stream.read(_READ):
        pass
    yield from ()


def _at_most(most: int, members: Iterable[_T]) -> Iterator[_T]:
    """The members of an archive.

    Raises:
        UsageError: There are more.
    """
    for number, member in enumerate(members):
        if number >= most:
            raise UsageError(f"the archive holds more than the {most:,} files allowed; nothing of it is used")
        yield member


def _of_tar(tar: tarfile.TarFile, members: Iterable[tarfile.TarInfo], path: Path, log: ProblemLog) -> Iterator[_Member]:
    """The members of a tar file.

    Raises:
        UsageError: A path leads elsewhere, or there is a device.
    """
    for member in members:
        parts = _parts(member.name)
        _check_no_device(member)
        changed = _day(member.mtime)
        if not _is_record(parts) or member.isdir():
            yield _Member(parts, None, changed)
        elif not member.isreg() or member.issparse():
            log.add(Problem(path / "/".join(parts), "is a link and is left out", skipped=True))
        elif member.size > LARGEST_RECORD:
            log.add(Problem(path / "/".join(parts), _too_large(member.size), skipped=True))
        else:
            file = tar.extractfile(member)
            yield _Member(parts, file.read() if file else b"", changed)


def _of_zip(
    archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], most: int, path: Path, log: ProblemLog
) -> Iterator[_Member]:
    """The members of a zip file. What its directory says of sizes is not relied on.

    Raises:
        UsageError: They are too large, or a path leads elsewhere.
    """
    unpacked = 0
    for member in members:
        parts = _parts(member.filename)
        changed = "{:04}-{:02}-{:02}".format(*member.date_time[:3])
        form = (member.external_attr >> 16) & 0o170000
        if not _is_record(parts) or member.is_dir():
            yield _Member(parts, None, changed)
        elif form not in {0, 0o100000}:
            log.add(Problem(path / "/".join(parts), "is a link or a device and is left out", skipped=True))
        elif member.flag_bits & 0x1:
            log.add(Problem(path / "/".join(parts), "is encrypted and is left out", skipped=True))
        elif member.file_size > LARGEST_RECORD:
            log.add(Problem(path / "/".join(parts), _too_large(member.file_size), skipped=True))
        else:
            with archive.open(member) as file:
                content = file.read(LARGEST_RECORD + 1)
            unpacked += len(content)
            if len(content) > LARGEST_RECORD or unpacked > most:
                raise _bomb(most)
            yield _Member(parts, content, changed)


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a member's path.

    Raises:
        UsageError: It leads out of the archive.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or re.match(r"[A-Za-z]:|\\", name) or "..\\" in name:
        raise UsageError(f"the archive holds {clean(name, 200)!r}, which leads out of it; nothing of it is used")
    return path.parts


def _is_record(parts: tuple[str, ...]) -> bool:
    """Whether a path may be that of a record: a YAML file with a name that can be shown as it is."""
    return bool(parts) and parts[-1].lower().endswith(SUFFIXES) and all(_plain(part) for part in parts)


def _plain(part: str) -> bool:
    return part == clean(part, 250) and not part.startswith(".") and "\\" not in part


def _check_no_device(member: tarfile.TarInfo) -> None:
    if member.ischr() or member.isblk() or member.isfifo():
        raise UsageError(f"the archive holds a device, {clean(member.name, 200)!r}; nothing of it is used")


def _too_large(size: int) -> str:
    return f"{size:,} bytes are more than the {LARGEST_RECORD:,} allowed"


def _bomb(most: int) -> UsageError:
    return UsageError(f"the archive unpacks to more than the {most:,} bytes allowed; nothing of it is used")


def _day(moment: float) -> str:
    try:
        return datetime.fromtimestamp(moment, timezone.utc).strftime("%Y-%m-%d")
    except (ValueError, OverflowError, OSError):
        return ""


class _Counted(io.RawIOBase):
    """What a stream unpacks to, up to a limit: tarfile alone would follow a bomb to its end."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        super().__init__()
        self._stream = stream
        self._most = most
        self._count = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes.

        Raises:
            UsageError: They are too many by now.
        """
        chunks = []
        while size > 0 and (chunk := self._stream.read(min(size, _READ))):
            self._count += len(chunk)
            if self._count > self._most:
                raise _bomb(self._most)
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)


@contextmanager
def _faults(name: str) -> Iterator[None]:
    """Report a damaged archive as such.

    Raises:
        UsageError: It is damaged.
    """
    try:
        yield
    except EOFError as error:
        raise UsageError(f"{name} ends in the middle of the archive", "fetch it again") from error
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError) as error:
        raise UsageError(f"{name} cannot be unpacked: {clean(str(error), 200)}", "fetch it again") from error
    except (RuntimeError, RecursionError, IndexError, KeyError, MemoryError, OverflowError) as error:
        raise UsageError(f"{name} cannot be unpacked: it is damaged", "fetch it again") from error
