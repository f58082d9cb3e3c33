"""What a condition rests on: the judgements and licences that its queries ask about."""

from __future__ import annotations

from collections.abc import Container, Iterator

import msgspec

from llmtui.frameworks import Opinion, opinions_on
from llmtui.model import Catalog, Entry, Grade
from llmtui.model.licence import Condition, Permission
from llmtui.openness.history import disputes
from llmtui.openness.words import word_standing
from llmtui.permissions import answer

WORD_KEY = "is"
"""The key of the query language that asks for the word."""
_PERMISSIONS = {permission.value: permission for permission in Permission}


class Evidence(msgspec.Struct, frozen=True):
    """One fact, with who says so."""

    about: str
    """A topic, a criterion, a permission, `license`, or `is` for the word."""
    says: str
    """A grade, an allowance, a licence or a word."""
    judge: str = ""
    """The name of a framework."""
    date: str = ""
    links: tuple[str, ...] = ()
    licence: str = ""
    entry: str = ""
    """The name of the entry whose licence it is."""
    conditions: tuple[Condition, ...] = ()
    note: str = ""
    basis: str = ""
    """`reviewed` or `declared` for a judgement."""
    entry_id: str = ""
    """The id of the entry whose licence it is; empty if the catalogue does not have it."""
    size: str = ""
    """The size that the licence holds for, if sizes differ."""
    disputed: bool = False
    """Whether judges contradict each other on the topic."""


def evidence_about(catalog: Catalog, entry: Entry, key: str) -> tuple[Evidence, ...]:
    """What is known of an entry under a key of the query language; what decides comes first."""
    if key in _PERMISSIONS:
        return tuple(_of_licence(catalog, entry, _PERMISSIONS[key]))
    if key == WORD_KEY:
        standing = word_standing(catalog, entry)
        return (Evidence(key, standing.word.value, note=_as_clause(standing.rule)),) if standing else ()
    if key == "license" and (written := _written(entry)):
        return (Evidence(key, written, licence=written, entry=entry.name),)
    disputed = {dispute.topic.topic for dispute in disputes(catalog, entry)}
    return tuple(_of_opinion(each, disputed) for each in _opinions(catalog, entry, key))


def _as_clause(sentence: str) -> str:
    """A sentence as a part of another one."""
    return f"{sentence[:1].lower()}{sentence[1:].removesuffix('.')}"


def _written(entry: Entry) -> str:
    by_size = (f"{size}: {licence}" for size, licence in entry.licences)
    return ", ".join(filter(None, (entry.licence, *by_size)))


def _of_licence(catalog: Catalog, entry: Entry, permission: Permission) -> Iterator[Evidence]:
    found = answer(catalog, entry, permission)
    for reason in found.reasons:
        note = "not in the catalogue" if reason.missing else "" if reason.licence else "no licence is known"
        yield Evidence(
            about=permission.value,
            says=found.allowance.value,
            licence=reason.licence,
            entry=reason.name,
            entry_id="" if reason.missing else reason.entry_id,
            size=reason.size,
            conditions=reason.conditions,
            note=note,
        )


def _opinions(catalog: Catalog, entry: Entry, key: str) -> Iterator[Opinion]:
    """The opinions on a topic as All judges orders them, or those on a criterion, the newest first."""
    topics = {criterion.topic for framework in catalog.frameworks.values() for criterion in framework.criteria}
    if key in topics:
        yield from opinions_on(catalog.frameworks, entry, key)
        return
    for assessment in reversed(entry.assessments):
        framework = catalog.frameworks.get(assessment.framework)
        criterion = framework.criterion(key) if framework else None
        if framework and criterion and assessment.judgement(key).grade not in {Grade.UNKNOWN, Grade.LISTED}:
            yield Opinion(framework, assessment, criterion, assessment.judgement(key))


def _of_opinion(opinion: Opinion, disputed: Container[str]) -> Evidence:
    return Evidence(
        about=opinion.criterion.topic,
        says=opinion.judgement.grade.value,
        judge=opinion.framework.name,
        date=opinion.assessment.date,
        links=opinion.judgement.evidence,
        note=opinion.judgement.note,
        basis=opinion.framework.basis.value,
        disputed=opinion.criterion.topic in disputed,
    )
