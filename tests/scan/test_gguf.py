import struct
from pathlib import Path

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
