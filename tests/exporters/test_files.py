from __future__ import annotations

from pathlib import PurePath

import pytest

from factories import FRAMEWORK, a_catalog, an_entry
from llmtui.exporters.files import FILE_FORMATS, Export, format_of
from llmtui.exporters.formats import ENTRY_FORMATS
from llmtui.exporters.sheet import SHEET_FORMATS

ENTRY = an_entry("only-this", name="百川", maker="only-this maker")


@pytest.mark.parametrize(
    ("name", "format_name"),
    [
        ("a.json", "json"),
        ("a.jsonl", "jsonl"),
        ("a.CSV", "csv"),
        ("a.tsv", "tsv"),
        ("a.md", "markdown"),
        ("a.b.html", "html"),
        ("a.sqlite", "sqlite"),
        ("a.db", "sqlite"),
        ("json", ""),
        (".json", ""),
        ("a.xyz", ""),
    ],
)
def test_the_suffix_names_the_format(name: str, format_name: str) -> None:
    assert format_name == format_of(PurePath(name))


def test_no_suffix_means_two_formats() -> None:
    suffixes = [suffix for each in FILE_FORMATS.values() for suffix in each.suffixes]

    assert len(set(suffixes)) == len(suffixes)


def test_entries_are_printed_in_the_formats_of_a_sheet_and_written_in_more() -> None:
    assert {*SHEET_FORMATS, "ids"} == set(ENTRY_FORMATS)
    assert {*SHEET_FORMATS, "html", "sqlite", "cyclonedx"} == set(FILE_FORMATS)


@pytest.mark.parametrize("name", FILE_FORMATS)
def test_every_format_holds_the_entries_given_and_no_other(name: str) -> None:
    catalog = a_catalog(ENTRY, an_entry("not-that", maker="not-that maker"))

    content = FILE_FORMATS[name].dump(Export(catalog, [ENTRY], FRAMEWORK))
    data = content if isinstance(content, bytes) else content.encode()

    assert (True, True, False) == (b"only-this" in data, "百川".encode() in data, b"not-that" in data)
    assert FILE_FORMATS[name].binary is isinstance(content, bytes)
