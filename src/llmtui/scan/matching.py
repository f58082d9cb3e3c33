"""Finds the entry of a model: by the name that its registry gives it, else by what its file says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

import msgspec

from llmtui.model import Catalog, Kind
from llmtui.scan.found import Found, Source
from llmtui.search.names import Match, NameMatch, NameResolver, Resolution

_NAMED = {Source.HUB, Source.OLLAMA, Source.LM_STUDIO, Source.NAMES, Source.BOM}
"""Sources in which a registry or the user gave the names. A file and a folder can be called anything."""
_ANYTHING = {Source.NAMES, Source.BOM}
"""Where data sets and tools are named as well."""


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
    is_of_maker: bool = False
    """Whether a registry or a person gave the name of another release, as one of the maker of the entry."""
    others: tuple[str, ...] = ()
    """The entries that answer alike; if there is none, those of similar names."""
    doubt: str = ""
    """Why it is less sure, in words, if no registry or person gave the name."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What differs, and why the match is less sure: a phrase each."""
        differs = f"differs in {self.differs}" if self.differs else ""
        return tuple(filter(None, (differs, self.doubt)))


class _Named(NamedTuple):
    """What one of the names of a model means."""

    name: str
    is_sure: bool
    """Whether a registry or a person gave it."""
    answer: Resolution

    @property
    def is_exact(self) -> bool:
        """Whether it certainly is the name of one entry."""
        return self.is_sure and bool(self.answer.entry_id) and self.answer.matches[0].match is Match.EXACT


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
        """The entry of a model: the first exact match among its names, else the first match at all.

        If no registry or person named the model and its names are those of different models, none is chosen.
        """
        answers = [_Named(name, is_sure, self._of_model(name, found.source)) for name, is_sure in _names(found)]
        exact = (each.answer.entry_id for each in answers if each.is_exact)
        if entry_id := next(exact, ""):
            return Matched(How.EXACT, entry_id)
        matching = [each for each in answers if each.answer.matches]
        if matching:
            return self._inexact(matching[0], matching[1:])
        nearest = (each.answer.nearest for each in answers)
        return Matched(How.NONE, others=next(filter(None, nearest), ()))

    def _inexact(self, named: _Named, further: Sequence[_Named]) -> Matched:
        """The entry of the first name that has any, with what differs; several if other names contradict it."""
        others = () if named.is_sure else self._others(named.answer, [each.answer for each in further])
        if others:
            return Matched(How.SEVERAL, others=(*(each.entry_id for each in named.answer.matches), *others))
        return _inexact(named.answer, "" if named.is_sure else f"matched by the name {named.name} alone")

    def _others(self, answer: Resolution, further: Iterable[Resolution]) -> tuple[str, ...]:
        """The entries of further names that are neither those of the first name nor in their lineage."""
        known = {entry_id for each in answer.matches for entry_id in lineage(self.catalog, (each.entry_id,))}
        others = [each for each in further if known.isdisjoint(match.entry_id for match in each.matches)]
        return tuple(dict.fromkeys(match.entry_id for each in others for match in each.matches))

    def entry_ids(self, name: str) -> tuple[str, ...]:
        """The models that a name may mean; none if the catalogue does not have it."""
        return tuple(each.entry_id for each in self.models(name))

    def models(self, name: str) -> tuple[NameMatch, ...]:
        """The models that a name may mean, each with how it does; none if the catalogue does not have it."""
        return self._models(self._resolve(name)).matches

    def _of_model(self, name: str, source: Source) -> Resolution:
        """What a name of a model means. A list of names may also name data sets and tools, but no file can be one."""
        answer = self._resolve(name)
        return answer if source in _ANYTHING else self._models(answer)

    def _models(self, answer: Resolution) -> Resolution:
        matches = tuple(each for each in answer.matches if self.catalog.entries[each.entry_id].kind is Kind.MODEL)
        return Resolution(matches, answer.nearest)

    def _resolve(self, name: str) -> Resolution:
        if name not in self._known:
            self._known[name] = (
                self._resolver.resolve(name) if self._suggest else Resolution(self._resolver.matches(name))
            )
        return self._known[name]


def lineage(catalog: Catalog, entry_ids: Iterable[str]) -> set[str]:
    """The ids of entries and of everything that they are made from."""
    return {name for name, _entry in catalog.above(entry_ids)}


def _inexact(answer: Resolution, doubt: str) -> Matched:
    """The one entry that answers with a difference, or the several that answer alike."""
    if not answer.entry_id:
        ids = tuple(each.entry_id for each in answer.matches)
        return Matched(How.SEVERAL, others=ids, other_release=any(each.other_release for each in answer.matches))
    first = answer.matches[0]
    is_of_maker = not (first.uploader or doubt)
    return Matched(
        How.FAMILY, answer.entry_id, first.differs, first.other_release, is_of_maker=is_of_maker, doubt=doubt
    )


def was_named(found: Found) -> bool:
    """Whether a registry or a person gave a model its name, instead of its file or folder."""
    return found.source in _NAMED and found.is_named


def _names(found: Found) -> Iterator[tuple[str, bool]]:
    """The names of a model, each with whether a registry or a person gave it."""
    is_named = was_named(found)
    yield found.name, is_named or "/" in found.name
    for hint in found.hints:
        yield hint, is_named
    if not is_named and found.declared.name:
        yield found.declared.name, False
