"""A model that was found on this machine, before the catalogue is asked about it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import msgspec

from llmtui.text import clean

_LONGEST_NAME = 300
"""Characters of a name, a licence or a base that are kept: the longest names in use have 120."""


class Source(Enum):
    """Where a model was found."""

    HUB = "hub cache"
    OLLAMA = "ollama"
    LM_STUDIO = "lm studio"
    GGUF = "gguf file"
    FOLDER = "folder"
    NAMES = "names"
    BOM = "bom"


class Declared(msgspec.Struct, frozen=True):
    """What a model's own card or file says about it, as it is written there."""

    name: str = ""
    maker: str = ""
    licences: tuple[str, ...] = ()
    """Several hold at once."""
    licence_name: str = ""
    """The name of a licence that has no tag."""
    licence_link: str = ""
    bases: tuple[str, ...] = ()
    """What it is made from: names or addresses."""
    origin: str = ""
    """The model on the Hub that the weights were loaded from: itself, or its base."""

    @property
    def licence(self) -> str:
        """The licence in one line; empty if none is declared."""
        named = self.licence_name or self.licence_link
        known = [each for each in self.licences if each.casefold() != "other"]
        return " AND ".join(known) or named or " AND ".join(self.licences)

    def cleaned(self) -> Declared:
        """The same with nothing in it that a terminal could act on."""
        return Declared(
            name=clean(self.name, _LONGEST_NAME),
            maker=clean(self.maker, _LONGEST_NAME),
            licences=tuple(clean(each, _LONGEST_NAME) for each in self.licences),
            licence_name=clean(self.licence_name, _LONGEST_NAME),
            licence_link=clean(self.licence_link, _LONGEST_NAME),
            bases=tuple(clean(each, _LONGEST_NAME) for each in self.bases),
            origin=clean(self.origin, _LONGEST_NAME),
        )

    def completed(self, other: Declared) -> Declared:
        """The same, with what is missing taken from another file of the model."""
        licence = self if self.licence else other
        return Declared(
            name=self.name or other.name,
            maker=self.maker or other.maker,
            licences=licence.licences,
            licence_name=licence.licence_name,
            licence_link=licence.licence_link,
            bases=self.bases or other.bases,
            origin=self.origin or other.origin,
        )


class Found(msgspec.Struct, frozen=True):
    """A model that was found."""

    name: str
    """What its registry calls it, else the name of its file or folder."""
    source: Source
    path: Path
    size: int | None = None
    """Bytes on the disk; None if only a name is known."""
    declared: Declared = Declared()
    hints: tuple[str, ...] = ()
    """Further names it may go by, the surest first."""
    quantisation: str = ""
    is_partial: bool = False
    """Whether a part of its files is missing, as after a download that was cut off."""


def found_model(
    name: str,
    source: Source,
    path: Path,
    *,
    size: int | None = None,
    declared: Declared | None = None,
    hints: tuple[str, ...] = (),
    quantisation: str = "",
    is_partial: bool = False,
) -> Found:
    """A found model with nothing in its texts that a terminal could act on."""
    return Found(
        name=clean(name, _LONGEST_NAME),
        source=source,
        path=path,
        size=size,
        declared=(declared or Declared()).cleaned(),
        hints=tuple(clean(hint, _LONGEST_NAME) for hint in hints if hint),
        quantisation=clean(quantisation, 20),
        is_partial=is_partial,
    )
