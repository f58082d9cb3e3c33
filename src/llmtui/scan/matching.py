"""Finds the entry of a model: by the name that its registry gives it, else by what its file says."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import msgspec

from llmtui.model import Catalog
from llmtui.scan.found import Found, Source
from llmtui.search.names import Match, NameResolver, Resolution

_NAMED = {Source.HUB, Source.OLLAMA, Source.LM_STUDIO, Source.NAMES, Source.BOM}
"""Sources in which a registry or the user gave the names. A file and a folder can be called anything."""


class How(Enum):
    """How an entry answers a found model."""

    EXACT = "exact"
    FAMILY = "family"
    """Another size, version, quantisation or upload of that line."""
    SEVERAL = "several"
    """Several entries answer alike."""
    NONE = "none"


class Matched(msgspec.Struct, frozen=True):
    """The entry of a found model, and how sure that is."""

    how: How
    entry_id: str = ""
    """Empty if there is none, or more than one."""
    differs: str = ""
    """What the model's name says beyond the entry, in words."""
    other_release: bool = False
    """Whether the model's name says a size, version or date that the entry does not list."""
    others: tuple[str, ...] = ()
    """The entries that answer alike; if there is none, those of similar names."""
    doubt: str = ""
    """Why it is less sure, in words, if neither a registry nor the user gave the name."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What differs, and why the match is less sure: a phrase each."""
        differs = f"differs in {self.differs}" if self.differs else ""
        return tuple(filter(None, (differs, self.doubt)))


class Matcher:
    """Answers found models and the names of their bases from a catalogue; every name is looked up once."""

    def __init__(self, catalog: Catalog, *, suggest: bool = False) -> None:
        """Begin.

        Args:
            catalog: Where entries are.
            suggest: Whether to look for entries of similar names if none answers.
        """
        self.catalog = catalog
        self._suggest = suggest
        self._resolver = NameResolver(catalog)
        self._known: dict[str, Resolution] = {}

    def match(self, found: Found) -> Matched:
        """The entry of a model: the first exact match among its names, else the first match at all."""
        answers = [(name, is_sure, self._resolve(name)) for name, is_sure in _names(found)]
        for _name, is_sure, answer in answers:
            if is_sure and answer.entry_id and answer.matches[0].match is Match.EXACT:
                return Matched(How.EXACT, answer.entry_id)
        for name, is_sure, answer in answers:
            if answer.matches:
                return _inexact(answer, "" if is_sure else f"matched by the name {name} alone")
        return Matched(How.NONE, others=next((answer.nearest for *_, answer in answers if answer.nearest), ()))

    def entry_ids(self, name: str) -> tuple[str, ...]:
        """The entries that a name may mean; none if the catalogue does not have it."""
        return tuple(each.entry_id for each in self._resolve(name).matches)

    def _resolve(self, name: str) -> Resolution:
        if name not in self._known:
            self._known[name] = (
                self._resolver.resolve(name) if self._suggest else Resolution(self._resolver.matches(name))
            )
        return self._known[name]


def _inexact(answer: Resolution, doubt: str) -> Matched:
    """The one entry that answers with a difference, or the several that answer alike."""
    if not answer.entry_id:
        return Matched(How.SEVERAL, others=tuple(each.entry_id for each in answer.matches))
    first = answer.matches[0]
    return Matched(How.FAMILY, answer.entry_id, first.differs, first.other_release, doubt=doubt)


def _names(found: Found) -> Iterator[tuple[str, bool]]:
    """The names of a model, each with whether a registry or the user gave it."""
    is_named = found.source in _NAMED
    yield found.name, is_named or "/" in found.name
    for hint in found.hints:
        yield hint, is_named
    if not is_named and found.declared.name:
        yield found.declared.name, False
