"""What changed between two judgements of an entry at different dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from llmtui.model import Assessment, Catalog, Entry, Grade, Rule


class Reassessment(msgspec.Struct, frozen=True):
    """Two assessments of the same subject at different dates, and the topics they grade differently."""

    before: str
    after: str
    grades: tuple[tuple[str, Grade, Grade], ...]
    """Label of the criterion, the old grade, the new grade."""


def changes(catalog: Catalog, entry: Entry) -> tuple[Reassessment, ...]:
    """Each later assessment compared with the one before it, subject by subject."""
    found = []
    for before, after in pairwise(_comparable(catalog, entry)):
        if before.date != after.date:
            grades = tuple(_differences(catalog, before, after))
            found.append(Reassessment(_name(catalog, before), _name(catalog, after), grades))
    return tuple(found)


def _comparable(catalog: Catalog, entry: Entry) -> list[Assessment]:
    """The assessments by date, of the entry as a whole or of the subject that the newest one judges.

    A framework of classes lists what is published and judges nothing, so a missing component there is not a change.
    """
    judged = [each for each in entry.assessments if catalog.frameworks[each.framework].rule is not Rule.CLASSES]
    newest = judged[-1].of if judged else ""
    return [each for each in judged if each.of in {"", newest}]


def _differences(catalog: Catalog, before: Assessment, after: Assessment) -> Iterator[tuple[str, Grade, Grade]]:
    old, new = catalog.frameworks[before.framework], catalog.frameworks[after.framework]
    for criterion in new.criteria:
        earlier = old.about(criterion.topic)
        if earlier is None:
            continue
        grades = before.grade(earlier.id), after.grade(criterion.id)
        if grades[0] is not grades[1] and all(grade.judged for grade in grades):
            yield criterion.label, *grades


def _name(catalog: Catalog, assessment: Assessment) -> str:
    short = catalog.frameworks[assessment.framework].short or assessment.framework
    return f"{assessment.date} ({short})"
