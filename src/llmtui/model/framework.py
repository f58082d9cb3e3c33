"""A published way to judge openness: data from `catalog/frameworks/`, not code."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cached_property

import msgspec

from llmtui.model.assessment import Grade


class Rule(Enum):
    """How a framework turns its grades into a rating."""

    POINTS = "points"
    """The framework adds up points and publishes the sum."""
    SHARE = "share"
    """The framework publishes no score: we show the share of its criteria that is open, and say so."""
    CLASSES = "classes"
    """The Model Openness Framework's classes I to III."""
    VERDICT = "verdict"
    """The framework says whether a subject conforms, which is the grade of its first criterion. Nothing is added up."""


class Basis(Enum):
    """Where a framework's grades come from."""

    REVIEWED = "reviewed"
    """People checked each grade."""
    DECLARED = "declared"
    """The maker or an unreviewed submitter stated them, or a machine gathered them."""


class CriterionGroup(msgspec.Struct, frozen=True):
    """A heading over some criteria."""

    id: str
    label: str
    short: str = ""
    """For a heading as wide as the group has criteria."""


class Criterion(msgspec.Struct, frozen=True):
    """One question of openness."""

    id: str
    label: str
    topic: str
    """What it asks about, the same word in every framework."""
    group: str
    short: str = ""
    """A column heading of at most four letters."""
    question: str = ""
    meanings: tuple[tuple[Grade, str], ...] = ()
    """What open, partial and closed mean here."""
    required: bool = False
    """Whether a class asks for it, in a framework that rates in classes."""

    def meaning(self, grade: Grade) -> str:
        """What this grade means for this criterion; empty if the framework does not say."""
        return dict(self.meanings).get(grade, "")


class Framework(msgspec.Struct, frozen=True, dict=True):
    """Criteria in groups, and who published them under what licence."""

    id: str
    name: str
    short: str
    """At most four letters, for a mark in a narrow column."""
    description: str = ""
    publication: str = ""
    """The citation a user of the grades should give."""
    url: str = ""
    doi: str = ""
    licence: str = ""
    attribution: str = ""
    order: float = 0
    """Frameworks are offered in this order, and the first is used until the user chooses another."""
    rule: Rule = Rule.SHARE
    basis: Basis = Basis.REVIEWED
    continues: str = ""
    """The id of the framework by the same judges that this one continues."""
    records: str = ""
    """Where its records are published, as an https archive."""
    groups: tuple[CriterionGroup, ...] = ()
    criteria: tuple[Criterion, ...] = ()

    def criterion(self, criterion_id: str) -> Criterion | None:
        """The criterion of this id."""
        return next((criterion for criterion in self.criteria if criterion.id == criterion_id), None)

    def about(self, topic: str) -> Criterion | None:
        """The criterion that asks about a topic."""
        return self.by_topic.get(topic)

    @cached_property
    def by_topic(self) -> Mapping[str, Criterion]:
        """The first criterion that asks about each topic."""
        return {criterion.topic: criterion for criterion in reversed(self.criteria)}

    @cached_property
    def grouped(self) -> tuple[tuple[CriterionGroup, tuple[Criterion, ...]], ...]:
        """The criteria under their headings, in order."""
        criteria: dict[str, list[Criterion]] = {group.id: [] for group in self.groups}
        for criterion in self.criteria:
            if criterion.group in criteria:
                criteria[criterion.group].append(criterion)
        return tuple((group, tuple(criteria[group.id])) for group in self.groups)
