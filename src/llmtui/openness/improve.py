"""What would make an entry more open: what it lacks for the next word, class or full marks, and who has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from llmtui.frameworks import KnownAssessment, known_assessments, opinions_on, standing
from llmtui.frameworks.mof import CLASS_NAMES, missing_for_next
from llmtui.model import Catalog, Criterion, Entry, Grade, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.openness.words import Fact, Word, WordStanding, word_standing

_TOPICS = {each.id: each for each in ALL_JUDGES.criteria}
_MOST_RELATIVES = 40
"""How many relatives are looked at; lines of models have a dozen."""


class Missing(msgspec.Struct, frozen=True):
    """A topic that is not open yet."""

    criterion: Criterion
    grade: Grade
    """What the judges say of it."""
    fact: Fact | None = None
    """What decides the word instead of a grade, such as the recorded licence."""
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
    goal, lacking = found
    relatives = tuple(_relatives(catalog, entry))
    missing = tuple(
        msgspec.structs.replace(each, siblings=_having(catalog, relatives, each.criterion.topic))
        for each in lacking
        if each.grade is not Grade.NOT_APPLICABLE
    )
    return Improvement(goal, missing) if missing else None


def _by_word(catalog: Catalog, entry: Entry) -> tuple[str, list[Missing]] | None:
    """The next word, and the topics that it needs."""
    known, counting = word_standing(catalog, entry), standing(catalog, entry, ALL)
    if known is None or not (entry.assessments or known.facts):
        return None
    grades = counting.grades if counting else {}
    if known.word is Word.OPEN_SOURCE:
        return "open on every topic", _not_open_of(grades, grades)
    if known.word is Word.OPEN_WEIGHTS:
        judged = [topic for topic in ("tuning_data", "license") if topic in grades and grades[topic].judged]
        return Word.OPEN_SOURCE.value, _not_open_of(("code", "data", *judged), grades)
    return Word.OPEN_WEIGHTS.value, list(_lacking(known))


def _not_open_of(topics: Iterable[str], grades: Mapping[str, Grade]) -> list[Missing]:
    """Those of the topics that are not known to be open."""
    known = [(_TOPICS[each], grades.get(each, Grade.UNKNOWN)) for each in topics if each in _TOPICS]
    return [Missing(topic, grade) for topic, grade in known if not _is_open(grade)]


def _is_open(grade: Grade) -> bool:
    return grade in {Grade.OPEN, Grade.NOT_APPLICABLE}


def _lacking(known: WordStanding) -> Iterator[Missing]:
    """The deciding facts that are not open, the weights first."""
    for fact in sorted(known.facts, key=lambda each: each.about, reverse=True):
        if fact.value not in {"open", "free", Word.OPEN_SOURCE.value}:
            topic = "weights" if fact.about == "tuned_weights" else fact.about
            grade = fact.opinion.judgement.grade if fact.opinion else Grade.UNKNOWN
            yield Missing(_TOPICS[topic], grade, None if fact.opinion else fact)


def _by_framework(catalog: Catalog, entry: Entry, judge: str) -> tuple[str, list[Missing]] | None:
    """The next class and its missing components, or the criteria of a framework that are not open."""
    known = next(iter(known_assessments(catalog.frameworks, entry, judge)), None)
    if known is None or known.framework.id != judge or known.framework.rule is Rule.VERDICT:
        return None
    if known.framework.rule is Rule.CLASSES:
        number, criteria = missing_for_next(known.framework, known.assessment)
        goal = f"Class {CLASS_NAMES.get(number, number)} of the {known.framework.name}"
    else:
        goal, criteria = f"open on every criterion of {known.framework.name}", _not_open(known)
    return goal, [Missing(each, known.assessment.grade(each.id)) for each in criteria]


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
