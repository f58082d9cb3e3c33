"""Evaluates the terms of a query on the columns, for all entries at once."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from llmtui.frameworks import chosen_first
from llmtui.model import Catalog, Grade
from llmtui.model.all_judges import ALL
from llmtui.model.sizes import read_count
from llmtui.search.columns import LETTER, Columns, Rows, unpack
from llmtui.search.fields import GRADE_ORDER, GRADE_WORDS, TEXT_KEYS, alternatives, asks_grade, compares
from llmtui.search.folding import fold
from llmtui.search.language import MANY, is_language, language_names
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


def inverted(answer: bytes | bytearray) -> bytes:
    """The opposite answer for every row."""
    return bytes(answer.translate(_INVERTED))


def both(answers: Iterable[bytes]) -> bytes:
    """1 for each row where all answers are 1."""
    return _combined(answers, operator.and_)


def either(answers: Iterable[bytes]) -> bytes:
    """1 for each row where an answer is 1."""
    return _combined(answers, operator.or_)


def _combined(answers: Iterable[bytes], combine: Callable[[int, int], int]) -> bytes:
    """Combine answers as large numbers, which is much faster than byte by byte."""
    first, *others = answers
    number = int.from_bytes(first, "big")
    for other in others:
        number = combine(number, int.from_bytes(other, "big"))
    return number.to_bytes(len(first), "big")


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
            self._answers[asked] = inverted(holds) if term.excluded else bytes(holds)
        return self._answers[asked]

    def narrowed(self, rows: Rows, terms: Iterable[Term], framework: str) -> Rows:
        """The rows that match all terms, in the same order."""
        for term in terms:
            answer = self.answer(term, framework)
            rows = [row for row in rows if answer[row]]
        return rows

    def _holds(self, term: Term, framework: str) -> bytearray:
        if asks_grade(self._catalog, term):
            return self._graded(term, framework)
        if term.key == "score":
            return self._scored(term, framework)
        if term.key in {"size", "active"}:
            return self._sized(term)
        if term.key == "released" or (term.key == "judged" and compares(term)):
            return self._dated(term)
        if term.key == "id":
            return self._identified(term)
        return self._columns.marked(row for kept in self._values(term) for row in unpack(kept))

    def _graded(self, term: Term, framework: str) -> bytearray:
        wanted = {LETTER[grade] for grade in _grades_wanted(term)}
        return bytearray(letter in wanted for letter in self.grades(term.key, framework))

    def _identified(self, term: Term) -> bytearray:
        row_of = self._columns.row_of
        return self._columns.marked(row_of[value] for value in alternatives(term) if value in row_of)

    def _dated(self, term: Term) -> bytearray:
        matches = _date_test(term)
        if term.key == "released":
            return bytearray(map(matches, self._columns.released))
        return bytearray(any(map(matches, dates)) for dates in self._columns.dates)

    def _values(self, term: Term) -> Iterator[bytes]:
        """The packed rows of each value that matches the term."""
        matches = self._whole(term) if term.operator == "=" else self._loosely(term)
        for value, rows in self._columns.values[term.key].items():
            if matches(value):
                yield rows

    def _whole(self, term: Term) -> Callable[[str], bool]:
        """A test whether a value is one of those that the term names in full."""
        wanted = set(alternatives(term))
        if term.key == "maker":  # several makers are joined by commas
            return lambda value: value.casefold() in wanted or not wanted.isdisjoint(value.casefold().split(", "))
        if term.key == "group":  # its id alone, or after that of its category
            return lambda value: value in wanted or value.split("/", 1)[1] in wanted
        return lambda value: value.casefold() in wanted

    def _loosely(self, term: Term) -> Callable[[str], bool]:
        """A test whether a value, or a name of it, equals the term's or for loose keys has a word that begins so.

        The id of an entry means only that entry: `base:llama-3` does not ask for an alias such as LLaMA-30B.
        """
        ids = {value for value in alternatives(term) if term.key == "base" and value in self._columns.row_of}
        asked = [value for value in alternatives(term) if value not in ids]
        exact = ids | (_covering_tags(asked) if term.key == "lang" else set())
        is_meant = _name_test(asked, loose=TEXT_KEYS[term.key].loose)

        def matches(value: str) -> bool:
            return value.casefold() in exact or any(map(is_meant, self._meant(term.key, value)))

        return matches

    def _meant(self, key: str, value: str) -> Iterable[str]:
        """The value itself, and the names that people use for it."""
        if key == "lang":
            return (value, *_broader_tags(value), *language_names(value))
        if key == "base":
            return (value, *self._columns.names(value))
        if key == "group":
            category, group = self._catalog.category(value.split("/", 1)[0]), value.split("/", 1)[1]
            known = category.group(group) if category else None
            return (known.id, known.label) if known else ()
        return (value,)

    def _sized(self, term: Term) -> bytearray:
        """The rows of which some size matches; `active` asks only mixtures of experts."""
        compare, part = _COMPARE[term.operator], int(term.key == "active")
        bounds = [count for value in term.alternatives if (count := read_count(value)) is not None]

        def matches(sizes: Sequence[tuple[int, int]]) -> bool:
            counts = [size[part] for size in sizes if size[part]]
            return any(compare(count, bound) for count in counts for bound in bounds)

        return bytearray(map(matches, self._columns.sizes))

    def naming(self, term: Term) -> bytes:
        """One byte per row: 1 if it has one of the languages that a term asks for, and is not just multilingual."""
        speaks = self._loosely(term)
        kept = (rows for value, rows in self._columns.values["lang"].items() if value != MANY and speaks(value))
        return bytes(self._columns.marked(row for rows in kept for row in unpack(rows)))

    def _scored(self, term: Term, framework: str) -> bytearray:
        """Only the chosen framework has a score that a number, or a share of the maximum in per cent, compares with.

        Shares are rounded as they are shown.
        """
        compare = _COMPARE[term.operator]
        points = [float(value) for value in term.alternatives if not value.endswith("%")]
        shares = [float(value[:-1]) for value in term.alternatives if value.endswith("%")]
        scores = self._columns.scores.get(framework, {}) if points else {}
        fractions = self._columns.fractions.get(framework, {}) if shares else {}
        found = [row for row, score in scores.items() if any(compare(score, bound) for bound in points)]
        found += [row for row, part in fractions.items() if any(compare(round(100 * part), each) for each in shares)]
        return self._columns.marked(found)

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
    known = catalog.judges.values()
    criteria = {each.id: each.about(question) for each in known}
    if not any(criteria.values()):
        criteria = {each.id: each.criterion(question) for each in known}
    return {each.id: each.criteria.index(asked) for each in known if (asked := criteria[each.id])}


def _grade(assessments: Sequence[tuple[str, str]], places: Mapping[str, int], framework: str) -> str:
    """The grade by the chosen framework, else by the newest that asks; listed only if none of them judged it.

    All judges leave some grades out, such as what a framework of classes does not list; these never answer for them.
    """
    listed = _UNKNOWN
    together = framework == ALL and ALL in places
    for judge, letters in chosen_first(assessments, framework, itemgetter(0)):
        letter = letters[places[judge]] if judge in places else _UNKNOWN
        if letter not in {_LISTED, _UNKNOWN} and (judge == ALL or not together):
            return letter
        listed = letter if letter == _LISTED else listed
    return listed


def _grades_wanted(term: Term) -> Iterable[Grade]:
    """The grades that a term asks for. Only what was judged has an order."""
    named = [GRADE_WORDS[value] for value in alternatives(term)]
    if not compares(term):
        return named
    compare, bound = _COMPARE[term.operator], GRADE_ORDER.index(named[0])
    return [grade for place, grade in enumerate(GRADE_ORDER) if compare(place, bound)]


def _date_test(term: Term) -> Callable[[str], bool]:
    """A test of dates. Two dates are compared at the coarser precision: 2023 is not before 2023-06."""
    compare, dates = _COMPARE[term.operator], term.alternatives

    def matches(known_date: str) -> bool:
        if not known_date:
            return False
        pairs = ((known_date[: len(date)], date[: len(known_date)]) for date in dates)
        return any(compare(known, asked) for known, asked in pairs)

    return matches


def _name_test(asked: Iterable[str], *, loose: bool) -> Callable[[str], bool]:
    """A test whether a name equals one that is asked for, or if loose has a word that begins so."""
    wanted = {spelt for value in asked for spelt in (value, fold(value))}
    begins = [re.compile(rf"(?<![a-z0-9]){re.escape(value)}") for value in wanted] if loose else []

    def matches(name: str) -> bool:
        name = name.casefold()
        return name in wanted or any(each.search(name) for each in begins)

    return matches


def _covering_tags(asked: Sequence[str]) -> set[str]:
    """The tags that answer a question for languages beside their own: broader ones, and the one for many languages."""
    broader = {tag for value in asked for tag in _broader_tags(value)}
    return broader | {MANY} if any(map(is_language, asked)) else broader


def _broader_tags(tag: str) -> tuple[str, ...]:
    """The tags that a BCP 47 tag refines, such as `zh` for `zh-Hans`."""
    parts = tag.split("-")
    return tuple("-".join(parts[:count]) for count in range(1, len(parts)))
