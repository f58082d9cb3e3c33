"""Finds the entry that a pasted name means: exactly, or as another copy of a line of models, or not at all.

The names an entry has in registries, its own name, its aliases and its links answer exactly. Any other name is taken
apart, and a line of models answers if everything that says *what it is* agrees; the answer then names what differs.
Tuned and base models are different lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum

import msgspec

from llmtui.model import Catalog, Entry
from llmtui.search.folding import fold
from llmtui.search.name_parts import Flavour, NameParts, PastedName, Registry, link_key, name_parts, read_name
from llmtui.search.name_tables import (
    STEPS,
    SURE_STEPS,
    WITHOUT_DATES,
    WITHOUT_VERSIONS,
    KnownName,
    NameTables,
    parts_of,
    registered_names,
)

_LONGEST_NAME = 500
"""Characters of a pasted name that are read."""
_OF_VERSION = r"([^\W\d_]+) [vV](\d{1,2})"
"""A name of one word and a whole version. With a size or hyphens it can be the second version of a tuned copy."""
MOST_SUGGESTIONS = 3
"""How many entries are suggested."""
_LEAST_LIKENESS = 0.8
"""The similarity by Jaro and Winkler, 1 for equal names, from which an entry is suggested."""


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
    uploader: str = ""
    """Who uploaded it, if that is not the maker."""


class Resolution(msgspec.Struct, frozen=True):
    """The answer to a name: one match if it is clear, several if it is not, none if nothing fits."""

    matches: tuple[NameMatch, ...] = ()
    nearest: tuple[str, ...] = ()
    """Ids of entries with a similar name, if nothing matches."""

    @property
    def entry_id(self) -> str:
        """The id of the one entry that is meant; empty if there is none or more than one."""
        return self.matches[0].entry_id if len(self.matches) == 1 else ""


class NameResolver:
    """Answers names from a catalogue; what it needs is worked out at the first question and kept.

    To answer a few names from a large catalogue, `name_search.NameSearch` is quicker.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._tables = NameTables(catalog)

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
        found = next(filter(None, self._ways(pasted)), ())
        return tuple(NameMatch(entry_id, Match.EXACT) for entry_id in dict.fromkeys(found))

    def _ways(self, pasted: PastedName) -> Iterator[tuple[str, ...]]:
        """The ids of the entries that have the name, way by way, the strongest first."""
        key, registered = fold(pasted.text), self._tables.registered
        if pasted.registry is Registry.LINK:
            yield self._tables.links.get(link_key(pasted.text), ())
        elif pasted.registry is Registry.WORDS:
            yield from (table.get(make(pasted.text), ()) for make, table in self._tables.spellings)
        elif pasted.registry is not Registry.FILE and (pasted.registry is not Registry.OLLAMA or ":" in key):
            yield registered.get((pasted.registry, key), ())
        if pasted.registry is Registry.HUB:  # `owner/name` may be written for any registry, and `JAX/Flax` for none
            yield from (registered.get((other, key), ()) for other in (Registry.GITHUB, Registry.OLLAMA))
            yield self._tables.slashed.get(key, ())

    def _by_tag(self, pasted: PastedName) -> tuple[NameMatch, ...]:
        """The entries of an Ollama name, whose tag says the size, the quantisation and whether it is a base model."""
        name, _, tag = fold(pasted.text).partition(":")
        owners = self._tables.registered.get((Registry.OLLAMA, name), ())
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
        for step, key in enumerate(STEPS):
            if step in WITHOUT_VERSIONS and (numbered := self._numbered(pasted)):
                return numbered
            entries = _of_flavour(self._tables.lines[step].get(key(parts), ()), parts)
            if entries and (len(entries) == 1 or step < SURE_STEPS):
                return tuple(_family_match(pasted, parts, entry, step) for entry in entries)
        return ()

    def _numbered(self, pasted: PastedName) -> tuple[NameMatch, ...]:
        """The entries of `LLaMA 2` for `LLaMA v2`, as files of llama.cpp call it; none if the name says any more."""
        said = re.fullmatch(_OF_VERSION, pasted.text) if pasted.registry is Registry.WORDS else None
        found = self._exact(PastedName(Registry.WORDS, f"{said[1]} {said[2]}")) if said else ()
        return tuple(NameMatch(each.entry_id, Match.FAMILY) for each in found)

    def _nearest(self, pasted: PastedName) -> tuple[str, ...]:
        """The entries whose names are most like the last part of this one."""
        ids = (entry_id for name in similar(pasted, self._tables.squashed) for entry_id in self._tables.squashed[name])
        return tuple(dict.fromkeys(ids))[:MOST_SUGGESTIONS]


def shortened(text: str) -> str:
    """As much of a name as is read."""
    return text.strip()[:_LONGEST_NAME]


def similar(pasted: PastedName, names: Iterable[str]) -> tuple[str, ...]:
    """The squashed names that are most like the last part of a pasted one, the most similar first."""
    from rapidfuzz import process  # noqa: PLC0415 - only a name that nothing matches needs it
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415

    found = process.extract(
        "".join(name_parts(pasted.text).core),
        list(names),
        scorer=JaroWinkler.normalized_similarity,
        limit=MOST_SUGGESTIONS * 4,
        score_cutoff=_LEAST_LIKENESS,
    )
    return tuple(name for name, *_ in found)


def _suits(entry: Entry, flavour: Flavour, *, one_of_several: bool) -> bool:
    """Whether an entry can be what an Ollama tag means: a base model only if the tag says so."""
    is_base = entry.category == "base"
    if flavour is Flavour.BASE:
        return is_base
    return not (is_base and one_of_several)


def _tag_match(entry: Entry, parts: NameParts) -> NameMatch:
    """Exact if the tag says no more than a size or version that the entry has."""
    sizes = _unlisted_sizes(parts, entry)
    listed = {version for known in parts_of(entry) for version in known.versions}
    versions = tuple(version for version in parts.versions if version not in listed)
    copy = _in_words(sizes, versions, parts.dates, parts.formats)
    differs = ", ".join(filter(None, (copy, f"tag {' '.join(parts.core[1:])}" if parts.core[1:] else "")))
    return NameMatch(entry.id, Match.FAMILY if differs else Match.EXACT, differs, bool(sizes))


def _unlisted_sizes(parts: NameParts, entry: Entry) -> tuple[str, ...]:
    """The sizes that a name says and its entry lists neither as a size nor in a name."""
    listed = {size for known in parts_of(entry) for size in known.sizes} | {fold(known) for known in entry.sizes}
    return tuple(size for size in parts.sizes if size not in listed)


def _of_flavour(known: Iterable[KnownName], asked: NameParts) -> tuple[Entry, ...]:
    """The entries with such a name, each once; if none has, those whose category says what their names leave open."""
    known = [each for each in known if _tuned_alike(each.parts, asked)]
    same = [each for each in known if each.parts.flavour is asked.flavour]
    found = same or [each for each in known if _may_be(each, asked.flavour)]
    return tuple({each.entry.id: each.entry for each in found}.values())


def _tuned_alike(known: NameParts, asked: NameParts) -> bool:
    """Whether two names do not say that the models were tuned in different ways."""
    return not known.tuning or not asked.tuning or known.tuning == asked.tuning


def _may_be(known: KnownName, flavour: Flavour) -> bool:
    """Whether a name that does not say if it is tuned can be of this flavour, going by the category of the entry."""
    flavours = {known.parts.flavour, flavour} - {Flavour.UNNAMED}
    return flavours == {Flavour.BASE if known.entry.category == "base" else Flavour.TUNED}


def _family_match(pasted: PastedName, parts: NameParts, entry: Entry, step: int) -> NameMatch:
    """A match of the family, with what the name says that its entry does not list.

    Args:
        pasted: The name.
        parts: What it says.
        entry: The entry that answers.
        step: Which of `STEPS` found it: what that step leaves out may differ.
    """
    owner = pasted.text.rpartition("/")[0] if pasted.registry in {Registry.HUB, Registry.OLLAMA} else ""
    owners = {fold(name.rpartition("/")[0]) for _registry, name in registered_names(entry)}
    sizes = _unlisted_sizes(parts, entry)
    uploader = "" if fold(owner) in owners else owner
    versions = parts.versions if step in WITHOUT_VERSIONS else ()  # in the other steps they are those of the entry
    dates = parts.dates if step in WITHOUT_DATES else ()
    differs = _in_words(sizes, versions, dates, parts.formats, uploader)
    return NameMatch(entry.id, Match.FAMILY, differs, bool(sizes or versions or dates), uploader)


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
