"""A lineage as a table of plain values: one row per node of the tree."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.judged import judged, shares
from llmtui.exporters.sheet import Sheet, Value
from llmtui.model import Catalog
from llmtui.openness.lineage import LineageLimits, LineageNode, limits_in_short

LINEAGE_COLUMNS = (
    "depth",
    "id",
    "name",
    "relation",
    "base",
    "word",
    "score",
    "max",
    "low",
    "high",
    "inherited",
    "framework",
)


def lineage_sheet(catalog: Catalog, nodes: Sequence[LineageNode], framework: str) -> Sheet:
    """The nodes with their scores and inherited limits.

    Depth is negative towards the roots. Score, max, low and high are those of `framework`, the last column; they are
    empty for an entry that was not judged, and for a name that the catalogue does not have.
    """
    limits = LineageLimits(catalog, framework)
    return Sheet(LINEAGE_COLUMNS, tuple(_row(catalog, node, framework, limits) for node in nodes))


def _row(catalog: Catalog, node: LineageNode, framework: str, limits: LineageLimits) -> tuple[Value, ...]:
    entry = node.entry
    if entry is None:
        return node.depth, None, node.name, node.relation.value, (), *(None,) * 5, (), None
    known = judged(catalog, entry, framework)
    inherited = () if node.relation.apart else limits.inherited(entry)
    return (
        node.depth,
        entry.id,
        entry.name,
        node.relation.value,
        entry.base,
        known.word,
        known.rating.score if known.rating else None,
        known.rating.maximum if known.rating else None,
        *shares(known.rating),
        limits_in_short(inherited),
        known.framework.id if known.framework else None,
    )
