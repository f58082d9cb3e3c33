"""The rows of a comparison: facts, score, and the criteria of one framework under their groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

import msgspec

from llmtui.frameworks import rate
from llmtui.frameworks.rating import POINTS
from llmtui.model import Catalog, Criterion, Entry, Framework, Grade, Judgement, Rule
from llmtui.model.keys import ENTRY_KEYS, Key
from llmtui.present.compare.choice import Side, choose_framework, judged_by
from llmtui.present.glyphs import WORDS
from llmtui.present.marks import MOST
from llmtui.present.score import class_words, score_words, unsure_words
from llmtui.search.language import language_names

FACTS = "Facts"
JUDGED = "Judged"
NOT_JUDGED = "not judged"
NOT_ASSESSED = "not assessed"
_IN_FULL = 2
"""Sizes that are all told in a narrow column."""


class RowKind(Enum):
    """What a row holds against each other."""

    FACT = "fact"
    SCORE = "score"
    SUM = "sum"
    """The points of a group, or of all criteria; a group's stand in the line that names it."""
    CRITERION = "criterion"


class Value(msgspec.Struct, frozen=True):
    """What one entry has in one row."""

    text: str = ""
    """In full; empty where nothing is stated."""
    short: str = ""
    """For a column, where that can be said shorter."""
    judgement: Judgement | None = None
    low: float | None = None
    """How open at least, from 0 to 1; None where nobody can tell."""
    high: float | None = None
    """How open if all that was not assessed were open."""

    @property
    def brief(self) -> str:
        """The text for a column."""
        return self.short or self.text


class Row(msgspec.Struct, frozen=True):
    """One thing that all entries are asked."""

    kind: RowKind
    group: str
    label: str
    values: tuple[Value, ...]
    criterion: Criterion | None = None

    @property
    def differs(self) -> bool:
        """Whether the entries do not all have the same."""
        return len({value.text for value in self.values}) > 1

    @property
    def heads_group(self) -> bool:
        """Whether it stands over the criteria of its group."""
        return self.kind is RowKind.SUM and bool(self.group)

    @property
    def most_open(self) -> frozenset[int]:
        """The positions of those that are surely as open as any and more open than some.

        What was not assessed may be open: a value wins only where nothing unknown could change that.
        """
        known = [(at, each.low, each.high) for at, each in enumerate(self.values) if each.low is not None]
        top = max((low for _at, low, _high in known), default=0.0)
        if all(low == top for _at, low, _high in known):
            return frozenset()
        beaten = all((high or 0.0) <= top for _at, _low, high in known)
        return frozenset(at for at, low, _high in known if low == top) if beaten else frozenset()


class Comparison(msgspec.Struct, frozen=True):
    """Entries side by side."""

    sides: tuple[Side, ...] = ()
    framework: Framework | None = None
    """The one they are compared by."""
    reason: str = ""
    """A sentence that says why by that one."""
    as_usual: bool = True
    """Whether it is the framework in force, and judged all of them."""
    rows: tuple[Row, ...] = ()

    def shown(self, *, differences: bool) -> tuple[Row, ...]:
        """All rows, or only those that differ, with the heads of groups that keep one."""
        if not differences:
            return self.rows
        kept = {row.group for row in self.rows if row.differs and not row.heads_group}
        return tuple(row for row in self.rows if (row.group in kept if row.heads_group else row.differs))

    @property
    def same(self) -> int:
        """How many rows do not differ, heads of groups aside."""
        return sum(not row.differs for row in self.rows if not row.heads_group)


def compare(catalog: Catalog, ids: Sequence[str], framework: str, *, insisted: bool = False) -> Comparison:
    """Hold entries against each other.

    Args:
        catalog: Where the entries are; ids it does not have are left out.
        ids: At most `MOST` of them, in order.
        framework: The id of the framework in force; another one stands in where only that one judged all.
        insisted: Whether the framework stays also then.
    """
    known = [entry for each in dict.fromkeys(ids) if (entry := catalog.get(each))]
    entries = known[:MOST]
    if not entries:
        return Comparison()
    used, reason = choose_framework(catalog, entries, framework, insisted=insisted)
    sides = tuple(Side(entry, judged_by(entry, used)) for entry in entries)
    rows = (*_facts(catalog, entries), *(_openness(used, sides) if used else ()))
    as_usual = used is not None and used.id == framework and all(side.assessment for side in sides)
    return Comparison(sides, used, reason, as_usual, rows)


def _facts(catalog: Catalog, entries: Sequence[Entry]) -> tuple[Row, ...]:
    asked: tuple[tuple[str, Callable[[Entry], Value]], ...] = (
        ("Kind", lambda entry: Value(entry.kind.value)),
        ("Maker", lambda entry: Value(entry.maker)),
        ("Licence", lambda entry: Value(entry.licence, entry.licence.removeprefix("LicenseRef-"))),
        ("Languages", lambda entry: Value(", ".join(map(_language, entry.languages)))),
        ("Sizes", lambda entry: Value(", ".join(entry.sizes), _sizes(entry.sizes))),
        ("Released", lambda entry: Value(entry.released)),
        ("Derives from", lambda entry: Value(", ".join(map(catalog.base_name, entry.base)))),
        *((key.heading, lambda entry, key=key: Value(key.words(entry))) for key in _compared(entries)),
    )
    return tuple(Row(RowKind.FACT, FACTS, label, tuple(map(tell, entries))) for label, tell in asked)


def _compared(entries: Sequence[Entry]) -> Iterable[Key]:
    """Keys that have rows of their own; those that few entries have, only if one of these has them."""
    texts = (key for key in ENTRY_KEYS if key.heading and not key.is_list)
    return (key for key in texts if not key.omitted or any(key.read(entry) for entry in entries))


def _language(tag: str) -> str:
    names = language_names(tag)
    return names[0].capitalize() if names else tag


def _sizes(sizes: Sequence[str]) -> str:
    return ", ".join(sizes) if len(sizes) <= _IN_FULL else f"{sizes[0]} to {sizes[-1]}"


def _openness(framework: Framework, sides: Sequence[Side]) -> tuple[Row, ...]:
    """Score and judge, then each group with its sum over its criteria, then all of them together."""
    rows = [
        Row(RowKind.SCORE, FACTS, "Score", tuple(_score(framework, side) for side in sides)),
        Row(RowKind.FACT, FACTS, JUDGED, tuple(_judged(framework, side) for side in sides)),
    ]
    for group, criteria in framework.grouped():
        rows.append(Row(RowKind.SUM, group.label, "Sum", tuple(_sum(framework, criteria, side) for side in sides)))
        rows += [_criterion(group.label, each, sides) for each in criteria]
    return (*rows, Row(RowKind.SUM, "", "In all", tuple(_sum(framework, framework.criteria, side) for side in sides)))


def _score(framework: Framework, side: Side) -> Value:
    if side.assessment is None:
        return Value(NOT_JUDGED)
    rating = rate(framework, side.assessment)
    text = score_words(rating)
    if rating.openness_class is not None:
        short = class_words(rating) + ("" if rating.assessed == rating.criteria else "+")
        text = ", ".join(filter(None, (text, unsure_words(rating))))
        return Value(text, short, low=rating.fraction, high=rating.best / rating.maximum)
    if rating.assessed == rating.criteria:
        return Value(
            text,
            f"{rating.fraction:.0%}" if rating.share else f"{rating.score:.1f}",
            low=rating.fraction,
            high=rating.fraction,
        )
    text += f", {unsure_words(rating)}"
    short = f"{rating.fraction:.0%}+" if rating.share else f"{rating.score:g} to {rating.best:g}"
    maximum = rating.maximum or 1.0
    return Value(text, short, low=rating.fraction, high=rating.best / maximum)


def _judged(framework: Framework, side: Side) -> Value:
    if side.assessment is None:
        return Value(NOT_JUDGED)
    told = tuple(filter(None, (side.assessment.of, side.assessment.date)))
    return Value(", ".join((framework.name, *told)), ", ".join(told))


def _sum(framework: Framework, criteria: Sequence[Criterion], side: Side) -> Value:
    """The points over some criteria, counted as the framework's score counts them."""
    if side.assessment is None:
        return Value(NOT_JUDGED)
    grades = [side.assessment.grade(each.id) for each in criteria]
    beside = grades.count(Grade.NOT_APPLICABLE)
    points = sum(POINTS.get(grade, 0.0) for grade in grades)
    counted = len(grades) - (0 if framework.rule is Rule.POINTS else beside)
    assessed = sum(grade.judged for grade in grades) + counted - len(grades) + beside
    if not assessed:
        return Value(NOT_ASSESSED)
    partly = " assessed" if assessed < counted else ""
    return Value(
        f"{points:g} of {assessed}{partly}", low=points / counted, high=(points + counted - assessed) / counted
    )


def _criterion(group: str, criterion: Criterion, sides: Sequence[Side]) -> Row:
    values = tuple(_graded(side.assessment.judgement(criterion.id) if side.assessment else None) for side in sides)
    return Row(RowKind.CRITERION, group, criterion.label, values, criterion)


def _graded(judgement: Judgement | None) -> Value:
    judgement = judgement or Judgement(Grade.UNKNOWN)
    told = {Grade.UNKNOWN: NOT_ASSESSED, Grade.LISTED: "listed, not judged"}
    openness = POINTS.get(judgement.grade)
    text = told.get(judgement.grade, WORDS[judgement.grade])
    short = WORDS[Grade.LISTED] if judgement.grade is Grade.LISTED else ""
    return Value(text, short, judgement, openness, openness)
