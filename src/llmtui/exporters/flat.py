"""Whole entries as rows of a table: the keys of their files in columns, several values in one cell."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.judged import graded_columns, graded_values, judged, rated_columns, rated_values
from llmtui.exporters.sheet import Sheet, Value, dump_csv, dump_tsv, join
from llmtui.model import Catalog, Entry
from llmtui.model.entry import LINK_ROLES
from llmtui.model.keys import ENTRY_KEYS


def flat_sheet(catalog: Catalog, entries: Sequence[Entry], framework: str) -> Sheet:
    """One row per entry.

    The columns are the keys of its file, one for each role of a link, the surveys that list it, the assessment that
    counts with its word, and for each criterion of the chosen framework the grade, who gave it, on which basis, when,
    and the evidence. A grade is empty if that framework did not judge the entry, and `unknown` if it judged the
    entry but not this criterion.
    """
    records = [_flat(catalog, entry, framework) for entry in entries]
    columns = tuple(_flat(catalog, Entry(id="", category="", name=""), framework))
    return Sheet(columns, tuple(tuple(record.values()) for record in records))


def dump_entries_csv(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
    """The rows, comma separated."""
    return dump_csv(flat_sheet(catalog, entries, framework))


def dump_entries_tsv(catalog: Catalog, entries: Sequence[Entry], framework: str) -> str:
    """The rows, tab separated."""
    return dump_tsv(flat_sheet(catalog, entries, framework))


def _flat(catalog: Catalog, entry: Entry, framework: str) -> dict[str, Value]:
    return {
        "id": entry.id,
        "category": entry.category,
        **{key.name: join(key.texts(entry)) for key in ENTRY_KEYS},
        **{f"links.{role}": entry.link(role) for role in LINK_ROLES},
        "listed_in": join(tuple(dict.fromkeys(each.source for each in entry.listed_in))),
        **_openness(catalog, entry, framework),
    }


def _openness(catalog: Catalog, entry: Entry, framework: str) -> dict[str, Value]:
    chosen = catalog.judge(framework)
    known = judged(catalog, entry, framework)
    rated = zip(rated_columns(chosen), rated_values(known.rating, chosen), strict=True)
    graded = zip(graded_columns(chosen), graded_values(known, chosen), strict=True)
    return {
        "framework": known.framework.id if known.framework else None,
        "of": known.assessment.of if known.framework else None,
        **dict(rated),
        "word": known.word,
        "disputed": known.disputed,
        "changed": known.changed,
        **dict(graded),
    }
