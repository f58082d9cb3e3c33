"""One thing in the catalog: a model, method, dataset, tool, evaluation, application or resource."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

import msgspec

from llmtui.model.assessment import Assessment


class Kind(Enum):
    """What sort of thing an entry is."""

    MODEL = "model"
    METHOD = "method"
    DATASET = "dataset"
    TOOL = "tool"
    EVALUATION = "evaluation"
    APPLICATION = "application"
    RESOURCE = "resource"

    __hash__ = object.__hash__  # members are compared by identity; the one of Enum is Python, and slow


class Link(msgspec.Struct, frozen=True):
    """A place on the web that belongs to an entry."""

    role: str
    """One of `LINK_ROLES`."""
    url: str


_WITHHELD = {"proprietary", "unreleased"}
"""Groups of models whose weights are not published."""

LINK_ROLES = ("homepage", "repo", "weights", "paper", "blog", "demo", "data", "docs")


class Listing(msgspec.Struct, frozen=True):
    """Where an entry was found: one mention in one survey."""

    source: str
    section: str = ""
    name: str = ""
    """What the survey calls it."""
    record: str = ""
    """The survey's own file or key, by which an update finds the entry again."""


class Entry(msgspec.Struct, frozen=True):
    """One entry of the catalog, as its file says."""

    id: str
    category: str
    name: str
    kind: Kind = Kind.MODEL
    summary: str = ""
    maker: str = ""
    maker_country: str = ""
    """An ISO 3166 code of two letters; several joined by commas."""
    maker_type: str = ""
    aliases: tuple[str, ...] = ()
    machine_names: tuple[str, ...] = ()
    """What machines call it, such as `hub:bigscience/bloomz`."""
    also_in: tuple[str, ...] = ()
    """Further categories it is listed and counted in."""
    group: str = ""
    """A sub-group of its category."""
    tags: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """BCP 47 tags; `mul` for many."""
    modalities: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    """Ids of what it derives from, or a name in words if that is not in the catalog."""
    reproduces: tuple[str, ...] = ()
    """Ids of what it builds again without deriving from it."""
    works_with: tuple[str, ...] = ()
    """Ids of what it runs on or is about; nothing is inherited from them."""
    licence: str = ""
    """An SPDX expression if there is one, else as printed."""
    licences: tuple[tuple[str, str], ...] = ()
    """Size and licence, if they differ between sizes."""
    sizes: tuple[str, ...] = ()
    """Parameter counts as published, such as `7B`."""
    released: str = ""
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    training_data: str = ""
    training_compute: str = ""
    notice: str = ""
    """A warning a reader must see, such as that it is a hoax."""
    links: tuple[Link, ...] = ()
    listed_in: tuple[Listing, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    """Newest last."""
    path: Path | None = None
    """The file it was read from."""

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category it is listed in, its own first."""
        return (self.category, *self.also_in)

    @property
    def withheld(self) -> bool:
        """Whether it is a model of a group whose weights are not published."""
        return self.kind is Kind.MODEL and self.group in _WITHHELD

    @property
    def judges(self) -> tuple[str, ...]:
        """The frameworks that judged it, each once."""
        return tuple(dict.fromkeys(assessment.framework for assessment in self.assessments))

    @property
    def called(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)

    def link(self, *roles: str) -> str:
        """The address of its link with the first of these roles that has one; empty if none has."""
        for role in roles:
            for link in self.links:
                if link.role == role:
                    return link.url
        return ""
