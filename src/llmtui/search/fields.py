"""The keys of the query language, and the check of a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from llmtui.dates import is_date
from llmtui.model import Catalog, Grade, Kind
from llmtui.search.query import Term


class Key(msgspec.Struct, frozen=True):
    """A key whose values are text."""

    name: str
    help: str
    loose: bool = True
    """Whether the beginning of a word is enough to match."""


_KEYS = (
    Key("category", "a category, its main one or another", loose=False),
    Key("kind", "model, method, dataset, tool …", loose=False),
    Key("maker", "who publishes it"),
    Key("license", "the licence, its class or openness: license:mit, license:osi-approved, license:open"),
    Key("lang", "a language by tag or name: lang:zh, lang:chinese", loose=False),
    Key("base", "what it derives from, by id or name"),
    Key("group", "the sub-group of its category"),
    Key("judged", "yes, no, or the framework that judged it", loose=False),
    Key("listed", "the survey that lists it"),
    Key("tag", "a tag"),
    Key("id", "the entry's id", loose=False),
)
KEYS: Mapping[str, str] = {
    **{key.name: key.help for key in _KEYS},
    "released": "when: released:2023, released>=2023-06",
    "score": "the score by the chosen framework: score>=7",
}
"""Every key except criteria and topics, with its help."""

TEXT_KEYS = {key.name: key for key in _KEYS}
GRADE_WORDS: Mapping[str, Grade] = {
    **{grade.value: grade for grade in Grade},
    "na": Grade.NOT_APPLICABLE,
    "?": Grade.UNKNOWN,
}

_SHORT_KEY = 3
"""The length of keys of which a single letter is a large part."""
_NUMBER = r"\d{1,6}(\.\d{1,6})?"
_COMPARED: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "score": (lambda value: bool(re.fullmatch(_NUMBER, value, re.ASCII)), "not a number"),
    "released": (is_date, "not a date, write 2023 or 2023-06"),
}
"""The keys whose values can be compared: a check of the value, and the message if it fails."""


def questions(catalog: Catalog) -> tuple[str, ...]:
    """Every topic and criterion that a term can ask about."""
    asked = (name for one in catalog.judges.values() for each in one.criteria for name in (each.topic, each.id))
    return tuple(dict.fromkeys(asked))


def fault(catalog: Catalog, term: Term) -> str:
    """Why a term cannot be used, in words; empty if it can."""
    if not alternatives(term):
        return f"{term.key} needs a value"
    if term.operator not in {":", "="} and (term.key in TEXT_KEYS or asks_grade(catalog, term)):
        return f"{term.key} cannot be compared, write {term.key}:{term.value}"
    if asks_grade(catalog, term):
        wrong = [value for value in alternatives(term) if value not in GRADE_WORDS]
        return f"{term.key}: {wrong[0]!r} is not a grade, use open, partial, closed, n/a or unknown" if wrong else ""
    if term.key in _COMPARED:
        return _comparison_fault(term)
    if term.key not in TEXT_KEYS:
        return _unknown_key(catalog, term.key)
    return _value_fault(catalog, term)


def is_key(catalog: Catalog, key: str) -> bool:
    """Whether the language has a key."""
    return key in KEYS or key in questions(catalog)


def _unknown_key(catalog: Catalog, key: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - slow to import; most keys are known

    likeness = 0.6 if len(key) > _SHORT_KEY else 0.5
    near = get_close_matches(key, [*KEYS, *questions(catalog)], n=1, cutoff=likeness)
    return f"unknown key {key!r}" + (f", did you mean {near[0]}?" if near else "")


def _comparison_fault(term: Term) -> str:
    """Why a value cannot be compared. Only `:` and `=` accept alternatives."""
    fits, wanted = _COMPARED[term.key]
    values = term.alternatives if term.operator in {":", "="} else (term.value,)
    wrong = [value for value in values if not fits(value)]
    return f"{term.key}: {wrong[0]!r} is {wanted}" if wrong else ""


def _value_fault(catalog: Catalog, term: Term) -> str:
    """Why a value cannot be used. Only categories and kinds have a closed list of values."""
    known = {"category": [each.id for each in catalog.categories], "kind": [each.value for each in Kind]}
    for value in alternatives(term):
        if value not in known.get(term.key, [value]):
            return f"{term.key}: there is no {value!r}, use {', '.join(known[term.key])}"
    return ""


def asks_grade(catalog: Catalog, term: Term) -> bool:
    """Whether the term asks for a grade. A key such as `license`, which is also a text key, needs grades after `:`."""
    if term.key not in questions(catalog):
        return False
    if term.key not in TEXT_KEYS:
        return True
    return term.operator == ":" and all(value in GRADE_WORDS for value in alternatives(term))


def alternatives(term: Term) -> tuple[str, ...]:
    """The alternative values of a term, folded for comparison."""
    return tuple(value.casefold() for value in term.alternatives)
