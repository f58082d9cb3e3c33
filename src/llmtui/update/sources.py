"""Where an update takes the records of an index from: a folder, an archive on the disk, or one on the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from llmtui.errors import UsageError
from llmtui.importers import Draft, Importer
from llmtui.problems import ProblemLog
from llmtui.text import clean
from llmtui.update.address import is_address
from llmtui.update.archive import read_archive, write_files
from llmtui.update.fetch import Fetcher

_LARGEST_ARCHIVE = 64 << 20
_LARGEST_NOTE = 1 << 20
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class Records(msgspec.Struct, frozen=True):
    """The records of an index as files, with their date."""

    folder: Path
    version: str
    """A commit; empty if it is not known."""
    date: str
    """YYYY-MM-DD; empty for plain files, whose times say when they were copied."""
    url: str = ""
    """Where they were fetched from."""


def read_records(importer: Importer, place: str, into: Path, fetcher: Fetcher, log: ProblemLog) -> Records:
    """The records at a place.

    Args:
        importer: What reads them.
        place: A folder, an archive, or an address.
        into: A folder that is there, to unpack into.
        fetcher: What asks the network.
        log: Where what is left out of an archive goes.

    Raises:
        UsageError: They cannot be read.
        OSError: They cannot be unpacked.
    """
    if is_address(place):
        fetched = fetcher.fetch(place)
        records = _unpacked(importer, fetched.body, Path(place.rpartition("/")[2] or "archive"), into, log)
        date = records.date if records.version else fetched.date
        return Records(records.folder, records.version, date or fetched.date, place)
    path = Path(place)
    if path.is_dir():
        return Records(path, _commit(path), "")
    if path.is_file():
        if path.stat().st_size > _LARGEST_ARCHIVE:
            raise UsageError(f"{clean(place)} is larger than the {_LARGEST_ARCHIVE:,} bytes allowed")
        return _unpacked(importer, path.read_bytes(), path, into, log)
    raise UsageError(f"there is no {clean(place)}", "name a folder, an archive or an https address")


def read_drafts(importer: Importer, records: Records, date: str, log: ProblemLog) -> Iterator[Draft]:
    """The draft of each record.

    Args:
        importer: What reads them.
        records: Their files.
        date: Of what the index judged, if its files do not say.
        log: Where irregularities go.

    Raises:
        UsageError: The folder cannot be listed.
    """
    try:
        files = importer.files(records.folder)
    except OSError as error:
        raise UsageError(f"{clean(str(records.folder))}: {error.strerror or 'cannot be listed'}") from error
    for path in files:
        if draft := importer.read(path, date, log):
            yield draft


def _unpacked(importer: Importer, body: bytes, name: Path, into: Path, log: ProblemLog) -> Records:
    archive = read_archive(body, importer.folder, name, log)
    write_files(archive.files, into)
    return Records(into, archive.commit, archive.date)


def _commit(folder: Path) -> str:
    """The commit that a clone is at, read without running git on a folder of strangers; empty if there is none."""
    git = folder / ".git"
    head = _note(git / "HEAD").strip()
    if not head.startswith("ref: "):
        return head if _COMMIT.fullmatch(head) else ""
    name = head.removeprefix("ref: ").strip()
    if not re.fullmatch(r"refs/[\w./-]+", name) or ".." in name:
        return ""
    loose = _note(git / name).strip()
    packed = re.search(rf"^([0-9a-f]{{40,64}}) {re.escape(name)}$", _note(git / "packed-refs"), re.MULTILINE)
    found = loose or (packed[1] if packed else "")
    return found if _COMMIT.fullmatch(found) else ""


def _note(path: Path) -> str:
    try:
        if not path.is_file() or path.stat().st_size > _LARGEST_NOTE:
            return ""
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""
