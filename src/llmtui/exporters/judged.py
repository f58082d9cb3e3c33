"""What is known of the openness of an entry, for every machine format: score, range, word, and who gave each grade."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import msgspec

from llmtui.exporters.sheet import Value
from llmtui.frameworks import Opinion, Rating, opinions_by_topic, rate, standing
from llmtui.model import Assessment, Catalog, Entry, Framework, Grade, Rule
from llmtui.model.all_judges import ALL
from llmtui.openness.history import changes, disputes
from llmtui.openness.words import word_standing

_DIGITS = 4
"""Decimals of a share."""


class Judged(msgspec.Struct, frozen=True, dict=True):
    """One judged subject, or an entry that was not judged."""

    catalog: Catalog
    entry: Entry
    framework: Framework | None = None
    """Who judged it; None if it was not judged."""
    assessment: Assessment = Assessment("")

    @cached_property
    def rating(self) -> Rating | None:
        """What the framework concludes; None if the entry was not judged."""
        return rate(self.framework, self.assessment) if self.framework else None

    @cached_property
    def word(self) -> str | None:
        """How open it is in a word; None for kinds that have none."""
        known = word_standing(self.catalog, self.entry)
        return known.word.value if known else None

    @cached_property
    def disputed(self) -> tuple[str, ...]:
        """The topics on which judges differ."""
        return tuple(each.topic.id for each in disputes(self.catalog, self.entry))

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The topics on which a line of judges changed its grade."""
        return tuple(each.topic.id for each in changes(self.catalog, self.entry))

    @cached_property
    def opinions(self) -> Mapping[str, Opinion]:
        """The opinion that counts on each criterion that was assessed."""
        if self.framework is None:
            return {}
        if self.framework.id == ALL:
            found = opinions_by_topic(self.catalog.frameworks, self.entry)
            return {topic: opinions[0] for topic, opinions in found.items()}
        return {
            each.id: Opinion(self.framework, self.assessment, each, self.assessment.judgements[each.id])
            for each in self.framework.criteria
            if each.id in self.assessment.judgements
        }


def judged(catalog: Catalog, entry: Entry, framework: str) -> Judged:
    """The assessment that counts for an entry while a framework is chosen."""
    known = standing(catalog, entry, framework)
    return Judged(catalog, entry, known.framework, known.assessment) if known else Judged(catalog, entry)


def shares(rating: Rating | None) -> tuple[float | None, float | None]:
    """The share known to be open and the share that may be, from 0 to 1."""
    if rating is None:
        return None, None
    return round(rating.fraction, _DIGITS), round(rating.best_fraction, _DIGITS)


def rated_columns(framework: Framework | None) -> tuple[str, ...]:
    """The columns of a rating; a framework that rates in classes has one for the class."""
    return ("score", "max", "low", "high", "assessed", *(("class",) if _has_classes(framework) else ()))


def rated_values(rating: Rating | None, framework: Framework | None) -> tuple[Value, ...]:
    """The values of those columns."""
    facts = (rating.score, rating.maximum, *shares(rating), rating.assessed) if rating else (None,) * 5
    return (*facts, *((rating.openness_class if rating else None,) if _has_classes(framework) else ()))


def _has_classes(framework: Framework | None) -> bool:
    return framework is not None and framework.rule is Rule.CLASSES


def graded_columns(framework: Framework | None, prefix: str = "grades.") -> tuple[str, ...]:
    """A block of columns for the grades, and one each for who gave them, on which basis, when, and with what evidence.

    Args:
        framework: Whose criteria they are.
        prefix: What the names of the grades begin with.
    """
    criteria = framework.criteria if framework else ()
    blocks = (prefix, "by.", "basis.", "date.", "evidence.")
    return tuple(f"{block}{each.id}" for block in blocks for each in criteria)


def graded_values(one: Judged, framework: Framework | None) -> tuple[Value, ...]:
    """The values of those columns: empty if the framework did not judge it, `unknown` if it left a criterion out."""
    criteria = framework.criteria if framework else ()
    if one.framework is not framework:
        return ("",) * (5 * len(criteria))
    blocks = [_graded(one.opinions.get(each.id)) for each in criteria]
    return tuple(value for block in zip(*blocks, strict=True) for value in block)


def _graded(opinion: Opinion | None) -> tuple[Value, ...]:
    """A grade, who gave it, on which basis, when, and with what evidence."""
    if opinion is None:
        return (Grade.UNKNOWN.value, "", "", "", ())
    return (
        opinion.judgement.grade.value,
        opinion.framework.id,
        basis_of(opinion) or "",
        opinion.assessment.date,
        opinion.judgement.evidence,
    )


def basis_of(opinion: Opinion) -> str | None:
    """`reviewed` or `declared`; None for what follows from a rule and was not judged."""
    return None if opinion.framework.id == ALL else opinion.framework.basis.value
