"""JSON and JSON lines."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from llmtui.exporters.record import entry_record, framework_record, named_record, snapshot_record
from llmtui.exporters.sheet import json_lines
from llmtui.model import Catalog, Entry
from llmtui.search.named import Named


def dump_entry(catalog: Catalog, entry: Entry, framework: str) -> str:
    """One entry as an object."""
    return _dump(entry_record(catalog, entry, framework))


def dump_named(catalog: Catalog, named: Named, framework: str) -> str:
    """The entry that a name means, as an object."""
    return _dump(named_record(catalog, named, framework))


def dump_entries(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
    """Entries as an array."""
    return _dump([entry_record(catalog, entry, framework) for entry in entries])


def dump_lines(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
    """One entry per line."""
    return json_lines(entry_record(catalog, entry, framework) for entry in entries)


def dump_catalog(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
    """Snapshots of the sources, frameworks and entries in full."""
    snapshots = [snapshot_record(each) for each in catalog.snapshots]
    frameworks = {each.id: framework_record(each) for each in catalog.frameworks.values()}
    records = [entry_record(catalog, entry, framework) for entry in entries]
    return _dump({"snapshots": snapshots, "frameworks": frameworks, "entries": records})


def _dump(value: object) -> str:
    """The text that `json.dumps` makes with an indent of 2, in a twentieth of its time."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
