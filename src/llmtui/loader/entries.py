"""Reads one entry file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from llmtui.licences import canonical_licence
from llmtui.model import Assessment, Category, Entry, Framework, Grade, Judgement, Kind, Link, Listing
from llmtui.model.entry import LINK_ROLES
from llmtui.model.ids import ID
from llmtui.model.keys import ENTRY_KEYS, Key, Shape
from llmtui.text import clean
from llmtui.toml_reader import Table, suggest

LISTING_LIMITS = {"source": 200, "section": 300, "as": 300, "record": 500}
"""Keys of a listing in the order of its fields, with their limits."""
_UNGRADED = (None, "", Grade.UNKNOWN.value)
_WRITTEN = (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED, Grade.NOT_APPLICABLE)


def build_entry(
    table: Table, category: Category, categories: Mapping[str, Category], frameworks: Mapping[str, Framework]
) -> Entry | None:
    """An entry from its file, or None if it lacks what every entry needs."""
    path = table.source.path
    if not ID.fullmatch(path.stem):
        table.problem(
            "", f"{path.name!r} is not a valid id", "name the file with a-z, 0-9 and -, as in olmo-2.toml", skipped=True
        )
        return None
    if not table.text("name"):
        table.problem("name", "is missing or empty", 'write name = "…"', skipped=True)
        return None
    values = {key.attribute: READERS[key.shape](table, key) for key in ENTRY_KEYS}
    values["also_in"] = _other_categories(table, values["also_in"], category, categories)
    values["group"] = _known_group(table, values["group"], category)
    entry = Entry(
        id=path.stem,
        category=category.id,
        **values,
        links=build_links(table.table("links")),
        listed_in=tuple(build_listing(each) for each in table.tables("listed_in")),
        assessments=build_assessments(table, frameworks),
        path=path,
    )
    table.finish()
    return entry


def _kind(table: Table) -> Kind:
    if "kind" not in table:
        table.problem("kind", "is missing", suggest("", [kind.value for kind in Kind]))
    return table.choice("kind", Kind, Kind.MODEL)


READERS: Mapping[Shape, Callable[[Table, Key], Any]] = {
    Shape.TEXT: lambda table, key: table.text(key.name, key.limit),
    Shape.TEXTS: lambda table, key: table.texts(key.name),
    Shape.DATE: lambda table, key: table.date(key.name),
    Shape.KIND: lambda table, _key: _kind(table),
    Shape.LICENCES: lambda table, key: _licences(table.table(key.name), key.limit),
    Shape.LICENCE: lambda table, key: canonical_licence(table.text(key.name, key.limit)),
}
"""By shape of a key, what reads its value."""


def _licences(table: Table, limit: int) -> tuple[tuple[str, str], ...]:
    """Licences by size."""
    texts = ((clean(size, 80), canonical_licence(table.text(size, limit))) for size in table.first_keys())
    return tuple((size, licence) for size, licence in texts if licence)


def _other_categories(
    table: Table, names: tuple[str, ...], category: Category, categories: Mapping[str, Category]
) -> tuple[str, ...]:
    """The further categories that there are."""
    for name in names:
        if name not in categories:
            table.problem("also_in", f"there is no category {name!r}", suggest(name, categories))
    return tuple(name for name in names if name in categories and name != category.id)


def _known_group(table: Table, group: str, category: Category) -> str:
    """The group if its category has it, else none."""
    if group and category.group(group) is None:
        hint = suggest(group, [each.id for each in category.groups])
        table.problem("group", f"category {category.id!r} has no group {group!r}", hint)
        return ""
    return group


def build_links(table: Table) -> tuple[Link, ...]:
    """The links of a table of roles."""
    links = tuple(Link(role, url) for role in LINK_ROLES if (url := table.url(role)))
    table.finish()
    return links


def build_listing(table: Table) -> Listing:
    """One mention in a survey."""
    listing = Listing(*(table.text(key, limit) for key, limit in LISTING_LIMITS.items()))
    if not listing.source:
        table.problem("source", "is missing", "name the survey it was found in")
    table.finish()
    return listing


def build_assessments(table: Table, frameworks: Mapping[str, Framework]) -> tuple[Assessment, ...]:
    """The assessments in order of date, each framework, date and subject once."""
    found: dict[tuple[str, str, str], Assessment] = {}
    for each in table.tables("assessments"):
        assessment = _assessment(each, frameworks)
        if assessment is None:
            continue
        key = (assessment.framework, assessment.date, assessment.of)
        if key in found:
            each.problem("", "judges the same framework, date and subject again", "name what it judges with of = …")
        found[key] = assessment
    return tuple(sorted(found.values(), key=lambda assessment: assessment.date))


def _assessment(table: Table, frameworks: Mapping[str, Framework]) -> Assessment | None:
    name = table.text("framework", 80)
    framework = frameworks.get(name)
    if framework is None:
        table.problem("framework", f"there is no framework {name!r}", suggest(name, frameworks))
        return None
    if "date" not in table:
        table.problem("date", "is missing", "say when it was judged: YYYY-MM")
    assessment = Assessment(
        framework=name,
        judgements=_judgements(table.table("grades"), framework),
        date=table.date("date"),
        source=table.url("source"),
        of=table.text("of", 200),
        name=table.text("as", 200),
    )
    table.finish()
    return assessment


def _judgements(table: Table, framework: Framework) -> dict[str, Judgement]:
    known = {criterion.id for criterion in framework.criteria}
    keys = table.keys()
    found = {key: _judgement(table, key) for key in keys if key in known}
    unknown = [key for key in keys if key not in known]
    table.report_unknown(unknown, f"framework {framework.id!r} has no such criterion", known)
    return {key: judgement for key, judgement in found.items() if judgement is not None}


def _judgement(table: Table, key: str) -> Judgement | None:
    """A grade alone, or a table of grade, evidence, note and licence; evidence without a grade is listed."""
    if not isinstance(table.values[key], dict):
        grade = _grade(table, key)
        return Judgement(grade) if grade.judged or grade is Grade.NOT_APPLICABLE else None
    cell = table.table(key)
    grade = _grade(cell, "grade")
    judgement = Judgement(
        grade=Grade.LISTED if grade is Grade.UNKNOWN else grade,
        evidence=cell.urls("evidence"),
        note=cell.text("note", 2000),
        licence=cell.text("license", 200),
    )
    cell.finish()
    if judgement.evidence or judgement.grade is not Grade.LISTED:
        return judgement
    if cell.values.get("grade") in _UNGRADED and not cell.values.get("evidence"):  # anything else was reported
        table.problem(key, "has neither a grade nor evidence", "leave it out if it was not assessed")
    return None


def _grade(table: Table, key: str) -> Grade:
    grade = table.choice(key, Grade, Grade.UNKNOWN, _WRITTEN)
    if grade is Grade.LISTED:
        table.problem(key, "'listed' is not written", "give evidence without a grade instead")
        return Grade.UNKNOWN
    return grade
