"""The keys of the query language, and the check of a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping

import msgspec

from llmtui.dates import is_date
from llmtui.frameworks.rating import POINTS
from llmtui.model import Basis, Catalog, Grade, Kind
from llmtui.model.all_judges import ALL_JUDGES
from llmtui.model.licence import CONDITION_KINDS, Allowance
from llmtui.model.sizes import read_count
from llmtui.openness.words import Word
from llmtui.search.language import is_language
from llmtui.search.query import Term


class QueryKey(msgspec.Struct, frozen=True):
    """A key whose values are text."""

    name: str
    help: str
    values: Callable[[Catalog], Iterable[str]] | None = None
    """The values that can be used; None if any can."""
    loose: bool = False
    """Whether the beginning of a word is enough to match."""


PASSES = "passes"
"""The key that asks for a checklist."""
COLLECTIONS = ("starred", "marked", "local")
"""Values of `is:` that the user decides, not the catalogue."""
_STATES = (*(word.value.replace(" ", "-") for word in Word), "disputed", "changed", *COLLECTIONS)
_MODALITIES = ("text", "image", "audio", "video", "code")


def _any_of(*values: str) -> Callable[[Catalog], Iterable[str]]:
    """The same values whatever the catalogue."""
    return lambda _catalog: values


def _categories(catalog: Catalog) -> Iterable[str]:
    return (category.id for category in catalog.categories)


_TOPICS = _any_of(*(criterion.topic for criterion in ALL_JUDGES.criteria))
_ALLOWANCES = _any_of(*(allowance.value for allowance in sorted(Allowance, key=lambda each: -each.rank)))

_KEYS = (
    QueryKey("category", "a category, its main one or another", _categories),
    QueryKey("kind", "model, method, dataset, tool …", _any_of(*(kind.value for kind in Kind))),
    QueryKey("maker", "who publishes it", loose=True),
    QueryKey("license", "the licence, its class or openness: license:mit, license:free, license:none", loose=True),
    QueryKey("lang", "a language by tag or name: lang:zh, lang:chinese"),
    QueryKey("modality", "what it reads and makes: text, image, audio, video, code", _any_of(*_MODALITIES)),
    QueryKey("base", "what it derives from, by id or name", loose=True),
    QueryKey("group", "the sub-group of its category", loose=True),
    QueryKey(
        "is", "how open in a word: open-source …; or disputed, changed, starred, marked, local", _any_of(*_STATES)
    ),
    QueryKey("commercial", "whether it may be used commercially: yes, conditions, no, unknown", _ALLOWANCES),
    QueryKey("derivatives", "whether changed versions are allowed: yes, conditions, no, unknown", _ALLOWANCES),
    QueryKey("redistribution", "whether it may be passed on: yes, conditions, no, unknown", _ALLOWANCES),
    QueryKey("outputs", "whether its outputs may train others: yes, conditions, no, unknown", _ALLOWANCES),
    QueryKey(
        "condition", "a kind of condition that a licence sets: users, revenue, use-policy …", _any_of(*CONDITION_KINDS)
    ),
    QueryKey(
        PASSES, "a checklist whose conditions are all met: passes:commercial-use", lambda catalog: catalog.checklists
    ),
    QueryKey(
        "judged", "yes, no, a framework; or when: judged<2025", lambda catalog: ("yes", "no", *catalog.frameworks)
    ),
    QueryKey("by", "a framework whose grade counts on some topic", lambda catalog: catalog.frameworks),
    QueryKey(
        "basis", "where open and partial grades come from: reviewed, declared", _any_of(*(one.value for one in Basis))
    ),
    QueryKey("evidence", "what open and partial grades rest on: none, linked", _any_of("none", "linked")),
    QueryKey("disputed", "a topic on which judges differ", _TOPICS),
    QueryKey("changed", "a topic on which judges changed their grade", _TOPICS),
    QueryKey("found", "a topic that some judge finds open: found:weights, whatever others say", _TOPICS),
    QueryKey("listed", "the survey that lists it", loose=True),
    QueryKey("tag", "a tag", loose=True),
    QueryKey("id", "the entry's id"),
)
KEYS: Mapping[str, str] = {
    **{key.name: key.help for key in _KEYS},
    "released": "when: released:2023, released>=2023-06",
    "size": "the number of parameters: size<=10B",
    "active": "the parameters that a mixture of experts uses at a time: active<=3B",
    "score": "the score by the chosen framework, or its share of the maximum: score>=7, score>=70%",
}
"""Every key except criteria and topics, with its help."""

_USUAL = ("category", "kind", "maker", "license", "lang", "size", "released", "is")
"""The keys that a message names if none is like the unknown one: all of them take three lines."""

TEXT_KEYS = {key.name: key for key in _KEYS}
GRADE_WORDS: Mapping[str, Grade] = {
    **{grade.value: grade for grade in Grade},
    "na": Grade.NOT_APPLICABLE,
    "?": Grade.UNKNOWN,
}
GRADE_ORDER = tuple(sorted(POINTS, key=lambda grade: POINTS[grade]))
"""The grades that can be compared, the least open first."""

_NUMBER = r"\d{1,6}(\.\d{1,6})?"
_DATE = (is_date, "not a date, write 2023 or 2023-06")
_SIZE = (lambda value: read_count(value) is not None, "not a number of parameters, write 10B or 560M")
_COMPARED: Mapping[str, tuple[Callable[[str], bool], str]] = {
    "score": (lambda value: bool(re.fullmatch(f"{_NUMBER}%?", value, re.ASCII)), "not a number, write 7 or 70%"),
    "released": _DATE,
    "size": _SIZE,
    "active": _SIZE,
}
"""The keys whose values can be compared: a check of the value, and the message if it fails."""
_TAG = r"[a-z]{2,3}(-[a-z0-9]{1,8})*"


def questions(catalog: Catalog) -> tuple[str, ...]:
    """Every topic and criterion that a term can ask about."""
    asked = (name for one in catalog.judges.values() for each in one.criteria for name in (each.topic, each.id))
    return tuple(dict.fromkeys(asked))


def fault(catalog: Catalog, term: Term, used: Container[str] = ()) -> str:
    """Why a term cannot be used, in words; empty if it can.

    Args:
        catalog: What it is asked of.
        term: The term.
        used: Values of its key that entries have, beside those that every catalogue knows.
    """
    if not is_key(catalog, term.key):
        return _unknown_key(catalog, term.key)
    if not alternatives(term):
        return f"{term.key} needs a value"
    if asks_grade(catalog, term):
        return _grade_fault(term)
    if term.key in _COMPARED or (term.key == "judged" and compares(term)):
        return _comparison_fault(term, *_COMPARED.get(term.key, _DATE))
    if compares(term):
        return f"{term.key} cannot be compared, write {term.key}:{term.value}"
    return _language_fault(term) if term.key == "lang" else _value_fault(catalog, term, used)


def compares(term: Term) -> bool:
    """Whether a term compares by order."""
    return term.operator not in {":", "="}


def is_key(catalog: Catalog, key: str) -> bool:
    """Whether the language has a key."""
    return key in KEYS or key in questions(catalog)


def _unknown_key(catalog: Catalog, key: str) -> str:
    from rapidfuzz import process  # noqa: PLC0415 - slow to import; most keys are known
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    allowed = max(1, len(key) // 3)
    near = process.extractOne(key, [*KEYS, *questions(catalog)], scorer=OSA.distance, score_cutoff=allowed)
    known = f"did you mean {near[0]}?" if near else f"use {', '.join(_USUAL)} or a topic such as weights"
    return f"unknown key {key!r}, {known}"


def _grade_fault(term: Term) -> str:
    """Why a grade cannot be used. Only those that were judged have an order."""
    words = alternatives(term)
    wrong = [word for word in words if word not in GRADE_WORDS]
    if wrong:
        return f"{term.key}: {wrong[0]!r} is not a grade, use open, partial, closed, n/a or unknown"
    if compares(term) and not (len(words) == 1 and GRADE_WORDS[words[0]] in GRADE_ORDER):
        return f"{term.key}: {term.value!r} cannot be compared, use one of closed, partial and open"
    return ""


def _comparison_fault(term: Term, fits: Callable[[str], bool], wanted: str) -> str:
    """Why a value cannot be compared. Only `:` and `=` accept alternatives."""
    values = (term.value,) if compares(term) else term.alternatives
    wrong = [value for value in values if not fits(value)]
    return f"{term.key}: {wrong[0]!r} is {wanted}" if wrong else ""


def _language_fault(term: Term) -> str:
    wrong = [value for value in alternatives(term) if not (re.fullmatch(_TAG, value) or is_language(value))]
    return f"lang: there is no language {wrong[0]!r}, use a tag such as zh, or a name" if wrong else ""


def _value_fault(catalog: Catalog, term: Term, used: Container[str]) -> str:
    """Why a value cannot be used."""
    values = TEXT_KEYS[term.key].values
    known = tuple(values(catalog)) if values else ()
    wrong = [value for value in alternatives(term) if known and value not in known and value not in used]
    return f"{term.key}: there is no {wrong[0]!r}, use {', '.join(known)}" if wrong else ""


def asks_grade(catalog: Catalog, term: Term) -> bool:
    """Whether the term asks for a grade. A key such as `license`, which is also a text key, needs grades after `:`."""
    if term.key not in questions(catalog):
        return False
    if term.key not in TEXT_KEYS:
        return True
    return term.operator != "=" and all(value in GRADE_WORDS for value in alternatives(term))


def alternatives(term: Term) -> tuple[str, ...]:
    """The alternative values of a term, folded for comparison."""
    return tuple(value.casefold() for value in term.alternatives)
