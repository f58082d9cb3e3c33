"""Where the files of a found model contradict each other or the catalogue, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmtui.model import Entry
from llmtui.scan.allowed import PermissionResolver, is_recorded, recorded
from llmtui.scan.found import Declared, Found
from llmtui.scan.matching import How, Matched, lineage
from llmtui.scan.terms import joined_expression


def contradictions(resolver: PermissionResolver, found: Found, matched: Matched) -> Iterator[str]:
    """Each contradiction in a sentence.

    Args:
        resolver: Knows licences and entries.
        found: The model.
        matched: How its entry was found.
    """
    entries = resolver.entries(found, matched)
    yield from _among_names(resolver, found, entries)
    if matched.entry_id:
        yield from _of_licence(resolver, found, matched, entries[0])
        yield from _of_bases(resolver, found, entries[0])
    yield from _among_files(resolver, found.declared)
    yield from _bases_among_files(resolver, found.declared)
    yield from _of_base_licences(resolver, found.declared)


def _among_names(resolver: PermissionResolver, found: Found, entries: Sequence[Entry]) -> Iterator[str]:
    """The names of a model that are those of another entry."""
    if not entries:
        return
    catalog, matcher = resolver.matcher.catalog, resolver.matcher
    first = next((name for name in (found.name, *found.hints) if matcher.models(name)), "")
    known = lineage(catalog, matcher.entry_ids(first) or [entry.id for entry in entries])
    own = (found.name, *found.hints, *(each.name for each in found.declared.statements))
    for name in dict.fromkeys(own):
        ids = matcher.entry_ids(name) if name else ()
        if ids and known.isdisjoint(ids):
            yield f"one of its names is {name}, which is {' or '.join(map(catalog.base_name, ids))}"


def _of_licence(resolver: PermissionResolver, found: Found, matched: Matched, entry: Entry) -> Iterator[str]:
    """What each file says of the licence, if the catalogue says something else."""
    known = recorded(entry)
    heirs = (entry,) if matched.how is How.EXACT else ()
    for statement in found.declared.statements if known else ():
        terms = [term for term in resolver.terms.read(statement) if not is_recorded(term, heirs)]
        licence = joined_expression([term.expression for term in terms]) or statement.licence
        if terms and licence.casefold() not in map(str.casefold, known):
            yield f"its {statement.file or 'card'} says {licence}, the catalogue says {' or '.join(known)}"


def _of_bases(resolver: PermissionResolver, found: Found, entry: Entry) -> Iterator[str]:
    """The bases that the files name and the catalogue does not have in the lineage of the entry."""
    catalog, matcher = resolver.matcher.catalog, resolver.matcher
    known = lineage(catalog, (entry.id,))
    named = (matcher.entry_ids(name) for name in (*found.declared.bases, *found.declared.origins) if name != found.name)
    bases = dict.fromkeys(base for ids in named if known.isdisjoint(ids) for base in ids)
    if bases:
        has = " and ".join(map(catalog.base_name, entry.base)) or "no base"
        yield f"its card names the base {' and '.join(map(catalog.base_name, bases))}, the catalogue has {has}"


def _among_files(resolver: PermissionResolver, declared: Declared) -> Iterator[str]:
    """Where a file declares another licence than the first that declares any."""
    licensed = [(each, resolver.expression(each) or each.licence) for each in declared.statements if each.terms]
    for statement, licence in licensed[1:]:
        first, other = licensed[0]
        if licence.casefold() != other.casefold():
            yield f"its {first.file or 'card'} says {other}, its {statement.file or 'card'} says {licence}"


def _bases_among_files(resolver: PermissionResolver, declared: Declared) -> Iterator[str]:
    """Where a file names other bases than the first that names any."""
    based = [each for each in declared.statements if each.bases]
    for statement in based[1:]:
        if not _agree(resolver, based[0], statement):
            first, other = (f"{' and '.join(_in_words(resolver, each))}" for each in (based[0], statement))
            yield f"its {based[0].file or 'card'} names the base {first}, its {statement.file or 'card'} names {other}"


def _agree(resolver: PermissionResolver, one: Declared, other: Declared) -> bool:
    """Whether every base that one file names is, or is made from, what the other names."""
    known = [lineage(resolver.matcher.catalog, _ids(resolver, each)) for each in (one, other)]
    return _ids(resolver, one) <= known[1] or _ids(resolver, other) <= known[0]


def _ids(resolver: PermissionResolver, statement: Declared) -> set[str]:
    return {each for name in statement.bases for each in resolver.matcher.entry_ids(name) or (name.casefold(),)}


def _in_words(resolver: PermissionResolver, statement: Declared) -> Iterator[str]:
    for name in statement.bases:
        yield " or ".join(map(resolver.matcher.catalog.base_name, resolver.matcher.entry_ids(name))) or name


def _of_base_licences(resolver: PermissionResolver, declared: Declared) -> Iterator[str]:
    """The licences that a file states for bases, if the catalogue says something else."""
    catalog, matcher = resolver.matcher.catalog, resolver.matcher
    for name, text in declared.base_licences:
        licence = resolver.terms.meaning(text) or text
        known = [each for entry_id in matcher.entry_ids(name) for each in recorded(catalog.entries[entry_id])]
        if known and licence not in known:
            has = " or ".join(dict.fromkeys(known))
            yield f"its {declared.file or 'card'} says {licence} for the base {name}, the catalogue says {has}"
