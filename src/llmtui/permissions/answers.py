"""What the licences of an entry and of everything it is made from allow together.

The answer for a model or a data set is the worst of its own licence and those of its bases. The licence of a base is
passed over if the entry has a licence of its own and the same maker, who may license its own work anew. A missing
licence, one that was not read, and a base that the catalogue does not have give *unknown*, never *yes*.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache

import msgspec

from llmtui.model import Catalog, Entry, Kind
from llmtui.model.licence import Allowance, Condition, Permission
from llmtui.permissions.expression import judge_expression

INHERITING = {Kind.MODEL, Kind.DATASET}
"""What is made from its bases. Tools, methods and resources inherit nothing."""


class Reason(msgspec.Struct, frozen=True):
    """A licence, or the lack of one, that decides an answer."""

    allowance: Allowance
    entry_id: str
    """Whose licence it is; the name in words of a base that the catalogue does not have."""
    name: str
    licence: str = ""
    """The expression or the part of it that decides; empty if no licence is known."""
    size: str = ""
    """The size that it holds for, if sizes differ."""
    conditions: tuple[Condition, ...] = ()
    missing: bool = False
    """Whether the catalogue does not have this base."""
    ambiguous: bool = False
    """Whether the licences of its sizes differ, and which of them the entry is made from is not known."""
    undeclared: bool = False
    """Whether a licence alone is known, from a card that does not say what the model is made from."""
    other_release: bool = False
    """Whether it is a release that the entry does not list, so that its terms are not known."""
    unread: str = ""
    """What of its own files could not be read for certain, in words."""


class Answer(msgspec.Struct, frozen=True):
    """Whether something is allowed, and every reason that decides it."""

    permission: Permission
    allowance: Allowance
    reasons: tuple[Reason, ...] = ()


def answers(catalog: Catalog, entry: Entry) -> tuple[Answer, ...]:
    """The answers to all four questions."""
    return tuple(answer(catalog, entry, permission) for permission in Permission)


def answer(catalog: Catalog, entry: Entry, permission: Permission) -> Answer:
    """Whether an entry may be used in this way."""
    return worst(permission, _reasons(catalog, entry, permission))


def restricting_bases(catalog: Catalog, entry: Entry) -> tuple[Entry, ...]:
    """What an entry is made from under a licence that counts and limits its use, the nearest first."""
    limiting = {Allowance.NO, Allowance.CONDITIONS}
    return tuple(
        base
        for _name, base in licensing_bases(catalog, entry)
        if base
        and any(
            reason.allowance in limiting
            for permission in Permission
            for reason in inherited_reasons(catalog, entry, base, permission)
        )
    )


def worst(permission: Permission, reasons: Iterable[Reason]) -> Answer:
    """The answer that the worst of several reasons gives; unknown without a reason."""
    reasons = tuple(reasons)
    lowest = min((reason.allowance.rank for reason in reasons), default=Allowance.UNKNOWN.rank)
    deciding = tuple(dict.fromkeys(reason for reason in reasons if reason.allowance.rank == lowest))
    return Answer(permission, deciding[0].allowance if deciding else Allowance.UNKNOWN, deciding)


def _reasons(catalog: Catalog, entry: Entry, permission: Permission) -> Iterator[Reason]:
    """What each licence that counts says, the entry's own first, then those of its bases, the nearest first."""
    yield from own_reasons(catalog, entry, permission)
    for name, base in licensing_bases(catalog, entry):
        if base is None:
            yield Reason(Allowance.UNKNOWN, name, name, missing=True)
        else:
            yield from inherited_reasons(catalog, entry, base, permission)


def inherited_reasons(catalog: Catalog, entry: Entry, base: Entry, permission: Permission) -> Iterator[Reason]:
    """What the licence of a base says: if its sizes differ, that of the sizes which the entry has as well.

    If they share no size and the licences of the base do not agree, it is not known which of them counts.
    """
    reasons = tuple(own_reasons(catalog, base, permission))
    if base.licences:
        licences = dict.fromkeys(map(str.casefold, base.sizes), base.licence)
        licences |= {size.casefold(): licence for size, licence in base.licences}
        shared = [size.casefold() for size in entry.sizes if licences.get(size.casefold())]
        of_shared = tuple(each for each in reasons if _counts_for(each, shared, base))
        if of_shared:
            reasons = of_shared
        elif len({each.allowance for each in reasons}) > 1:
            reasons = (Reason(Allowance.UNKNOWN, base.id, base.name, ambiguous=True),)
    yield from reasons


def _counts_for(reason: Reason, sizes: Container[str], base: Entry) -> bool:
    """Whether a reason is about one of the sizes: by its own size, or as one without a licence of its own."""
    if reason.size:
        return reason.size.casefold() in sizes
    own = {size.casefold() for size, _licence in base.licences}
    return any(size.casefold() in sizes and size.casefold() not in own for size in base.sizes)


def licensing_bases(catalog: Catalog, entry: Entry) -> Iterator[tuple[str, Entry | None]]:
    """The bases whose licences count for an entry, the nearest first: each name, and its entry if there is one."""
    done, followed = {entry.id}, {entry.id}
    ahead = deque(_steps(entry))
    while ahead:
        heir, name = ahead.popleft()
        if name in done:
            continue
        base = catalog.get(name)
        if base is None or not is_relicensed(heir, base):
            done.add(name)
            yield name, base
        if base is not None and name not in followed:
            followed.add(name)
            ahead += _steps(base)


def _steps(heir: Entry) -> Iterable[tuple[Entry, str]]:
    """An entry with each name that it derives from, if it inherits anything."""
    return [(heir, name) for name in heir.base] if heir.kind in INHERITING else ()


def is_relicensed(heir: Entry, base: Entry) -> bool:
    """Whether the makers of both gave the later one a licence of its own.

    All makers have to be the same: whoever joined later cannot license what the others made.
    """
    makers = _makers(base.maker)
    return bool(heir.licence or heir.licences) and bool(makers) and makers == _makers(heir.maker)


@lru_cache(maxsize=4096)
def _makers(written: str) -> frozenset[str]:
    return frozenset(maker.strip().casefold() for maker in written.split(",") if maker.strip())


def own_reasons(catalog: Catalog, entry: Entry, permission: Permission) -> Iterator[Reason]:
    """What the licence of an entry says, and those of its sizes if they differ."""
    general = (("", entry.licence),) if entry.licence or not entry.licences else ()
    for size, expression in (*general, *entry.licences):
        judged = judge_expression(expression, permission, catalog.licences)
        if not judged.clauses:
            yield Reason(judged.allowance, entry.id, entry.name, size=size)
        for clause in judged.clauses:
            conditions = clause.licence.conditions_on(permission) if clause.licence else ()
            yield Reason(judged.allowance, entry.id, entry.name, clause.licence_id, size, conditions)
