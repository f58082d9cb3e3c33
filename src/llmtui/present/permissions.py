"""May I use it: the four answers in one line, and why, in sentences that a resolver can check against the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from llmtui.licences import licence_name
from llmtui.model import Catalog, Entry
from llmtui.model.licence import Allowance, Condition, Licence, Permission
from llmtui.permissions import INHERITING, Answer, Reason
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role
from llmtui.present.opinions import flow

HEADING = "May I use it?"
NO_ADVICE = "This follows from what the licences say by stated rules. It is not legal advice."
QUESTIONS: Mapping[Permission, str] = {
    Permission.COMMERCIAL: "commercially",
    Permission.DERIVATIVES: "change it",
    Permission.REDISTRIBUTION: "pass it on",
    Permission.OUTPUTS: "train others with its outputs",
}
ROLES: Mapping[Allowance, Role] = {
    Allowance.YES: Role.OPEN,
    Allowance.CONDITIONS: Role.PARTIAL,
    Allowance.NO: Role.CLOSED,
    Allowance.UNKNOWN: Role.UNKNOWN,
}
_STATED = {
    Permission.COMMERCIAL: "Commercial use",
    Permission.DERIVATIVES: "Changing it",
    Permission.REDISTRIBUTION: "Passing it on",
    Permission.OUTPUTS: "Training other models with its outputs",
}
_VERDICTS = {
    Allowance.YES: "is allowed",
    Allowance.CONDITIONS: "is allowed on conditions",
    Allowance.NO: "is not allowed",
    Allowance.UNKNOWN: "is not known to be allowed",
}

_LIMITS = {
    "users": "limit on users",
    "revenue": "limit on revenue",
    "use-policy": "use policy",
    "registration": "registration",
    "territory": "not in all countries",
    "noncommercial": "no commercial use",
    "no-derivatives": "no changes",
    "no-redistribution": "no passing on",
}
"""The conditions that limit who may use a work, for what or how, in short."""

_NUMBER = re.compile(r"(\d|[IVX]+\b)\S*")
"""The number of a clause, such as 1.b.i, 2(a)(1) or IV(b); everything else is a heading."""


def answer_lines(known: Iterable[Answer], canvas: Canvas) -> list[Line]:
    """The four answers beside one another, each whole, in as many lines as needed."""
    units = [(Cell(f"{QUESTIONS[each.permission]}: ", Role.MUTED), answer_cell(each.allowance)) for each in known]
    return flow(units, canvas)


def answer_cell(allowance: Allowance) -> Cell:
    """One answer in its role."""
    return Cell(allowance.value, ROLES[allowance])


def sentence(catalog: Catalog, entry: Entry, answer: Answer) -> str:
    """An answer and every reason for it, as a text that can be sent to a resolver.

    It names each licence that decides, the entry that it comes from, and the conditions with their clauses.
    """
    verdict = f"{_STATED[answer.permission]} of {entry.name} {_VERDICTS[answer.allowance]}."
    if answer.permission is not Permission.COMMERCIAL:
        verdict = f"{_STATED[answer.permission]} {_VERDICTS[answer.allowance]} ({entry.name})."
    reasons = (" ".join((grounds(catalog, entry, each), *map(clause, each.conditions))) for each in answer.reasons)
    return " ".join((verdict, *reasons, NO_ADVICE))


def clause(condition: Condition) -> str:
    """A condition with the place in the licence."""
    if not condition.clause:
        return condition.text
    where = clause_name(condition.clause)
    return f"{where[0].upper()}{where[1:]}: {condition.text}"


def clause_name(place: str) -> str:
    """The place in a licence with the word for it: `clause 2`, `clauses 1.a, 7.b`; a heading needs no word."""
    numbered = [bool(_NUMBER.fullmatch(part)) for part in place.split(", ")]
    if not numbered[0]:
        return place
    return f"{'clauses' if sum(numbered) > 1 else 'clause'} {place}"


def limits_in_short(licence: Licence) -> str:
    """What a licence limits, each limit in a word or two with its clause; empty if none of them limits use."""
    first = {each.kind: each for each in reversed(licence.conditions) if each.kind in _LIMITS}
    return "; ".join(
        f"{_LIMITS[each.kind]}, {clause_name(each.clause)}" if each.clause else _LIMITS[each.kind]
        for each in licence.conditions
        if first.get(each.kind) is each
    )


def grounds(catalog: Catalog, entry: Entry, reason: Reason) -> str:
    """Which licence a reason rests on, and how the entry comes to be bound by it."""
    if reason.missing or reason.ambiguous or reason.other_release:
        return _gap(catalog, entry, reason)
    whose = entry.name if reason.entry_id == entry.id else _derived(catalog, entry, reason)
    size = f", in the size {reason.size}," if reason.size else ""
    if not reason.licence:
        return f"No licence is known for {whose}{size}".removesuffix(",") + "."
    licence = catalog.licences.get(reason.licence)
    title = f"{licence.name} ({reason.licence})" if licence else licence_name(reason.licence)
    return f"{whose}{size} is licensed under {title}{_terms(licence, reason.allowance)}."


def _terms(licence: Licence | None, allowance: Allowance) -> str:
    """The end of a sentence: that a licence sets no limit, or why it does not answer; empty if conditions follow."""
    if allowance is Allowance.YES:
        return ", which sets no limit on who uses it or for what"
    if licence is None:
        return ", whose terms the catalogue does not know"
    if allowance is Allowance.UNKNOWN:
        return ", which does not say whether this is allowed" if licence.read else ", whose text has not been read"
    return ""


def _gap(catalog: Catalog, entry: Entry, reason: Reason) -> str:
    """Why nothing is known of the licence of a base, or of a release that the entry does not list."""
    if reason.other_release:
        return f"{entry.name} does not list the release {reason.name}, which may be under other terms."
    base = _derived(catalog, entry, reason)
    if reason.missing:
        return f"{base} is not in the catalogue, so its licence is not known."
    return f"The licences of the sizes of {base} differ, and which of them it is made from is not known."


def _derived(catalog: Catalog, entry: Entry, reason: Reason) -> str:
    """The name of a base, with how the entry derives from it."""
    between = [catalog.base_name(name) for name in _between(catalog, entry, reason.entry_id)]
    over = f" by way of {', '.join(between)}" if between else ""
    return f"{reason.name}, which {entry.name} derives from{over},"


def _between(catalog: Catalog, entry: Entry, wanted: str) -> tuple[str, ...]:
    """The names between an entry and what it derives from, on a shortest way; the nearest first."""
    before: dict[str, str] = {}
    ahead = [entry]
    for one in ahead:
        for name in one.base if one.kind in INHERITING else ():
            if name not in before and name != entry.id:
                before[name] = one.id
                ahead += [base] if (base := catalog.get(name)) else []
    way = []
    while (wanted := before.get(wanted, entry.id)) != entry.id:
        way.append(wanted)
    return tuple(reversed(way))


def deciding(known: Sequence[Answer]) -> Iterator[tuple[Reason, dict[Condition, list[Permission]]]]:
    """The reasons for all answers, each once, with its conditions and what each of them limits.

    What allows something is of interest only if nothing is limited.
    """
    limiting = [each for each in known if each.allowance is not Allowance.YES]
    found: dict[tuple[object, ...], tuple[Reason, dict[Condition, list[Permission]]]] = {}
    for answer in limiting or known[:1]:
        for reason in answer.reasons:
            spoken = reason.allowance if reason.allowance is Allowance.UNKNOWN else None
            key = (reason.entry_id, reason.licence, reason.size, spoken)
            _first, limits = found.setdefault(key, (reason, {}))
            for condition in reason.conditions:
                limits.setdefault(condition, []).append(answer.permission)
    yield from found.values()
