"""How the sidebar orders the catalog."""

from __future__ import annotations

from llmtui.values import frozen


@frozen
class Group:
    """A sub-group of a category."""

    id: str
    label: str


@frozen
class Category:
    """A shelf of the catalog."""

    id: str
    label: str
    description: str = ""
    groups: tuple[Group, ...] = ()

    def group(self, group_id: str) -> Group | None:
        """The sub-group of this id."""
        return next((group for group in self.groups if group.id == group_id), None)


@frozen
class Place:
    """Where in the sidebar somebody stands: everything, a category, or one of its sub-groups."""

    category: str = ""
    group: str = ""
