"""What the entries found have in common, value by value with counts: the choices of the filter panel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from llmtui.frameworks import judgement_about
from llmtui.licences import OSI_APPROVED, RESTRICTS_USE, licence_classes
from llmtui.model import Catalog, Entry, Grade
from llmtui.search.fields import KEYS, build_test, questions
from llmtui.search.language import language_names
from llmtui.search.query import Query, Term


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be asked for."""

    facet: str
    """The heading it stands under."""
    label: str
    terms: tuple[Term, ...]
    """What it adds to a query; several for a preset."""
    count: int
    """How many of the entries found have it."""

    @property
    def rule(self) -> str:
        """Its terms as a query."""
        return " ".join(map(str, self.terms))

    def is_in(self, query: Query) -> bool:
        """Whether the query asks for it already, alone or as one of several values."""
        return all(any(_covers(asked, term) for asked in query.terms) for term in self.terms)

    def toggled(self, query: Query) -> Query:
        """The query with it, or without where it was in; further values of one facet widen it."""
        if self.is_in(query):
            return replace(query, terms=tuple(kept for asked in query.terms for kept in self._rest(asked)))
        if len(self.terms) > 1:
            return replace(query, terms=tuple(dict.fromkeys((*query.terms, *self.terms))))
        (term,) = self.terms
        widened = tuple(_widened(asked, term) for asked in query.terms)
        return replace(query, terms=widened) if widened != query.terms else query.with_term(term)

    def _rest(self, asked: Term) -> tuple[Term, ...]:
        """What is left of a term without this choice's values."""
        dropped = {term.value for term in self.terms if _covers(asked, term)}
        values = [value for value in asked.alternatives if value not in dropped]
        if not dropped:
            return (asked,)
        return (replace(asked, value=",".join(values)),) if values else ()


def _covers(asked: Term, term: Term) -> bool:
    same = (asked.key, asked.operator, asked.excluded) == (term.key, term.operator, term.excluded)
    return same and term.value in asked.alternatives


def _widened(asked: Term, term: Term) -> Term:
    """The term with one more value, where both ask the same key."""
    if (asked.key, asked.operator, asked.excluded) != (term.key, ":", False):
        return asked
    return replace(asked, value=f"{asked.value},{term.value}")


PRESETS: Mapping[str, tuple[Term, ...]] = {
    "open weights": (Term("weights", ":", "open"),),
    "fully reproducible": tuple(Term(topic, ":", "open") for topic in ("data", "code", "weights", "license")),
    "commercial use allowed": (Term("license", ":", OSI_APPROVED),),
    "not judged by anybody": (Term("judged", ":", "no"),),
}
"""Questions people come with, as terms."""

_GRADES = (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED, Grade.UNKNOWN)
_CLASSES = {OSI_APPROVED: "OSI-approved", RESTRICTS_USE: "restricts use"}


Found = Callable[[str], tuple[Entry, ...]]
"""The entries that a query leaves once what it asks of a key is taken away: they tell that key's other values."""


def choices(catalog: Catalog, found: Found, framework: str) -> tuple[Choice, ...]:
    """Every choice that some entry has, by facet, the most frequent first."""
    licensed, spoken = found("license"), found("lang")
    return (
        *_valued("Licence", "license", _count(licensed, lambda entry: licence_classes(entry.licence)), _CLASSES),
        *_valued("Licence", "license", _count(licensed, lambda entry: (entry.licence,))),
        *_valued("Language", "lang", _count(spoken, lambda entry: entry.languages), _languages(spoken)),
        *_valued("Kind", "kind", _count(found("kind"), lambda entry: (entry.kind.value,))),
        *_valued("Year", "released", _count(found("released"), lambda entry: (entry.released[:4],))),
        *_criteria(catalog, found, framework),
        *_valued("Maker", "maker", _count(found("maker"), lambda entry: entry.maker.split(", "))),
        *_valued("Base", "base", _count(found("base"), lambda entry: entry.base), _names(catalog)),
        *_valued("Listed in", "listed", _count(found("listed"), lambda entry: {one.source for one in entry.listed_in})),
    )


def presets(catalog: Catalog, found: Iterable[Entry], framework: str) -> tuple[Choice, ...]:
    """The presets, each with its rule and how many of the entries found it leaves."""
    entries = tuple(found)
    chosen = []
    askable = {*KEYS, *questions(catalog)}
    for label, terms in PRESETS.items():
        if any(term.key not in askable for term in terms):
            continue
        tests = [build_test(catalog, term, framework) for term in terms]
        count = sum(all(test(entry) for test in tests) for entry in entries)
        chosen.append(Choice("Preset", label, terms, count))
    return tuple(chosen)


def _count(entries: Iterable[Entry], values: Callable[[Entry], Iterable[str]]) -> Counter[str]:
    return Counter(value for entry in entries for value in values(entry) if value)


def _valued(facet: str, key: str, counts: Counter[str], labels: Mapping[str, str] | None = None) -> list[Choice]:
    """A choice a value, the most frequent first."""
    named = labels or {}
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Choice(facet, named.get(value, value), (Term(key, ":", value),), count) for value, count in ordered]


def _criteria(catalog: Catalog, found: Found, framework: str) -> list[Choice]:
    """A choice a grade of each topic that the framework in force asks about."""
    known = catalog.frameworks.get(framework)
    offered: list[Choice] = []
    for criterion in known.criteria if known else ():
        topic = criterion.topic
        counts = Counter(judgement_about(catalog, entry, topic, framework).grade for entry in found(topic))
        offered += [
            Choice(f"{criterion.label} is", grade.value, (Term(topic, ":", grade.value),), counts[grade])
            for grade in _GRADES
            if counts[grade]
        ]
    return offered


def _languages(entries: Iterable[Entry]) -> dict[str, str]:
    return {tag: (*language_names(tag), tag)[0] for entry in entries for tag in entry.languages}


def _names(catalog: Catalog) -> dict[str, str]:
    return {entry.id: entry.name for entry in catalog}
