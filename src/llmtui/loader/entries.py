"""Reads one entry file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from llmtui.licences import canonical_licence
from llmtui.model import Assessment, Category, Entry, Framework, Grade, Judgement, Kind, Link, Listing
from llmtui.model.entry import LINK_ROLES
from llmtui.toml_reader import Table, suggest

_WRITTEN = (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED, Grade.NOT_APPLICABLE)
ID = re.compile(r"[a-z0-9][a-z0-9-]{0,80}")
"""What an id may look like: it is a file name, part of commands and of links."""


def build_entry(
    table: Table, category: Category, categories: Mapping[str, Category], frameworks: Mapping[str, Framework]
) -> Entry | None:
    """An entry from its file, or None where it lacks what no entry can do without."""
    path = table.source.path
    name = table.text("name", 200)
    if not ID.fullmatch(path.stem):
        table.problem(
            "", f"{path.name!r} is no id", "name the file with a-z, 0-9 and -, as in olmo-2.toml", skipped=True
        )
        return None
    if not name:
        table.problem("name", "is missing or empty", 'write name = "…"', skipped=True)
        return None
    entry = Entry(
        id=path.stem,
        category=category.id,
        name=name,
        kind=_kind(table),
        summary=table.text("summary", 2000),
        maker=table.text("maker", 300),
        aliases=table.texts("aliases"),
        also_in=_also_in(table, category, categories),
        group=_group(table, category),
        tags=table.texts("tags"),
        languages=table.texts("languages"),
        modalities=table.texts("modalities"),
        base=table.texts("base"),
        reproduces=table.texts("reproduces"),
        licence=canonical_licence(table.text("license", 200)),
        sizes=table.texts("sizes"),
        released=table.date("released"),
        training_data=table.text("training_data", 500),
        notice=table.text("notice", 300),
        links=_links(table.table("links")),
        listed_in=tuple(_listing(each) for each in table.tables("listed_in")),
        assessments=_assessments(table, frameworks),
        path=path,
    )
    table.finish()
    return entry


def _kind(table: Table) -> Kind:
    if "kind" not in table:
        table.problem("kind", "is missing", suggest("", [kind.value for kind in Kind]))
    return table.choice("kind", Kind, Kind.MODEL)


def _also_in(table: Table, category: Category, categories: Mapping[str, Category]) -> tuple[str, ...]:
    also_in = table.texts("also_in")
    for other in also_in:
        if other not in categories:
            table.problem("also_in", f"there is no category {other!r}", suggest(other, categories))
    return tuple(other for other in also_in if other in categories and other != category.id)


def _group(table: Table, category: Category) -> str:
    group = table.text("group")
    if group and category.group(group) is None:
        hint = suggest(group, [each.id for each in category.groups])
        table.problem("group", f"category {category.id!r} has no group {group!r}", hint)
        return ""
    return group


def _links(table: Table) -> tuple[Link, ...]:
    links = tuple(Link(role, url) for role in LINK_ROLES if (url := table.url(role)))
    table.finish()
    return links


def _listing(table: Table) -> Listing:
    listing = Listing(table.text("source", 200), table.text("section", 300), table.text("as", 300))
    if not listing.source:
        table.problem("source", "is missing", "name the survey it was found in")
    table.finish()
    return listing


def _assessments(table: Table, frameworks: Mapping[str, Framework]) -> tuple[Assessment, ...]:
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
    judgements = {}
    for key in table.keys():  # noqa: SIM118 - a Table is no dict: keys() also takes them as asked for
        if key not in known:
            table.problem(key, f"framework {framework.id!r} has no such criterion", suggest(key, known))
        elif (judgement := _judgement(table, key)) is not None:
            judgements[key] = judgement
    return judgements


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
    return judgement if judgement.evidence or judgement.grade is not Grade.LISTED else None


def _grade(table: Table, key: str) -> Grade:
    grade = table.choice(key, Grade, Grade.UNKNOWN, _WRITTEN)
    if grade is Grade.LISTED:
        table.problem(key, "'listed' is not written", "give evidence without a grade instead")
        return Grade.UNKNOWN
    return grade
