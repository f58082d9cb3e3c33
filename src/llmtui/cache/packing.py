"""Entries, frameworks and categories as plain values that `marshal` can keep, and back.

Only what the loader checked is packed, so that unpacking checks nothing again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import fields

from llmtui.model import (
    Assessment,
    Category,
    Criterion,
    CriterionGroup,
    Entry,
    Framework,
    Grade,
    Group,
    Judgement,
    Kind,
    Link,
    Listing,
    Rule,
)
from llmtui.model.licence import Condition, Licence
from llmtui.problems import Problem

Packed = tuple[Any, ...]

_GRADES = {grade.value: grade for grade in Grade}
_KINDS = {kind.value: kind for kind in Kind}
_PLAIN = {grade.value: Judgement(grade) for grade in Grade}
"""Judgements of a grade alone are one and the same."""

SHAPE = tuple(
    tuple(field.name for field in fields(kind))
    for kind in (
        *(Entry, Assessment, Judgement, Link, Listing, Framework, Criterion, CriterionGroup, Category, Group),
        *(Licence, Condition),
    )
)
"""What the values are packed from: a cache of another shape is of another version."""


def pack_entry(entry: Entry) -> Packed:
    """An entry as plain values, in the order of its fields."""
    *told, links, listed_in, assessments, path = (getattr(entry, field.name) for field in fields(Entry))
    told[3] = entry.kind.value
    return (
        *told,
        tuple((link.role, link.url) for link in links),
        tuple((listing.source, listing.section, listing.name) for listing in listed_in),
        tuple(map(_pack_assessment, assessments)),
        None if path is None else str(path),
    )


def unpack_entry(packed: Packed) -> Entry:
    """The entry of these values."""
    entry_id, category, name, kind, *told, links, listed_in, assessments, path = packed
    values = (
        entry_id,
        category,
        name,
        _KINDS[kind],
        *told,
        tuple(Link(*link) for link in links),
        tuple(Listing(*listing) for listing in listed_in),
        tuple(map(_unpack_assessment, assessments)),
        None if path is None else Path(path),
    )
    return Entry(*values)


def _pack_assessment(assessment: Assessment) -> Packed:
    judgements = {
        criterion: (each.grade.value, each.evidence, each.note, each.licence)
        if each.evidence or each.note or each.licence
        else each.grade.value
        for criterion, each in assessment.judgements.items()
    }
    return assessment.framework, judgements, assessment.date, assessment.source, assessment.of, assessment.name


def _unpack_assessment(packed: Packed) -> Assessment:
    framework, judgements, *told = packed
    return Assessment(framework, {criterion: _unpack_judgement(each) for criterion, each in judgements.items()}, *told)


def _unpack_judgement(packed: str | Packed) -> Judgement:
    if isinstance(packed, str):
        return _PLAIN[packed]
    grade, *told = packed
    return Judgement(_GRADES[grade], *told)


def pack_category(category: Category) -> Packed:
    """A category as plain values."""
    groups = tuple((group.id, group.label) for group in category.groups)
    return category.id, category.label, category.description, groups


def unpack_category(packed: Packed) -> Category:
    """The category of these values."""
    *told, groups = packed
    values = (*told, tuple(Group(*group) for group in groups))
    return Category(*values)


def pack_framework(framework: Framework) -> Packed:
    """A framework as plain values, in the order of its fields."""
    *told, rule, groups, criteria = (getattr(framework, field.name) for field in fields(Framework))
    return (
        *told,
        rule.value,
        tuple((group.id, group.label, group.short) for group in groups),
        tuple(map(_pack_criterion, criteria)),
    )


def unpack_framework(packed: Packed) -> Framework:
    """The framework of these values."""
    *told, rule, groups, criteria = packed
    values = (
        *told,
        Rule(rule),
        tuple(CriterionGroup(*group) for group in groups),
        tuple(map(_unpack_criterion, criteria)),
    )
    return Framework(*values)


def _pack_criterion(criterion: Criterion) -> Packed:
    meanings = tuple((grade.value, meaning) for grade, meaning in criterion.meanings)
    told = (criterion.id, criterion.label, criterion.topic, criterion.group, criterion.short, criterion.question)
    return (*told, meanings, criterion.required)


def _unpack_criterion(packed: Packed) -> Criterion:
    *told, meanings, required = packed
    values = (*told, tuple((_GRADES[grade], meaning) for grade, meaning in meanings), required)
    return Criterion(*values)


def pack_licences(licences: Mapping[str, Licence]) -> bytes:
    """All licences as one text."""
    return msgspec.msgpack.encode(tuple(licences.values()))


def unpack_licences(packed: bytes) -> dict[str, Licence]:
    """The licences of that text, by id."""
    return {licence.id: licence for licence in msgspec.msgpack.decode(packed, type=tuple[Licence, ...])}


def pack_problem(problem: Problem) -> Packed:
    """A problem as plain values."""
    return str(problem.path), problem.message, problem.line, problem.key, problem.hint, problem.skipped


def unpack_problem(packed: Packed) -> Problem:
    """The problem of these values."""
    path, *told = packed
    return Problem(Path(path), *told)
