"""What a found model is made from, by the names in its files and those that it goes by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from llmtui.model import Entry
from llmtui.scan.found import Found
from llmtui.scan.matching import Matcher, lineage
from llmtui.search.named import of_its_size
from llmtui.search.names import Match


class Base(NamedTuple):
    """A name of something that a model is made from, or may be."""

    name: str
    is_named: bool
    """Whether it counts even if the catalogue does not have it."""


def counting(matcher: Matcher, found: Found, entries: Sequence[Entry], *, is_exact: bool) -> tuple[Base, ...]:
    """The names that say more of what a model is made from than its entries do.

    Args:
        matcher: Finds the entries of names.
        found: The model.
        entries: Its entries; none if the catalogue does not have it.
        is_exact: Whether it is a copy of the one entry. In the makers' own copy, by its name, the entry covers what it
            was made from on the way.
    """
    known = lineage(matcher.catalog, [entry.id for entry in entries])
    named = {each.entry_id for each in matcher.models(found.name) if each.match is Match.EXACT}
    is_own = is_exact and not named.isdisjoint(entry.id for entry in entries)
    return tuple(
        base
        for base in _each_once(found, is_stranger=not entries)
        if (matcher.models(base.name) or base.is_named)
        and not _is_covered(matcher, base.name, known, found)
        and not (is_own and _is_earlier_stage(matcher, base.name, found))
    )


def says_lineage(found: Found) -> bool:
    """Whether the files of a model say what it is made from."""
    return any(name != found.name for name in (*found.declared.bases, *found.declared.origins))


def _each_once(found: Found, *, is_stranger: bool) -> Iterator[Base]:
    """Every name that a model or its files give, those that certainly are of bases first."""
    given: dict[str, bool] = {name: True for name in found.declared.bases if name != found.name}
    for name in found.declared.origins:
        if name != found.name:
            given.setdefault(name, is_stranger and _is_of_another(name, found))
    own = (found.name, *found.hints, *(each.name for each in found.declared.statements))
    for name in own:
        given.setdefault(name, False)
    return (Base(name, is_named) for name, is_named in given.items() if name)


def _is_of_another(origin: str, found: Found) -> bool:
    """Whether weights come from a model that is neither an earlier stage of this one nor the base that it names."""
    owner, _, rest = origin.partition("/")
    return not found.declared.bases or (bool(rest) and owner.casefold() != found.name.partition("/")[0].casefold())


def _is_earlier_stage(matcher: Matcher, name: str, found: Found) -> bool:
    """Whether a declared base is of the same maker's repositories, and of no release that the catalogue has."""
    if name == found.name or name not in {*found.declared.bases, *found.declared.origins}:
        return False
    owner, _, rest = name.partition("/")
    is_of_maker = bool(rest) and owner.casefold() == found.name.partition("/")[0].casefold()
    return is_of_maker and all(each.other_release for each in matcher.models(name))


def _is_covered(matcher: Matcher, name: str, known: set[str], found: Found) -> bool:
    """Whether a name means nothing but what the entries are made from, in a size that has no licence of its own."""
    matches = [each for each in matcher.models(name) if each.entry_id in known]
    if not matches:
        return False
    if name != found.name and any(each.other_release for each in matches):
        return False
    entries = [matcher.catalog.entries[each.entry_id] for each in matches]
    return all(of_its_size(entry, name) is entry for entry in entries)
