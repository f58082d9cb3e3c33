"""The sidebar's tree: every entry, the categories, their sub-groups, with counts that follow the query."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import msgspec

from llmtui.model import Catalog, Place
from llmtui.present.cells import Cell, Line, Role, fit
from llmtui.present.glyphs import Glyphs


class Node(msgspec.Struct, frozen=True):
    """One line of the tree."""

    place: Place
    label: str
    count: int
    depth: int = 0
    unfolded: bool | None = None
    """None if there is nothing to unfold."""


def nodes(
    catalog: Catalog, counts: Mapping[Place, int], unfolded: AbstractSet[str], own: Mapping[str, str] | None = None
) -> tuple[Node, ...]:
    """The lines of the tree with the sub-groups of unfolded categories, and last the user's own places by label."""
    found = [Node(Place(), "All", counts.get(Place(), 0))]
    for category in catalog.categories:
        place = Place(category.id)
        is_open = category.id in unfolded if category.groups else None
        found.append(Node(place, category.label, counts.get(place, 0), 0, is_open))
        if is_open:
            places = ((Place(category.id, group.id), group.label) for group in category.groups)
            found += [Node(each, label, counts.get(each, 0), 1) for each, label in places]
    found += [Node(Place(name), label, counts.get(Place(name), 0)) for name, label in (own or {}).items()]
    return tuple(found)


def node_line(node: Node, width: int, glyphs: Glyphs) -> Line:
    """The line of a node: fold sign, label, count."""
    fold = {None: " ", True: glyphs.unfolded, False: glyphs.folded}[node.unfolded]
    count = str(node.count)
    label = fit("  " * node.depth + node.label, max(1, width - len(count) - 4), glyphs.ellipsis)
    role = Role.TEXT if node.count else Role.MUTED
    return (Cell(f"{fold} ", Role.MUTED), Cell(label, role), Cell(f" {count} ", Role.MUTED))
