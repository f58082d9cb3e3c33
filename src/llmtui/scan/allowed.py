"""What a found model may be used for: its entry, what its own files declare, and what all of them are made from.

The worst of them counts, because a copy on a disk may be a changed one. A model that the catalogue does not have is
judged by what it declares, through the same lineage; nothing is ever allowed because it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from llmtui.model import Entry
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions import Answer, Reason, answer, inherited_reasons, judge_expression, licensing_bases, worst
from llmtui.scan.found import OTHER, Declared, Found
from llmtui.scan.lineage import Base, counting, says_lineage
from llmtui.scan.matching import How, Matched, Matcher
from llmtui.scan.terms import Term, TermReader
from llmtui.search.named import capped, of_its_size

_ANYTHING = Entry(id="", category="", name="")
"""What is made from a base, if nothing is known of it. It has no maker: anyone can write a maker's name into a file."""


class PermissionResolver:
    """Answers what found models may be used for."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.terms = TermReader(matcher)
        self._catalog = matcher.catalog
        self._passed_on: dict[tuple[object, ...], tuple[Reason, ...]] = {}
        """What bases pass on to a model of which nothing else is known, by permission, entry and licence."""

    def expression(self, declared: Declared) -> str:
        """The SPDX expression of a declared licence; empty if it is not known which licence is meant."""
        return self.terms.expression(declared)

    def entries(self, found: Found, matched: Matched) -> tuple[Entry, ...]:
        """The entries that answer, with the licence of the size that one of the model's names says."""
        ids = (matched.entry_id,) if matched.entry_id else matched.others if matched.how is How.SEVERAL else ()
        return tuple(sized(self._catalog.entries[entry_id], found) for entry_id in ids)

    def answers(self, found: Found, matched: Matched) -> tuple[Answer, ...]:
        """The answers to all four questions."""
        entries = self.entries(found, matched)
        heirs = entries if matched.how is How.EXACT else ()
        bases = counting(self.matcher, found, entries, is_exact=bool(heirs))
        terms = [term for term in self.terms.read(found.declared) if not is_recorded(term, heirs)]
        return tuple(self._answer(permission, entries, bases, terms, (found, matched)) for permission in Permission)

    def _answer(
        self,
        permission: Permission,
        entries: Sequence[Entry],
        bases: Sequence[Base],
        terms: Sequence[Term],
        asked: tuple[Found, Matched],
    ) -> Answer:
        found, matched = asked
        heirs = entries if matched.how is How.EXACT else ()
        reasons = [
            *self._of_entries(permission, found, entries, terms),
            *(reason for base in bases for reason in self._of_base(permission, base, heirs)),
            *self._of_base_licences(permission, found.declared),
            *(Reason(Allowance.UNKNOWN, "", found.name, unread=gap) for gap in found.declared.gaps),
        ]
        judged = worst(permission, reasons)
        if not entries and not says_lineage(found):
            judged = _without_lineage(judged, found.name)
        is_declared = matched.is_of_maker and bool(self.expression(found.declared))
        return capped(judged, found.name) if matched.other_release and not is_declared else judged

    def _of_entries(
        self, permission: Permission, found: Found, entries: Sequence[Entry], terms: Sequence[Term]
    ) -> Iterator[Reason]:
        """What the catalogue says of the model, and what the licences in its own files say beyond that."""
        reasons = [reason for entry in entries for reason in answer(self._catalog, entry, permission).reasons]
        yield from reasons
        named = {reason.licence for reason in reasons}
        own = (reason for term in terms for reason in self._of_licence(permission, found.name, term))
        yield from (each for each in own if each.licence not in named)
        if not entries and not terms:
            yield Reason(Allowance.UNKNOWN, "", found.name)

    def _of_licence(self, permission: Permission, name: str, term: Term) -> Iterator[Reason]:
        if not term.expression:
            yield Reason(Allowance.UNKNOWN, "", name, term.text)
            return
        judged = judge_expression(term.expression, permission, self._catalog.licences)
        for clause in judged.clauses:
            conditions = clause.licence.conditions_on(permission) if clause.licence else ()
            yield Reason(judged.allowance, "", name, clause.licence_id, conditions=conditions)

    def _of_base(self, permission: Permission, base: Base, heirs: Sequence[Entry]) -> Iterator[Reason]:
        """What every model says that a base may be, and what that is made from."""
        matches = self.matcher.models(base.name)
        if not matches:
            yield Reason(Allowance.UNKNOWN, base.name, base.name, missing=True)
        for match in matches:
            entry = of_its_size(self._catalog.entries[match.entry_id], base.name)
            # only the makers of a model, and only in their own copy of it, can give their earlier work a new licence
            for heir in [each for each in heirs if each.id != entry.id] or (_ANYTHING,):
                yield from self._inherited(permission, heir, entry)
            if match.other_release:
                yield Reason(Allowance.UNKNOWN, "", base.name, other_release=True)

    def _inherited(self, permission: Permission, heir: Entry, base: Entry) -> tuple[Reason, ...]:
        """What a base passes on to an heir."""
        key = (permission, base.id, base.licence, base.licences)
        if heir is _ANYTHING and key in self._passed_on:
            return self._passed_on[key]
        below = msgspec.structs.replace(heir, base=(base.id,))
        reasons: list[Reason] = []
        for name, entry in licensing_bases(self._catalog, below):
            if entry is None:
                reasons.append(Reason(Allowance.UNKNOWN, name, name, missing=True))
            else:
                own = base if entry.id == base.id else entry
                reasons += inherited_reasons(self._catalog, below, own, permission)
        if heir is _ANYTHING:
            self._passed_on[key] = tuple(reasons)
        return tuple(reasons)

    def _of_base_licences(self, permission: Permission, declared: Declared) -> Iterator[Reason]:
        """What the licences say that a file states for bases, except for those that the catalogue has as well."""
        for name, text in declared.base_licences:
            expression = self.terms.meaning(text)
            entries = [of_its_size(self._catalog.entries[each], name) for each in self.matcher.entry_ids(name)]
            if not any(expression and expression in recorded(entry) for entry in entries):
                yield from self._of_licence(permission, name, Term(text, expression))


def sized(entry: Entry, found: Found) -> Entry:
    """The entry with the licence of the size that the first of a model's names says which says one."""
    names = (found.name, *found.hints, *(each.name for each in found.declared.statements))
    found_sizes = (of_its_size(entry, name) for name in names if name)
    return next((each for each in found_sizes if each is not entry), entry)


def recorded(entry: Entry) -> tuple[str, ...]:
    """The licences that the catalogue has for an entry."""
    return tuple(dict.fromkeys(filter(None, (entry.licence, *(licence for _size, licence in entry.licences)))))


def is_recorded(term: Term, entries: Sequence[Entry]) -> bool:
    """Whether a card that says `other` means a licence without a tag that the catalogue has for the model."""
    licences = [licence for entry in entries for licence in recorded(entry)]
    return term.text.casefold() == OTHER and bool(licences) and all(each.startswith("LicenseRef-") for each in licences)


def _without_lineage(known: Answer, name: str) -> Answer:
    """The answer for a model whose card names no base: what it is made from is not known, so nothing is allowed."""
    if known.allowance.rank <= Allowance.UNKNOWN.rank:
        return known
    reason = Reason(Allowance.UNKNOWN, "", name, known.reasons[0].licence if known.reasons else "", undeclared=True)
    return Answer(known.permission, Allowance.UNKNOWN, (reason,))
