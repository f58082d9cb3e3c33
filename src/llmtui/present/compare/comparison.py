"""The rows of a comparison: facts, score, and the criteria of one framework under their groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

import msgspec

from llmtui.frameworks import rate
from llmtui.frameworks.rating import POINTS
from llmtui.licences import licence_name, licence_words
from llmtui.model import Catalog, Criterion, Entry, Framework, Grade, Judgement, Rule
from llmtui.model.all_judges import ALL
from llmtui.model.keys import ENTRY_KEYS, Key
from llmtui.model.licence import Permission
from llmtui.model.sizes import MOST_SIZES
from llmtui.openness.comparing import Coverage, Side, choose_framework, side_of
from llmtui.openness.words import word_standing
from llmtui.permissions import Answer, Reason, answers
from llmtui.present.compare.choice import choice_reason
from llmtui.present.glyphs import GRADE_NAMES
from llmtui.present.marks import MOST_MARKS
from llmtui.present.score import range_ends, score_words, unsure_words
from llmtui.search.language import language_names

FACTS = "Facts"
JUDGED = "Judged"
KIND = "Kind"
LICENCE = "Licence"
WORD = "In a word"
USES = "May I use it?"
NOT_JUDGED = "not judged"
NOT_ASSESSED = "not assessed"
_USES = {
    Permission.COMMERCIAL: "Commercial use",
    Permission.DERIVATIVES: "Changing it",
    Permission.REDISTRIBUTION: "Passing it on",
    Permission.OUTPUTS: "Training others",
}


class RowKind(Enum):
    """What a row compares."""

    FACT = "fact"
    SCORE = "score"
    SUM = "sum"
    """The points of a group, on the line that names it, or of all criteria."""
    CRITERION = "criterion"


class Value(msgspec.Struct, frozen=True):
    """What one entry has in one row."""

    text: str = ""
    """In full; empty if nothing is stated."""
    short: str = ""
    """For a column, if there is a shorter wording."""
    judgement: Judgement | None = None
    low: float | None = None
    """How open at least, from 0 to 1; None if that is unknown."""
    high: float | None = None
    """How open if all that was not assessed were open."""
    key: str = ""
    """What is compared, if that is not the text: the order of languages makes no difference."""
    declared: bool = False
    """Whether the grade was declared and not reviewed."""
    upto: str = ""
    """The upper end, if the shorter wording is the lower end of a range."""

    def brief(self, dash: str = " to ") -> str:
        """The text for a column, with this between the ends of a range."""
        return f"{self.short}{dash}{self.upto}" if self.upto else self.short or self.text


class ComparisonRow(msgspec.Struct, frozen=True):
    """One fact or criterion, with its value for each entry."""

    kind: RowKind
    group: str
    label: str
    values: tuple[Value, ...]
    criterion: Criterion | None = None

    @property
    def differs(self) -> bool:
        """Whether the entries do not all have the same. What was not assessed may be the same."""
        known = (value for value in self.values if value.text not in {NOT_JUDGED, NOT_ASSESSED})
        return len({value.key or value.text for value in known}) > 1

    @property
    def heads_group(self) -> bool:
        """Whether it is the line above the criteria of its group."""
        return self.kind is RowKind.SUM and bool(self.group)

    @property
    def most_open(self) -> frozenset[int]:
        """The positions of those that are surely as open as any and more open than some.

        What was not assessed may be open: a value wins only if nothing unknown could change that.
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
    """Whether it is the chosen framework, and judged all of them."""
    rows: tuple[ComparisonRow, ...] = ()
    alternative: Coverage | None = None
    """Another framework that judged several of the entries."""

    def shown(self, *, differences: bool) -> tuple[ComparisonRow, ...]:
        """All rows, or only those that differ, with the heads of groups that keep one."""
        if not differences:
            return self.rows
        kept = {row.group for row in self.rows if row.differs and not row.heads_group}
        return tuple(row for row in self.rows if (row.group in kept if row.heads_group else row.differs))

    @property
    def same(self) -> int:
        """How many rows do not differ, heads of groups aside."""
        return sum(not row.differs for row in self.rows if not row.heads_group)


def compare(catalog: Catalog, ids: Sequence[str], framework: str, *, forced: bool = False) -> Comparison:
    """Compare entries.

    Args:
        catalog: Where the entries are; ids it does not have are left out.
        ids: At most `MOST_MARKS` of them, in order.
        framework: The id of the chosen framework; another one replaces it if only that one judged all.
        forced: Whether the framework stays even then.
    """
    known = [entry for each in dict.fromkeys(ids) if (entry := catalog.get(each))]
    entries = known[:MOST_MARKS]
    if not entries:
        return Comparison()
    choice = choose_framework(catalog, entries, framework, forced=forced)
    used = choice.framework
    sides = tuple(side_of(catalog, entry, used) for entry in entries)
    words = ComparisonRow(RowKind.FACT, FACTS, WORD, tuple(_word(catalog, entry) for entry in entries))
    facts = (words, *_facts(catalog, entries))
    rows = (*facts, *(_openness(used, sides) if used else ()), *_permissions(catalog, entries))
    as_usual = used is not None and framework in {used.id, ALL} and all(side.assessment for side in sides)
    return Comparison(sides, used, choice_reason(choice, len(entries)), as_usual, rows, choice.alternative)


def _facts(catalog: Catalog, entries: Sequence[Entry]) -> tuple[ComparisonRow, ...]:
    asked: tuple[tuple[str, Callable[[Entry], Value]], ...] = (
        (KIND, lambda entry: Value(entry.kind.value)),
        ("Maker", lambda entry: Value(entry.maker)),
        (LICENCE, lambda entry: Value(*licence_words(entry.licence, entry.licences))),
        ("Languages", _languages),
        ("Sizes", _sizes),
        ("Released", lambda entry: Value(entry.released)),
        ("Derives from", lambda entry: Value(", ".join(map(catalog.base_name, entry.base)))),
        *((key.heading, lambda entry, key=key: Value(key.words(entry))) for key in _compared(entries)),
    )
    return tuple(ComparisonRow(RowKind.FACT, FACTS, label, tuple(map(value_of, entries))) for label, value_of in asked)


def _sizes(entry: Entry) -> Value:
    text = ", ".join(entry.sizes)
    return Value(text, entry.sizes[0], upto=entry.sizes[-1]) if len(entry.sizes) > MOST_SIZES else Value(text)


def _languages(entry: Entry) -> Value:
    names = tuple(map(_language, entry.languages))
    return Value(", ".join(names), key=", ".join(sorted(names)))


def _word(catalog: Catalog, entry: Entry) -> Value:
    """How open it is in a word, with the rule that gives it; empty for kinds that have none."""
    known = word_standing(catalog, entry)
    return Value(f"{known.word.value}: {known.rule}", known.word.value, key=known.word.value) if known else Value()


def _permissions(catalog: Catalog, entries: Sequence[Entry]) -> tuple[ComparisonRow, ...]:
    """What may be done with each, with the licences and conditions that decide."""
    by_use = zip(*(answers(catalog, entry) for entry in entries), strict=True)
    return tuple(
        ComparisonRow(RowKind.FACT, USES, _USES[each[0].permission], tuple(map(_permission, each))) for each in by_use
    )


def _permission(answer: Answer) -> Value:
    """The answer, and in full whose licence decides with which conditions."""
    word = answer.allowance.value
    return Value(f"{word} ({'; '.join(dict.fromkeys(map(_grounds, answer.reasons)))})", word, key=word)


def _grounds(reason: Reason) -> str:
    """Whose licence decides, and its conditions."""
    whose = f"{licence_name(reason.licence) or 'no licence known'} of {reason.name}"
    return ": ".join(filter(None, (whose, " ".join(condition.text for condition in reason.conditions))))


def _compared(entries: Sequence[Entry]) -> Iterable[Key]:
    """Keys that have rows of their own; those that few entries have, only if one of these has them."""
    texts = (key for key in ENTRY_KEYS if key.heading and not key.is_list)
    return (key for key in texts if not key.omitted_if_empty or any(key.read(entry) for entry in entries))


def _language(tag: str) -> str:
    names = language_names(tag)
    return names[0].capitalize() if names else tag


def _openness(framework: Framework, sides: Sequence[Side]) -> tuple[ComparisonRow, ...]:
    """Score and judge, then each group with its sum over its criteria, then all of them together."""
    rows = [
        ComparisonRow(RowKind.SCORE, FACTS, "Score", tuple(_score(framework, side) for side in sides)),
        ComparisonRow(RowKind.FACT, FACTS, JUDGED, tuple(_judged(framework, side) for side in sides)),
    ]
    for group, criteria in framework.grouped:
        rows.append(
            ComparisonRow(RowKind.SUM, group.label, "Sum", tuple(_sum(framework, criteria, side) for side in sides))
        )
        rows += [_criterion(group.label, each, sides) for each in criteria]
    return (
        *rows,
        ComparisonRow(RowKind.SUM, "", "In all", tuple(_sum(framework, framework.criteria, side) for side in sides)),
    )


def _score(framework: Framework, side: Side) -> Value:
    if side.assessment is None:
        return Value(NOT_JUDGED)
    rating = rate(framework, side.assessment)
    text = ", ".join(filter(None, (score_words(rating), unsure_words(rating))))
    short, upto = range_ends(rating)
    high = rating.fraction if rating.rule is Rule.VERDICT else rating.best_fraction
    return Value(text, short, low=rating.fraction, high=high, upto=upto)


def _judged(framework: Framework, side: Side) -> Value:
    if side.assessment is None:
        return Value(NOT_JUDGED)
    subject = tuple(filter(None, (side.assessment.of, side.assessment.date)))
    return Value(", ".join((framework.name, *subject)), ", ".join(subject))


def _sum(framework: Framework, criteria: Sequence[Criterion], side: Side) -> Value:
    """The points over some criteria, counted as the framework's score counts them."""
    if side.assessment is None:
        return Value(NOT_JUDGED)
    grades = [side.assessment.grade(each.id) for each in criteria]
    not_applicable = grades.count(Grade.NOT_APPLICABLE)
    points = sum(POINTS.get(grade, 0.0) for grade in grades)
    counted = len(grades) - (0 if framework.rule is Rule.POINTS else not_applicable)
    assessed = sum(grade.judged for grade in grades) + counted - len(grades) + not_applicable
    if not assessed:
        return Value(NOT_ASSESSED)
    partly = " assessed" if assessed < counted else ""
    return Value(
        f"{points:g} of {assessed}{partly}", low=points / counted, high=(points + counted - assessed) / counted
    )


def _criterion(group: str, criterion: Criterion, sides: Sequence[Side]) -> ComparisonRow:
    values = tuple(_graded(side, criterion.id) for side in sides)
    return ComparisonRow(RowKind.CRITERION, group, criterion.label, values, criterion)


def _graded(side: Side, criterion: str) -> Value:
    judgement = side.assessment.judgement(criterion) if side.assessment else Judgement(Grade.UNKNOWN)
    openness = POINTS.get(judgement.grade)
    name = GRADE_NAMES[judgement.grade]
    text, short = ("listed, not judged", name) if judgement.grade is Grade.LISTED else (name, "")
    return Value(text, short, judgement, openness, openness, declared=criterion in side.declared)
