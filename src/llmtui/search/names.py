"""Finds the entry that a pasted name means: exactly, or as another copy of a line of models, or not at all.

The names an entry has in registries, its own name, its aliases and its links answer exactly. Any other name is taken
apart, and a line of models answers if everything that says *what it is* agrees; the answer then names what differs.
Tuned and base models are different lines.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property
from typing import TypeVar

import msgspec

from llmtui.model import Catalog, Entry, Kind
from llmtui.search.folding import fold, squash
from llmtui.search.name_parts import Flavour, NameParts, PastedName, Registry, link_key, name_parts, read_name

_LONGEST_NAME = 500
"""Characters of a pasted name that are read."""
NEAREST = 3
"""How many entries are suggested."""
_LEAST_LIKENESS = 0.8
"""The similarity by Jaro and Winkler, 1 for equal names, from which an entry is suggested."""
_REGISTRIES = {each.value: each for each in (Registry.HUB, Registry.OLLAMA, Registry.GITHUB, Registry.ARXIV)}


_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V", bound=Hashable)


class Match(Enum):
    """How an entry answers a name."""

    EXACT = "exact"
    """The entry has this name."""
    FAMILY = "family"
    """It is another size, version, quantisation or upload of that line."""


class NameMatch(msgspec.Struct, frozen=True):
    """An entry that answers a name."""

    entry_id: str
    match: Match
    differs: str = ""
    """What the name says beyond the entry, in words, for a match of the family."""
    other_release: bool = False
    """Whether the name says a size, version or date that the entry does not: it may be under other terms."""


class Resolution(msgspec.Struct, frozen=True):
    """The answer to a name: one match if it is clear, several if it is not, none if nothing fits."""

    matches: tuple[NameMatch, ...] = ()
    nearest: tuple[str, ...] = ()
    """Ids of entries with a similar name, if nothing matches."""

    @property
    def entry_id(self) -> str:
        """The id of the one entry that is meant; empty if there is none or more than one."""
        return self.matches[0].entry_id if len(self.matches) == 1 else ""


class _KnownName(msgspec.Struct, frozen=True, eq=False):
    """A name of an entry, taken apart."""

    entry: Entry
    parts: NameParts


class NameResolver:
    """Answers names from a catalogue; what it needs is worked out at the first question and kept.

    To answer a few names from a large catalogue, `name_search.NameSearch` is quicker.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def resolve(self, text: str) -> Resolution:
        """Find what a name means."""
        if matches := self.matches(text):
            return Resolution(matches)
        return Resolution(nearest=self._nearest(read_name(shortened(text)))) if text.strip() else Resolution()

    def matches(self, text: str) -> tuple[NameMatch, ...]:
        """The entries that a name means; none if nothing fits."""
        text = shortened(text)
        if (entry := self._catalog.get(text)) is not None:
            return (NameMatch(entry.id, Match.EXACT),)
        if not text:
            return ()
        pasted = read_name(text)
        return self._exact(pasted) or self._by_tag(pasted) or self._family(pasted)

    def _exact(self, pasted: PastedName) -> tuple[NameMatch, ...]:
        """The entries that have the name, by the strongest way in which any has it."""
        key = fold(pasted.text)
        if pasted.registry in {Registry.HUB, Registry.GITHUB, Registry.ARXIV}:
            ways = [self._registered.get((pasted.registry, key), ())]
            if pasted.registry is Registry.HUB:  # `owner/name` may be written for any registry
                ways += [self._registered.get((other, key), ()) for other in (Registry.GITHUB, Registry.OLLAMA)]
        elif pasted.registry is Registry.LINK:
            ways = [self._links.get(link_key(pasted.text), ())]
        elif pasted.registry is Registry.OLLAMA and ":" in key:
            ways = [self._registered.get((Registry.OLLAMA, key), ())]
        elif pasted.registry is Registry.WORDS:
            ways = [table.get(make(pasted.text), ()) for make, table in self._spellings]
        else:
            ways = []
        found = next(filter(None, ways), ())
        return tuple(NameMatch(entry_id, Match.EXACT) for entry_id in dict.fromkeys(found))

    def _by_tag(self, pasted: PastedName) -> tuple[NameMatch, ...]:
        """The entries of an Ollama name, whose tag says the size, the quantisation and whether it is a base model."""
        name, _, tag = fold(pasted.text).partition(":")
        owners = self._registered.get((Registry.OLLAMA, name), ())
        if pasted.registry is not Registry.OLLAMA or not owners:
            return ()
        parts = name_parts(f"x-{tag}" if tag not in {"", "latest"} else "x", tagged=True)
        entries = [self._catalog.entries[entry_id] for entry_id in owners]
        fitting = [entry for entry in entries if _suits(entry, parts.flavour, one_of_several=len(entries) > 1)]
        return tuple(_tag_match(entry, parts) for entry in fitting)

    def _family(self, pasted: PastedName) -> tuple[NameMatch, ...]:
        """The line that a name belongs to. Each step leaves out one more part that says which copy it is."""
        if pasted.registry not in {Registry.HUB, Registry.OLLAMA, Registry.FILE, Registry.WORDS}:
            return ()
        text = pasted.text.replace(":", "-") if ":" in pasted.text else pasted.text
        parts = name_parts(text, tagged=pasted.registry is Registry.OLLAMA)
        for step, key in enumerate(_STEPS):
            entries = _of_flavour(self._lines[step].get(key(parts), ()), parts)
            if entries and (len(entries) == 1 or step < _SURE_STEPS):
                return tuple(_family_match(pasted, parts, entry, step) for entry in entries)
        return ()

    def _nearest(self, pasted: PastedName) -> tuple[str, ...]:
        """The entries whose names are most like the last part of this one."""
        ids = (entry_id for name in similar(pasted, self._squashed) for entry_id in self._squashed[name])
        return tuple(dict.fromkeys(ids))[:NEAREST]

    @cached_property
    def _registered(self) -> Mapping[tuple[Registry, str], tuple[str, ...]]:
        """The ids of the entries by what a registry calls them, folded."""
        return _grouped(
            ((registry, fold(name)), entry.id) for entry in self._catalog for registry, name in _registered_names(entry)
        )

    @cached_property
    def _links(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((link_key(link.url), entry.id) for entry in self._catalog for link in entry.links)

    @cached_property
    def _spellings(self) -> tuple[tuple[Callable[[str], str], Mapping[str, tuple[str, ...]]], ...]:
        """The ways in which a name in words can be that of an entry, the surest first."""
        tails = [
            (name.rsplit("/", 1)[-1], entry.id)
            for entry in self._catalog
            for registry, name in _registered_names(entry)
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
    def _squashed(self) -> Mapping[str, tuple[str, ...]]:
        pairs = ((squash(name), entry.id) for entry in self._catalog for name in (entry.id, *_words_of(entry)))
        return _grouped((name, entry_id) for name, entry_id in pairs if name)

    @cached_property
    def _lines(self) -> tuple[Mapping[tuple[object, ...], tuple[_KnownName, ...]], ...]:
        """The names of all models taken apart, by the key of each step."""
        known = [_KnownName(entry, parts) for entry in self._catalog for parts in _parts_of(entry)]
        return tuple(_grouped((key(each.parts), each) for each in known) for key in _STEPS)


def shortened(text: str) -> str:
    """As much of a name as is read."""
    return text.strip()[:_LONGEST_NAME]


def spelled(name: str) -> str:
    """A name without blanks and hyphens; what tells `Command R+` from `Command R` and `3.1` from `31` stays."""
    apart = re.sub(r"(?<=\d)[\W_]+(?=\d)", ".", fold(name))
    return re.sub(r"[^\w.+]|_|(?<!\d)\.|\.(?!\d)", "", apart)


def similar(pasted: PastedName, names: Iterable[str]) -> tuple[str, ...]:
    """The squashed names that are most like the last part of a pasted one, the most similar first."""
    from rapidfuzz import process  # noqa: PLC0415 - only a name that nothing matches needs it
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415

    found = process.extract(
        "".join(name_parts(pasted.text).core),
        list(names),
        scorer=JaroWinkler.normalized_similarity,
        limit=NEAREST * 4,
        score_cutoff=_LEAST_LIKENESS,
    )
    return tuple(name for name, *_ in found)


def _registered_names(entry: Entry) -> Iterator[tuple[Registry, str]]:
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
        for registry, name in _registered_names(entry)
        if registry in {Registry.HUB, Registry.OLLAMA}
    )


def _parts_of(entry: Entry) -> Iterator[NameParts]:
    """The names of a model taken apart, each once; other kinds of entries have no copies."""
    if entry.kind is not Kind.MODEL:
        return
    ollama = {name.rsplit("/", 1)[-1] for registry, name in _registered_names(entry) if registry is Registry.OLLAMA}
    found = {name_parts(name, tagged=name in ollama) for name in _words_of(entry)}
    yield from (parts for parts in found if parts.core)


def _grouped(pairs: Iterable[tuple[_K, _V]]) -> dict[_K, tuple[_V, ...]]:
    """The different values of each key, in order."""
    groups: defaultdict[_K, dict[_V, None]] = defaultdict(dict)
    for key, value in pairs:
        groups[key][value] = None
    return {key: tuple(values) for key, values in groups.items()}


def _core(parts: NameParts) -> str:
    """The core as one word, with a bar between numbers, so that `3 1` and `3.1` and `31` stay apart."""
    key = ""
    for piece in parts.core:
        key += f"|{piece}" if key[-1:].isdigit() and piece[0].isdigit() else piece
    return key


_STEPS: tuple[Callable[[NameParts], tuple[object, ...]], ...] = (
    lambda parts: (_core(parts), parts.sizes, parts.versions, parts.dates),
    lambda parts: (_core(parts), parts.sizes, parts.versions),
    lambda parts: (_core(parts), parts.versions, parts.dates),
    lambda parts: (_core(parts), parts.versions),
    lambda parts: (_core(parts), parts.sizes),
    lambda parts: (_core(parts),),
)
"""What has to agree, step by step: a line of the same size and version is nearer than any of that name."""

_WITHOUT_DATES, _WITHOUT_VERSIONS = {1, 3, 4, 5}, {4, 5}
"""The steps that leave out a date or a version."""

_SURE_STEPS = 1
"""Steps at which several entries may answer: their names agree in everything but the format."""


def _suits(entry: Entry, flavour: Flavour, *, one_of_several: bool) -> bool:
    """Whether an entry can be what an Ollama tag means: a base model only if the tag says so."""
    is_base = entry.category == "base"
    if flavour is Flavour.BASE:
        return is_base
    return not (is_base and one_of_several)


def _tag_match(entry: Entry, parts: NameParts) -> NameMatch:
    """Exact if the tag says no more than a size or version that the entry has."""
    sizes = _unlisted_sizes(parts, entry)
    listed = {version for known in _parts_of(entry) for version in known.versions}
    versions = tuple(version for version in parts.versions if version not in listed)
    copy = _in_words(sizes, versions, parts.dates, parts.formats)
    differs = ", ".join(filter(None, (copy, f"tag {' '.join(parts.core[1:])}" if parts.core[1:] else "")))
    return NameMatch(entry.id, Match.FAMILY if differs else Match.EXACT, differs, bool(sizes))


def _unlisted_sizes(parts: NameParts, entry: Entry) -> tuple[str, ...]:
    """The sizes that a name says and its entry lists neither as a size nor in a name."""
    listed = {size for known in _parts_of(entry) for size in known.sizes} | {fold(known) for known in entry.sizes}
    return tuple(size for size in parts.sizes if size not in listed)


def _of_flavour(known: Iterable[_KnownName], asked: NameParts) -> tuple[Entry, ...]:
    """The entries with such a name, each once; if none has, those whose category says what their names leave open."""
    known = [each for each in known if _tuned_alike(each.parts, asked)]
    same = [each for each in known if each.parts.flavour is asked.flavour]
    found = same or [each for each in known if _may_be(each, asked.flavour)]
    return tuple({each.entry.id: each.entry for each in found}.values())


def _tuned_alike(known: NameParts, asked: NameParts) -> bool:
    """Whether two names do not say that the models were tuned in different ways."""
    return not known.tuning or not asked.tuning or known.tuning == asked.tuning


def _may_be(known: _KnownName, flavour: Flavour) -> bool:
    """Whether a name that does not say if it is tuned can be of this flavour, going by the category of the entry."""
    said = {known.parts.flavour, flavour} - {Flavour.UNSAID}
    return said == {Flavour.BASE if known.entry.category == "base" else Flavour.TUNED}


def _family_match(pasted: PastedName, parts: NameParts, entry: Entry, step: int) -> NameMatch:
    """A match of the family, with what the name says that its entry does not list.

    Args:
        pasted: The name.
        parts: What it says.
        entry: The entry that answers.
        step: Which of `_STEPS` found it: what that step leaves out may differ.
    """
    owner = pasted.text.rpartition("/")[0] if pasted.registry in {Registry.HUB, Registry.OLLAMA} else ""
    owners = {fold(name.rpartition("/")[0]) for _registry, name in _registered_names(entry)}
    sizes = _unlisted_sizes(parts, entry)
    uploader = "" if fold(owner) in owners else owner
    versions = parts.versions if step in _WITHOUT_VERSIONS else ()  # in the other steps they are those of the entry
    dates = parts.dates if step in _WITHOUT_DATES else ()
    differs = _in_words(sizes, versions, dates, parts.formats, uploader)
    return NameMatch(entry.id, Match.FAMILY, differs, bool(sizes or versions or dates))


def _in_words(
    sizes: tuple[str, ...], versions: tuple[str, ...], dates: tuple[str, ...], formats: tuple[str, ...], owner: str = ""
) -> str:
    parts = (
        ("size", "-".join(sizes).upper()),
        ("version", " ".join(versions)),
        ("date", " ".join(dates)),
        ("format", " ".join(formats).upper()),
        ("uploaded by", owner),
    )
    return ", ".join(f"{word} {value}" for word, value in parts if value)
