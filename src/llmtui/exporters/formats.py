"""The formats that print entries: one name the same thing wherever entries are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from llmtui.exporters.flat import flat_sheet
from llmtui.exporters.json import dump_entries, dump_lines
from llmtui.exporters.markdown import entries_document
from llmtui.exporters.sheet import Sheet, dump_csv, dump_tsv
from llmtui.model import Catalog, Entry

Dump = Callable[[Catalog, Sequence[Entry], str], str]
"""Gives the text of some entries, rated by the chosen framework."""


def _flat(dump: Callable[[Sheet], str]) -> Dump:
    return lambda catalog, entries, framework: dump(flat_sheet(catalog, entries, framework))


def dump_ids(_catalog: Catalog, entries: Sequence[Entry], _framework: str) -> str:
    """One id per line."""
    return "".join(f"{entry.id}\n" for entry in entries)


ENTRY_FORMATS: Mapping[str, Dump] = {
    "json": dump_entries,
    "jsonl": dump_lines,
    "csv": _flat(dump_csv),
    "tsv": _flat(dump_tsv),
    "markdown": entries_document,
    "ids": dump_ids,
}
"""Every format by name; all but `ids` have the same names as those of a sheet."""
