"""Where the files of a found model contradict each other or the catalogue, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmtui.model import Entry
from llmtui.scan.allowed import Lawyer, is_recorded, recorded
from llmtui.scan.found import Declared, Found
from llmtui.scan.matching import How, Matched, lineage
from llmtui.scan.terms import joined_expression


def contradictions(lawyer: Lawyer, found: Found, matched: Matched) -> Iterator[str]:
    """Each contradiction in a sentence.

    Args:
        lawyer: Knows licences and entries.
        found: The model.
        matched: How its entry was found.
    """
    entries = lawyer.entries(found, matched)
    yield from _among_names(lawyer, found, entries)
    if matched.entry_id:
        yield from _of_licence(lawyer, found, matched, entries[0])
        yield from _of_bases(lawyer, found, entries[0])
    yield from _among_files(lawyer, found.declared)
    yield from _bases_among_files(lawyer, found.declared)
    yield from _of_base_licences(lawyer, found.declared)


def _among_names(lawyer: Lawyer, found: Found, entries: Sequence[Entry]) -> Iterator[str]:
    """The names of a model that are those of another entry."""
    if not entries:
        return
    catalog, matcher = lawyer.matcher.catalog, lawyer.matcher
    first = next((name for name in (found.name, *found.hints) if matcher.models(name)), "")
    known = lineage(catalog, matcher.entry_ids(first) or [entry.id for entry in entries])
    own = (found.name, *found.hints, *(each.name for each in found.declared.statements))
    for name in dict.fromkeys(own):
        ids = matcher.entry_ids(name) if name else ()
        if ids and known.isdisjoint(ids):
            yield f"one of its names is {name}, which is {' or '.join(map(catalog.base_name, ids))}"


def _of_licence(lawyer: Lawyer, found: Found, matched: Matched, entry: Entry) -> Iterator[str]:
    """What each file says of the licence, if the catalogue says something else."""
    known = recorded(entry)
    heirs = (entry,) if matched.how is How.EXACT else ()
    for said in found.declared.statements if known else ():
        terms = [term for term in lawyer.terms.read(said) if not is_recorded(term, heirs)]
        licence = joined_expression([term.expression for term in terms]) or said.licence
        if terms and licence.casefold() not in map(str.casefold, known):
            yield f"its {said.file or 'card'} says {licence}, the catalogue says {' or '.join(known)}"


def _of_bases(lawyer: Lawyer, found: Found, entry: Entry) -> Iterator[str]:
    """The bases that the files name and the catalogue does not have in the lineage of the entry."""
    catalog, matcher = lawyer.matcher.catalog, lawyer.matcher
    known = lineage(catalog, (entry.id,))
    named = (matcher.entry_ids(name) for name in (*found.declared.bases, *found.declared.origins) if name != found.name)
    bases = dict.fromkeys(base for ids in named if known.isdisjoint(ids) for base in ids)
    if bases:
        has = " and ".join(map(catalog.base_name, entry.base)) or "no base"
        yield f"its card names the base {' and '.join(map(catalog.base_name, bases))}, the catalogue has {has}"


def _among_files(lawyer: Lawyer, declared: Declared) -> Iterator[str]:
    """Where a file declares another licence than the first that declares any."""
    licensed = [(each, lawyer.expression(each) or each.licence) for each in declared.statements if each.terms]
    for said, licence in licensed[1:]:
        first, other = licensed[0]
        if licence.casefold() != other.casefold():
            yield f"its {first.file or 'card'} says {other}, its {said.file or 'card'} says {licence}"


def _bases_among_files(lawyer: Lawyer, declared: Declared) -> Iterator[str]:
    """Where a file names other bases than the first that names any."""
    based = [each for each in declared.statements if each.bases]
    for said in based[1:]:
        if not _agree(lawyer, based[0], said):
            first, other = (f"{' and '.join(_in_words(lawyer, each))}" for each in (based[0], said))
            yield f"its {based[0].file or 'card'} names the base {first}, its {said.file or 'card'} names {other}"


def _agree(lawyer: Lawyer, one: Declared, other: Declared) -> bool:
    """Whether every base that one file names is, or is made from, what the other names."""
    known = [lineage(lawyer.matcher.catalog, _ids(lawyer, each)) for each in (one, other)]
    return _ids(lawyer, one) <= known[1] or _ids(lawyer, other) <= known[0]


def _ids(lawyer: Lawyer, said: Declared) -> set[str]:
    return {each for name in said.bases for each in lawyer.matcher.entry_ids(name) or (name.casefold(),)}


def _in_words(lawyer: Lawyer, said: Declared) -> Iterator[str]:
    for name in said.bases:
        yield " or ".join(map(lawyer.matcher.catalog.base_name, lawyer.matcher.entry_ids(name))) or name


def _of_base_licences(lawyer: Lawyer, declared: Declared) -> Iterator[str]:
    """The licences that a file states for bases, if the catalogue says something else."""
    catalog, matcher = lawyer.matcher.catalog, lawyer.matcher
    for name, text in declared.base_licences:
        licence = lawyer.terms.meaning(text) or text
        known = [each for entry_id in matcher.entry_ids(name) for each in recorded(catalog.entries[entry_id])]
        if known and licence not in known:
            said = " or ".join(dict.fromkeys(known))
            yield f"its {declared.file or 'card'} says {licence} for the base {name}, the catalogue says {said}"
