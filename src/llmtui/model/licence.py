"""What a licence allows: data from `catalog/licences/`, not code."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import msgspec


class Permission(Enum):
    """Something that the user may want to do with a work."""

    COMMERCIAL = "commercial"
    DERIVATIVES = "derivatives"
    REDISTRIBUTION = "redistribution"
    OUTPUTS = "outputs"
    """Train other models with what it writes."""

    __hash__ = object.__hash__


class Allowance(Enum):
    """Whether something is allowed, from the worst to the best."""

    NO = "no"
    UNKNOWN = "unknown"
    """The text was not read, or does not say."""
    CONDITIONS = "conditions"
    YES = "yes"
    """There is no limit on who uses it or for what."""

    __hash__ = object.__hash__

    @property
    def rank(self) -> int:
        """The position from the worst, 0, to the best, 3."""
        return _RANKS[self]


_RANKS = {allowance: rank for rank, allowance in enumerate(Allowance)}


class Condition(msgspec.Struct, frozen=True):
    """A limit that a licence sets."""

    kind: str
    """One of `CONDITION_KINDS`."""
    limits: tuple[Permission, ...]
    text: str
    clause: str = ""
    """Where the licence says so, such as `2` or `Attachment A`."""


CONDITION_KINDS = (
    "users",
    "revenue",
    "use-policy",
    "registration",
    "territory",
    "display",
    "noncommercial",
    "no-derivatives",
    "no-redistribution",
    "outputs",
    "notice",
    "other",
)


class Licence(msgspec.Struct, frozen=True):
    """A licence as its reader understood it."""

    id: str
    """An SPDX id, or `LicenseRef-…`."""
    name: str
    url: str = ""
    aliases: tuple[str, ...] = ()
    """What people and model cards write for it."""
    read: str = ""
    """The day its text was read; empty if it was not."""
    free: bool | None = None
    """Whether it is free: approved by the Open Source Initiative, or free by its file. None if that is not known."""
    allowances: Mapping[Permission, Allowance] = {}
    conditions: tuple[Condition, ...] = ()

    def allows(self, permission: Permission) -> Allowance:
        """Whether it allows something; unknown if its text was not read."""
        return self.allowances.get(permission, Allowance.UNKNOWN)

    def conditions_on(self, permission: Permission) -> tuple[Condition, ...]:
        """The conditions that limit something."""
        return tuple(condition for condition in self.conditions if permission in condition.limits)
