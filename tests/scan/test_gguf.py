from __future__ import annotations

import struct
from pathlib import Path

import gguf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmtui.scan.gguf import GgufHeader, parse_gguf, read_gguf
from llmtui.scan.reading import Unusable
from scan.making import write_gguf

HEAD = b"GGUF" + struct.pack("<IQ", 3, 0)


def text(value: str | bytes) -> bytes:
    raw = value.encode() if isinstance(value, str) else value
    return struct.pack("<Q", len(raw)) + raw


def texts(**values: str) -> bytes:
    """A header of texts."""
    pairs = (text(f"general.{key}") + struct.pack("<I", 8) + text(value) for key, value in values.items())
    return HEAD + struct.pack("<Q", len(values)) + b"".join(pairs)


def test_a_real_file_says_its_name_licence_bases_and_quantisation(tmp_path: Path) -> None:
    header = read_gguf(write_gguf(tmp_path / "x.gguf", "Alpha Chat", "llama3.1", "acme/alpha", "Beta"))

    assert ("Alpha Chat", ("llama3.1",), ("https://huggingface.co/acme/alpha", "Beta"), "Q4_K_M", True) == (
        header.declared.name,
        header.declared.licences,
        header.declared.bases,
        header.quantisation,
        header.whole,
    )


def test_a_vocabulary_is_never_read(tmp_path: Path) -> None:
    header = read_gguf(write_gguf(tmp_path / "x.gguf", "Alpha", vocabulary=300_000))

    assert not any(key.startswith("tokenizer") for key in header.metadata)


def test_a_long_text_before_the_name_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(texts(description="x" * 200_000, name="Alpha"))

    assert "Alpha" == read_gguf(path).text("general.name")


def test_files_of_the_other_byte_order_are_read() -> None:
    name = struct.pack(">Q", 12) + b"general.name" + struct.pack(">I", 8) + struct.pack(">Q", 5) + b"Alpha"

    assert "Alpha" == parse_gguf(b"GGUF" + struct.pack(">IQQ", 3, 0, 1) + name).text("general.name")


def test_the_first_version_had_short_lengths() -> None:
    name = struct.pack("<I", 12) + b"general.name" + struct.pack("<II", 8, 5) + b"Alpha"

    assert "Alpha" == parse_gguf(b"GGUF" + struct.pack("<III", 1, 0, 1) + name).text("general.name")


@pytest.mark.parametrize("content", [b"", b"GGU", b"GGML" + bytes(40), b"GGUF" + struct.pack("<I", 99), b"PK\x03\x04"])
def test_what_is_not_gguf_is_refused(content: bytes) -> None:
    with pytest.raises(Unusable):
        parse_gguf(content)


@pytest.mark.parametrize(
    "rest",
    [
        struct.pack("<Q", 2**64 - 1),  # keys without end
        struct.pack("<QQ", 1, 2**63),  # a key without end
        struct.pack("<Q", 1) + text("a") + struct.pack("<IQ", 8, 2**62),  # a text without end
        struct.pack("<Q", 1) + text("a") + struct.pack("<IIQ", 9, 8, 2**62),  # a list without end
        struct.pack("<Q", 1) + text("a") + struct.pack("<IIQ", 9, 9, 3),  # a list of lists
        struct.pack("<Q", 1) + text("a") + struct.pack("<I", 77),  # a type that does not exist
    ],
)
def test_a_count_that_lies_costs_nothing(rest: bytes) -> None:
    assert {} == parse_gguf(HEAD + rest).metadata


def test_bytes_that_are_not_text_are_replaced() -> None:
    content = HEAD + struct.pack("<Q", 1) + text("general.name") + struct.pack("<I", 8) + text(b"\xff\xfeA")

    assert "\ufffd\ufffdA" == parse_gguf(content).text("general.name")


@given(st.sampled_from([1, 2, 3]), st.binary(max_size=400))
def test_any_bytes_after_the_version_are_read_without_a_fault(version: int, content: bytes) -> None:
    assert isinstance(parse_gguf(b"GGUF" + struct.pack("<I", version) + content), GgufHeader)


@given(st.integers(0, 200), st.binary(max_size=8), st.data())
def test_a_header_that_is_cut_off_or_overwritten_is_never_more_than_it_says(
    cut: int, noise: bytes, data: st.DataObject
) -> None:
    whole = texts(name="Alpha", license="mit", description="x" * 60)
    at = data.draw(st.integers(16, len(whole)))
    content = whole[:at] + noise + whole[at + len(noise) : max(16, len(whole) - cut)]

    header = parse_gguf(content)

    assert sum(len(str(value)) for value in header.metadata.values()) <= 8 * len(content)


def _quantised(number: int) -> str:
    return GgufHeader({"general.file_type": number}).quantisation


@pytest.mark.parametrize("file_type", [each for each in gguf.LlamaFileType if each < 39], ids=lambda each: each.name)
def test_a_quantisation_is_called_as_llama_cpp_calls_it(file_type: gguf.LlamaFileType) -> None:
    known = file_type.name.removeprefix("MOSTLY_").removeprefix("ALL_").replace("MXFP4_MOE", "MXFP4")

    assert known.removesuffix("_SOME_F16") == _quantised(file_type.value) or "" == _quantised(file_type.value)


@pytest.mark.parametrize("number", [-1, 4, 39, 10**6])
def test_a_number_that_means_no_quantisation_is_not_guessed(number: int) -> None:
    assert "" == _quantised(number)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        pytest.param(0, struct.pack("<B", 200), 200, id="byte"),
        pytest.param(1, struct.pack("<b", -5), -5, id="signed byte"),
        pytest.param(2, struct.pack("<H", 60_000), 60_000, id="short"),
        pytest.param(3, struct.pack("<h", -6), -6, id="signed short"),
        pytest.param(4, struct.pack("<I", 4_000_000_000), 4_000_000_000, id="int"),
        pytest.param(5, struct.pack("<i", -7), -7, id="signed int"),
        pytest.param(6, struct.pack("<f", 0.5), 0.5, id="float"),
        pytest.param(7, b"\x01", True, id="truth"),
        pytest.param(8, text("word"), "word", id="text"),
        pytest.param(10, struct.pack("<Q", 2**63), 2**63, id="long"),
        pytest.param(11, struct.pack("<q", -8), -8, id="signed long"),
        pytest.param(12, struct.pack("<d", 0.25), 0.25, id="double"),
    ],
)
def test_every_kind_of_value_is_read_and_so_is_what_follows(kind: int, written: bytes, value: object) -> None:
    pair = text("key") + struct.pack("<I", kind) + written
    name = text("general.name") + struct.pack("<I", 8) + text("Alpha")

    assert {"key": value, "general.name": "Alpha"} == parse_gguf(HEAD + struct.pack("<Q", 2) + pair + name).metadata


@pytest.mark.parametrize(
    ("items", "read"),
    [
        pytest.param(struct.pack("<IQ", 8, 2) + text("a") + text("bcd"), True, id="texts"),
        pytest.param(struct.pack("<IQ", 4, 3) + bytes(12), True, id="numbers"),
        pytest.param(struct.pack("<IQ", 0, 1024) + bytes(1024), True, id="the longest list"),
        pytest.param(struct.pack("<IQ", 0, 1025) + bytes(1025), False, id="a vocabulary"),
    ],
)
def test_a_short_list_is_passed_over_and_a_vocabulary_ends_the_reading(items: bytes, *, read: bool) -> None:
    pair = text("list") + struct.pack("<I", 9) + items
    name = text("general.name") + struct.pack("<I", 8) + text("Alpha")
    header = parse_gguf(HEAD + struct.pack("<Q", 2) + pair + name)

    assert (read, True) == (header.text("general.name") == "Alpha", header.whole)
    assert "list" not in header.metadata


def test_only_so_many_bases_are_read_and_an_address_goes_before_a_name() -> None:
    names = {f"general.base_model.{number}.name": f"Base {number}" for number in range(70)}
    header = GgufHeader({**names, "general.base_model.1.repo_url": "https://hf.co/acme/base"})

    assert ("Base 0", "https://hf.co/acme/base", "Base 2") == header.declared.bases[:3]
    assert (64, ("more than the 64 bases that are read",)) == (len(header.declared.bases), header.declared.gaps)


def test_only_the_beginning_of_a_long_text_is_kept() -> None:
    assert 2000 == len(parse_gguf(texts(description="x" * 3000)).text("general.description"))
