"""How open an entry is by a published judgement, and the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import msgspec


class Grade(Enum):
    """What a framework says of one criterion."""

    OPEN = "open"
    PARTIAL = "partial"
    CLOSED = "closed"
    NOT_APPLICABLE = "n/a"
    LISTED = "listed"
    """There is evidence and no judgement."""
    UNKNOWN = "unknown"
    """Not assessed: never to be taken for closed."""

    __hash__ = object.__hash__  # members are compared by identity; the one of Enum is Python, and slow

    @property
    def judged(self) -> bool:
        """Whether a judge decided how open it is."""
        return self is Grade.OPEN or self is Grade.PARTIAL or self is Grade.CLOSED


class Judgement(msgspec.Struct, frozen=True):
    """The grade of one criterion, with what shows it."""

    grade: Grade
    evidence: tuple[str, ...] = ()
    """Links where a reader can check the grade."""
    note: str = ""
    licence: str = ""
    """The licence of this part, if the framework judges licences part by part."""


NOT_ASSESSED = Judgement(Grade.UNKNOWN)


class Assessment(msgspec.Struct, frozen=True):
    """One framework's grades of one entry at one date."""

    framework: str
    judgements: Mapping[str, Judgement] = msgspec.field(default_factory=dict)
    """By criterion id."""
    date: str = ""
    source: str = ""
    of: str = ""
    """The version or size judged, if it is not the entry as a whole."""
    name: str = ""
    """What the framework calls the subject, if that differs from the entry's name."""

    def judgement(self, criterion: str) -> Judgement:
        """The judgement of a criterion; `NOT_ASSESSED` if there is none."""
        return self.judgements.get(criterion, NOT_ASSESSED)

    def grade(self, criterion: str) -> Grade:
        """The grade of a criterion; `UNKNOWN` if there is none."""
        return self.judgement(criterion).grade
