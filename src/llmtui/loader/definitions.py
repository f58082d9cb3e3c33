"""Reads `categories.toml`, `snapshots.toml` and `frameworks/<id>.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from llmtui.model import Basis, Category, Criterion, CriterionGroup, Framework, Grade, Group, Rule, Snapshot
from llmtui.toml_reader import Table

_Part = TypeVar("_Part", CriterionGroup, Criterion)
_MEANINGS = (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED)
LAST = 1000.0
_SHORTEST_HEADING = 4
"""Letters of a column heading."""
_CLASSES = 3
_MOST_NAMED = 20
"""Groups that a hint names."""


def build_categories(table: Table) -> tuple[Category, ...]:
    """The categories in the order of the sidebar."""
    categories = tuple(_category(each) for each in table.tables("categories"))
    table.finish()
    return tuple(category for category in categories if category.id)


def _category(table: Table) -> Category:
    category = Category(
        id=_id(table),
        label=table.text("label") or table.text("id"),
        description=table.text("description"),
        groups=tuple(_group(each) for each in table.tables("groups")),
    )
    table.finish()
    return category


def _group(table: Table) -> Group:
    group = Group(_id(table), table.text("label"))
    table.finish()
    return group


def _id(table: Table) -> str:
    value = table.text("id", 80)
    if not value:
        table.problem("id", "is missing")
    return value


def build_framework(table: Table, framework_id: str) -> Framework:
    """A framework; the file's name is its id."""
    groups, criteria = table.tables("groups"), table.tables("criteria")
    framework = Framework(
        id=framework_id,
        name=table.text("name") or framework_id,
        short=table.text("short", _SHORTEST_HEADING),
        description=table.text("description"),
        publication=table.text("publication"),
        url=table.url("url"),
        doi=table.text("doi"),
        licence=table.text("license"),
        attribution=table.text("attribution"),
        order=_order(table),
        rule=table.choice("rule", Rule, Rule.SHARE),
        basis=table.choice("basis", Basis, Basis.REVIEWED),
        continues=table.text("continues", 80),
        records=_archive(table),
        groups=tuple(_criterion_group(each) for each in groups),
        criteria=tuple(_criterion(each) for each in criteria),
    )
    _check(table, criteria, framework)
    _check_ids(groups, framework.groups)
    _check_ids(criteria, framework.criteria)
    table.finish()
    return replace(framework, groups=_each_once(framework.groups), criteria=_each_once(framework.criteria))


def _check_ids(tables: Sequence[Table], parts: Sequence[CriterionGroup | Criterion]) -> None:
    seen: set[str] = set()
    for table, part in zip(tables, parts, strict=True):
        if part.id in seen:
            table.problem("id", f"{part.id!r} is there twice")
        seen.add(part.id)


def _each_once(parts: Sequence[_Part]) -> tuple[_Part, ...]:
    """The parts that have an id; if several share one, the first."""
    found: dict[str, _Part] = {}
    for part in parts:
        if part.id:
            found.setdefault(part.id, part)
    return tuple(found.values())


def _archive(table: Table) -> str:
    """An https address; a program fetches it, so that no weaker one is taken."""
    url = table.url("records")
    if url and not url.startswith("https://"):
        table.problem("records", f"{url!r} is not an https address")
        return ""
    return url


def build_snapshots(table: Table) -> tuple[Snapshot, ...]:
    """The sources of a catalogue with the state from which its records were taken."""
    snapshots = tuple(_snapshot(each) for each in table.tables("snapshots"))
    table.finish()
    return tuple(snapshot for snapshot in snapshots if snapshot.source)


def _snapshot(table: Table) -> Snapshot:
    snapshot = Snapshot(
        source=table.text("source", 200),
        version=table.text("version", 200),
        date=table.date("date"),
        newest=table.date("newest"),
        records=max(0, int(table.number("records") or 0)),
        url=table.url("url"),
    )
    if not snapshot.source:
        table.problem("source", "is missing", "name what the records were taken from")
    table.finish()
    return snapshot


def _order(table: Table) -> float:
    """A framework without an order comes last, so that adding one does not change which is used at the start."""
    order = table.number("order")
    return LAST if order is None else order


def _criterion_group(table: Table) -> CriterionGroup:
    group = CriterionGroup(_id(table), table.text("label"), table.text("short", 12))
    table.finish()
    return group


def _criterion(table: Table) -> Criterion:
    criterion = Criterion(
        id=_id(table),
        label=table.text("label"),
        topic=table.text("topic") or table.text("id"),
        group=table.text("group"),
        short=table.text("short", _SHORTEST_HEADING),
        question=table.text("question"),
        meanings=tuple((grade, meaning) for grade in _MEANINGS if (meaning := table.text(grade.value))),
        required=table.flag("required") or False,
    )
    table.finish()
    return criterion


def _check_classes(table: Table, framework: Framework) -> None:
    """Classes are numbered from III to I, and each must ask for something."""
    if len(framework.groups) != _CLASSES:
        table.problem("groups", f"the rule 'classes' needs {_CLASSES} groups", "one per class, from III to I")
    for group, criteria in framework.grouped:
        if not any(criterion.required for criterion in criteria):
            table.problem("groups", f"class {group.id!r} needs no criterion", "write required = true")


def _check(table: Table, criteria: Sequence[Table], framework: Framework) -> None:
    if not framework.criteria:
        table.problem("criteria", "a framework needs at least one criterion")
    if framework.rule is Rule.CLASSES:
        _check_classes(table, framework)
    groups = {group.id for group in framework.groups}
    known = sorted(groups)[:_MOST_NAMED]
    hint = f"one of {', '.join(known)}{', …' if len(groups) > len(known) else ''}" if known else "write [[groups]]"
    for each, criterion in zip(criteria, framework.criteria, strict=True):
        if criterion.group not in groups:
            each.problem("group", f"there is no group {criterion.group!r}", hint)
