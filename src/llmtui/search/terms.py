"""Evaluates the terms of a query on the columns, for all entries at once."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from llmtui.model import Catalog, Grade
from llmtui.search.columns import LETTER, Columns, Rows, unpack
from llmtui.search.fields import GRADE_WORDS, TEXT_KEYS, alternatives, asks_grade
from llmtui.search.folding import fold
from llmtui.search.language import language_names
from llmtui.search.query import Term

_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    ":": operator.eq,
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}
_LISTED, _UNKNOWN = LETTER[Grade.LISTED], LETTER[Grade.UNKNOWN]
_MOST_ANSWERS = 64
"""How many answers are cached: while the user types, the terms stay the same."""
_INVERTED = bytes([1, 0, *range(2, 256)])


class Terms:
    """Evaluates terms on the columns of a catalog. An answer has one byte per row: 1 if the term matches."""

    def __init__(self, catalog: Catalog, columns: Columns) -> None:
        self._catalog = catalog
        self._columns = columns
        self._answers: dict[tuple[Term, str], bytes] = {}
        self._grades: dict[tuple[str, str], str] = {}

    def answer(self, term: Term, framework: str) -> bytes:
        """One byte per row: 1 if the term matches. Grades and scores are those of `framework`, the selected one."""
        asked = (term, framework)
        if asked not in self._answers:
            if len(self._answers) >= _MOST_ANSWERS:
                self._answers.clear()
            holds = self._holds(replace(term, excluded=False), framework)
            self._answers[asked] = bytes(holds.translate(_INVERTED) if term.excluded else holds)
        return self._answers[asked]

    def narrowed(self, rows: Rows, terms: Iterable[Term], framework: str) -> Rows:
        """The rows that match all terms, in the same order."""
        for term in terms:
            answer = self.answer(term, framework)
            rows = [row for row in rows if answer[row]]
        return rows

    def _holds(self, term: Term, framework: str) -> bytearray:
        if asks_grade(self._catalog, term):
            wanted = {LETTER[GRADE_WORDS[value]] for value in alternatives(term)}
            return bytearray(letter in wanted for letter in self.grades(term.key, framework))
        if term.key == "score":
            return self._scored(term, framework)
        if term.key == "released":
            return bytearray(map(_released_test(term), self._columns.released))
        if term.key == "id":
            row_of = self._columns.row_of
            return self._columns.marked(row_of[value] for value in alternatives(term) if value in row_of)
        return self._columns.marked(row for kept in self._values(term) for row in unpack(kept))

    def _values(self, term: Term) -> Iterator[bytes]:
        """The packed rows of each value that matches the term: an equal one, or for loose keys one with such a word."""
        key = TEXT_KEYS[term.key]
        wanted = {spelt for value in alternatives(term) for spelt in (value, fold(value))}
        begins = [re.compile(rf"(?<![a-z0-9]){re.escape(value)}") for value in wanted] if key.loose else []
        for value, rows in self._columns.values[term.key].items():
            answers = [answer.casefold() for answer in self._meant(term.key, value)]
            if any(answer in wanted or any(each.search(answer) for each in begins) for answer in answers):
                yield rows

    def _meant(self, key: str, value: str) -> Iterable[str]:
        """The value itself, and the names that people use for it."""
        if key == "lang":
            return (value, value.partition("-")[0], *language_names(value))
        if key == "base":
            return (value, *self._columns.names(value))
        if key == "group":
            category, group = self._catalog.category(value.split("/", 1)[0]), value.split("/", 1)[1]
            known = category.group(group) if category else None
            return (known.id, known.label) if known else ()
        return (value,)

    def _scored(self, term: Term, framework: str) -> bytearray:
        """Only the framework in force has a score that a number can be compared with."""
        compare, bound = _COMPARE[term.operator], float(term.value)
        scores = self._columns.scores.get(framework, {})
        return self._columns.marked(row for row, score in scores.items() if compare(score, bound))

    def grades(self, question: str, framework: str) -> str:
        """The grade of each row on a topic or criterion, one letter per row; as in `frameworks.judgement_about`."""
        asked = (question, framework)
        if asked not in self._grades:
            numbers, judged = _criteria_asking(self._catalog, question), self._columns.grades
            letters = {assessments: _grade(assessments, numbers, framework) for assessments in set(judged)}
            self._grades[asked] = "".join(map(letters.__getitem__, judged))
        return self._grades[asked]


def _criteria_asking(catalog: Catalog, question: str) -> Mapping[str, int]:
    """The number of the criterion that asks a question, by framework. The question is a topic or a criterion's id."""
    known = catalog.frameworks.values()
    criteria = {each.id: each.about(question) for each in known}
    if not any(criteria.values()):
        criteria = {each.id: each.criterion(question) for each in known}
    return {each.id: each.criteria.index(asked) for each in known if (asked := criteria[each.id])}


def _grade(assessments: Sequence[tuple[str, str]], places: Mapping[str, int], framework: str) -> str:
    """The grade by the framework in force, else by the newest that asks; listed only where nobody judged it."""
    listed = _UNKNOWN
    for judge, letters in sorted(assessments, key=lambda each: each[0] != framework):
        letter = letters[places[judge]] if judge in places else _UNKNOWN
        if letter not in {_LISTED, _UNKNOWN}:
            return letter
        listed = letter if letter == _LISTED else listed
    return listed


def _released_test(term: Term) -> Callable[[str], bool]:
    """A test of release dates. Two dates are compared at the coarser precision: 2023 is not before 2023-06."""
    compare = _COMPARE[term.operator]

    def test(released: str) -> bool:
        shared = min(len(released), len(term.value))
        return bool(released) and bool(compare(released[:shared], term.value[:shared]))

    return test
