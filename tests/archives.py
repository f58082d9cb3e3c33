"""Archives as hosts offer them, and as none should."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def tar_of(
    files: Mapping[str, bytes],
    *,
    top: str = "index-main",
    more: Iterable[tarfile.TarInfo] = (),
    moment: int = 1_780_000_000,
) -> bytes:
    """A tar.gz as GitHub writes it: one folder on top, the commit in its header."""
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": COMMIT}) as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(f"{top}/{name}" if top else name)
            member.size, member.mtime = len(content), moment
            tar.addfile(member, io.BytesIO(content))
        for member in more:
            tar.addfile(member)
    return gzip.compress(memory.getvalue(), mtime=0)


def zip_of(files: Mapping[str, bytes], *, top: str = "index-main") -> bytes:
    """The same as zip."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = COMMIT.encode()
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{top}/{name}", (2026, 6, 12, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return memory.getvalue()


def folder_as_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
