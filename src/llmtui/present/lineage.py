"""Where an entry comes from and what came of it: a tree, with the limits that descendants inherit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

import msgspec

from llmtui.frameworks import judgement_about
from llmtui.licences import restricts_use
from llmtui.model import Catalog, Entry, Grade


class Relation(Enum):
    """How a line of the tree is related to the entry whose lineage it is."""

    ITSELF = "itself"
    BASE = "base"
    """The entry derives from it, by as many steps as it is deep."""
    DERIVED = "derived"
    REIMPLEMENTS = "re-implements"
    """The entry builds it again without deriving from it."""
    REIMPLEMENTED = "re-implemented by"

    @property
    def upward(self) -> bool:
        """Whether it was there before the entry."""
        return self in {Relation.BASE, Relation.REIMPLEMENTS}

    @property
    def apart(self) -> bool:
        """Whether nothing was handed down."""
        return self in {Relation.REIMPLEMENTS, Relation.REIMPLEMENTED}


Place = tuple[Relation, tuple[str, ...]]
"""A relation to the entry and the way there."""


class Node(msgspec.Struct, frozen=True):
    """One line of the tree."""

    relation: Relation
    name: str
    entry: Entry | None
    """None where the catalogue does not have it."""
    path: tuple[str, ...] = ()
    """What lies between the entry and this line, by id, itself the last; empty for the entry."""
    rails: tuple[bool, ...] = ()
    """For each level of the path, whether more stands on that level further from the entry."""
    children: int = 0
    """How many lines hang on it directly."""
    repeated: bool = False
    """Whether it hangs elsewhere in the tree too, where what hangs on it is drawn."""

    @property
    def depth(self) -> int:
        """Steps from the entry, negative towards the roots."""
        return -len(self.path) if self.relation.upward else len(self.path)

    @property
    def place(self) -> Place:
        """Where in the tree it stands, no two lines in the same place."""
        return self.relation, self.path


class Restriction(Enum):
    """What an ancestor can hand down."""

    DATA = "closed data"
    LICENCE = "licence"


class Limit(msgspec.Struct, frozen=True):
    """What stands in the way of using what derives from an entry."""

    kind: Restriction
    by: Entry
    reason: str
    """In words, after the name of the entry."""


def lineage(catalog: Catalog, entry: Entry) -> tuple[Node, ...]:
    """The lines of the tree: roots, bases, the entry, what derives from it, and apart what is built again.

    Ancestors stand above the entry, the direct ones nearest. What hangs in several places is followed in one of
    them, so that circles in the data end.
    """
    bases = _walk(catalog, entry, Relation.BASE, lambda each: each.base[::-1])
    derived = _walk(catalog, entry, Relation.DERIVED, lambda each: _ids(catalog.derived_from(each.id)))
    built_again = _ids(catalog.reproductions_of(entry.id))
    following = len(set(_ids(catalog.derived_from(entry.id))))
    return (
        *reversed(bases),
        Node(Relation.ITSELF, entry.name, entry, children=following),
        *derived,
        *_apart(catalog, Relation.REIMPLEMENTS, entry.reproduces),
        *_apart(catalog, Relation.REIMPLEMENTED, built_again),
    )


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def _walk(catalog: Catalog, root: Entry, relation: Relation, step: Callable[[Entry], Sequence[str]]) -> list[Node]:
    """Everything that steps lead to, the nearest first, each branch to its end before the next."""
    seen = {root.id}
    found: list[Node] = []
    ahead = _branches((), (), step(root))
    while ahead:
        path, rails = ahead.pop()
        name = path[-1]
        entry = catalog.get(name)
        repeated = entry is not None and name in seen
        following = _branches(path, rails, step(entry)) if entry and not repeated else []
        found.append(Node(relation, catalog.base_name(name), entry, path, rails, len(following), repeated))
        seen.add(name)
        ahead += following
    return found


def _branches(
    path: tuple[str, ...], rails: tuple[bool, ...], names: Sequence[str]
) -> list[tuple[tuple[str, ...], tuple[bool, ...]]]:
    """Path and rails of what hangs on a line, the first one last, where it is taken from."""
    once = tuple(dict.fromkeys(names))
    return [((*path, name), (*rails, name != once[-1])) for name in reversed(once)]


def _apart(catalog: Catalog, relation: Relation, names: Sequence[str]) -> list[Node]:
    once = tuple(dict.fromkeys(names))
    return [Node(relation, catalog.base_name(name), catalog.get(name), (name,), (name != once[-1],)) for name in once]


def ancestors(catalog: Catalog, entry: Entry) -> tuple[Entry, ...]:
    """Every entry it derives from, the nearest first, itself never among them."""
    found: dict[str, Entry] = {}
    generation = [entry]
    while generation:
        above = [catalog.get(base) for each in generation for base in each.base]
        fresh = {each.id: each for each in above if each and each.id not in found and each.id != entry.id}
        found |= fresh
        generation = list(fresh.values())
    return tuple(found.values())


def own_limits(catalog: Catalog, entry: Entry, framework: str) -> tuple[Limit, ...]:
    """What the entry hands down to whatever derives from it: base data judged closed, a licence that limits use."""
    limits = []
    if judgement_about(catalog, entry, "data", framework).grade is Grade.CLOSED:
        limits.append(Limit(Restriction.DATA, entry, "its base data is judged closed"))
    if restricts_use(entry.licence):
        limits.append(Limit(Restriction.LICENCE, entry, f"its licence {entry.licence} limits use"))
    elif judgement_about(catalog, entry, "license", framework).grade is Grade.CLOSED:
        limits.append(Limit(Restriction.LICENCE, entry, "its licence is judged closed"))
    return tuple(limits)


def inherited_limits(catalog: Catalog, entry: Entry, framework: str) -> tuple[Limit, ...]:
    """What limits an entry because of what it derives from, the nearest ancestor first."""
    return tuple(limit for each in ancestors(catalog, entry) for limit in own_limits(catalog, each, framework))


def in_short(limits: Iterable[Limit]) -> tuple[str, ...]:
    """Each kind of limit with the names of those it comes from: `licence from LLaMA, OPT`."""
    names: dict[Restriction, list[str]] = {}
    for limit in limits:
        names.setdefault(limit.kind, []).append(limit.by.name)
    return tuple(f"{kind.value} from {', '.join(names[kind])}" for kind in Restriction if kind in names)
