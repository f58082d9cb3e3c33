"""Reads what a GGUF file says about itself: the metadata at its beginning, never a tensor.

    "GGUF", version, number of tensors, number of keys, then each key: name, type, value

A text and a list begin with their length. A file may claim any number and any length, so nothing is reserved by what
it claims: reading ends at the limits below and at the end of what was read.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import msgspec

from llmtui.scan.found import Declared
from llmtui.scan.reading import Unusable, read_start

_FIRST = 1 << 16
"""Bytes that are read at first: the keys about the model come before the vocabulary, which is far longer."""
_LONGEST = 1 << 20
"""Bytes that are read at most, for files with a long description or chat template among their first keys."""
_MOST_KEYS = 4096
"""Real files have fewer than a hundred."""
_LONGEST_LIST = 1024
"""Items. A longer list is a vocabulary: what follows it is about tokens, not about the model."""
_LONGEST_TEXT = 2000
"""Bytes of a text that are kept."""
_MOST_BASES = 64
_BASE = r"general\.base_model\.(\d+)\.(repo_url|name)"
_SOURCES = ("general.source.repo_url", "general.source.url", "general.source.huggingface.repository")
"""What a file was converted from: the model itself, or a base."""
_DECLARING = r"general\.(?:name|license.*|base_model.*|source.*)"
"""Keys whose value has to be a text or a number."""
HEADER = "header"
"""What declares it, in words."""

_MAGIC = b"GGUF"
_VERSIONS = (1, 2, 3)
_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
"""Types of one number each, as `struct` names them."""
_TEXT, _LIST = 8, 9

_FILE_TYPES = (
    *("F32", "F16", "Q4_0", "Q4_1", "", "", "", "Q8_0", "Q5_0", "Q5_1", "Q2_K", "Q3_K_S", "Q3_K_M", "Q3_K_L"),
    *("Q4_K_S", "Q4_K_M", "Q5_K_S", "Q5_K_M", "Q6_K", "IQ2_XXS", "IQ2_XS", "Q2_K_S", "IQ3_XS", "IQ3_XXS", "IQ1_S"),
    *("IQ4_NL", "IQ3_S", "IQ3_M", "IQ2_S", "IQ2_M", "IQ4_XS", "IQ1_M", "BF16", "", "", "", "TQ1_0", "TQ2_0", "MXFP4"),
)
"""What `general.file_type` means, as llama.cpp numbers it."""


class _Ended(Exception):
    """What was read of the file ends here."""


class GgufHeader(msgspec.Struct, frozen=True):
    """What a GGUF file says about itself."""

    metadata: dict[str, str | int | float | bool]
    """Texts and numbers by key."""
    whole: bool = True
    """Whether all keys before the vocabulary were read."""
    gaps: tuple[str, ...] = ()
    """What could not be read for certain, in words."""

    def text(self, key: str) -> str:
        """A text; empty if it is missing or something else."""
        value = self.metadata.get(key)
        return value if isinstance(value, str) else ""

    @property
    def quantisation(self) -> str:
        """Such as `Q4_K_M`; empty if it is not known."""
        value = self.metadata.get("general.file_type")
        return _FILE_TYPES[value] if isinstance(value, int) and 0 <= value < len(_FILE_TYPES) else ""

    @property
    def declared(self) -> Declared:
        """What it says about name, licence and base models."""
        bases = self._bases()
        sources = (self.text(key) for key in _SOURCES)
        names = tuple(name for _address, name in bases if name)
        return Declared(
            name=self.text("general.name"),
            maker=self.text("general.organization"),
            licences=tuple(filter(None, (self.text("general.license"),))),
            licence_name=self.text("general.license.name"),
            licence_link=self.text("general.license.link"),
            bases=tuple(address or name for address, name in bases[:_MOST_BASES] if address or name),
            origins=tuple(dict.fromkeys(filter(None, (*sources, *names)))),
            gaps=tuple(dict.fromkeys((*self.gaps, *self._missing(len(bases))))),
            file=HEADER,
        )

    def _bases(self) -> list[tuple[str, str]]:
        """The address and the name of each base model, as far as they are known."""
        found = (re.fullmatch(_BASE, key) for key in self.metadata)
        numbers = sorted({each[1] for each in found if each}, key=lambda number: (len(number), number))
        keys = (f"general.base_model.{number}" for number in numbers)
        return [(self.text(f"{key}.repo_url"), self.text(f"{key}.name")) for key in keys]

    def _missing(self, bases: int) -> Iterator[str]:
        """What is not known of its licence and bases."""
        if not self.whole:
            yield "the header is cut off, or longer than what is read"
        if bases > _MOST_BASES:
            yield f"more than the {_MOST_BASES} bases that are read"
        count = self.metadata.get("general.base_model.count", 0)
        if isinstance(count, int) and count > bases:
            yield f"the header counts {count} bases and names {bases}"


def read_gguf(path: Path) -> GgufHeader:
    """Read the metadata of a GGUF file.

    Raises:
        Unusable: It is not a GGUF file, or cannot be read.
    """
    header = parse_gguf(read_start(path, _FIRST))
    return header if header.whole else parse_gguf(read_start(path, _LONGEST))


def parse_gguf(content: bytes) -> GgufHeader:
    """Read metadata from the beginning of a file.

    Raises:
        Unusable: It does not begin as a GGUF file does.
    """
    if content[:4] != _MAGIC:
        raise Unusable("not a GGUF file")
    cursor = _Cursor(content)
    metadata: dict[str, str | int | float | bool] = {}
    gaps: list[str] = []
    try:
        cursor.begin()
        cursor.number("Q" if cursor.wide else "I")  # tensors, which are of no interest
        _read_keys(cursor, metadata, gaps)
    except _Ended:
        return GgufHeader(metadata, whole=False, gaps=tuple(gaps))
    return GgufHeader(metadata, gaps=tuple(gaps))


def _read_keys(cursor: _Cursor, metadata: dict[str, str | int | float | bool], gaps: list[str]) -> None:
    """Read the keys up to the vocabulary.

    Raises:
        _Ended: The content ends before them.
    """
    count = cursor.length()
    for _key in range(min(count, _MOST_KEYS)):
        name = cursor.text()
        value = cursor.value()
        if value is None and name.startswith("tokenizer."):
            return
        if value is None:
            gaps.append(f"what follows the key {name} of the header is not read")
            return
        if name in metadata:
            gaps.append(f"the key {name} is in the header twice")
        if isinstance(value, list):
            gaps += [f"the key {name} of the header is a list"] if re.fullmatch(_DECLARING, name) else []
        else:
            metadata[name] = value
    if count > _MOST_KEYS:
        gaps.append(f"more than the {_MOST_KEYS:,} keys of a header that are read")


class _Cursor:
    """Goes through the bytes of a header."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = len(_MAGIC)
        self._order = "<"
        self.wide = True
        """Whether lengths have 64 bits; in the first version they had 32."""

    def begin(self) -> None:
        """Read the version, which also says the order of bytes.

        Raises:
            Unusable: The version is not known.
        """
        version = self.number("I")
        if version not in _VERSIONS:
            self._at, self._order = len(_MAGIC), ">"
            version = self.number("I")
        if version not in _VERSIONS:
            raise Unusable("a GGUF file of an unknown version")
        self.wide = version > 1

    def number(self, kind: str) -> int:
        """A number of a kind that `struct` names."""
        packing = struct.Struct(self._order + kind)
        value: int = packing.unpack(self._take(packing.size))[0]
        return value

    def length(self) -> int:
        """A length or a count."""
        return self.number("Q" if self.wide else "I")

    def text(self) -> str:
        """A text, of which no more is kept than is ever shown."""
        return self._take(self.length())[:_LONGEST_TEXT].decode("utf-8", "replace")

    def value(self) -> str | int | float | bool | list[None] | None:
        """A value: a list comes back empty, and None is a list too long, or a type that is not known."""
        kind = self.number("I")
        if kind in _NUMBERS:
            return self.number(_NUMBERS[kind])
        if kind == _TEXT:
            return self.text()
        return self._skip_list() if kind == _LIST else None

    def _skip_list(self) -> list[None] | None:
        kind, count = self.number("I"), self.length()
        if count > _LONGEST_LIST or (kind not in _NUMBERS and kind != _TEXT):
            return None
        for _item in range(count):
            self._take(self.length() if kind == _TEXT else struct.calcsize(f"<{_NUMBERS[kind]}"))
        return []

    def _take(self, size: int) -> bytes:
        end = self._at + size
        if end > len(self._content):
            raise _Ended
        taken = self._content[self._at : end]
        self._at = end
        return taken
