"""What a found model may be used for: its entry, what its own card declares, and what both are made from.

The worst of them counts, because a copy on a disk may be a changed one. A model that the catalogue does not have is
judged by what it declares, through the same lineage; nothing is ever allowed because it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from llmtui.licences import canonical_licence
from llmtui.model import Entry
from llmtui.model.licence import Allowance, Permission
from llmtui.permissions import Answer, LicenceNames, Reason, answer, answers, judge_expression, worst
from llmtui.scan.found import Declared, Found
from llmtui.scan.matching import How, Matched, Matcher
from llmtui.search.named import capped, of_its_size


class Lawyer:
    """Answers what found models may be used for."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._catalog = matcher.catalog
        self._names = LicenceNames(matcher.catalog.licences)
        self._expressions: dict[str, str] = {}
        self._of_declared: dict[tuple[str, tuple[str, ...]], tuple[Answer, ...]] = {}
        """The answers for models that the catalogue does not have, by licence and bases."""

    def expression(self, declared: Declared) -> str:
        """The SPDX expression of a declared licence; empty if it is not known which licence is meant."""
        tags = [each for each in declared.licences if each.casefold() != "other"]
        if not tags:
            return self._names.expression(declared.licence_name) or self._names.find(declared.licence_link)
        found = list(dict.fromkeys(self._expression(tag) for tag in tags))
        if not all(found):
            return ""
        return found[0] if len(found) == 1 else " AND ".join(f"({each})" if " OR " in each else each for each in found)

    def _expression(self, tag: str) -> str:
        if tag not in self._expressions:
            self._expressions[tag] = self._names.expression(tag)
        return self._expressions[tag]

    def answers(self, found: Found, matched: Matched) -> tuple[Answer, ...]:
        """The answers to all four questions."""
        if matched.how is How.NONE:
            return self._declared_answers(found)
        entries = list(self._entries(found, matched))
        return tuple(self._answer(permission, entries, found, matched) for permission in Permission)

    def _answer(self, permission: Permission, entries: list[Entry], found: Found, matched: Matched) -> Answer:
        reasons = [reason for entry in entries for reason in answer(self._catalog, entry, permission).reasons]
        named = {reason.licence for reason in reasons}
        reasons += (each for each in self._of_card(permission, found, matched) if each.licence not in named)
        judged = worst(permission, reasons)
        is_unlisted = matched.other_release and not self.expression(found.declared)
        return capped(judged, found.name) if is_unlisted else judged

    def _declared_answers(self, found: Found) -> tuple[Answer, ...]:
        """The answers for a model that the catalogue does not have; those of the same licence and bases are alike."""
        entry = self._declared_entry(found)
        key = (entry.licence, entry.base)
        if key not in self._of_declared:
            self._of_declared[key] = answers(self._catalog, entry)
        known = tuple(_renamed(each, entry.name) for each in self._of_declared[key])
        return known if entry.base else tuple(_without_lineage(each, entry.name) for each in known)

    def _of_card(self, permission: Permission, found: Found, matched: Matched) -> Iterator[Reason]:
        """What the licence of the card says. An exact match that the card names no known licence for needs none."""
        licence = self.expression(found.declared)
        if licence:
            judged = judge_expression(licence, permission, self._catalog.licences)
            for clause in judged.clauses:
                conditions = clause.licence.conditions_on(permission) if clause.licence else ()
                yield Reason(judged.allowance, "", found.name, clause.licence_id, conditions=conditions)
        elif found.declared.licence and matched.how is not How.EXACT:
            yield Reason(Allowance.UNKNOWN, "", found.name, found.declared.licence)

    def _entries(self, found: Found, matched: Matched) -> Iterator[Entry]:
        """The entries that answer, with the bases of the card as well."""
        for entry_id in (matched.entry_id,) if matched.entry_id else matched.others:
            entry = of_its_size(self._catalog.entries[entry_id], found.name)
            yield msgspec.structs.replace(entry, base=(*entry.base, *self._further_bases(found, entry)))

    def _declared_entry(self, found: Found) -> Entry:
        """An entry of what a card declares. It has no maker: anyone can write a maker's name into a file."""
        declared = found.declared
        licence = self.expression(declared) or canonical_licence(declared.licence)
        names = declared.bases or tuple(filter(None, (declared.origin,)))
        bases = dict.fromkeys(base for name in names if name != found.name for base in self._bases(name))
        return Entry(id="", category="", name=found.name, licence=licence, base=tuple(bases))

    def _further_bases(self, found: Found, entry: Entry) -> Iterator[str]:
        """The declared bases that the catalogue does not have in the lineage of the entry."""
        known = {entry.id, *(base.id for base in self._catalog.ancestors(entry))}
        for name in found.declared.bases:
            ids = self._matcher.entry_ids(name)
            if known.isdisjoint(ids):
                yield from ids or (name,)

    def _bases(self, name: str) -> tuple[str, ...]:
        """The entries that a base may be; the name itself if there is none, which leaves the answer unknown."""
        return self._matcher.entry_ids(name) or (name,)

    def differences(self, found: Found, matched: Matched) -> Iterator[str]:
        """Where a card and the catalogue contradict each other, in words."""
        entry = self._catalog.get(matched.entry_id)
        if entry is None:
            return
        own = of_its_size(entry, found.name)
        licence = self.expression(found.declared)
        recorded = tuple(dict.fromkeys(filter(None, (own.licence, *(licence for _size, licence in own.licences)))))
        if licence and recorded and not _same(licence, recorded):
            yield f"its card says {licence}, the catalogue says {' or '.join(recorded)}"
        bases = tuple(base for base in self._further_bases(found, entry) if self._catalog.get(base))
        if bases:
            recorded = tuple(map(self._catalog.base_name, entry.base)) or ("no base",)
            named = " and ".join(map(self._catalog.base_name, bases))
            yield f"its card names the base {named}, the catalogue has {' and '.join(recorded)}"


def _renamed(given: Answer, name: str) -> Answer:
    """The same answer for another model: reasons without an entry are its own."""
    reasons = (each if each.entry_id else msgspec.structs.replace(each, name=name) for each in given.reasons)
    return Answer(given.permission, given.allowance, tuple(reasons))


def _same(licence: str, recorded: tuple[str, ...]) -> bool:
    return licence.casefold() in {each.casefold() for each in recorded}


def _without_lineage(known: Answer, name: str) -> Answer:
    """The answer for a model whose card names no base: what it is made from is not known, so nothing is allowed."""
    if known.allowance.rank <= Allowance.UNKNOWN.rank:
        return known
    reason = Reason(Allowance.UNKNOWN, "", name, known.reasons[0].licence if known.reasons else "", undeclared=True)
    return Answer(known.permission, Allowance.UNKNOWN, (reason,))
