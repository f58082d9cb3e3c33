"""Loads catalogue folders in order, later ones over earlier ones, and checks what only the whole can tell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from llmtui.loader.definitions import build_categories, build_framework
from llmtui.loader.entries import ID, build_entry
from llmtui.loader.locate import bundled_folder, entry_files, framework_files
from llmtui.model import Catalog, Category, Entry, Framework, Origin
from llmtui.problems import Problem, ProblemLog
from llmtui.tables import Source, Unreadable, read_text, read_toml, suggest


@dataclass(frozen=True, slots=True)
class Loaded:
    """A catalog and what was wrong with its files."""

    catalog: Catalog
    problems: tuple[Problem, ...] = ()

    @property
    def skipped(self) -> int:
        """How many files had to be left out."""
        return len({problem.path for problem in self.problems if problem.skipped})


def load(origins: Iterable[Origin]) -> Loaded:
    """Read the folders; nothing in them can make this fail."""
    origins = tuple(origins)
    return _load(origins, ((origin, entry_files(origin.path)) for origin in origins))


def load_files(origins: Iterable[Origin], files: Iterable[Path]) -> Loaded:
    """Read the folders and over them single entry files, each in the category its folder is named after."""
    origins = tuple(origins)
    listings = [(origin, entry_files(origin.path)) for origin in origins]
    return _load(origins, [*listings, *((Origin(file, str(file)), iter([(_folder_of(file), file)])) for file in files)])


def _folder_of(file: Path) -> str:
    """The name of the folder a file lies in, also where the file is named relative to it or does not exist."""
    return Path(os.path.realpath(file)).parent.name  # Path.resolve raises for a loop of links


def _load(origins: tuple[Origin, ...], listings: Iterable[tuple[Origin, Iterator[tuple[str, Path]]]]) -> Loaded:
    log = ProblemLog()
    definitions = [bundled_folder(), *(origin.path for origin in origins if origin.label != "bundled")]
    categories = _categories(definitions, log)
    frameworks = _frameworks(definitions, log)
    entries: dict[str, Entry] = {}
    replaced: dict[str, Path] = {}
    for _origin, files in listings:
        for entry in _entries(files, categories, frameworks, log):
            if (earlier := entries.pop(entry.id, None)) and earlier.path:
                replaced[entry.id] = earlier.path
            entries[entry.id] = entry
    order = {category: index for index, category in enumerate(categories)}
    ordered = sorted(entries.values(), key=lambda entry: (order[entry.category], entry.id))
    catalog = Catalog(
        entries={entry.id: entry for entry in ordered},
        categories=tuple(categories.values()),
        frameworks=frameworks,
        origins=origins,
        replaced=replaced,
    )
    _check_references(catalog, log)
    return Loaded(catalog, tuple(log))


def _categories(folders: Iterable[Path], log: ProblemLog) -> dict[str, Category]:
    found: dict[str, Category] = {}
    for folder in folders:
        path = folder / "categories.toml"
        if os.path.lexists(path) and (table := read_toml(path, log)):
            found.update((category.id, category) for category in build_categories(table))
    return found


def _frameworks(folders: Iterable[Path], log: ProblemLog) -> dict[str, Framework]:
    found: dict[str, Framework] = {}
    for folder in folders:
        for path in framework_files(folder):
            if not ID.fullmatch(path.stem):
                log.add(
                    Problem(path, f"{path.name!r} is no id", hint="name the file with a-z, 0-9 and -", skipped=True)
                )
            elif table := read_toml(path, log):
                found[path.stem] = build_framework(table, path.stem)
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def _entries(
    files: Iterable[tuple[str, Path]],
    categories: Mapping[str, Category],
    frameworks: Mapping[str, Framework],
    log: ProblemLog,
) -> Iterator[Entry]:
    """The entries of one folder, an id once."""
    first: dict[str, Path] = {}
    for name, path in files:
        category = categories.get(name)
        if category is None:
            log.add(Problem(path, f"there is no category {name!r}", hint=suggest(name, categories), skipped=True))
        elif path.stem in first:
            log.add(Problem(path, f"the id {path.stem!r} is taken by {first[path.stem]}", skipped=True))
        elif (table := read_toml(path, log)) and (entry := build_entry(table, category, categories, frameworks)):
            first[entry.id] = path
            yield entry


def _check_references(catalog: Catalog, log: ProblemLog) -> None:
    """Log the ids that lead nowhere, each on the line of its key."""
    for entry in catalog:
        if faults := tuple(_wrong_references(catalog, entry)):
            path = entry.path or Path(entry.id)
            source = _read_again(path)
            for key, message, hint in faults:
                log.add(Problem(path, message, source.line_of((key,)), key, hint))


def _wrong_references(catalog: Catalog, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Key, message and hint. A name in plain words, with a capital or a space, is no id."""
    for key, ids in (("base", entry.base), ("reproduces", entry.reproduces)):
        for wrong in (each for each in ids if ID.fullmatch(each) and catalog.get(each) is None):
            hint = suggest(wrong, catalog.entries) or "give the id of an entry, or the name in plain words"
            yield key, f"there is no entry {wrong!r}", hint
        if entry.id in ids:
            yield key, "an entry cannot derive from itself", ""


def _read_again(path: Path) -> Source:
    """A file that was read before, to find lines in; an empty one where it is gone."""
    try:
        return Source(path, read_text(path), ProblemLog())
    except Unreadable:
        return Source(path, "", ProblemLog())
