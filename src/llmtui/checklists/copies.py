"""Lowers what a checklist says of an entry to what is known of exactly the model that was asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from llmtui.checklists.checking import Checked, Outcome, State
from llmtui.checklists.evidence import Evidence
from llmtui.model import Catalog
from llmtui.model.licence import Allowance
from llmtui.permissions import Answer, Reason, answers
from llmtui.search.named import answers_for

_FAILING = {Allowance.NO}
_LICENCE = "license"
"""What a condition is about that asks for the licence itself: it is not known to be that of the copy."""


def of_other_release(catalog: Catalog, outcome: Outcome) -> Outcome:
    """The outcome for a size, version or date that the entry does not list, which may be under other terms."""
    if outcome.entry is None:
        return outcome
    known = answers_for(catalog, outcome.entry, outcome.name)
    return lowered(catalog, outcome, known, "the entry does not list this release")


def lowered(
    catalog: Catalog, outcome: Outcome, declared: Sequence[Answer], why: str = "its own card declares less"
) -> Outcome:
    """The outcome with the answers of a copy, whose card may declare less than the catalogue knows.

    Args:
        catalog: What the outcome was worked out from.
        outcome: The outcome for the entry.
        declared: The answers for the copy, by its card and the catalogue together.
        why: Why they may be worse than those of the entry.
    """
    if outcome.entry is None:
        return outcome
    known = {each.permission: each.allowance for each in answers(catalog, outcome.entry)}
    worse = {each.permission.value: each for each in declared if each.allowance.rank < known[each.permission].rank}
    return replace(outcome, conditions=tuple(_lowered(each, worse, why) for each in outcome.conditions))


def _lowered(checked: Checked, worse: Mapping[str, Answer], why: str) -> Checked:
    facts_about = dict.fromkeys(fact.about for fact in checked.evidence)
    about = [worse[each] for each in facts_about if each in worse]
    concerns_licence = bool(worse) and _LICENCE in facts_about
    if checked.state is State.NOT_MET or not (about or concerns_licence):
        return checked
    fails = not _FAILING.isdisjoint(each.allowance for each in about)
    state = State.NOT_MET if fails else State.UNKNOWN
    return replace(checked, state=state, evidence=(*_facts(about, why), *checked.evidence), reason=why)


def _facts(known: Iterable[Answer], why: str) -> Iterator[Evidence]:
    """The reasons of answers as evidence."""
    for each in known:
        yield from (_evidence(each, reason, why) for reason in each.reasons)


def _evidence(answer: Answer, reason: Reason, why: str) -> Evidence:
    return Evidence(
        about=answer.permission.value,
        says=answer.allowance.value,
        licence=reason.licence,
        entry=reason.name,
        entry_id="" if reason.missing else reason.entry_id,
        size=reason.size,
        conditions=reason.conditions,
        note=why,
    )
