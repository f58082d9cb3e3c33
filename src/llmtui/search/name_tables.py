"""The tables in which a pasted name is looked up: what registries call the entries, and their names taken apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

import msgspec

from llmtui.model import Catalog, Entry, Kind
from llmtui.search.folding import fold, squash
from llmtui.search.name_parts import NameParts, Registry, link_key, name_parts, read_name

_REGISTRIES = {each.value: each for each in (Registry.HUB, Registry.OLLAMA, Registry.GITHUB, Registry.ARXIV)}

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V", bound=Hashable)


class KnownName(msgspec.Struct, frozen=True, eq=False):
    """A name of an entry, taken apart."""

    entry: Entry
    parts: NameParts


def _core(parts: NameParts) -> str:
    """The core as one word, with a bar between numbers, so that `3 1` and `3.1` and `31` stay apart."""
    key = ""
    for piece in parts.core:
        key += f"|{piece}" if key[-1:].isdigit() and piece[0].isdigit() else piece
    return key


STEPS: tuple[Callable[[NameParts], tuple[object, ...]], ...] = (
    lambda parts: (_core(parts), parts.sizes, parts.versions, parts.dates),
    lambda parts: (_core(parts), parts.sizes, parts.versions),
    lambda parts: (_core(parts), parts.versions, parts.dates),
    lambda parts: (_core(parts), parts.versions),
    lambda parts: (_core(parts), parts.sizes),
    lambda parts: (_core(parts),),
)
"""What has to agree, step by step: a line of the same size and version is nearer than any of that name."""

WITHOUT_DATES, WITHOUT_VERSIONS = {1, 3, 4, 5}, {4, 5}
"""The steps that leave out a date or a version."""

SURE_STEPS = 1
"""Steps at which several entries may answer: their names agree in everything but the format."""


class NameTables:
    """The names that the entries of a catalogue have; each table is built when it is first needed, and kept."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def registered(self) -> Mapping[tuple[Registry, str], tuple[str, ...]]:
        """The ids of the entries by what a registry calls them, folded."""
        return _grouped(
            ((registry, fold(name)), entry.id) for entry in self._catalog for registry, name in registered_names(entry)
        )

    @cached_property
    def links(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the entries by the keys of their links."""
        return _grouped((link_key(link.url), entry.id) for entry in self._catalog for link in entry.links)

    @cached_property
    def slashed(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the entries by their names and aliases with a slash, folded, as in `JAX/Flax`."""
        return _grouped((fold(name), entry.id) for entry in self._catalog for name in entry.called if "/" in name)

    @cached_property
    def spellings(self) -> tuple[tuple[Callable[[str], str], Mapping[str, tuple[str, ...]]], ...]:
        """The ways in which a name in words can be that of an entry, the surest first."""
        tails = [
            (name.rsplit("/", 1)[-1], entry.id)
            for entry in self._catalog
            for registry, name in registered_names(entry)
            if registry is not Registry.ARXIV
        ]
        names = [(entry.name, entry.id) for entry in self._catalog]
        aliases = [(alias, entry.id) for entry in self._catalog for alias in entry.aliases]
        ids = [(entry_id, entry_id) for entry_id in self._catalog.entries]
        tables: list[tuple[Callable[[str], str], list[tuple[str, str]]]] = [
            (fold, ids),
            (fold, names),
            (fold, aliases),
            (fold, tails),
            (spelled, [*ids, *names]),
            (spelled, aliases),
        ]
        return tuple((make, _grouped((make(name), entry_id) for name, entry_id in pairs)) for make, pairs in tables)

    @cached_property
    def squashed(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the entries by their names, squashed."""
        pairs = ((squash(name), entry.id) for entry in self._catalog for name in (entry.id, *_words_of(entry)))
        return _grouped((name, entry_id) for name, entry_id in pairs if name)

    @cached_property
    def lines(self) -> tuple[Mapping[tuple[object, ...], tuple[KnownName, ...]], ...]:
        """The names of all models taken apart, by the key of each step."""
        known = [KnownName(entry, parts) for entry in self._catalog for parts in parts_of(entry)]
        return tuple(_grouped((key(each.parts), each) for each in known) for key in STEPS)


def spelled(name: str) -> str:
    """A name without blanks and hyphens; what tells `Command R+` from `Command R` and `3.1` from `31` stays."""
    apart = re.sub(r"(?<=\d)[\W_]+(?=\d)", ".", fold(name))
    return re.sub(r"[^\w.+]|_|(?<!\d)\.|\.(?!\d)", "", apart)


def registered_names(entry: Entry) -> Iterator[tuple[Registry, str]]:
    """What registries call an entry: as it says, and as its links say."""
    for machine_name in entry.machine_names:
        registry, _, name = machine_name.partition(":")
        if registry in _REGISTRIES and name:
            yield _REGISTRIES[registry], name
    for link in entry.links:
        pasted = read_name(link.url)
        if (pasted.registry.value in _REGISTRIES and "/" in pasted.text) or pasted.registry is Registry.ARXIV:
            yield pasted.registry, pasted.text


def _words_of(entry: Entry) -> Iterator[str]:
    """The names of an entry that its parts are read from, without owners."""
    yield from (entry.name, *entry.aliases)
    yield from (
        name.rsplit("/", 1)[-1]
        for registry, name in registered_names(entry)
        if registry in {Registry.HUB, Registry.OLLAMA}
    )


def parts_of(entry: Entry) -> Iterator[NameParts]:
    """The names of a model taken apart, each once; other kinds of entries have no copies."""
    if entry.kind is not Kind.MODEL:
        return
    ollama = {name.rsplit("/", 1)[-1] for registry, name in registered_names(entry) if registry is Registry.OLLAMA}
    found = {name_parts(name, tagged=name in ollama) for name in _words_of(entry)}
    yield from (parts for parts in found if parts.core)


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    """The different values of each key, in order."""
    groups: defaultdict[_K, dict[_V, None]] = defaultdict(dict)
    for key, value in pairs:
        groups[key][value] = None
    return {key: tuple(values) for key, values in groups.items()}
