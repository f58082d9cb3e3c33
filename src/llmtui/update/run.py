"""An update from beginning to end: read, merge, write beside what is there, and say what is different."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from llmtui.cache import catalog_of
from llmtui.errors import UsageError
from llmtui.importers import IMPORTERS, Draft, Importer
from llmtui.loader.definition_files import current_origins
from llmtui.loader.load import load
from llmtui.loader.locate import BUNDLED, bundled_folder
from llmtui.model import Catalog, Origin, Snapshot
from llmtui.problems import Problem, ProblemLog
from llmtui.toml_writer import snapshots_toml
from llmtui.update.current import current_folders
from llmtui.update.dating import Dating, dating
from llmtui.update.fetch import Fetcher
from llmtui.update.merge import Merged, Merger
from llmtui.update.sources import Records, read_drafts, read_records
from llmtui.update.store import Store

SNAPSHOTS = "snapshots.toml"


class Source(msgspec.Struct, frozen=True):
    """An index to update from."""

    index: str
    place: str
    """A folder, an archive or an address."""
    date: str = ""
    """When it judged, if its records do not say; empty if that is not known."""


class Outcome(msgspec.Struct, frozen=True):
    """The result of an update."""

    before: Catalog
    after: Catalog
    merged: Mapping[str, Merged]
    """By index."""
    dated: Mapping[str, Dating]
    """By index, the date of grades whose records have none."""
    problems: tuple[Problem, ...]
    faults: tuple[UsageError, ...]
    """Why some of several indices could not be read; what was there before is kept."""
    is_new: bool
    """Whether anything is different from what there was."""


@dataclass
class Update:
    """One update; the store has to be locked while it is at work."""

    store: Store
    fetcher: Fetcher
    base: Path = field(default_factory=bundled_folder)
    """The catalogue that is updated."""
    caches: Path | None = None
    """Where the program keeps its caches, which spare the reading of the files before the update; None for nowhere."""
    log: ProblemLog = field(default_factory=ProblemLog)
    progress: Callable[[str], None] = lambda _index: None
    """Called with each index before its records are asked for."""
    _dated: dict[str, Dating] = field(default_factory=dict)

    def run(self, sources: Iterable[Source], staged: Path) -> Outcome:
        """Write what the sources have into a new folder; nothing is put into use.

        Raises:
            UsageError: None of the sources can be read, or the folder cannot be written.
        """
        before = catalog_of(self._origins(self._existing()), self.caches)
        merged: dict[str, Merged] = {}
        faults: list[UsageError] = []
        for source in sources:
            self.progress(source.index)
            try:
                merged[source.index] = self._one(source, staged, before)
            except UsageError as fault:
                faults.append(fault)
        if faults and not merged:
            raise faults[0]
        for index, folder in self._existing().items():
            if index not in merged:
                shutil.copytree(folder, staged / index)
        after = load(self._origins({each.name: each for each in sorted(staged.iterdir())})).catalog
        is_new = _files(staged) != _all_files(current_folders(self.store.folder))
        return Outcome(before, after, merged, self._dated, tuple(dict.fromkeys(self.log)), tuple(faults), is_new)

    def _origins(self, updates: Mapping[str, Path]) -> tuple[Origin, ...]:
        """The catalogue and these updates of it."""
        return (
            Origin(self.base, BUNDLED),
            *(Origin(path, f"update of {index}", index) for index, path in updates.items()),
        )

    def _existing(self) -> Mapping[str, Path]:
        """The folders of the update in use that newer bundled data has not overtaken."""
        origins = self._origins(current_folders(self.store.folder))
        return {origin.update: origin.path for origin in current_origins(origins, ProblemLog()) if origin.update}

    def _one(self, source: Source, staged: Path, before: Catalog) -> Merged:
        """The files of one index."""
        importer = next(each for each in IMPORTERS if each.format == source.index)
        existing = self._existing()
        others = {index: folder for index, folder in existing.items() if index != source.index}
        base = catalog_of(self._origins(others), self.caches) if source.index in existing else before
        with self.store.staging() as unpacked:
            log = ProblemLog()
            records = read_records(importer, source.place, unpacked, self.fetcher, log)
            known = _known_date(before, source.index)
            dated = self._dated[source.index] = dating(source.date, records.date, known)
            drafts = list(read_drafts(importer, records, dated.date if source.date else dated.month, log))
            if not drafts:
                self._keep(log, records, source.index, unpacked)
                raise UsageError(f"{source.place}: no record of {source.index}", "see the address, or the folder")
            earlier = _files(existing[source.index]) if source.index in existing else {}
            merged = Merger(importer, base, before, earlier, log).merge(drafts)
            self._keep(log, records, source.index, unpacked)
        snapshot = _snapshot(importer, records, drafts, dating("", records.date, max(source.date, known)).date)
        _write(staged / source.index, {**merged.files, SNAPSHOTS: snapshots_toml((snapshot,))})
        return merged

    def _keep(self, log: ProblemLog, records: Records, index: str, unpacked: Path) -> None:
        """Keep the irregularities of an index. A path names the records, and never where an archive was unpacked."""
        inside = records.folder.is_relative_to(unpacked)
        for problem in log:
            self.log.add(_shown(problem, records.folder, index) if inside else problem)


def _known_date(catalog: Catalog, index: str) -> str:
    """When the catalogue's records of an index were taken; empty if it has none."""
    return max((each.date for each in catalog.snapshots if each.source == index), default="")


def _snapshot(importer: Importer, records: Records, drafts: list[Draft], date: str) -> Snapshot:
    """What an update is made from, with the date."""
    newest = max((each.entry.assessments[0].date for each in drafts), default="")
    return Snapshot(importer.format, records.version, date, newest, len(drafts), records.url)


def _shown(problem: Problem, folder: Path, index: str) -> Problem:
    """A problem whose path does not name the folder that the records were unpacked into."""
    path = problem.path.relative_to(folder) if problem.path.is_relative_to(folder) else problem.path
    return msgspec.structs.replace(problem, path=Path(index) / path) if path != problem.path else problem


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a catalogue folder.

    Raises:
        UsageError: They cannot be written.
    """
    try:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(
            f"{folder}: {error.strerror or 'cannot be written'}; nothing is changed", "make room"
        ) from error


def _files(folder: Path) -> dict[str, str]:
    """The files of a catalogue folder by path."""
    return {
        str(path.relative_to(folder)): path.read_text("utf-8", "replace")
        for path in sorted(folder.rglob("*.toml"))
        if path.is_file()
    }


def _all_files(folders: Mapping[str, Path]) -> dict[str, str]:
    return {f"{index}/{name}": text for index, folder in folders.items() for name, text in _files(folder).items()}
