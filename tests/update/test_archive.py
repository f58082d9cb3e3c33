from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from archives import COMMIT, tar_of, zip_of
from llmtui.errors import UsageError
from llmtui.problems import ProblemLog
from llmtui.update.archive import LARGEST_RECORD, MOST_MEMBERS, Archive, read_archive, write_files

NAME = Path("records.tar.gz")
FILES = {
    "models/Heron.yml": b"release: {}\n",
    "models/deep/Ibis.YAML": b"ibis: 1\n",
    "models/readme.md": b"no record",
    "docs/Other.yml": b"other: 1\n",
    "top.yaml": b"top: 1\n",
}


def _read(body: bytes, folder: str = "models", most: int = MOST_MEMBERS) -> tuple[Archive, list[str]]:
    log = ProblemLog()
    archive = read_archive(body, folder, NAME, log, most)
    return archive, [str(problem) for problem in log]


def _fault(body: bytes, most: int = MOST_MEMBERS) -> str:
    with pytest.raises(UsageError) as caught:
        _read(body, most=most)
    return str(caught.value)


@pytest.mark.parametrize("pack", [tar_of, zip_of])
def test_only_the_records_are_taken_without_the_folder_above_all(pack: Callable[..., bytes]) -> None:
    archive, problems = _read(pack(FILES))

    assert {"models/Heron.yml", "models/deep/Ibis.YAML"} == set(archive.files)
    assert b"release: {}\n" == archive.files["models/Heron.yml"]
    assert [] == problems


@pytest.mark.parametrize("pack", [tar_of, zip_of])
def test_an_archive_says_its_commit_and_its_day(pack: Callable[..., bytes]) -> None:
    archive, _ = _read(pack(FILES))

    assert COMMIT == archive.commit
    assert archive.date.startswith("2026-0")


@pytest.mark.parametrize("top", ["index-main", ""])
def test_an_index_without_a_folder_of_records_has_them_at_its_top(top: str) -> None:
    archive, _ = _read(tar_of({"Heron.yaml": b"1", "docs/x.yml": b"2", "LICENSE": b""}, top=top), "")

    assert {"Heron.yaml"} == set(archive.files)


def test_an_archive_of_the_folder_of_records_alone_will_do() -> None:
    archive, _ = _read(tar_of({"Heron.yml": b"1"}, top="models"))

    assert {"Heron.yml"} == set(archive.files)


def test_a_plain_tar_will_do() -> None:
    archive, _ = _read(gzip.decompress(tar_of(FILES)))

    assert "models/Heron.yml" in archive.files


def _member(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


@pytest.mark.parametrize(
    "name", ["/etc/cron.d/x.yml", "index-main/../../x.yml", "..", "C:\\x.yml", "index-main/models/..\\..\\x.yml"]
)
def test_a_path_that_leads_out_spoils_the_whole_archive(name: str) -> None:
    assert "leads out of it; nothing of it is used" in _fault(tar_of(FILES, more=[_member(name, tarfile.REGTYPE)]))


@pytest.mark.parametrize("name", ["/x.yml", "a/../../x.yml"])
def test_a_path_of_a_zip_file_that_leads_out_spoils_it(name: str) -> None:
    assert "leads out of it; nothing of it is used" in _fault(
        zip_of({name: b"1"}, top="x") if name[0] != "/" else _zip(name)
    )


def _zip(name: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(name, b"1")
    return memory.getvalue()


@pytest.mark.parametrize("kind", [tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_a_device_spoils_the_whole_archive(kind: bytes) -> None:
    assert "holds a device" in _fault(tar_of(FILES, more=[_member("index-main/models/x.yml", kind)]))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_a_link_is_left_out_and_said(kind: bytes) -> None:
    archive, problems = _read(tar_of(FILES, more=[_member("index-main/models/x.yml", kind, "/etc/passwd")]))

    assert "models/x.yml" not in archive.files
    assert ["records.tar.gz/index-main/models/x.yml: is a link and is left out"] == problems


def test_a_link_in_a_zip_file_is_left_out() -> None:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as zipped:
        link = zipfile.ZipInfo("top/models/x.yml")
        link.external_attr = 0o120777 << 16
        zipped.writestr(link, "/etc/passwd")
        zipped.writestr("top/models/y.yml", "y: 1")
    archive, problems = _read(memory.getvalue())

    assert {"models/y.yml"} == set(archive.files)
    assert 1 == len(problems)


def test_a_record_that_is_too_large_is_left_out_and_said() -> None:
    archive, problems = _read(tar_of(FILES | {"models/big.yml": b"#" * (LARGEST_RECORD + 1)}))

    assert "models/big.yml" not in archive.files
    assert "are more than the 1,048,576 allowed" in problems[0]


def test_a_name_that_cannot_be_shown_is_left_out() -> None:
    archive, _ = _read(tar_of({"models/\x1b]0;x\x07.yml": b"1", "models/.hidden.yml": b"2", "models/a.yml": b"3"}))

    assert {"models/a.yml"} == set(archive.files)


def test_a_name_twice_is_read_once_and_said() -> None:
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode="w") as tar:
        for content in (b"1", b"2"):
            member = tarfile.TarInfo("top/models/a.yml")
            member.size = 1
            tar.addfile(member, io.BytesIO(content))
    archive, problems = _read(gzip.compress(body.getvalue()))

    assert {"models/a.yml": b"1"} == dict(archive.files)
    assert "is in the archive twice" in problems[0]


def test_a_bomb_is_given_up_long_before_it_fills_the_memory() -> None:
    memory = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=memory, mode="wb", compresslevel=9) as file,
        tarfile.open(fileobj=file, mode="w|") as tar,
    ):
        member = tarfile.TarInfo("top/zeros.bin")
        member.size = 64 << 20
        tar.addfile(member, _Zeros())

    assert "unpacks to more than the" in _fault(memory.getvalue())


class _Zeros(io.RawIOBase):
    """As many zeros as anyone asks for."""

    def read(self, size: int = -1) -> bytes:
        return bytes(size)


def test_a_bomb_of_a_header_is_given_up() -> None:
    """A pax header is read into the memory as a whole before anything else is looked at."""
    header = _member("x", tarfile.XHDTYPE)
    header.size = 1 << 40
    body = header.tobuf(tarfile.USTAR_FORMAT if header.size < 8 << 30 else tarfile.GNU_FORMAT) + bytes(16 << 20)

    assert "unpack" in _fault(gzip.compress(body, 9))


def test_a_bomb_in_a_zip_file_is_given_up() -> None:
    body = zip_of({f"models/{number}.yml": b"#" * LARGEST_RECORD for number in range(40)})

    assert "unpacks to more than the" in _fault(body)


@pytest.mark.parametrize("pack", [tar_of, zip_of])
def test_an_archive_of_too_many_files_is_refused(pack: Callable[..., bytes]) -> None:
    """With a lower limit, as an archive of so many files takes seconds to make."""
    assert 50_000 == MOST_MEMBERS
    assert "more than the 1,000 files allowed" in _fault(pack(dict.fromkeys(map(str, range(1_001)), b"")), 1_000)
    assert {} == _read(pack(dict.fromkeys(map(str, range(1_000)), b"")), most=1_000)[0].files


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_half_an_archive_is_refused(share: float) -> None:
    body = tar_of({f"models/{number}.yml": str(number).encode() * 50 for number in range(100)})

    assert "records.tar.gz" in _fault(body[: int(len(body) * share)])


@pytest.mark.parametrize("body", [b"", b"<html>", b"PK\x03\x04", b"\x1f\x8b", b"\x1f\x8bxxxxxxxxxxxxxx", bytes(1000)])
def test_what_is_not_an_archive_is_reported(body: bytes) -> None:
    assert "records.tar.gz" in _fault(body)


def _files_or_fault(body: bytes) -> tuple[Mapping[str, bytes], str]:
    """What is read of an archive, or what is said of it."""
    try:
        return _read(body)[0].files, ""
    except UsageError as error:
        return {}, str(error)


@pytest.mark.parametrize("position", range(0, 400, 37))
def test_a_damaged_archive_is_refused_or_gives_records_as_they_were_packed(position: int) -> None:
    packed = {"models/Heron.yml": b"release: {}\n", "models/deep/Ibis.YAML": b"ibis: 1\n"}
    for body in (tar_of(FILES), zip_of(FILES)):
        damaged = bytearray(body)
        damaged[position % len(body)] ^= 0xFF

        read, fault = _files_or_fault(bytes(damaged))

        assert "records.tar.gz" in fault if fault else read.items() <= packed.items()


def test_a_header_damaged_inside_a_compressed_archive_is_noticed() -> None:
    body = bytearray(gzip.decompress(tar_of({"models/Heron.yml": b"1", "models/Ibis.yml": b"2"})))
    body[body.index(b"models/Ibis.yml")] ^= 0xFF
    checksum_of_what_was_packed = tar_of({"models/Heron.yml": b"1", "models/Ibis.yml": b"2"})[-8:]

    read, fault = _files_or_fault(gzip.compress(bytes(body))[:-8] + checksum_of_what_was_packed)

    assert {} == read
    assert "records.tar.gz" in fault


def test_files_are_written_below_the_folder(tmp_path: Path) -> None:
    write_files({"models/Heron.yml": b"1", "top.yaml": b"2"}, tmp_path)

    assert b"1" == (tmp_path / "models" / "Heron.yml").read_bytes()
    assert b"2" == (tmp_path / "top.yaml").read_bytes()
