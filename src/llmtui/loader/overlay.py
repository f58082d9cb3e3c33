"""Overlays: files and records with `extends`, which add to an entry that another file has instead of replacing it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from llmtui.loader.entries import READERS, build_assessments, build_links, build_listing
from llmtui.loader.references import NearestIds
from llmtui.model import Addition, Assessment, Category, Entry, Framework, Link, Listing
from llmtui.model.entry import LINK_ROLES
from llmtui.model.ids import ID
from llmtui.model.keys import ENTRY_KEYS
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import Table, suggest

EXTENDS = "extends"
"""The key that makes a file an overlay; its value is the id of the entry that it adds to."""


class Overlay(msgspec.Struct, frozen=True):
    """What one file adds to an entry."""

    extends: str
    path: Path
    line: int | None = None
    values: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """By field of `Entry`, also the empty values that were written: they remove a value."""
    links: tuple[Link, ...] = ()
    listed_in: tuple[Listing, ...] = ()
    assessments: tuple[Assessment, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """What it adds, as its file names it."""
        judged = dict.fromkeys(f"assessments by {each.framework}" for each in self.assessments)
        return (
            *(key.name for key in ENTRY_KEYS if key.attribute in self.values),
            *(f"links.{link.role}" for link in self.links),
            *(["listed_in"] if self.listed_in else []),
            *judged,
        )


def build_overlay(
    table: Table, categories: Mapping[str, Category], frameworks: Mapping[str, Framework]
) -> Overlay | None:
    """An overlay from its file, or None if it adds to nothing or adds nothing."""
    extends = table.text(EXTENDS)
    if not ID.fullmatch(extends):
        table.problem(EXTENDS, f"{extends!r} is not an id", "name the entry that it adds to", skipped=True)
        return None
    values = {key.attribute: READERS[key.shape](table, key) for key in ENTRY_KEYS if key.name in table}
    for name in values.get("also_in", ()):
        if name not in categories:
            table.problem("also_in", f"there is no category {name!r}", suggest(name, categories))
    overlay = Overlay(
        extends,
        table.source.path,
        table.source.line_of((EXTENDS,)),
        {key: value for key, value in values.items() if key != "name" or value},
        build_links(table.table("links")),
        tuple(build_listing(each) for each in table.tables("listed_in")),
        build_assessments(table, frameworks),
    )
    table.asked.update(key.name for key in ENTRY_KEYS)  # for what is suggested instead of an unknown key
    table.finish()
    if not overlay.keys:
        table.problem("", f"adds nothing to {extends!r}", "write a key, a link or an assessment", skipped=True)
        return None
    return overlay


class EntriesOnDemand(Mapping[str, Entry]):
    """Entries of some ids, found when they are asked for."""

    def __init__(self, ids: Collection[str], find: Callable[[str], Entry]) -> None:
        self._ids = ids
        self._find = find

    def __getitem__(self, entry_id: str) -> Entry:
        if entry_id not in self._ids:
            raise KeyError(entry_id)
        return self._find(entry_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def apply_overlays(
    overlays: Iterable[Overlay], known: Mapping[str, Entry], categories: Mapping[str, Category], log: ProblemLog
) -> Iterator[tuple[Entry, Addition]]:
    """Each overlay's entry with what the overlay adds; those that add to no entry are logged.

    Args:
        overlays: In their order; several may add to one entry.
        known: The entries by id as they are before.
        categories: By id, to know the groups of an entry's category.
        log: Where problems go.
    """
    extended: dict[str, Entry] = {}
    nearest = NearestIds(known)
    for overlay in overlays:
        entry = extended.get(overlay.extends) or known.get(overlay.extends)
        if entry is None:
            message = f"there is no entry {overlay.extends!r} to add to"
            hint = nearest.hint(overlay.extends) or "llmtui list shows all ids"
            log.add(Problem(overlay.path, message, overlay.line, EXTENDS, hint, skipped=True))
            continue
        entry = extended[overlay.extends] = _extended(entry, overlay, categories, log)
        yield entry, Addition(overlay.path, overlay.keys)


def _extended(entry: Entry, overlay: Overlay, categories: Mapping[str, Category], log: ProblemLog) -> Entry:
    """The entry with what the overlay adds."""
    values = dict(overlay.values)
    if "also_in" in values:
        values["also_in"] = tuple(each for each in values["also_in"] if each in categories and each != entry.category)
    if values.get("group") and not categories[entry.category].group(values["group"]):
        message = f"category {entry.category!r} has no group {values['group']!r}"
        hint = suggest(values["group"], [each.id for each in categories[entry.category].groups])
        log.add(Problem(overlay.path, message, None, "group", hint))
        del values["group"]
    return msgspec.structs.replace(
        entry,
        **values,
        links=_links(entry.links, overlay.links),
        listed_in=(*entry.listed_in, *(each for each in overlay.listed_in if each not in entry.listed_in)),
        assessments=_assessments(entry.assessments, overlay.assessments),
    )


def _links(old: tuple[Link, ...], new: tuple[Link, ...]) -> tuple[Link, ...]:
    urls = {link.role: link.url for link in (*old, *new)}
    return tuple(Link(role, urls[role]) for role in LINK_ROLES if role in urls)


def _assessments(old: tuple[Assessment, ...], new: tuple[Assessment, ...]) -> tuple[Assessment, ...]:
    """The assessments by date, those of the overlay in the place of those of the same framework and subject."""
    replaced = {(each.framework, each.of) for each in new}
    kept = (each for each in old if (each.framework, each.of) not in replaced)
    return tuple(sorted((*kept, *new), key=lambda each: each.date))
