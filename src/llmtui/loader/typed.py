"""Turns well-formed records into entries in one go.

Records of an export are nearly all as they should be. They are decoded by their types here, and whatever leaves the
least doubt is left to `build_entry`, which asks key by key and can say what is wrong. Both give the same entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from llmtui.dates import is_date
from llmtui.licences import canonical_licence
from llmtui.loader.entries import LISTING_LIMITS
from llmtui.model import Assessment, Category, Entry, Framework, Grade, Judgement, Kind, Link, Listing
from llmtui.model.entry import LINK_ROLES
from llmtui.model.ids import ID
from llmtui.model.keys import ENTRY_KEYS, Key, Shape
from llmtui.text import clean, is_web_link
from llmtui.toml_reader import LONGEST_LIST, LONGEST_LISTED

_Written = Literal["open", "partial", "closed", "n/a"]
_ALONE = {grade.value: Judgement(grade) for grade in Grade}
"""Judgements of a grade alone, each shared by all entries."""
_TYPES: Mapping[Shape, tuple[Any, Any]] = {
    Shape.TEXT: (str, ""),
    Shape.TEXTS: (tuple[str, ...], ()),
    Shape.DATE: (str, ""),
    Shape.LICENCE: (str, ""),
    Shape.LICENCES: (dict[str, str], msgspec.field(default_factory=dict)),
}
"""By shape of a key, the type of its value and what a missing one means."""


class _Cell(msgspec.Struct, forbid_unknown_fields=True):
    grade: _Written | None = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    license: str = ""


class _Assessed(msgspec.Struct, forbid_unknown_fields=True, rename={"name": "as"}):
    framework: str
    date: str
    of: str = ""
    name: str = ""
    source: str = ""
    grades: dict[str, _Written | _Cell] = {}


class _Listed(msgspec.Struct, forbid_unknown_fields=True, rename={"name": "as"}):
    source: str
    section: str = ""
    name: str = ""
    record: str = ""


def _field(key: Key) -> tuple[str, Any] | tuple[str, Any, Any]:
    return (key.attribute, Kind) if key.shape is Shape.KIND else (key.attribute, *_TYPES[key.shape])


Record: Any = msgspec.defstruct(
    "Record",
    [
        ("id", str),
        ("category", str),
        *map(_field, ENTRY_KEYS),
        ("links", dict[str, str], msgspec.field(default_factory=dict)),
        ("listed_in", tuple[_Listed, ...], ()),
        ("assessments", tuple[_Assessed, ...], ()),
        ("parameters", msgspec.Raw, msgspec.Raw()),
        ("openness", msgspec.Raw, msgspec.Raw()),
        ("permissions", msgspec.Raw, msgspec.Raw()),
    ],
    rename={key.attribute: key.name for key in ENTRY_KEYS},
    forbid_unknown_fields=True,
    kw_only=True,
)
"""A record as an export has it; `parameters`, `openness` and `permissions` were worked out and are skipped."""


class _Doubt(Exception):
    """The record is better read key by key."""


class TypedReader:
    """Makes entries of records that leave no doubt."""

    def __init__(self, categories: Mapping[str, Category], frameworks: Mapping[str, Framework]) -> None:
        """Take what entries refer to; categories may still be added."""
        self._categories = categories
        self._criteria = {name: frozenset(each.id for each in one.criteria) for name, one in frameworks.items()}
        self._decode = msgspec.json.Decoder(Record).decode

    def from_json(self, content: bytes, path: Path) -> Entry | None:
        """The entry of a record as JSON, or None if it has to be read key by key."""
        try:
            return self._entry(self._decode(content), path)
        except (msgspec.MsgspecError, UnicodeError, RecursionError, _Doubt):
            return None

    def from_values(self, values: object, path: Path) -> Entry | None:
        """The entry of plain values, or None if they have to be read key by key."""
        try:
            return self._entry(msgspec.convert(values, Record), path)
        except (msgspec.MsgspecError, UnicodeError, RecursionError, _Doubt):
            return None

    def _entry(self, record: Any, path: Path) -> Entry:
        if not ID.fullmatch(record.id) or not record.name:
            raise _Doubt
        self._check_categories(record)
        return Entry(
            id=record.id,
            category=record.category,
            **{name: check(value) for name, check in _CHECKS if (value := getattr(record, name))},
            links=_links(record.links) if record.links else (),
            listed_in=tuple(map(_listing, record.listed_in)),
            assessments=self._assessments(record.assessments) if record.assessments else (),
            path=path,
        )

    def _check_categories(self, record: Any) -> None:
        category = self._categories.get(record.category)
        if category is None or (record.group and category.group(record.group) is None):
            raise _Doubt
        if category.id in record.also_in or not all(other in self._categories for other in record.also_in):
            raise _Doubt

    def _assessments(self, found: Iterable[_Assessed]) -> tuple[Assessment, ...]:
        """The assessments in order of date."""
        assessments = [self._assessment(each) for each in found]
        if len({(each.framework, each.date, each.of) for each in assessments}) < len(assessments):
            raise _Doubt
        return tuple(sorted(assessments, key=lambda each: each.date))

    def _assessment(self, found: _Assessed) -> Assessment:
        criteria = self._criteria.get(found.framework)
        if criteria is None or not found.date or not criteria.issuperset(found.grades):
            raise _Doubt
        judgements = {
            criterion: _ALONE[cell] if isinstance(cell, str) else _judgement(cell)
            for criterion, cell in found.grades.items()
        }
        return Assessment(
            found.framework,
            judgements,
            _date(found.date),
            _link(found.source) if found.source else "",
            _text(found.of, 200),
            _text(found.name, 200),
        )


def _judgement(cell: _Cell) -> Judgement:
    if cell.grade is None and not cell.evidence:
        raise _Doubt
    grade = Grade.LISTED if cell.grade is None else _ALONE[cell.grade].grade
    if len(cell.evidence) > LONGEST_LIST:
        raise _Doubt
    evidence = tuple(map(_link, cell.evidence))
    return Judgement(grade, evidence, _text(cell.note, 2000), _text(cell.license, 200))


def _listing(found: _Listed) -> Listing:
    if not found.source:
        raise _Doubt
    values = (found.source, found.section, found.name, found.record)
    return Listing(*map(_text, values, LISTING_LIMITS.values()))


def _links(found: Mapping[str, str]) -> tuple[Link, ...]:
    links = tuple(Link(role, _link(found[role])) for role in LINK_ROLES if role in found)
    if len(links) < len(found):
        raise _Doubt
    return links


def _text(text: str, limit: int) -> str:
    if text and clean(text, limit) != text:
        raise _Doubt
    return text


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    if len(texts) > LONGEST_LIST or not all(texts):
        raise _Doubt
    for text in texts:
        _text(text, LONGEST_LISTED)
    return texts


def _date(text: str) -> str:
    if text and not is_date(text):
        raise _Doubt
    return text


def _link(text: str) -> str:
    if not is_web_link(text) or not (text.isascii() or clean(text, LONGEST_LISTED) == text):
        raise _Doubt  # a link in ASCII has no character that would be replaced
    return text


@lru_cache(maxsize=4096)
def _licence(text: str, limit: int) -> str:
    return canonical_licence(_text(text, limit))


def _licences(found: Mapping[str, str], limit: int) -> tuple[tuple[str, str], ...]:
    if not all(found.values()):
        raise _Doubt
    return tuple((_text(size, 80), _licence(licence, limit)) for size, licence in found.items())


def _check_of(key: Key) -> Callable[[Any], Any]:
    """What gives the value of a key if it is as it should be."""
    limit = key.limit
    checks: Mapping[Shape, Callable[[Any], Any]] = {
        Shape.TEXT: lambda text: _text(text, limit),
        Shape.TEXTS: _texts,
        Shape.DATE: _date,
        Shape.KIND: lambda kind: kind,
        Shape.LICENCE: lambda text: _licence(text, limit),
        Shape.LICENCES: lambda found: _licences(found, limit),
    }
    return checks[key.shape]


_CHECKS = tuple((key.attribute, _check_of(key)) for key in ENTRY_KEYS)
