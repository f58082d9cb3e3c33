"""Reads a catalogue back from the JSON that `llmtui export` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from llmtui.errors import UsageError
from llmtui.loader.definitions import build_framework
from llmtui.loader.entries import ID, build_entry
from llmtui.loader.load import Loaded, load
from llmtui.model import Catalog, Category, Entry, Framework, Group
from llmtui.problems import Problem, ProblemLog
from llmtui.tables import Source, Table
from llmtui.text import clean

LARGEST = 64 << 20
"""Bytes. An export of a thousand entries takes about three million."""

_WORKED_OUT = ("id", "category", "openness")
"""Keys of a record that no entry file has."""


def load_export(path: Path) -> Loaded:
    """The catalogue of an export; what is wrong with its entries is told as it is for the files of a catalogue.

    Frameworks that the export does not bring are the bundled ones, and so are categories, which no export brings.

    Raises:
        UsageError: The file cannot be read, or is no export.
    """
    frameworks, records = _shape(path, _read(path))
    log = ProblemLog()
    bundled = load(()).catalog
    known = dict(_frameworks(path, frameworks))
    known.update((name, each) for name, each in bundled.frameworks.items() if name not in known)
    categories = _categories(bundled.categories, records)
    entries: dict[str, Entry] = {}
    for entry in _entries(path, records, categories, known, log):
        if entry.id in entries:
            log.add(Problem(path, f"the id {entry.id!r} stands twice", skipped=True))
        entries.setdefault(entry.id, entry)
    return Loaded(Catalog(entries, tuple(categories.values()), known), tuple(log))


def _read(path: Path) -> object:
    """The JSON of a file, also of a pipe.

    Raises:
        UsageError: It cannot be read, is too large, or is no JSON.
    """
    name = clean(str(path))
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror or 'cannot be read'}") from error
    if len(content) > LARGEST:
        raise UsageError(f"{name}: more than the {LARGEST:,} bytes that an export may have")
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name}: not JSON", "llmtui export writes what can be read here") from error
    return value


def _shape(path: Path, value: object) -> tuple[Mapping[str, object], tuple[object, ...]]:
    """The frameworks and the entries of an export; a list of entries alone, as `llmtui list` prints it, will do.

    Raises:
        UsageError: It is something else.
    """
    frameworks = value.get("frameworks", {}) if isinstance(value, dict) else {}
    entries = value.get("entries") if isinstance(value, dict) else value
    if not isinstance(entries, list) or not isinstance(frameworks, dict):
        raise UsageError(f'{clean(str(path))}: no export: {{"frameworks": …, "entries": […]}} is expected')
    return frameworks, tuple(entries)


def _frameworks(path: Path, frameworks: Mapping[str, object]) -> Iterator[tuple[str, Framework]]:
    """Those that can be used; what an export leaves out of them nobody has to mend, so that nothing is told."""
    for name, values in frameworks.items():
        if isinstance(values, dict) and ID.fullmatch(name):
            yield name, build_framework(_table(path / name, values, ("id",), ProblemLog()), name)


def _entries(
    path: Path,
    records: Iterable[object],
    categories: Mapping[str, Category],
    frameworks: Mapping[str, Framework],
    log: ProblemLog,
) -> Iterator[Entry]:
    for number, record in enumerate(records, 1):
        entry_id = record.get("id") if isinstance(record, dict) else None
        if not isinstance(record, dict) or not isinstance(entry_id, str) or not ID.fullmatch(entry_id):
            log.add(Problem(path, "is no entry with an id", key=f"entries.{number}", skipped=True))
            continue
        table = _table(path / entry_id, record, _WORKED_OUT, log)
        if entry := build_entry(table, categories[_name(record, "category")], categories, frameworks):
            yield replace(entry, path=None)


def _table(path: Path, values: Mapping[str, object], without: Iterable[str], log: ProblemLog) -> Table:
    """A record as if it were a file, so that it is read with the same care; its problems name export and record."""
    return Table({key: value for key, value in values.items() if key not in without}, Source(path, "", log))


def _name(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    return clean(value, 80) if isinstance(value, str) else ""


def _categories(bundled: Iterable[Category], records: Iterable[object]) -> dict[str, Category]:
    """The bundled categories, with those and their groups that only the entries tell of."""
    found = {category.id: category for category in bundled}
    for record in records:
        if not isinstance(record, dict):
            continue
        also_in = record.get("also_in")
        for name in (_name(record, "category"), *(also_in if isinstance(also_in, list) else ())):
            if isinstance(name, str) and name not in found:
                found[name] = Category(name, name)
        group, category = _name(record, "group"), found[_name(record, "category")]
        if group and category.group(group) is None:
            found[category.id] = replace(category, groups=(*category.groups, Group(group, group)))
    return found
