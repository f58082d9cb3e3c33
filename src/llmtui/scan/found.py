"""A model that was found on this machine, before the catalogue is asked about it."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path
from typing import TypedDict

import msgspec

from llmtui.text import clean

_LONGEST_NAME = 300
"""Characters of a name, a licence or a base that are kept: the longest names in use have 120."""
OTHER = "other"
"""The tag of a licence that has none of its own."""
TOO_LONG = f"a name or a licence has more than {_LONGEST_NAME} characters"


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
    """What a model's own files say about it, as it is written there: one file, or several joined."""

    name: str = ""
    maker: str = ""
    licences: tuple[str, ...] = ()
    """Several hold at once."""
    licence_name: str = ""
    """The name of a licence that has no tag."""
    licence_link: str = ""
    bases: tuple[str, ...] = ()
    """What it is made from: names or addresses."""
    origins: tuple[str, ...] = ()
    """Names that may be of the model itself or of a base, such as that of the folder its weights were loaded from."""
    base_licences: tuple[tuple[str, str], ...] = ()
    """Licences that it states for what it is made from: the name of the base, and its licence."""
    gaps: tuple[str, ...] = ()
    """What was cut off or could not be read for certain, in words."""
    file: str = ""
    """Which file says it, in words; empty if several do."""
    parts: tuple[Declared, ...] = ()
    """What each file says by itself, if several do."""

    @property
    def statements(self) -> tuple[Declared, ...]:
        """What each file says by itself."""
        return self.parts or (self,)

    @property
    def terms(self) -> tuple[str, ...]:
        """Every licence that it declares, as it is written; all of them hold at once."""
        known = [each for each in dict.fromkeys(self.licences) if each.casefold() != OTHER]
        others = [each for each in self.licences if each.casefold() == OTHER]
        link = self.licence_link if others or not known else ""
        rest = self.licence_name or link or "".join(others[:1])
        return tuple(dict.fromkeys((*known, rest) if rest else known))

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing."""
        texts = (self.name, self.maker, self.licence_name, self.licence_link)
        return not any((*texts, self.licences, self.bases, self.origins, self.base_licences, self.gaps))

    @property
    def is_bare(self) -> bool:
        """Whether it says that the licence is another than those with tags, and nothing more."""
        return tuple(map(str.casefold, self.terms)) == (OTHER,)

    @property
    def licence(self) -> str:
        """The licence in one line; empty if none is declared."""
        return " AND ".join(self.terms)

    def cleaned(self) -> Declared:
        """The same with nothing in it that a terminal could act on; what had to be cut off is a gap."""
        texts = (self.name, *self.licences, self.licence_name, self.licence_link, *self.bases, *self.origins)
        texts += tuple(text for pair in self.base_licences for text in pair)
        is_cut = any(len(each) > _LONGEST_NAME for each in texts)
        gaps = dict.fromkeys((*map(_clean, self.gaps), *((TOO_LONG,) if is_cut else ())))
        return Declared(
            name=_clean(self.name),
            maker=_clean(self.maker),
            licences=tuple(map(_clean, self.licences)),
            licence_name=_clean(self.licence_name),
            licence_link=_clean(self.licence_link),
            bases=tuple(map(_clean, self.bases)),
            origins=tuple(map(_clean, self.origins)),
            base_licences=tuple((_clean(base), _clean(licence)) for base, licence in self.base_licences),
            gaps=tuple(gaps),
            file=_clean(self.file),
            parts=tuple(each.cleaned() for each in self.parts),
        )

    def joined(self, other: Declared) -> Declared:
        """What two files of a model say together: every licence and every base of either counts."""
        return Declared(
            name=self.name or other.name,
            maker=self.maker or other.maker,
            **_joined_licence(self, other),
            bases=_each_once(self.bases, other.bases),
            origins=_each_once(self.origins, other.origins),
            base_licences=tuple(dict.fromkeys((*self.base_licences, *other.base_licences))),
            gaps=tuple(dict.fromkeys((*self.gaps, *other.gaps))),
            parts=(*self.statements, *other.statements),
        )


def _clean(text: str) -> str:
    return clean(text, _LONGEST_NAME)


class _Licence(TypedDict):
    licences: tuple[str, ...]
    licence_name: str
    licence_link: str


def _joined_licence(one: Declared, other: Declared) -> _Licence:
    """The licences of two files for people to read: those of one, or all of both if they differ."""
    if one.terms and other.terms and one.terms != other.terms:
        both = {
            each.casefold(): each for statement in (one, other) if not statement.is_bare for each in statement.terms
        }
        return _Licence(licences=tuple(both.values()), licence_name="", licence_link="")
    only = one if one.terms else other
    return _Licence(licences=only.licences, licence_name=only.licence_name, licence_link=only.licence_link)


def _each_once(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """The names of both, a name of the Hub and its address being one."""
    found: dict[str, str] = {}
    for name in (*one, *other):
        found.setdefault(_on_hub(name), name)
    return tuple(found.values())


def _on_hub(name: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/", "", name.casefold()).rstrip("/")


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
    is_named: bool = True
    """False if a list of models says that only a file or a folder gave the name."""


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
    is_named: bool = True,
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
        is_named=is_named,
    )
