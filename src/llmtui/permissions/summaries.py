"""What may be done with each entry of a catalogue, in short, worked out for all of them together.

What a base passes on is found once for everything that is made from it: following the bases of each entry anew would
take quadratic time in a long line of descent.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from llmtui.model import Catalog, Entry
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions.answers import INHERITING, Reason, inherited_reasons, is_relicensed, own_reasons


class Summary(NamedTuple):
    """What may be done with an entry, without the reasons."""

    allowances: tuple[Allowance, ...]
    """One per permission."""
    condition_kinds: tuple[str, ...]
    """The kinds of all conditions that the licences which count set."""


class _Fact(NamedTuple):
    """What one licence says about one permission."""

    permission: Permission
    allowance: Allowance
    condition_kinds: tuple[str, ...] = ()


_MISSING = tuple(_Fact(permission, Allowance.UNKNOWN) for permission in Permission)
"""The facts of a base that the catalogue does not have."""


class Summaries:
    """Summaries of the entries of a catalogue.

    A set of facts is an integer with a bit for each fact, so that joining two sets is cheap. The licences of a base
    whose sizes differ count by the sizes of the heir; the fact of such a base is its id.
    """

    def __init__(self, catalog: Catalog) -> None:
        """Find out what each base passes on.

        Args:
            catalog: It holds everything that entries are made from; others need not be in it.
        """
        self._catalog = catalog
        self._numbers: dict[_Fact | str, int] = {}
        self._facts: list[_Fact | str] = []
        self._own: dict[str, int] = {}
        self._inherited: dict[str, int] = dict.fromkeys(catalog.entries, 0)
        self._settle()

    def _settle(self) -> None:
        """Pass facts on from bases to heirs until nothing changes; circles of bases end since sets only grow."""
        heirs: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._catalog:
            for base in dict.fromkeys(entry.base):
                heirs[base].append(entry)
        ahead = deque(self._catalog)
        waiting = set(self._catalog.entries)
        while ahead:
            entry = ahead.popleft()
            waiting.remove(entry.id)
            passed_on = self._from_bases(entry)
            if passed_on != self._inherited[entry.id]:
                self._inherited[entry.id] = passed_on
                again = [heir for heir in heirs[entry.id] if heir.id not in waiting]
                waiting.update(heir.id for heir in again)
                ahead += again

    def _from_bases(self, entry: Entry) -> int:
        """The facts that the bases of an entry pass on to it, as far as they are known yet."""
        found = 0
        for name in entry.base if entry.kind in INHERITING else ():
            base = self._catalog.get(name)
            if base is None:
                found |= self._set(_MISSING)
                continue
            found |= self._inherited[base.id]
            if not is_relicensed(entry, base):
                found |= self._own_set(base)
        return found

    def _own_set(self, base: Entry) -> int:
        if base.id not in self._own:
            self._own[base.id] = self._set((base.id,) if base.licences else self._own_facts(base))
        return self._own[base.id]

    def _set(self, facts: Iterable[_Fact | str]) -> int:
        found = 0
        for fact in facts:
            if fact not in self._numbers:
                self._numbers[fact] = len(self._facts)
                self._facts.append(fact)
            found |= 1 << self._numbers[fact]
        return found

    def _own_facts(self, entry: Entry) -> Iterator[_Fact]:
        for permission in Permission:
            yield from _facts(permission, own_reasons(self._catalog, entry, permission))

    def summary(self, entry: Entry) -> Summary:
        """The summary of an entry; it need not be in the catalogue."""
        facts = [*self._own_facts(entry), *self._passed_on(entry)]
        allowances = (
            min((fact.allowance for fact in facts if fact.permission is each), key=lambda found: found.rank)
            for each in Permission
        )
        kinds = dict.fromkeys(kind for fact in facts for kind in fact.condition_kinds)
        return Summary(tuple(allowances), tuple(kinds))

    def _passed_on(self, entry: Entry) -> Iterator[_Fact]:
        """The facts of its bases."""
        left = self._from_bases(entry)
        while left:
            lowest = left & -left
            left ^= lowest
            fact = self._facts[lowest.bit_length() - 1]
            if isinstance(fact, _Fact):
                yield fact
            elif fact != entry.id:
                base = self._catalog.entries[fact]
                for permission in Permission:
                    yield from _facts(permission, inherited_reasons(self._catalog, entry, base, permission))


def _facts(permission: Permission, reasons: Iterable[Reason]) -> Iterator[_Fact]:
    for reason in reasons:
        limits = reason.allowance is not Allowance.YES
        yield _Fact(permission, reason.allowance, tuple(each.kind for each in reason.conditions if limits))
