"""Every key of an entry goes through the formats that keep entries whole: one that is forgotten there fails here.

Plain text and CycloneDX show chosen facts and have tests of their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import fields, replace

from factories import CATEGORIES, a_catalog, an_entry, found_ids, load_folder
from llmtui.exporters.draft import draft
from llmtui.exporters.flat import flat_sheet
from llmtui.exporters.html import dump_index
from llmtui.exporters.json import dump_catalog, dump_lines
from llmtui.exporters.markdown import entry_document
from llmtui.exporters.record import entry_record
from llmtui.exporters.schema import schema
from llmtui.exporters.sqlite import dump_sqlite
from llmtui.loader.load import load
from llmtui.model import Catalog, Entry, Kind, Link, Listing, Origin
from llmtui.model.keys import ENTRY_KEYS, Key, SearchIn, Shape
from llmtui.openness.differences import differences
from llmtui.toml_writer import entry_toml

ELSEWHERE = {"id", "category", "links", "listed_in", "assessments", "path"}
"""Fields of an entry that no line of the table describes."""
VALUES: dict[str, Any] = {"also_in": ("data",), "group": "english"}
SHAPES: dict[Shape, Callable[[str], Any]] = {
    Shape.TEXT: lambda name: f"Value{name}",
    Shape.TEXTS: lambda name: (f"Value{name}", f"Another {name}"),
    Shape.DATE: lambda _name: "2024-05",
    Shape.KIND: lambda _name: Kind.TOOL,
    Shape.LICENCE: lambda _name: "Apache-2.0",
    Shape.LICENCES: lambda _name: (("7B", "MIT"), ("72B", "LicenseRef-Own")),
}


def _value(key: Key) -> Any:
    return VALUES.get(key.name) or SHAPES[key.shape](key.name.replace("_", ""))


FULL = an_entry(
    "full",
    **{key.attribute: _value(key) for key in ENTRY_KEYS},
    links=(Link("repo", "https://example.org"),),
    listed_in=(Listing("survey", "section", "Full", "records/full.yaml"),),
)
BARE = an_entry("full", name="Bare")
CATALOG = a_catalog(FULL, frameworks=())


def _read(path: Path, content: str | bytes) -> Entry:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    loaded = load([Origin(path, "export")])
    assert () == loaded.problems
    return loaded.catalog.entries["full"]


def test_every_field_of_an_entry_is_in_the_table_once() -> None:
    described = [key.attribute for key in ENTRY_KEYS]

    assert sorted({field.name for field in fields(Entry)} - ELSEWHERE) == sorted(described)


@pytest.mark.parametrize("key", ENTRY_KEYS, ids=lambda key: key.name)
def test_a_key_is_filled_in_by_these_tests(key: Key) -> None:
    assert key.read(FULL) != key.read(BARE)


def test_json_keeps_every_key(tmp_path: Path) -> None:
    path = tmp_path / "x.json"

    assert replace(FULL, path=path) == _read(path, dump_catalog(CATALOG, [FULL], ""))


def test_json_lines_keep_every_key(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"

    assert replace(FULL, path=path) == _read(path, dump_lines(CATALOG, [FULL], ""))


def test_sqlite_keeps_every_key(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"

    assert replace(FULL, path=path) == _read(path, dump_sqlite(CATALOG, [FULL]))


def test_toml_keeps_every_key(tmp_path: Path) -> None:
    path = tmp_path / "base" / "full.toml"
    path.parent.mkdir()
    path.write_text(entry_toml(FULL), encoding="utf-8")

    assert replace(FULL, path=path) == load_folder(tmp_path).catalog.entries["full"]


@pytest.mark.parametrize("key", ENTRY_KEYS, ids=lambda key: key.name)
def test_a_difference_of_a_key_is_seen(key: Key) -> None:
    other = replace(FULL, **{key.attribute: getattr(BARE, key.attribute)})

    found = differences(Catalog({"full": other}), CATALOG)

    assert [key.name] == [each.key for each in found]


@pytest.mark.parametrize("key", ENTRY_KEYS, ids=lambda key: key.name)
def test_a_flat_table_has_a_column_for_a_key(key: Key) -> None:
    (row,) = flat_sheet(CATALOG, [FULL], "").records()

    assert row[key.name]


def test_a_record_has_the_keys_in_the_order_of_the_table() -> None:
    record = entry_record(CATALOG, FULL, "")

    worked_out = {"parameters", "openness", "permissions"}

    assert [key.name for key in ENTRY_KEYS] == [name for name in record if name not in ELSEWHERE | worked_out]
    assert json.dumps(record)


def test_a_draft_explains_every_key() -> None:
    lines = draft("full", CATEGORIES[0], (), Kind.MODEL, None).splitlines()

    assert [key.name for key in ENTRY_KEYS] == [
        line.partition(" = ")[0]
        for before, line in pairwise(lines)
        if before.startswith("# ") and line.partition(" = ")[0] in {key.name for key in ENTRY_KEYS}
    ][: len(ENTRY_KEYS)]


@pytest.mark.parametrize("key", [key for key in ENTRY_KEYS if key.heading], ids=lambda key: key.name)
def test_a_page_shows_what_has_a_heading(key: Key) -> None:
    page = dump_index(CATALOG, [FULL], "", "")

    assert f"<dt>{key.heading}</dt>" in page


@pytest.mark.parametrize(
    "key", [key for key in ENTRY_KEYS if key.heading and not key.is_list], ids=lambda key: key.name
)
def test_markdown_shows_a_text_that_has_a_heading(key: Key) -> None:
    (row,) = [line for line in entry_document(CATALOG, FULL, "").splitlines() if line.startswith(f"| {key.heading} ")]

    assert key.words(FULL) in row


def test_the_schema_describes_every_key() -> None:
    described: Any = schema()["$defs"]

    assert {key.name for key in ENTRY_KEYS} <= set(described["entry"]["properties"])


@pytest.mark.parametrize(
    "key", [key for key in ENTRY_KEYS if key.search is not SearchIn.NOWHERE], ids=lambda key: key.name
)
def test_a_search_finds_what_it_should(key: Key) -> None:
    words = key.texts(FULL)

    assert ["full"] == found_ids(CATALOG, words[0].removeprefix("7B: "))
