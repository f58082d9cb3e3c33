"""What can be typed next: the keys of the language, then the values of a key with how many entries have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import msgspec

from llmtui.model import Catalog, Grade
from llmtui.search.columns import LETTER, Columns, Rows, unpack
from llmtui.search.fields import COLLECTIONS, GRADE_ORDER, KEYS, PASSES, TEXT_KEYS, questions
from llmtui.search.folding import fold
from llmtui.search.language import MANY, is_language, language_names
from llmtui.search.query import Term, escaped
from llmtui.search.terms import Terms
from llmtui.search.values import NO_LICENCE

_MOST_SUGGESTIONS = 40
"""How many suggestions are worth working out."""
_LAST = r"""(?x) (?P<before>.*?(?:^|[\s(]))? -? (?P<last>(?: (?P<key>[^\W\d][\w./-]*) (?P<operator>>=|<=|!=|[:=<>])
        (?P<values>(?:[^\s"]|"[^"]*"?)*) | [^\s"(:=<>-][^\s"(:=<>]* ))$"""
_BOUNDS = {"size": ("3B", "10B", "40B", "100B"), "active": ("3B", "10B", "40B"), "score": ("5", "7", "9")}
"""Values to compare with."""
_COMPARED = {"size": "<=", "active": "<=", "score": ">="}
"""How the values of these keys are compared if a suggestion says how: hardly any value is met exactly."""
_LAST_OFFERED = {Grade.UNKNOWN.value, NO_LICENCE}
"""Values that say that nothing is known, which few people ask for and many entries have."""


class Suggestion(msgspec.Struct, frozen=True):
    """Something that can be typed next."""

    text: str
    """The whole query with it."""
    label: str
    """What is new in it: a key with its colon, or a value."""
    note: str = ""
    """What a key asks for, or the name of a value."""
    count: int | None = None
    """How many of the entries that the rest of the query finds have the value; None for a key, and for what is not
    known here, such as what is on this machine."""


Found = Callable[[str], Rows]
"""The rows that a query finds."""


class Completer:
    """Suggests how to go on with a query."""

    def __init__(
        self, catalog: Catalog, columns: Columns, terms: Terms, passing: Callable[[str], bytes] = lambda _id: b""
    ) -> None:
        """Take what queries are asked of.

        Args:
            catalog: The entries.
            columns: Their columns.
            terms: What evaluates terms.
            passing: Gives one byte per row: 1 if the entry passes the checklist of an id.
        """
        self._passing = passing
        self._catalog = catalog
        self._columns = columns
        self._terms = terms

    def suggestions(self, text: str, found: Found, framework: str) -> tuple[Suggestion, ...]:
        """What can follow a text, the likeliest first.

        Args:
            text: The query up to the cursor.
            found: Finds what the rest of the query finds; values are counted there.
            framework: The id of the chosen framework.
        """
        last = re.match(_LAST, text, re.DOTALL)
        if not last:
            return ()
        start = text[: last.start("last")]
        if not last["key"]:
            return tuple(self._keys(start, last["last"].lower()))
        key = {"licence": "license"}.get(last["key"].lower(), last["key"].lower())
        chosen, comma, typed = last["values"].rpartition(",")
        operator = _COMPARED.get(key, ":") if last["operator"] == ":" and not chosen else last["operator"]
        before = f"{start}{last['key']}{operator}{chosen}{comma}"
        rest = re.sub(r"(^|\s)-$", r"\1", start)
        return tuple(self._values(key, operator, typed.strip('"'), before, lambda: found(rest), framework))

    def _keys(self, start: str, typed: str) -> Iterable[Suggestion]:
        """The keys that begin so; those of the language before criteria."""
        topics = dict.fromkeys(questions(self._catalog), "how open it is on this topic: open, partial, closed …")
        for key, help_text in {**topics, **KEYS}.items() if not typed else {**KEYS, **topics, **KEYS}.items():
            if key.startswith(typed):
                written = f"{key}{_COMPARED.get(key, ':')}"
                yield Suggestion(f"{start}{written}", written, help_text)

    def _values(
        self, key: str, operator: str, typed: str, before: str, found: Callable[[], Rows], framework: str
    ) -> Iterable[Suggestion]:
        """The values that begin as typed, those first that the most entries have."""
        if key not in KEYS and key not in questions(self._catalog):
            return
        rows = found()
        counts = self._counts(key, operator, rows, framework)
        if operator not in {":", "=", "!="}:
            counts = {value: self._matching(Term(key, operator, value), rows, framework) for value in counts}
        names = {value: ", ".join(self._names(key, value)) for value in counts}
        wanted = fold(typed)
        fitting = [value for value in counts if _begins(wanted, value) or _begins(wanted, names[value])]
        if key not in _BOUNDS:
            fitting.sort(key=lambda value: (not fold(value).startswith(wanted), value in _LAST_OFFERED, -counts[value]))
        for value in fitting[:_MOST_SUGGESTIONS]:
            count = _known_count(key, value, counts)
            yield Suggestion(f"{before}{_quoted(value)} ", value, names[value], count)

    def _counts(self, key: str, operator: str, rows: Rows, framework: str) -> Mapping[str, int]:
        if key in _BOUNDS:
            return self._bounds(key, operator, rows, framework)
        if key == "released":
            return Counter(filter(None, (self._columns.released[row][:4] for row in rows)))
        if key == PASSES:
            return self._passed(rows) if operator in {":", "=", "!="} else {}
        if key == "id":
            return dict.fromkeys((self._columns.ids[row] for row in rows), 1)
        return self._counted_values(key, operator, rows, framework)

    def _passed(self, rows: Rows) -> dict[str, int]:
        """How many of the rows pass each checklist."""
        passed = {name: self._passing(name) for name in self._catalog.checklists}
        return {name: sum(answer[row] for row in rows) for name, answer in passed.items() if answer}

    def _counted_values(self, key: str, operator: str, rows: Rows, framework: str) -> Mapping[str, int]:
        """How many of the rows have each grade or text of a key; only grades can be compared by their order."""
        counts: dict[str, int] = {}
        if key in questions(self._catalog):
            letters = Counter(map(self._terms.grades(key, framework).__getitem__, rows))
            counts = {grade.value: letters[LETTER[grade]] for grade in LETTER if letters[LETTER[grade]]}
        if key in TEXT_KEYS:
            counts |= self._texts(key, rows)
        if key == "lang" and operator == ":":
            counts = self._spoken(rows)
        if operator not in {":", "=", "!="}:
            return {grade.value: counts[grade.value] for grade in reversed(GRADE_ORDER) if grade.value in counts}
        return counts

    def _bounds(self, key: str, operator: str, rows: Rows, framework: str) -> Mapping[str, int]:
        """Round numbers, each with how many compare so."""
        terms = (Term(key, operator.replace("!=", "="), bound) for bound in _BOUNDS[key])
        found = {term.value: self._matching(term, rows, framework) for term in terms}
        return {bound: count for bound, count in found.items() if count}

    def _matching(self, term: Term, rows: Rows, framework: str) -> int:
        return len(self._terms.narrowed(rows, (term,), framework))

    def _texts(self, key: str, rows: Rows) -> dict[str, int]:
        marked = self._columns.marked(rows)
        values = self._columns.values[key].items()
        counted = {value: sum(map(marked.__getitem__, unpack(kept))) for value, kept in values}
        own = dict.fromkeys(COLLECTIONS, 0) if key == "is" else {}
        group = {value.split("/", 1)[-1]: count for value, count in counted.items()} if key == "group" else counted
        return {value: count for value, count in group.items() if count} | own

    def _spoken(self, rows: Rows) -> dict[str, int]:
        """The languages, each with how many entries name it or are multilingual."""
        marked, values = self._columns.marked(rows), self._columns.values["lang"]
        many = frozenset(unpack(values.get(MANY, b"")))
        spoken = {tag: many.union(unpack(kept)) if is_language(tag) else unpack(kept) for tag, kept in values.items()}
        counts = {tag: sum(map(marked.__getitem__, found)) for tag, found in spoken.items()}
        return {tag: count for tag, count in counts.items() if count}

    def _names(self, key: str, value: str) -> tuple[str, ...]:
        if key == "lang":
            return language_names(value)
        if key == PASSES:
            return (self._catalog.checklists[value].name,)
        if key == "base":
            return (self._catalog.base_name(value),) if self._catalog.base_name(value) != value else ()
        return ()


def _begins(wanted: str, value: str) -> bool:
    """Whether a value, or a word in it, begins so."""
    return not wanted or re.search(rf"(?<![a-z0-9]){re.escape(wanted)}", fold(value)) is not None


def _known_count(key: str, value: str, counts: Mapping[str, int]) -> int | None:
    """How many entries have a value; None for the user's own collections, which are not counted here."""
    return None if key == "is" and value in COLLECTIONS else counts[value]


def _quoted(value: str) -> str:
    """A value as it is typed."""
    printed = str(Term("x", ":", escaped(value)))[2:]
    return printed if printed == value or printed.startswith('"') else f'"{escaped(value)}"'
