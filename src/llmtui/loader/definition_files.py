"""Reads what folders define beside entries: categories, frameworks and snapshots, later folders over earlier ones."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from llmtui.loader.definitions import build_categories, build_framework, build_snapshots
from llmtui.loader.locate import BUNDLED, framework_files
from llmtui.model import Category, Framework, Origin, Snapshot
from llmtui.model.ids import ID
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_reader import read_toml


def read_categories(folders: Iterable[Path], log: ProblemLog) -> dict[str, Category]:
    """The categories by id; a later folder replaces a category and keeps its place."""
    found: dict[str, Category] = {}
    for folder in folders:
        path = folder / "categories.toml"
        if os.path.lexists(path) and (table := read_toml(path, log)):
            found.update((category.id, category) for category in build_categories(table))
    return found


def read_frameworks(folders: Iterable[Path], log: ProblemLog) -> dict[str, Framework]:
    """The frameworks by id, which is the name of the file."""
    found: dict[str, Framework] = {}
    for folder in folders:
        for path in framework_files(folder):
            if not ID.fullmatch(path.stem):
                log.add(
                    Problem(
                        path, f"{path.name!r} is not a valid id", hint="name the file with a-z, 0-9 and -", skipped=True
                    )
                )
            elif table := read_toml(path, log):
                found[path.stem] = build_framework(table, path.stem)
    return found


def read_snapshots(folders: Iterable[Path], log: ProblemLog) -> tuple[Snapshot, ...]:
    """What the folders say of their sources, later ones over earlier ones of the same source."""
    found: dict[str, Snapshot] = {}
    for folder in folders:
        path = folder / "snapshots.toml"
        if os.path.lexists(path) and (table := read_toml(path, log)):
            found.update((each.source, each) for each in build_snapshots(table))
    return tuple(found.values())


def current_origins(origins: Iterable[Origin], log: ProblemLog) -> list[Origin]:
    """The origins without the updates that are older than what the bundled catalogue has of the same index."""
    origins = tuple(origins)
    if not any(origin.update for origin in origins):
        return list(origins)
    shipped = (origin.path for origin in origins if origin.label == BUNDLED)
    bundled = {each.source: each.date for each in read_snapshots(shipped, log)}

    def is_old(origin: Origin) -> bool:
        fetched = {each.source: each.date for each in read_snapshots((origin.path,), ProblemLog())}
        return bool(origin.update) and bundled.get(origin.update, "") > fetched.get(origin.update, "")

    return [origin for origin in origins if not is_old(origin)]
