"""Builds what the tests talk about, with every detail that a test does not name filled in."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.model import (
    Assessment,
    Catalog,
    Category,
    Criterion,
    CriterionGroup,
    Entry,
    Framework,
    Grade,
    Group,
    Judgement,
    Origin,
    Rule,
)
from llmtui.model.licence import Allowance, Condition, Licence, Permission
from llmtui.permissions import is_osi_approved
from llmtui.search import Searcher, Sort, View
from llmtui.search.columns import Columns
from llmtui.search.gathering import gather

_LARGE = 100
"""Entries from which on it pays to keep what was gathered from a catalogue."""

_GATHERED: deque[tuple[Catalog, Columns]] = deque(maxlen=4)

FRAMEWORK = "test-points"
"""The framework that assessments are by where a test names none."""

CATEGORIES = (
    Category("base", "Base models", groups=(Group("chinese", "Chinese and bilingual"), Group("english", "English"))),
    Category("instruction", "Instruction-tuned"),
    Category("data", "Data"),
)


def a_framework(
    framework_id: str = FRAMEWORK,
    criteria: Mapping[str, str] | Iterable[str] = ("code", "weights", "license"),
    *,
    rule: Rule = Rule.POINTS,
    **fields: Any,
) -> Framework:
    """A framework whose criteria are given as ids, or as ids with their topics."""
    topics = criteria if isinstance(criteria, Mapping) else {each: each for each in criteria}
    return Framework(
        id=framework_id,
        name=fields.pop("name", framework_id.title()),
        short=fields.pop("short", framework_id[:4].upper()),
        rule=rule,
        groups=(CriterionGroup("access", "Access"),),
        criteria=tuple(Criterion(each, each.title(), topic, "access") for each, topic in topics.items()),
        **fields,
    )


def a_classed_framework(framework_id: str = "classed") -> Framework:
    """A framework of classes: III needs the card, II the code as well, I the data as well."""
    classes = {"class-3": "card", "class-2": "code", "class-1": "data"}
    return Framework(
        id=framework_id,
        name="Classed",
        short="CLA",
        rule=Rule.CLASSES,
        groups=tuple(CriterionGroup(each, each.title()) for each in classes),
        criteria=tuple(Criterion(each, each.title(), each, group, required=True) for group, each in classes.items()),
    )


def a_judgement(grade: str | Judgement) -> Judgement:
    """A judgement from a grade's word."""
    return grade if isinstance(grade, Judgement) else Judgement(Grade(grade))


def an_assessment(
    grades: Mapping[str, str | Judgement], framework: str = FRAMEWORK, date: str = "2024-01", **fields: Any
) -> Assessment:
    """An assessment from criterion = grade."""
    judgements = {criterion: a_judgement(grade) for criterion, grade in grades.items()}
    return Assessment(framework=framework, judgements=judgements, date=date, **fields)


def an_entry(
    id: str = "x",  # noqa: A002 - what the field is called
    *,
    grades: Mapping[str, str | Judgement] | None = None,
    framework: str = FRAMEWORK,
    **fields: Any,
) -> Entry:
    """An entry; `grades` gives it one assessment by `framework`."""
    if grades is not None:
        fields["assessments"] = (*fields.get("assessments", ()), an_assessment(grades, framework))
    fields.setdefault("name", id.replace("-", " ").title())
    fields.setdefault("category", "base")
    return Entry(id=id, **fields)


def a_catalog(
    *entries: Entry, frameworks: Iterable[Framework] | None = None, categories: Iterable[Category] = CATEGORIES
) -> Catalog:
    """A catalog of these entries, in this order."""
    known = (a_framework(),) if frameworks is None else tuple(frameworks)
    return Catalog(
        entries={entry.id: entry for entry in entries},
        categories=tuple(categories),
        frameworks={framework.id: framework for framework in known},
    )


def a_searcher(catalog: Catalog) -> Searcher:
    """A new searcher of a catalogue. What it gathers takes half a second for the bundled one, hence once only."""
    columns = next((columns for known, columns in _GATHERED if known is catalog), None)
    if columns is None:
        columns = gather(catalog)
        if len(catalog) >= _LARGE:
            _GATHERED.append((catalog, columns))
    return Searcher(catalog, columns)


def found_ids(catalog: Catalog | Searcher, text: str, sort: Sort = Sort.RELEVANCE, **view: Any) -> list[str]:
    """The ids that a query text finds, in order. A searcher saves building the index again."""
    searcher = a_searcher(catalog) if isinstance(catalog, Catalog) else catalog
    results = searcher.run(View(query=searcher.parse(text).query, sort=sort, **view))
    return [hit.entry.id for hit in results.hits]


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their path in a folder, which is given back."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def entry_text(name: str = "X", *lines: str, kind: str = "model") -> str:
    """The least that an entry file must say, and further lines."""
    return "\n".join([f'name = "{name}"', f'kind = "{kind}"', *lines, ""])


def load_folder(*folders: Path) -> Loaded:
    """Load catalogue folders alone, without the bundled entries."""
    return load(Origin(folder, str(folder)) for folder in folders)


def a_licence(licence_id: str, allowances: str = "yes yes yes yes", *, kind: str = "users", **fields: Any) -> Licence:
    """A licence from the words for its four permissions; a condition of a kind limits each that has conditions."""
    allowed = dict(zip(Permission, map(Allowance, allowances.split()), strict=True))
    limited = tuple(each for each, allowance in allowed.items() if allowance in {Allowance.CONDITIONS, Allowance.NO})
    conditions = (Condition(kind, limited, f"The {kind} condition of {licence_id}.", "2"),) if limited else ()
    fields.setdefault("read", "2026-01-01")
    fields.setdefault("name", licence_id.removeprefix("LicenseRef-"))
    fields.setdefault("free", is_osi_approved(licence_id) or None)  # as where a file does not say it
    return Licence(licence_id, allowances=allowed, conditions=conditions, **fields)


def with_licences(catalog: Catalog, *licences: Licence) -> Catalog:
    """The same catalog with these licences."""
    return replace(catalog, licences={licence.id: licence for licence in licences})
