"""Answers the terms of a query from the columns, for all entries at once."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from llmtui.frameworks import chosen_first
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
_KEPT = 64
"""Answers that are kept: typing goes on with the same terms."""
_TURNED = bytes([1, 0, *range(2, 256)])


class Terms:
    """Answers terms from the columns of a catalog; an answer has a byte a row, 1 where the term holds."""

    def __init__(self, catalog: Catalog, columns: Columns) -> None:
        self._catalog = catalog
        self._columns = columns
        self._answers: dict[tuple[Term, str], bytes] = {}
        self._grades: dict[tuple[str, str], str] = {}

    def answer(self, term: Term, framework: str) -> bytes:
        """Where a term holds, `framework` being in force."""
        asked = (term, framework)
        if asked not in self._answers:
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            holds = self._holds(replace(term, excluded=False), framework)
            self._answers[asked] = bytes(holds.translate(_TURNED) if term.excluded else holds)
        return self._answers[asked]

    def narrowed(self, rows: Rows, terms: Iterable[Term], framework: str) -> Rows:
        """Those of the rows where all terms hold, in the same order."""
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
        """The rows of each value that answers the term: equal to it, or for loose keys a word that begins with it."""
        key = TEXT_KEYS[term.key]
        wanted = {spelt for value in alternatives(term) for spelt in (value, fold(value))}
        begins = [re.compile(rf"(?<![a-z0-9]){re.escape(value)}") for value in wanted] if key.loose else []
        for value, rows in self._columns.values[term.key].items():
            answers = [answer.casefold() for answer in self._meant(term.key, value)]
            if any(answer in wanted or any(each.search(answer) for each in begins) for answer in answers):
                yield rows

    def _meant(self, key: str, value: str) -> Iterable[str]:
        """What people call a value: itself, and its names."""
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
        """Only the chosen framework has a score that a number can be compared with."""
        compare, bound = _COMPARE[term.operator], float(term.value)
        scores = self._columns.scores.get(framework, {})
        return self._columns.marked(row for row, score in scores.items() if compare(score, bound))

    def grades(self, question: str, framework: str) -> str:
        """What is known of each row on a topic or criterion, a letter a row: as `frameworks.judgement_about` has it."""
        asked = (question, framework)
        if asked not in self._grades:
            places, judged = _places(self._catalog, question), self._columns.grades
            letters = {assessments: _grade(assessments, places, framework) for assessments in set(judged)}
            self._grades[asked] = "".join(map(letters.__getitem__, judged))
        return self._grades[asked]


def _places(catalog: Catalog, question: str) -> Mapping[str, int]:
    """Which criterion of each framework asks a question; one asked by no topic is a criterion's id."""
    known = catalog.frameworks.values()
    criteria = {each.id: each.about(question) for each in known}
    if not any(criteria.values()):
        criteria = {each.id: each.criterion(question) for each in known}
    return {each.id: each.criteria.index(asked) for each in known if (asked := criteria[each.id])}


def _grade(assessments: Sequence[tuple[str, str]], places: Mapping[str, int], framework: str) -> str:
    """The grade by the chosen framework, else by the newest that asks; listed only if none of them judged it."""
    listed = _UNKNOWN
    for judge, letters in chosen_first(assessments, framework, itemgetter(0)):
        letter = letters[places[judge]] if judge in places else _UNKNOWN
        if letter not in {_LISTED, _UNKNOWN}:
            return letter
        listed = letter if letter == _LISTED else listed
    return listed


def _released_test(term: Term) -> Callable[[str], bool]:
    """Dates compare at the coarser of the two precisions: 2023 is not before 2023-06."""
    compare = _COMPARE[term.operator]

    def test(released: str) -> bool:
        shared = min(len(released), len(term.value))
        return bool(released) and bool(compare(released[:shared], term.value[:shared]))

    return test
