"""Turns well-formed records into entries in one go.

Records of an export are nearly all as they should be. They are decoded by their types here, and whatever leaves the
least doubt is left to `build_entry`, which asks key by key and can say what is wrong. Both give the same entries.

Types have the limits of texts and lists. The texts of a record are then looked at together, and so are its links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from llmtui.dates import is_date
from llmtui.licences import canonical_licence
from llmtui.loader.entries import LISTING_LIMITS
from llmtui.model import Assessment, Category, Entry, Framework, Grade, Judgement, Kind, Link, Listing
from llmtui.model.entry import LINK_ROLES
from llmtui.model.ids import ID
from llmtui.model.keys import ENTRY_KEYS, Key, Shape
from llmtui.text import are_clean, are_web_links, clean
from llmtui.toml_reader import LONGEST_LIST, LONGEST_LISTED

_Written = Literal["open", "partial", "closed", "n/a"]
_ALONE = {grade.value: Judgement(grade) for grade in Grade}
"""Judgements of a grade alone, each shared by all entries."""
_Short = Annotated[str, Meta(max_length=200)]
_Item = Annotated[str, Meta(min_length=1, max_length=LONGEST_LISTED)]
_Items = Annotated[tuple[_Item, ...], Meta(max_length=LONGEST_LIST)]


class _Cell(msgspec.Struct, forbid_unknown_fields=True):
    grade: _Written | None = None
    evidence: _Items = ()
    note: Annotated[str, Meta(max_length=2000)] = ""
    license: _Short = ""


class _Assessed(msgspec.Struct, forbid_unknown_fields=True, rename={"name": "as"}):
    framework: str
    date: str
    of: _Short = ""
    name: _Short = ""
    source: str = ""
    grades: dict[str, _Written | _Cell] = {}


class _Listed(msgspec.Struct, forbid_unknown_fields=True, rename={"name": "as"}):
    source: Annotated[str, Meta(min_length=1, max_length=LISTING_LIMITS["source"])]
    section: Annotated[str, Meta(max_length=LISTING_LIMITS["section"])] = ""
    name: Annotated[str, Meta(max_length=LISTING_LIMITS["as"])] = ""
    record: Annotated[str, Meta(max_length=LISTING_LIMITS["record"])] = ""


def _field(key: Key) -> tuple[str, Any] | tuple[str, Any, Any]:
    """The field of a key, its type and what a missing value means."""
    text = Annotated[str, Meta(max_length=key.limit)]
    sizes = dict[Annotated[str, Meta(max_length=80)], Annotated[str, Meta(min_length=1, max_length=key.limit)]]
    types: Mapping[Shape, tuple[Any, ...]] = {
        Shape.KIND: (Kind,),
        Shape.TEXT: (text, ""),
        Shape.TEXTS: (_Items, ()),
        Shape.DATE: (str, ""),
        Shape.LICENCE: (text, ""),
        Shape.LICENCES: (sizes, msgspec.field(default_factory=dict)),
    }
    return (key.attribute, *types[key.shape])


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


def _of_shape(*shapes: Shape) -> list[str]:
    return [key.attribute for key in ENTRY_KEYS if key.shape in shapes]


_FIELDS = tuple(key.attribute for key in ENTRY_KEYS)
_values_of = attrgetter(*_FIELDS)
_texts_of = attrgetter(*_of_shape(Shape.TEXT))
_lists_of = attrgetter(*_of_shape(Shape.TEXTS, Shape.LICENCES))
"""Of a table of licences this gives the sizes; its licences are looked at on their own."""


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
        _check_texts_and_links(record)
        values = dict(zip(_FIELDS, _values_of(record), strict=True))
        values["released"] = _date(record.released)
        values["licence"] = _licence(record.licence)
        values["licences"] = tuple([(size, _licence(licence)) for size, licence in record.licences.items()])
        return Entry(
            id=record.id,
            category=record.category,
            **values,
            links=_links(record.links) if record.links else (),
            listed_in=tuple([Listing(each.source, each.section, each.name, each.record) for each in record.listed_in]),
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
        return Assessment(found.framework, judgements, _date(found.date), found.source, found.of, found.name)


def _check_texts_and_links(record: Any) -> None:
    """Raise a doubt if any text has to be cleaned, or any link is not one."""
    texts, links = [*_texts_of(record)], [*record.links.values()]
    for each in _lists_of(record):
        texts += each
    for each in record.listed_in:
        texts += (each.source, each.section, each.name, each.record)
    for assessed in record.assessments:
        texts += (assessed.of, assessed.name)
        links += (assessed.source,) if assessed.source else ()
        for cell in assessed.grades.values():
            if not isinstance(cell, str):
                texts += (cell.note, cell.license)
                links += cell.evidence
    if not are_clean(texts) or not _are_links(links):
        raise _Doubt


def _are_links(links: Sequence[str]) -> bool:
    """Whether all are links to the web as they are; one in ASCII has no character that would be replaced."""
    return are_web_links(links) and ("".join(links).isascii() or are_clean(links))


def _judgement(cell: _Cell) -> Judgement:
    if cell.grade is not None:
        return Judgement(_ALONE[cell.grade].grade, cell.evidence, cell.note, cell.license)
    if not cell.evidence:
        raise _Doubt
    return Judgement(Grade.LISTED, cell.evidence, cell.note, cell.license)


def _links(found: Mapping[str, str]) -> tuple[Link, ...]:
    links = tuple([Link(role, found[role]) for role in LINK_ROLES if role in found])
    if len(links) < len(found):
        raise _Doubt
    return links


def _date(text: str) -> str:
    if text and not is_date(text):
        raise _Doubt
    return text


@lru_cache(maxsize=4096)
def _licence(text: str) -> str:
    if clean(text) != text:
        raise _Doubt
    return canonical_licence(text)
