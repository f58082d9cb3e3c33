"""A question of several conditions: data from `catalog/checklists/`, not code."""

from __future__ import annotations

from pathlib import Path

import msgspec


class ChecklistCondition(msgspec.Struct, frozen=True):
    """One condition. It is unknown if neither of its queries matches, or both do."""

    label: str
    holds: str = ""
    """The query under which it is met; empty if no query can say so."""
    fails: str = ""
    """The query under which it is certainly not met; empty if no query can say so."""
    why: str = ""
    """Why it is asked, and how it is decided."""
    where: str = ""
    """The place of the rule in the source."""


class Checklist(msgspec.Struct, frozen=True):
    """Several conditions that all have to be met."""

    id: str
    name: str
    asks: str = ""
    """The question that it answers."""
    source: str = ""
    """Where the rules are."""
    note: str = ""
    """What every answer has to say beside it."""
    applies: str = ""
    """A query for what it is about; empty if it is about every entry."""
    conditions: tuple[ChecklistCondition, ...] = ()
    path: Path | None = None
