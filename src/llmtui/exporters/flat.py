"""Whole entries as rows of a table: the keys of their files in columns, several values in one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from llmtui.exporters.record import openness_record
from llmtui.exporters.sheet import Sheet, Value, join
from llmtui.model import Catalog, Entry, Rule
from llmtui.model.entry import LINK_ROLES
from llmtui.model.keys import ENTRY_KEYS

_RATED = ("framework", "of", "score", "max", "assessed")


def flat_sheet(catalog: Catalog, entries: Sequence[Entry], framework: str) -> Sheet:
    """One row per entry.

    First the keys of its file, then one column per role of its links, the surveys that list it, its assessment, and
    one column per criterion of the selected framework. A grade is empty if that framework did not judge the entry, and
    `unknown` if it judged the entry but not this criterion.
    """
    records = [_flat(catalog, entry, framework) for entry in entries]
    columns = tuple(_flat(catalog, Entry(id="", category="", name=""), framework))
    return Sheet(columns, tuple(tuple(record.values()) for record in records))


def _flat(catalog: Catalog, entry: Entry, framework: str) -> dict[str, Value]:
    links = {link.role: link.url for link in entry.links}
    return {
        "id": entry.id,
        "category": entry.category,
        **{key.name: join(key.texts(entry)) for key in ENTRY_KEYS},
        **{f"links.{role}": links.get(role, "") for role in LINK_ROLES},
        "listed_in": join(tuple(dict.fromkeys(each.source for each in entry.listed_in))),
        **_openness(catalog, entry, framework),
    }


def _openness(catalog: Catalog, entry: Entry, framework: str) -> dict[str, Value]:
    known = catalog.frameworks.get(framework)
    openness = openness_record(catalog, entry, framework) or {}
    own = openness.get("framework") == framework
    grades = openness.get("grades") if own else {}
    assert isinstance(grades, Mapping)  # noqa: S101 - narrows what a record holds
    columns = (*_RATED, "class") if known and known.rule is Rule.CLASSES else _RATED
    return {
        **{key: _value(openness.get(key)) for key in columns},
        **{f"grades.{each.id}": grades.get(each.id, "") for each in (known.criteria if known else ())},
    }


def _value(value: object) -> Value:
    """A plain value as it is, a list as one text."""
    if isinstance(value, list):
        return join([str(each) for each in value])
    return value if isinstance(value, str | int | float | bool) else None
