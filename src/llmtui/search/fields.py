"""What the keys of the query language ask of an entry."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from llmtui.frameworks import judgement_about, rating_of
from llmtui.licences import licence_classes
from llmtui.model import Catalog, Entry, Grade, Kind
from llmtui.search.language import language_names
from llmtui.search.query import Term
from llmtui.tables import is_date

Test = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Key:
    """A key that takes text."""

    name: str
    values: Callable[[Catalog, Entry], Iterable[str]]
    """What an entry answers with: equal to the value, or for `loose` keys with a word that begins with it."""
    help: str
    loose: bool = True


def _base(catalog: Catalog, entry: Entry) -> Iterable[str]:
    for base in entry.base:
        yield base
        yield from catalog.entries[base].names if base in catalog.entries else ()


def _listed(_catalog: Catalog, entry: Entry) -> Iterable[str]:
    return (listing.source for listing in entry.listed_in)


def _licence(_catalog: Catalog, entry: Entry) -> Iterable[str]:
    return (entry.licence, *licence_classes(entry.licence))


def _judged(_catalog: Catalog, entry: Entry) -> Iterable[str]:
    judges = {assessment.framework for assessment in entry.assessments}
    return ("yes", *judges) if judges else ("no",)


def _groups(catalog: Catalog, entry: Entry) -> Iterable[str]:
    category = catalog.category(entry.category)
    group = category.group(entry.group) if category else None
    return (group.id, group.label) if group else ()


def _languages(_catalog: Catalog, entry: Entry) -> Iterable[str]:
    for tag in entry.languages:
        yield from (tag, tag.partition("-")[0], *language_names(tag))


_TEXT_KEYS = (
    Key("category", lambda _, entry: entry.categories, "the category, also a further one", loose=False),
    Key("kind", lambda _, entry: (entry.kind.value,), "model, method, dataset, tool …", loose=False),
    Key("maker", lambda _, entry: (entry.maker,), "who publishes it"),
    Key(
        "license",
        _licence,
        "the licence, its class or openness: license:mit, license:osi-approved, license:open",
    ),
    Key("lang", _languages, "a language by tag or name: lang:zh, lang:chinese", loose=False),
    Key("base", _base, "what it derives from, by id or name"),
    Key("group", _groups, "the sub-group of its category"),
    Key("judged", _judged, "yes, no, or the framework that judged it", loose=False),
    Key("listed", _listed, "the survey that lists it"),
    Key("tag", lambda _, entry: entry.tags, "a tag"),
    Key("id", lambda _, entry: (entry.id,), "the entry's id", loose=False),
)
KEYS: Mapping[str, str] = {
    **{key.name: key.help for key in _TEXT_KEYS},
    "released": "when: released:2023, released>=2023-06",
    "score": "the score in the framework in force: score>=7",
}
"""Every key but the criteria and topics, with what it asks for."""

_LOOKUP = {key.name: key for key in _TEXT_KEYS}
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    ":": operator.eq,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
GRADE_WORDS: Mapping[str, Grade] = {
    **{grade.value: grade for grade in Grade},
    "na": Grade.NOT_APPLICABLE,
    "?": Grade.UNKNOWN,
}


_NUMBER = re.compile(r"\d{1,6}(\.\d{1,6})?", re.ASCII)
_COMPARED: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "score": (lambda value: bool(_NUMBER.fullmatch(value)), "no number"),
    "released": (is_date, "no date, write 2023 or 2023-06"),
}
"""What fits the keys whose values are compared, and what to say of a value that does not."""


def questions(catalog: Catalog) -> tuple[str, ...]:
    """Every topic and criterion that a term can ask about."""
    asked = (name for one in catalog.frameworks.values() for each in one.criteria for name in (each.topic, each.id))
    return tuple(dict.fromkeys(asked))


def fault(catalog: Catalog, term: Term) -> str:
    """Why a term cannot be used, in words; empty where it can."""
    if not _alternatives(term):
        return f"{term.key} needs a value"
    if term.operator not in {":", "="} and (term.key in _LOOKUP or _asks_grade(catalog, term)):
        return f"{term.key} cannot be compared, write {term.key}:{term.value}"
    if _asks_grade(catalog, term):
        wrong = [value for value in _alternatives(term) if value not in GRADE_WORDS]
        return f"{term.key}: {wrong[0]!r} is no grade, use open, partial, closed, n/a or unknown" if wrong else ""
    if term.key in _COMPARED:
        fits, wanted = _COMPARED[term.key]
        return "" if fits(term.value) else f"{term.key}: {term.value!r} is {wanted}"
    if term.key not in _LOOKUP:
        near = get_close_matches(term.key, [*KEYS, *questions(catalog)], n=1)
        return f"unknown key {term.key!r}" + (f", did you mean {near[0]}?" if near else "")
    return _value_fault(catalog, term)


def _value_fault(catalog: Catalog, term: Term) -> str:
    """Only categories and kinds have a closed list of values."""
    known = {"category": [each.id for each in catalog.categories], "kind": [each.value for each in Kind]}
    for value in _alternatives(term):
        if value not in known.get(term.key, [value]):
            return f"{term.key}: no {value!r}, use {', '.join(known[term.key])}"
    return ""


def build_test(catalog: Catalog, term: Term, framework: str) -> Test:
    """The question a term asks of an entry."""
    test = _positive(catalog, term, framework)
    return (lambda entry: not test(entry)) if term.excluded else test


def _positive(catalog: Catalog, term: Term, framework: str) -> Test:
    if _asks_grade(catalog, term):
        grades = {GRADE_WORDS[value] for value in _alternatives(term)}
        return lambda entry: judgement_about(catalog, entry, term.key, framework).grade in grades
    if term.key == "score":
        return _score_test(catalog, term, framework)
    if term.key == "released":
        return _released_test(term)
    key, wanted = _LOOKUP[term.key], _alternatives(term)
    begins = [re.compile(rf"(?<![a-z0-9]){re.escape(value)}") for value in wanted] if key.loose else []

    def test(entry: Entry) -> bool:
        answers = [answer.casefold() for answer in key.values(catalog, entry)]
        return any(answer in wanted or any(each.search(answer) for each in begins) for answer in answers)

    return test


def _asks_grade(catalog: Catalog, term: Term) -> bool:
    """Whether the key is a criterion or topic; `license` and other shared words only where a grade is given."""
    if term.key not in questions(catalog):
        return False
    return term.key not in _LOOKUP or all(value in GRADE_WORDS for value in _alternatives(term))


def _alternatives(term: Term) -> tuple[str, ...]:
    return tuple(value.casefold() for value in term.alternatives)


def _score_test(catalog: Catalog, term: Term, framework: str) -> Test:
    """Only the framework in force has a score that a number can be compared with."""
    compare, bound = _COMPARE[term.operator], float(term.value)

    def test(entry: Entry) -> bool:
        rating = rating_of(catalog, entry, framework)
        return rating is not None and rating.framework == framework and compare(rating.score, bound)

    return test


def _released_test(term: Term) -> Test:
    """Dates compare at the coarser of the two precisions: 2023 is not before 2023-06."""
    compare = _COMPARE[term.operator]

    def test(entry: Entry) -> bool:
        shared = min(len(entry.released), len(term.value))
        return bool(entry.released) and compare(entry.released[:shared], term.value[:shared])

    return test
