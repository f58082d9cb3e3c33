"""How the sidebar orders the catalog."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """A sub-group of a category."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of the catalog."""

    id: str
    label: str
    description: str = ""
    groups: tuple[Group, ...] = ()

    def group(self, group_id: str) -> Group | None:
        """The sub-group of this id."""
        return next((group for group in self.groups if group.id == group_id), None)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the sidebar somebody stands: everything, a category, or one of its sub-groups."""

    category: str = ""
    group: str = ""
