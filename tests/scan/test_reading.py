"""What is read of the files of strangers, and what is only looked at by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from llmtui.problems import ProblemLog
from llmtui.scan.folders import first_shard, is_unfinished, is_weights, lacks_shards
from llmtui.scan.found import Declared, Source, found_model
from llmtui.scan.names_file import read_names
from llmtui.scan.reading import Unusable, listing, read_json, read_start, size_of, text_of


def _written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "file"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("limit", "expected"), [(0, b""), (2, b"ab"), (3, b"abc"), (4, b"abc")])
def test_no_more_than_the_beginning_is_read(tmp_path: Path, limit: int, expected: bytes) -> None:
    assert expected == read_start(_written(tmp_path, b"abc"), limit)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("gone", "No such file or directory", id="missing"),
        pytest.param(".", "not a regular file", id="folder"),
        pytest.param("pipe", "not a regular file", id="pipe"),
        pytest.param("x" * 300, "File name too long", id="long name"),
        pytest.param("\x00", "cannot be read", id="no name of a file"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, reason: str) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(Unusable, match=reason):
        read_start(tmp_path / name, 10)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"[1]", "not a JSON object", id="list"),
        pytest.param(b"{'a': 1}", "not JSON", id="single quotes"),
        pytest.param(b'{"a": "12"}', "more than the 10 bytes that are read", id="a byte too long"),
    ],
)
def test_a_json_file_that_is_of_no_use_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(Unusable, match=f"^{reason}$"):
        read_json(_written(tmp_path, content), 10)


def test_a_json_file_of_exactly_the_longest_size_is_read(tmp_path: Path) -> None:
    assert {"a": "1"} == read_json(_written(tmp_path, b'{"a": "1"}'), 10)


def test_numbers_that_json_does_not_have_are_taken_as_python_writes_them(tmp_path: Path) -> None:
    assert float("inf") == read_json(_written(tmp_path, b'{"rope": Infinity}'))["rope"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [({"key": "a"}, "a"), ({"key": ["a"]}, ""), ({"key": 3}, ""), ({"other": "a"}, ""), (["key"], ""), (None, "")],
)
def test_only_a_text_is_taken_from_a_record(record: object, expected: str) -> None:
    assert expected == text_of(record, "key")


def test_sizes_are_of_regular_files_and_through_links(tmp_path: Path) -> None:
    path = _written(tmp_path, b"12345")
    (tmp_path / "link").symlink_to(path)
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")

    assert [5, 5, 0, 0] == [size_of(tmp_path / name) for name in ("file", "link", "gone", ".")]


def test_a_folder_is_listed_by_name_and_a_file_is_not(tmp_path: Path) -> None:
    for name in ("b", "C", "a"):
        (tmp_path / name).touch()

    assert ["C", "a", "b"] == [item.name for item in listing(tmp_path)]
    with pytest.raises(Unusable, match="Not a directory"):
        listing(tmp_path / "a")


@pytest.mark.parametrize(
    ("name", "weights", "unfinished"),
    [
        ("model.safetensors", True, False),
        ("MODEL.GGUF", True, False),
        ("pytorch_model.bin", True, False),
        ("model.llamafile", True, False),
        ("config.json", False, False),
        ("model.safetensors.incomplete", False, True),
        ("model.gguf.PART", False, True),
        ("sha256-abc-partial", False, True),
        ("partial.txt", False, False),
    ],
)
def test_weights_and_unfinished_downloads_are_known_by_their_names(
    name: str, *, weights: bool, unfinished: bool
) -> None:
    assert (weights, unfinished) == (is_weights(name), is_unfinished(name))


@pytest.mark.parametrize(
    ("names", "lacking"),
    [
        pytest.param([], False, id="none"),
        pytest.param(["model.gguf"], False, id="not split"),
        pytest.param(["m-00001-of-00002.gguf", "m-00002-of-00002.gguf"], False, id="all parts"),
        pytest.param(["m-00002-of-00002.gguf"], True, id="the first is missing"),
        pytest.param(["m-00001-of-00002.gguf", "n-00002-of-00002.gguf"], True, id="parts of two models"),
        pytest.param(["m-00001-of-00002.gguf", "m-00002-of-00002.bin"], True, id="parts in two formats"),
        pytest.param(["m-00001-of-00001.gguf", "m-00001-of-00002.gguf"], True, id="two ways to split"),
        pytest.param(["m-1-of-2.gguf"], False, id="another way to count"),
    ],
)
def test_missing_parts_are_known_by_the_counts_in_the_names(names: list[str], *, lacking: bool) -> None:
    assert lacking is lacks_shards(names)


@pytest.mark.parametrize(
    ("name", "whole"),
    [("m-00001-of-00002.gguf", "m.gguf"), ("m.gguf", "m.gguf"), ("m-00001-of-00002", "m-00001-of-00002")],
)
def test_a_split_file_is_named_without_its_part(name: str, whole: str) -> None:
    assert whole == first_shard(name)


@pytest.mark.parametrize(
    ("declared", "licence"),
    [
        (Declared(), ""),
        (Declared(licences=("mit",)), "mit"),
        (Declared(licences=("mit", "other", "llama3")), "mit AND llama3 AND other"),
        (Declared(licences=("Other",), licence_name="ours", licence_link="https://x"), "ours"),
        (Declared(licences=("other",), licence_link="https://x"), "https://x"),
        (Declared(licences=("mit",), licence_name="ours"), "mit AND ours"),
        (Declared(licences=("mit",), licence_link="https://x"), "mit"),
        (Declared(licences=("other",)), "other"),
        (Declared(licence_name="ours"), "ours"),
    ],
)
def test_a_declared_licence_is_its_tag_or_what_other_means(declared: Declared, licence: str) -> None:
    assert licence == declared.licence


def test_every_licence_and_base_of_every_file_counts() -> None:
    card = Declared("A", "", ("other",), "ours", bases=("acme/base",), file="card")
    header = Declared(
        "B", "Acme", ("mit",), bases=("https://huggingface.co/acme/Base", "c"), gaps=("cut",), file="header"
    )
    joined = card.joined(header)

    assert ("A", "Acme", "ours AND mit", ("acme/base", "c"), ("cut",)) == (
        joined.name,
        joined.maker,
        joined.licence,
        joined.bases,
        joined.gaps,
    )
    assert (card, header) == joined.statements


def test_other_in_one_file_is_what_another_file_names() -> None:
    bare, named = Declared(licences=("other",)), Declared(licences=("llama2",))

    assert ["llama2", "llama2"] == [bare.joined(named).licence, named.joined(bare).licence]


def test_what_is_too_long_to_be_kept_is_a_gap() -> None:
    found = found_model("a", Source.BOM, Path("x"), declared=Declared(licences=("MIT" + " " * 300 + "AND EVIL",)))

    assert ("a name or a licence has more than 300 characters",) == found.declared.gaps


def test_no_text_of_a_found_model_can_act_on_a_terminal() -> None:
    evil = "a\x1b[2Jb\u202e\n" + "c" * 400
    found = found_model(
        evil,
        Source.GGUF,
        Path("x"),
        declared=Declared(evil, evil, (evil,), evil, evil, (evil,), (evil,), ((evil, evil),), (evil,), evil),
        hints=(evil, ""),
        quantisation=evil,
    )
    said = found.declared
    texts = [found.name, *found.hints, found.quantisation, said.name, said.maker, *said.licences, said.licence_name]
    texts += [said.licence_link, *said.bases, *said.origins, *said.base_licences[0], *said.gaps, said.file]

    assert 15 == len(texts)
    assert all(text.isprintable() and "\u202e" not in text for text in texts)
    assert (300, 20) == (max(map(len, texts)), len(found.quantisation))


def _names(text: str) -> tuple[list[str], ProblemLog]:
    log = ProblemLog()
    return [each.name for each in read_names(text.encode(), Path("names.txt"), log)], log


def test_a_file_of_names_has_one_per_line_between_remarks() -> None:
    names, log = _names("\ufeffacme/alpha\r\n\n  # a remark\n  beta 7B  \n#gamma\n")

    assert (["acme/alpha", "beta 7B"], 0) == (names, len(log))


def test_a_line_too_long_for_a_name_is_reported_with_its_number() -> None:
    names, log = _names(f"alpha\n{'x' * 500}\n{'y' * 501}\n")

    assert [5, 300] == [len(name) for name in names]
    assert [("a line of more than 500 characters is not a name", 3)] == [(each.message, each.line) for each in log]


@pytest.mark.parametrize(("count", "read", "reported"), [(50_000, 50_000, 0), (50_001, 50_000, 1)])
def test_a_file_of_names_without_end_is_read_only_so_far(count: int, read: int, reported: int) -> None:
    names, log = _names("#\n" * (count - 1) + "last")

    assert (["last"] * (read == count), reported) == (names, len(log))
