"""The lineage and the changes as linear text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from llmtui.exporters.judged import judged
from llmtui.exporters.plain.entries import openness_words
from llmtui.exporters.plain.form import Block, Fact, grade_words, linear
from llmtui.model import Catalog, Entry
from llmtui.openness.lineage import LineageLimits, LineageNode, Relation, limits_in_short
from llmtui.openness.timeline import Course, Development
from llmtui.present.opinions import judge_and_date


def lineage_text(catalog: Catalog, entry: Entry, nodes: Sequence[LineageNode], framework: str) -> str:
    """A block for each entry of the tree, with how it is related to the one asked for."""
    limits = LineageLimits(catalog, framework)
    return linear(_node(catalog, entry, node, framework, limits) for node in nodes)


def _node(catalog: Catalog, entry: Entry, node: LineageNode, framework: str, limits: LineageLimits) -> Block:
    relation = ("Relation", _relation(entry, node))
    if node.entry is None:
        return Block(node.name, (relation, ("", "It is not in the catalogue.")))
    one = judged(catalog, node.entry, framework)
    inherited = () if node.relation.apart else limits_in_short(limits.inherited(node.entry))
    openness = openness_words(one.rating, one.framework.name if one.framework else "") or "not judged"
    facts = (("Id", node.entry.id), ("In a word", one.word or ""), ("Openness", openness))
    return Block(node.name, (relation, *facts, ("Inherits", ", ".join(inherited))))


def _relation(entry: Entry, node: LineageNode) -> str:
    """How an entry of the tree is related to the one asked for, and over how many steps."""
    steps = abs(node.depth)
    away = f", {steps} steps away" if steps > 1 else ""
    return {
        Relation.ITSELF: "the entry asked for",
        Relation.BASE: f"{entry.name} derives from it{away}",
        Relation.DERIVED: f"derives from {entry.name}{away}",
        Relation.REIMPLEMENTS: f"{entry.name} re-implements it{away}",
        Relation.REIMPLEMENTED: f"re-implements {entry.name}{away}",
    }[node.relation]


def changes_text(found: Iterable[Development]) -> str:
    """A block for each topic of an entry, with what each judge said."""
    return linear(Block(f"{one.entry.name}, {one.topic.label}", tuple(_course(one))) for one in found)


def _course(one: Development) -> Iterator[Fact]:
    yield "Course", "disputed" if one.course is Course.DISPUTED else one.course.value
    yield from ((judge_and_date(opinion), grade_words(opinion)) for opinion in one.opinions)
    yield from (("Evidence", address) for address in one.newest.judgement.evidence)
