"""Finds the queries of checklists that cannot be used, and the keys that they ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llmtui.model import Catalog
from llmtui.model.checklist import Checklist
from llmtui.problems import Problem, ProblemLog
from llmtui.search.fields import PASSES, fault
from llmtui.search.grammar import Fault, parse
from llmtui.search.query import AnyOf, Term
from llmtui.toml_reader import Source, Unreadable, read_text

_ABOUT_TOPICS = {"found", "disputed", "changed"}


def checklist_problems(catalog: Catalog) -> tuple[Problem, ...]:
    """What is wrong with the queries of a catalogue's checklists. Such a condition is never met."""
    return tuple(problem for each in catalog.checklists.values() for problem in _problems(catalog, each))


def query_faults(catalog: Catalog, checklist: Checklist) -> tuple[tuple[str, str], ...]:
    """The key and the reason of each query of a checklist that cannot be used."""
    named = [("applies", checklist.applies)]
    for number, condition in enumerate(checklist.conditions, 1):
        named += [(f"conditions.{number}.holds", condition.holds), (f"conditions.{number}.fails", condition.fails)]
    return tuple((key, reason) for key, text in named for reason in _faults(catalog, text))


def asked_keys(text: str) -> tuple[str, ...]:
    """The keys that a query asks about, each once; for keys whose values are topics, those topics."""
    query = parse(text).query
    return tuple(dict.fromkeys(key for term in _terms((*query.terms, *query.groups)) for key in _keys(term)))


def asks_for(text: str, key: str, value: str) -> bool:
    """Whether some term of a query has this key and accepts this value."""
    query = parse(text).query
    return any(
        (value in term.alternatives) is not term.excluded
        for term in _terms((*query.terms, *query.groups))
        if term.key == key
    )


def _terms(conditions: Iterable[Term | AnyOf]) -> Iterator[Term]:
    for each in conditions:
        if isinstance(each, Term):
            yield each
        else:
            for alternative in each.alternatives:
                yield from _terms(alternative)


def _keys(term: Term) -> tuple[str, ...]:
    return term.alternatives if term.key in _ABOUT_TOPICS else (term.key,)


def _faults(catalog: Catalog, text: str) -> Iterator[str]:
    def check(term: Term, _written: str) -> Fault | None:
        reason = fault(catalog, term)
        return Fault(reason) if reason else None

    parsed = parse(text, check)
    yield from parsed.faults
    keys = asked_keys(text)
    if parsed.query.words or "" in keys:
        yield "has words, but only terms such as weights:open can decide a condition"
    if PASSES in keys:
        yield "asks another checklist; write the conditions of that one here"


def _problems(catalog: Catalog, checklist: Checklist) -> Iterator[Problem]:
    faults = query_faults(catalog, checklist)
    if not faults or checklist.path is None:
        return
    try:
        source = Source(checklist.path, read_text(checklist.path), ProblemLog())
    except Unreadable:
        source = Source(checklist.path, "", ProblemLog())
    for key, reason in faults:
        parts = key.split(".")
        place = ("conditions", int(parts[1]) - 1, parts[2]) if len(parts) > 1 else tuple(parts)
        yield Problem(checklist.path, reason, source.line_of(place), key, "see docs/query.md for the keys")
