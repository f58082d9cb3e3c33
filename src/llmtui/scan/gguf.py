"""Reads what a GGUF file says about itself: the metadata at its beginning, never a tensor.

    "GGUF", version, number of tensors, number of keys, then each key: name, type, value

A text and a list begin with their length. A file may claim any number and any length, so nothing is reserved by what
it claims: reading ends at the limits below and at the end of what was read.
"""

from __future__ import annotations

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
_MOST_BASES = 16

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
        return Declared(
            name=self.text("general.name"),
            maker=self.text("general.organization"),
            licences=tuple(filter(None, (self.text("general.license"),))),
            licence_name=self.text("general.license.name"),
            licence_link=self.text("general.license.link"),
            bases=tuple(self._bases()),
        )

    def _bases(self) -> Iterator[str]:
        """The base models: by address if there is one, else by name, with the owner if that is known."""
        for number in range(_MOST_BASES):
            key = f"general.base_model.{number}"
            address, name = self.text(f"{key}.repo_url"), self.text(f"{key}.name")
            if base := address or name:
                yield base


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
    try:
        cursor.begin()
        cursor.number("Q" if cursor.wide else "I")  # tensors, which are of no interest
        for _key in range(min(cursor.length(), _MOST_KEYS)):
            name = cursor.text()
            value = cursor.value()
            if value is None:
                return GgufHeader(metadata)
            if not isinstance(value, list):
                metadata[name] = value
    except _Ended:
        return GgufHeader(metadata, whole=False)
    return GgufHeader(metadata)


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
