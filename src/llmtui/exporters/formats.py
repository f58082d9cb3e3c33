"""The formats that print entries: one name the same thing wherever entries are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from llmtui.model import Catalog, Entry

Dump = Callable[[Catalog, Sequence[Entry], str], str]
"""Gives the text of some entries, rated by the chosen framework."""


def _of(module: str, name: str) -> Dump:
    """A function of another module of this package. Calling it imports the module: most commands print a table."""

    def dump(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
        chosen: Dump = getattr(import_module(f"{__package__}.{module}"), name)
        return chosen(catalog, entries, framework)

    return dump


def dump_ids(_catalog: Catalog, entries: Sequence[Entry], _framework: str) -> str:
    """One id per line."""
    return "".join(f"{entry.id}\n" for entry in entries)


ENTRY_FORMATS: Mapping[str, Dump] = {
    "json": _of("json", "dump_entries"),
    "jsonl": _of("json", "dump_lines"),
    "csv": _of("flat", "dump_entries_csv"),
    "tsv": _of("flat", "dump_entries_tsv"),
    "markdown": _of("markdown", "entries_document"),
    "ids": dump_ids,
}
"""Every format by name; all but `ids` have the same names as those of a sheet."""
