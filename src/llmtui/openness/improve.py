"""What would make an entry more open: what it lacks for the next word, class or full marks, and who has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from llmtui.frameworks import KnownAssessment, known_assessments, opinions_on, standing
from llmtui.frameworks.mof import CLASS_NAMES, missing_for_next
from llmtui.model import Catalog, Criterion, Entry, Grade, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.openness.words import Word, WordStanding, word_standing

_TOPICS = {each.id: each for each in ALL_JUDGES.criteria}
_MOST_RELATIVES = 40
"""How many relatives are looked at; lines of models have a dozen."""


class Missing(msgspec.Struct, frozen=True):
    """A topic that is not open yet."""

    criterion: Criterion
    grade: Grade
    """What is known of it."""
    siblings: tuple[Entry, ...] = ()
    """The nearest relatives that have it open."""


class Improvement(msgspec.Struct, frozen=True):
    """What an entry lacks for the next step."""

    goal: str
    """What it would be: a word, a class, or all criteria of a framework."""
    missing: tuple[Missing, ...]


def improvement(catalog: Catalog, entry: Entry, judge: str) -> Improvement | None:
    """What would make an entry more open, by all judges or one framework; None if nothing is missing or known."""
    found = _by_word(catalog, entry) if judge == ALL else _by_framework(catalog, entry, judge)
    if found is None:
        return None
    goal, criteria = found
    relatives = tuple(_relatives(catalog, entry))
    missing = (
        Missing(each, grade, _having(catalog, relatives, each.topic))
        for each, grade in criteria
        if grade is not Grade.NOT_APPLICABLE
    )
    listed = tuple(missing)
    return Improvement(goal, listed) if listed else None


def _by_word(catalog: Catalog, entry: Entry) -> tuple[str, list[tuple[Criterion, Grade]]] | None:
    """The next word, and the topics that it needs."""
    known, counting = word_standing(catalog, entry), standing(catalog, entry, ALL)
    if known is None or not (entry.assessments or known.facts):
        return None
    grades = counting.grades if counting else {}
    if known.word is Word.OPEN_SOURCE:
        lacking = [each for each in grades if each in _TOPICS and not _is_open(grades[each])]
        return "open on every topic", [(_TOPICS[each], grades[each]) for each in lacking]
    goal, topics = _next_word(known)
    return goal, list(_needed(topics, grades, _lacking(known)))


def _needed(
    topics: Iterable[str], grades: Mapping[str, Grade], lacking: Collection[str]
) -> Iterator[tuple[Criterion, Grade]]:
    """The topics that are not open, by their grades or by the facts that decide the word."""
    for topic in topics:
        grade = grades.get(topic, Grade.UNKNOWN)
        if topic in lacking or not _is_open(grade):
            yield _TOPICS[topic], grade


def _is_open(grade: Grade) -> bool:
    return grade in {Grade.OPEN, Grade.NOT_APPLICABLE}


def _next_word(known: WordStanding) -> tuple[str, tuple[str, ...]]:
    """The word that comes next, and the topics that decide it."""
    if known.word is Word.OPEN_WEIGHTS:
        return Word.OPEN_SOURCE.value, ("code", "data", "tuning_data", "license")
    return Word.OPEN_WEIGHTS.value, tuple(sorted(_lacking(known), reverse=True))


def _lacking(known: WordStanding) -> set[str]:
    """The deciding facts that are not open."""
    lacking = {each.about for each in known.facts if each.value not in {"open", "free", Word.OPEN_SOURCE.value}}
    return {"weights" if each == "tuned_weights" else each for each in lacking}


def _by_framework(catalog: Catalog, entry: Entry, judge: str) -> tuple[str, list[tuple[Criterion, Grade]]] | None:
    """The next class and its missing components, or the criteria of a framework that are not open."""
    known = next(iter(known_assessments(catalog.frameworks, entry, judge)), None)
    if known is None or known.framework.id != judge or known.framework.rule is Rule.VERDICT:
        return None
    if known.framework.rule is Rule.CLASSES:
        number, criteria = missing_for_next(known.framework, known.assessment)
        goal = f"Class {CLASS_NAMES.get(number, number)} of the {known.framework.name}"
    else:
        goal, criteria = f"open on every criterion of {known.framework.name}", _not_open(known)
    return goal, [(each, known.assessment.grade(each.id)) for each in criteria]


def _not_open(known: KnownAssessment) -> tuple[Criterion, ...]:
    return tuple(each for each in known.framework.criteria if not _is_open(known.assessment.grade(each.id)))


def _relatives(catalog: Catalog, entry: Entry) -> Iterator[Entry]:
    """The nearest relatives, the same maker's first: of the same base, the bases, and what derives from the entry."""
    derived = catalog.relations.derived
    ids = dict.fromkeys(
        each
        for group in (*(derived.get(base, ()) for base in entry.base), entry.base, derived.get(entry.id, ()))
        for each in group[:_MOST_RELATIVES]
    )
    found = [catalog.entries[each] for each in ids if each != entry.id and each in catalog.entries]
    found.sort(key=lambda each: (each.maker != entry.maker, each.group != entry.group))
    yield from found[:_MOST_RELATIVES]


def _having(catalog: Catalog, relatives: Iterable[Entry], topic: str) -> tuple[Entry, ...]:
    """The first two relatives that are open on a topic."""
    having: list[Entry] = []
    for each in relatives:
        opinions = opinions_on(catalog.frameworks, each, topic) if each.assessments else ()
        if opinions and opinions[0].judgement.grade is Grade.OPEN:
            having.append(each)
        if len(having) == 2:  # noqa: PLR2004 - enough to look at
            break
    return tuple(having)
