"""How the sidebar orders the catalog."""

from __future__ import annotations

import msgspec


class Group(msgspec.Struct, frozen=True):
    """A sub-group of a category."""

    id: str
    label: str


class Category(msgspec.Struct, frozen=True):
    """A category of the catalogue, with its sub-groups."""

    id: str
    label: str
    description: str = ""
    groups: tuple[Group, ...] = ()

    def group(self, group_id: str) -> Group | None:
        """The sub-group of this id."""
        return next((group for group in self.groups if group.id == group_id), None)


class Place(msgspec.Struct, frozen=True):
    """A position in the sidebar: everything, a category, or one of its sub-groups."""

    category: str = ""
    group: str = ""
