"""The choices of the filter panel: the values that the results have, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import msgspec
from msgspec.structs import replace

from llmtui.licences import OSI_APPROVED, RESTRICTS_USE, licence_name
from llmtui.model import Catalog, Grade
from llmtui.model.licence import Allowance, Permission
from llmtui.search.columns import LETTER, Columns, Rows, unpack
from llmtui.search.fields import KEYS, PASSES, questions
from llmtui.search.language import language_names
from llmtui.search.query import Query, Term, escaped
from llmtui.search.terms import Terms
from llmtui.search.values import FREE, NO_LICENCE


class Choice(msgspec.Struct, frozen=True):
    """One value that the user can choose."""

    facet: str
    """The heading above it."""
    label: str
    terms: tuple[Term, ...]
    """The terms that it adds to a query; a preset has several."""
    count: int
    """How many of the results have it."""

    @property
    def rule(self) -> str:
        """Its terms as a query."""
        return " ".join(map(str, self.terms))

    def is_in(self, query: Query) -> bool:
        """Whether the query already asks for it, alone or as one of several values."""
        return all(any(_covers(asked, term) for asked in query.terms) for term in self.terms)

    def toggled(self, query: Query) -> Query:
        """The query with this choice, or without it if it was chosen. Several values of one facet are alternatives."""
        if self.is_in(query):
            return replace(query, terms=tuple(kept for asked in query.terms for kept in self._rest(asked)))
        if len(self.terms) > 1 or self.facet == PRESET:
            return replace(query, terms=tuple(dict.fromkeys((*query.terms, *self.terms))))
        (term,) = self.terms
        widened = tuple(_widened(asked, term) for asked in query.terms)
        return replace(query, terms=widened) if widened != query.terms else query.with_term(term)

    def _rest(self, asked: Term) -> tuple[Term, ...]:
        """The term without the values of this choice; nothing if no value is left."""
        dropped = {value for term in self.terms if _covers(asked, term) for value in term.alternatives}
        if not dropped:
            return (asked,)
        values = [escaped(value) for value in asked.alternatives if value not in dropped]
        return (replace(asked, value=",".join(values)),) if values else ()


def _asks_the_same(asked: Term, term: Term) -> bool:
    """Whether both terms ask for values of one key, whole or not, and neither compares."""
    return asked.key == term.key and not asked.excluded and {asked.operator, term.operator} <= {":", "="}


def _covers(asked: Term, term: Term) -> bool:
    same = _asks_the_same(asked, term) and set(term.alternatives) <= set(asked.alternatives)
    return same or asked == term


def _widened(asked: Term, term: Term) -> Term:
    """The term with one more value, if both have the same key."""
    return replace(asked, value=f"{asked.value},{term.value}") if _asks_the_same(asked, term) else asked


PRESET = "Preset"
"""The facet of the presets: the checklists, and some common questions."""
PRESETS: Mapping[str, Term] = {
    "Open weights": Term("weights", ":", "open"),
    "Not judged yet": Term("judged", ":", "no"),
}
"""Common questions that are not checklists."""

Found = Callable[[str], Rows]
"""The rows that match a query without its terms on a key; from these the other values of that key are counted."""


class Facets:
    """Counts the values that the results have."""

    def __init__(self, catalog: Catalog, columns: Columns, terms: Terms) -> None:
        self._catalog = catalog
        self._columns = columns
        self._terms = terms

    def choices(self, found: Found, framework: str) -> tuple[Choice, ...]:
        """Every choice that some result has, by facet, the most frequent first."""
        licences = self._count("license", found)
        classes = {value: licences.pop(value) for value in _CLASSES if value in licences}
        languages = self._count("lang", found)
        makers: Counter[str] = Counter()
        for several, count in self._count("maker", found).items():
            makers.update(dict.fromkeys(several.split(", "), count))
        bases = self._count("base", found)
        years = Counter(self._columns.released[row][:4] for row in found("released"))
        years.pop("", None)
        return (
            *_valued("Licence", "license", classes, _CLASSES),
            *_valued("Licence", "license", licences, {each: licence_name(each) for each in licences}),
            *self._permissions(found),
            *self._sizes(found),
            *_valued("Modality", "modality", self._count("modality", found)),
            *_valued("Language", "lang", languages, {tag: (*language_names(tag), tag)[0] for tag in languages}),
            *_valued("Kind", "kind", self._count("kind", found)),
            *_valued("Year", "released", years),
            *self._criteria(found, framework),
            *_valued("Maker", "maker", makers),
            *_valued("Base", "base", bases, self._names(bases)),
            *_valued("Listed in", "listed", self._count("listed", found)),
        )

    def presets(self, found: Rows, answer: Callable[[Term], bytes]) -> tuple[Choice, ...]:
        """The checklists that something can pass, and common questions, each with the number of results that match.

        Args:
            found: The rows of the results.
            answer: Gives one byte per row: 1 if a term matches.
        """
        askable = {*KEYS, *questions(self._catalog)}
        chosen = {
            each.name: Term(PASSES, ":", each.id)
            for each in self._catalog.checklists.values()
            if all(condition.holds for condition in each.conditions)
        }
        chosen |= {label: term for label, term in PRESETS.items() if term.key in askable}
        answers = {label: answer(term) for label, term in chosen.items()}
        return tuple(
            Choice(PRESET, label, (term,), sum(answers[label][row] for row in found)) for label, term in chosen.items()
        )

    def _permissions(self, found: Found) -> list[Choice]:
        """What one may do with the results, by permission and answer."""
        return [
            Choice(_PERMITTED, f"{label}: {allowance.value}", (Term(key, ":", allowance.value),), count)
            for key, label in _USES.items()
            for allowance in _ALLOWANCES
            if (count := self._count(key, found)[allowance.value])
        ]

    def _count(self, key: str, found: Found) -> Counter[str]:
        """How many of the rows have each value."""
        marked, values = self._columns.marked(found(key)), self._columns.values[key]
        counts = {value: sum(map(marked.__getitem__, unpack(rows))) for value, rows in values.items()}
        return Counter({value: count for value, count in counts.items() if count})

    def _sizes(self, found: Found) -> list[Choice]:
        """Ranges of sizes. An entry of several sizes is in several."""
        rows = found("size")
        offered = []
        for rule, label in _SIZE_RANGES.items():
            term = Term("size", rule.rstrip("0123456789B"), rule.lstrip("<>="))
            if count := len(self._terms.narrowed(rows, (term,), "")):
                offered.append(Choice("Size", label, (term,), count))
        return offered

    def _criteria(self, found: Found, framework: str) -> list[Choice]:
        """One choice per grade of each topic that the chosen framework asks about."""
        known = self._catalog.judge(framework)
        offered: list[Choice] = []
        for criterion in known.criteria if known else ():
            topic = criterion.topic
            counts = Counter(map(self._terms.grades(topic, framework).__getitem__, found(topic)))
            offered += [
                Choice(f"{criterion.label} is", grade.value, (Term(topic, ":", grade.value),), count)
                for grade in _GRADES
                if (count := counts[LETTER[grade]])
            ]
        return offered

    def _names(self, bases: Iterable[str]) -> dict[str, str]:
        """The names of base entries, by id."""
        return {base: self._catalog.base_name(base) for base in bases}


_PERMITTED = "May I use it"
_USES = {
    Permission.COMMERCIAL.value: "commercially",
    Permission.DERIVATIVES.value: "change it",
    Permission.REDISTRIBUTION.value: "pass it on",
    Permission.OUTPUTS.value: "train others with its outputs",
}
_ALLOWANCES = tuple(sorted(Allowance, key=lambda each: -each.rank))
_GRADES = (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED, Grade.UNKNOWN)
_CLASSES = {
    OSI_APPROVED: "OSI-approved",
    FREE: "free",
    RESTRICTS_USE: "restricts use",
    NO_LICENCE: "not recorded",
}
_SIZE_RANGES = {"<=3B": "up to 3B", "<=10B": "up to 10B", "<=40B": "up to 40B", ">40B": "over 40B"}
_WHOLE = {"license", "lang", "maker", "base", "listed"}
"""The keys whose `:` matches more than the value itself; a choice asks for exactly what was counted."""


def _valued(facet: str, key: str, counts: Mapping[str, int], labels: Mapping[str, str] | None = None) -> list[Choice]:
    """One choice per value, the most frequent first."""
    named = labels or {}
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Choice(facet, named.get(value, value), (_term(key, value),), count) for value, count in ordered]


def _term(key: str, value: str) -> Term:
    """The term that finds exactly the entries with a value."""
    return Term(key, "=" if key in _WHOLE and value not in _CLASSES else ":", escaped(value))
