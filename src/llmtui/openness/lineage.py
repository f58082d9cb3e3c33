"""What an entry derives from and what derives from it, as a tree, and the limits that derived entries inherit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

import msgspec

from llmtui.frameworks import judgement_about
from llmtui.licences import licence_name
from llmtui.model import Catalog, Entry, Grade
from llmtui.permissions import INHERITING, licensing_bases, restricts_use


class Relation(Enum):
    """How a line of the tree is related to the entry whose lineage it is."""

    ITSELF = "itself"
    BASE = "base"
    """The entry derives from it, by as many steps as it is deep."""
    DERIVED = "derived"
    REIMPLEMENTS = "re-implements"
    """The entry reproduces it without deriving from it."""
    REIMPLEMENTED = "re-implemented by"

    @property
    def upward(self) -> bool:
        """Whether it was there before the entry."""
        return self in {Relation.BASE, Relation.REIMPLEMENTS}

    @property
    def apart(self) -> bool:
        """Whether nothing is inherited over it."""
        return self in {Relation.REIMPLEMENTS, Relation.REIMPLEMENTED}


NodeKey = tuple[Relation, tuple[str, ...]]
"""What identifies a node of the tree: the relation to the entry, and the path."""


class LineageNode(msgspec.Struct, frozen=True):
    """One line of the tree."""

    relation: Relation
    name: str
    entry: Entry | None
    """None if the catalogue does not have it."""
    path: tuple[str, ...] = ()
    """The ids from the entry to this node, its own last; empty for the entry."""
    rails: tuple[bool, ...] = ()
    """For each level of the path, whether that level has more nodes further from the entry."""
    children: int = 0
    """How many nodes it has directly under it."""
    repeated: bool = False
    """Whether it occurs elsewhere in the tree, and what is under it is drawn there."""

    @property
    def depth(self) -> int:
        """Steps from the entry, negative towards the roots."""
        return -len(self.path) if self.relation.upward else len(self.path)

    @property
    def key(self) -> NodeKey:
        """Identifies it among all nodes of the tree."""
        return self.relation, self.path


class Restriction(Enum):
    """What derived entries can inherit."""

    DATA = "closed data"
    LICENCE = "licence"


class Limit(msgspec.Struct, frozen=True):
    """A limit on the use of an entry, which all that derives from it inherits."""

    kind: Restriction
    by: Entry
    reason: str
    """In words, after the name of the entry."""


def lineage(catalog: Catalog, entry: Entry) -> tuple[LineageNode, ...]:
    """The nodes of the tree: ancestors, the entry, what derives from it, and apart from these its reproductions.

    Ancestors come before the entry, the direct ones last. What occurs several times is followed only once, so that
    circles in the data end; what is found on the way to the roots is not followed again below.
    """
    seen = {entry.id}
    bases = _walk(catalog, entry, Relation.BASE, lambda each: each.base[::-1], seen)
    derived = _walk(catalog, entry, Relation.DERIVED, lambda each: _ids(catalog.derived_from(each.id)), seen)
    reproductions = _ids(catalog.reproductions_of(entry.id))
    following = len(set(_ids(catalog.derived_from(entry.id))))
    return (
        *reversed(bases),
        LineageNode(Relation.ITSELF, entry.name, entry, children=following),
        *derived,
        *_apart(catalog, Relation.REIMPLEMENTS, entry.reproduces),
        *_apart(catalog, Relation.REIMPLEMENTED, reproductions),
    )


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in entries)


def _walk(
    catalog: Catalog, root: Entry, relation: Relation, step: Callable[[Entry], Sequence[str]], seen: set[str]
) -> list[LineageNode]:
    """Everything that the steps reach, the nearest first, each branch to its end before the next.

    What is `seen` already is not followed; what is found is added to it.
    """
    found: list[LineageNode] = []
    ahead = _branches((), (), step(root))
    while ahead:
        path, rails = ahead.pop()
        name = path[-1]
        entry = catalog.get(name)
        repeated = entry is not None and name in seen
        following = _branches(path, rails, step(entry)) if entry and not repeated else []
        found.append(LineageNode(relation, catalog.base_name(name), entry, path, rails, len(following), repeated))
        seen.add(name)
        ahead += following
    return found


def _branches(
    path: tuple[str, ...], rails: tuple[bool, ...], names: Sequence[str]
) -> list[tuple[tuple[str, ...], tuple[bool, ...]]]:
    """Path and rails of what is under a node, in reverse, because they are taken from the end."""
    once = tuple(dict.fromkeys(names))
    return [((*path, name), (*rails, name != once[-1])) for name in reversed(once)]


def _apart(catalog: Catalog, relation: Relation, names: Sequence[str]) -> list[LineageNode]:
    once = tuple(dict.fromkeys(names))
    return [
        LineageNode(relation, catalog.base_name(name), catalog.get(name), (name,), (name != once[-1],)) for name in once
    ]


class LineageLimits:
    """The limits of entries by one framework; what an entry adds is worked out once for all that derive from it."""

    def __init__(self, catalog: Catalog, framework: str) -> None:
        """Start without any."""
        self._catalog = catalog
        self._framework = framework
        self._own: dict[str, tuple[Limit, ...]] = {}
        self._inherited: dict[str, tuple[Limit, ...]] = {}

    def own(self, entry: Entry) -> tuple[Limit, ...]:
        """The limits that the entry itself adds: base data judged closed, a licence that restricts use."""
        if entry.id not in self._own:
            limits = (
                _data_limit(self._catalog, entry, self._framework),
                _licence_limit(self._catalog, entry, self._framework),
            )
            self._own[entry.id] = tuple(limit for limit in limits if limit)
        return self._own[entry.id]

    def inherited(self, entry: Entry) -> tuple[Limit, ...]:
        """What limits an entry because of what it derives from, the nearest ancestor first.

        As for the answers, tools, methods and resources inherit nothing, and a licence does not count if the same maker
        licensed its work anew. Data that is not open stays so.
        """
        if entry.id not in self._inherited:  # an entry may be on many lines of a tree
            self._inherited[entry.id] = self._from_ancestors(entry)
        return self._inherited[entry.id]

    def _from_ancestors(self, entry: Entry) -> tuple[Limit, ...]:
        if entry.kind not in INHERITING:
            return ()
        limits = [limit for each in self._catalog.ancestors(entry) for limit in self.own(each)]
        if not limits:
            return ()
        licensing = {base.id for _name, base in licensing_bases(self._catalog, entry) if base}
        return tuple(limit for limit in limits if limit.kind is not Restriction.LICENCE or limit.by.id in licensing)


def _data_limit(catalog: Catalog, entry: Entry, framework: str) -> Limit | None:
    if judgement_about(catalog, entry, "data", framework).grade is not Grade.CLOSED:
        return None
    return Limit(Restriction.DATA, entry, "its base data is judged closed")


def _licence_limit(catalog: Catalog, entry: Entry, framework: str) -> Limit | None:
    """A licence that refuses something or sets conditions; else one that is judged closed."""
    written = dict.fromkeys((entry.licence, *(licence for _size, licence in entry.licences)))
    restricting = [licence_name(each) for each in written if each and restricts_use(each, catalog.licences)]
    if restricting:
        return Limit(Restriction.LICENCE, entry, f"its licence ({', '.join(restricting)}) restricts use")
    if judgement_about(catalog, entry, "license", framework).grade is Grade.CLOSED:
        return Limit(Restriction.LICENCE, entry, "its licence is judged closed")
    return None


def limits_in_short(limits: Iterable[Limit]) -> tuple[str, ...]:
    """Each kind of limit with the names of those it comes from: `licence from LLaMA, OPT`."""
    names: dict[Restriction, list[str]] = {}
    for limit in limits:
        names.setdefault(limit.kind, []).append(limit.by.name)
    return tuple(f"{kind.value} from {', '.join(names[kind])}" for kind in Restriction if kind in names)
