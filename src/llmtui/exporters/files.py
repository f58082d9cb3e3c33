"""The formats of whole files: entries with all that belongs to them, to keep, to query or to publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

import msgspec

from llmtui.exporters.formats import ENTRY_FORMATS, Dump
from llmtui.exporters.json import dump_catalog
from llmtui.model import Catalog, Entry


class Export(msgspec.Struct, frozen=True):
    """What to write."""

    catalog: Catalog
    entries: Sequence[Entry]
    """In the order to write them."""
    framework: str
    """The id of the chosen one."""
    title: str = ""
    """The heading, if the format has one; empty for that of the format."""


class FileFormat(msgspec.Struct, frozen=True):
    """How a file is made, and what such files are called."""

    suffixes: tuple[str, ...]
    dump: Callable[[Export], str | bytes]
    binary: bool = False
    """Whether it is not text and cannot be printed."""


def _printed(dump: Dump) -> Callable[[Export], str]:
    return lambda export: dump(export.catalog, export.entries, export.framework)


def _page(export: Export) -> str:
    from llmtui.exporters.html import dump_index  # noqa: PLC0415 - only who asks for a page waits for it

    return dump_index(export.catalog, export.entries, export.framework, export.title)


def _database(export: Export) -> bytes:
    from llmtui.exporters.sqlite import dump_sqlite  # noqa: PLC0415 - as above

    return dump_sqlite(export.catalog, export.entries)


def _materials(export: Export) -> str:
    from llmtui.exporters.cyclonedx import dump_entries  # noqa: PLC0415 - as above

    return dump_entries(export.catalog, export.entries)


FILE_FORMATS: Mapping[str, FileFormat] = {
    "json": FileFormat((".json",), _printed(dump_catalog)),
    "jsonl": FileFormat((".jsonl",), _printed(ENTRY_FORMATS["jsonl"])),
    "csv": FileFormat((".csv",), _printed(ENTRY_FORMATS["csv"])),
    "tsv": FileFormat((".tsv",), _printed(ENTRY_FORMATS["tsv"])),
    "markdown": FileFormat((".md", ".markdown"), _printed(ENTRY_FORMATS["markdown"])),
    "html": FileFormat((".html", ".htm"), _page),
    "sqlite": FileFormat((".sqlite", ".db", ".sqlite3"), _database, binary=True),
    "cyclonedx": FileFormat((".cdx.json",), _materials),
}
"""Every format by name."""


def format_of(path: PurePath) -> str:
    """The name of the format that a file's suffix names; empty if it names none."""
    endings = ("".join(path.suffixes[-2:]).lower(), path.suffix.lower())
    return next((name for end in endings for name, each in FILE_FORMATS.items() if end in each.suffixes), "")
