"""Goes through folders and finds models in them: caches, folders of models, and single GGUF files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.folders import (
    first_shard,
    is_unfinished,
    is_weights,
    joined,
    lacks_shards,
    read_header,
    read_model_files,
)
from llmtui.scan.found import Found, Source, found_model
from llmtui.scan.hub_cache import is_hub_model, read_hub_model
from llmtui.scan.inside import PASSED_OVER, files_inside, parted, weight
from llmtui.scan.licence_file import licence_statements
from llmtui.scan.ollama import is_ollama_folder, read_ollama
from llmtui.scan.reading import Unusable, is_folder, listing, size_of

_DEEPEST = 24
"""Folders inside each other. Models are at most some ten deep, and a tree without an end must not be followed."""
_MOST_FOLDERS = 200_000
"""Folders of one walk: with more, the path is probably the root of a file system, and looking would take minutes."""
_NOT_MODELS = ("datasets--", "spaces--")
"""What else the cache of the Hub keeps."""
_NAMES = {"config.json", "readme.md", "adapter_config.json", "model_index.json"}
"""Files that make a folder worth reading."""
_CARD = "readme.md"

Progress = Callable[[int], None]
"""Called with the number of folders that were looked at, after each."""


class _Ahead(msgspec.Struct, frozen=True):
    """A folder that is still to be looked at."""

    folder: Path
    depth: int
    cards: tuple[os.DirEntry[str], ...] = ()
    """The card of a folder around it that has neither weights nor a configuration: it is for all that has no other."""


class Walk:
    """One walk through folders; a folder that several links lead to is looked at once."""

    def __init__(self, log: ProblemLog, progress: Progress = lambda _count: None) -> None:
        self._log = log
        self._progress = progress
        self._seen: set[tuple[int, int]] = set()
        self._count = 0

    def models(self, place: Path, source: Source = Source.FOLDER) -> Iterator[Found]:
        """The models in a folder, or the one that a file is.

        Args:
            place: A folder or a file.
            source: What the folder belongs to; in one of LM Studio, folders are named by publisher and model.
        """
        if not os.path.isdir(place):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
            yield from self._lone_file(place)
            return
        ahead = [_Ahead(place, 0)]
        while ahead:
            here = ahead.pop()
            if self._is_known(here.folder) or not self._may_go_on(here):
                continue
            try:
                items = listing(here.folder)
            except Unusable as fault:
                self._log.add(Problem(here.folder, str(fault), skipped=True))
                continue
            found, inner = self._look(here, items, source)
            yield from found
            ahead += reversed(inner)

    def _may_go_on(self, here: _Ahead) -> bool:
        self._count += 1
        self._progress(self._count)
        if here.depth > _DEEPEST:
            self._log.add(Problem(here.folder, f"more than {_DEEPEST} folders deep", skipped=True))
        elif self._count == _MOST_FOLDERS + 1:
            hint = "name folders that hold models"
            self._log.add(Problem(here.folder, f"more than {_MOST_FOLDERS:,} folders", hint=hint, skipped=True))
        return here.depth <= _DEEPEST and self._count <= _MOST_FOLDERS

    def _is_known(self, folder: Path) -> bool:
        """Whether the folder was looked at before, by another way."""
        try:
            status = os.stat(folder)  # noqa: PTH116 - as fast as it goes
        except (OSError, ValueError):
            return False
        place = (status.st_dev, status.st_ino)
        if place in self._seen:
            if os.path.islink(folder):  # noqa: PTH114 - Path.is_symlink raises for a name that is too long
                self._log.add(Problem(folder, "leads to a folder that was read already", skipped=True))
            return True
        self._seen.add(place)
        return False

    def _look(
        self, here: _Ahead, items: Sequence[os.DirEntry[str]], source: Source
    ) -> tuple[Iterator[Found], list[_Ahead]]:
        """The models of a folder, and the folders in it that are still to be looked at."""
        kept = self._kept_by_program(here.folder, {item.name for item in items})
        if kept is not None:
            return kept, []
        files, folders = parted(items, follow=True)
        count, cards = len(_of_model(files)), _cards(files)
        model = self._model_folder(here, items, source) if count else None
        if model is None:
            return self._gguf_files([] if here.cards else files), _further(here, folders, here.cards)
        has_only_cards = len(cards) == count  # which may be for all that is below, and may hide no model there
        is_a_part = bool(here.cards) and (has_only_cards or _is_a_part(model, cards))
        return iter(() if is_a_part else (model,)), _further(here, folders, cards) if has_only_cards else []

    def _kept_by_program(self, folder: Path, names: set[str]) -> Iterator[Found] | None:
        """The models in a folder of the Hub's cache or of Ollama; None if it is neither."""
        if is_hub_model(folder.name) and names & {"snapshots", "blobs"}:
            found = read_hub_model(folder, self._log)
            return iter((found,) if found else ())
        if is_ollama_folder(names):
            return read_ollama(folder, self._log)
        return None

    def _model_folder(self, here: _Ahead, items: Sequence[os.DirEntry[str]], source: Source) -> Found | None:
        """The model that a folder holds as a whole; None if only its single files are models."""
        folder, (files, _folders) = here.folder, parted(items, follow=True)
        is_kept = source is Source.LM_STUDIO and not here.cards
        ggufs = sorted(file.name for file in files if file.name.lower().endswith(".gguf"))
        above = () if _cards(files) else here.cards
        inner = partial(files_inside, items, follow=True, passed_over=PASSED_OVER, beside=above)
        inside = read_model_files((file.path for file in files), self._log, inner=inner, is_kept=is_kept)
        if not inside.is_model and not (is_kept and ggufs):
            return None
        return found_model(
            _name_of(folder, source),
            source,
            folder,
            size=weight(items),
            declared=inside.declared,
            hints=(*map(first_shard, ggufs[:1]), folder.name),
            quantisation=inside.quantisation,
            is_partial=_is_partial([file.name for file in files], items),
        )

    def _gguf_files(self, files: Sequence[os.DirEntry[str]]) -> Iterator[Found]:
        """Each GGUF file, those of several parts as one."""
        whole: dict[str, list[os.DirEntry[str]]] = {}
        for item in files:
            if item.name.lower().endswith(".gguf"):
                whole.setdefault(first_shard(item.name), []).append(item)
        licences = list(licence_statements((item.path for item in files), self._log)) if whole else []
        for name, parts in whole.items():
            header = read_header(Path(parts[0].path), self._log)
            if header is None:
                continue
            yield found_model(
                name,
                Source.GGUF,
                Path(parts[0].path),
                size=sum(map(size_of, parts)),
                declared=joined((header.declared, *licences)),
                quantisation=header.quantisation,
                is_partial=lacks_shards([part.name for part in parts]) or not header.whole,
            )

    def _lone_file(self, path: Path) -> Iterator[Found]:
        """The model that a file is."""
        if not path.name.lower().endswith(".gguf"):
            self._log.add(Problem(path, "not a folder and not a GGUF file", skipped=True))
            return
        header = read_header(path, self._log)
        if header is not None:
            yield found_model(
                path.name,
                Source.GGUF,
                path,
                size=size_of(path),
                declared=header.declared,
                quantisation=header.quantisation,
                is_partial=not header.whole,
            )


def _name_of(folder: Path, source: Source) -> str:
    """The name of a model's folder, with its owner if LM Studio keeps it or if it has the form of a download."""
    if source is Source.LM_STUDIO:
        return f"{folder.parent.name}/{folder.name}"
    named = re.fullmatch(r"([A-Za-z0-9][\w.-]*?)(?:__|--|_)([A-Za-z0-9][\w.-]+)", folder.name)
    return f"{named[1]}/{named[2]}" if named and ("__" in folder.name or "--" in folder.name) else folder.name


def _is_partial(names: Sequence[str], items: Sequence[os.DirEntry[str]]) -> bool:
    """Whether a part of a model is missing, by the names of its files and the folders beside them."""
    return any(map(is_unfinished, names)) or lacks_shards(names) or _has_no_weights(names, items)


def _has_no_weights(names: Sequence[str], items: Sequence[os.DirEntry[str]]) -> bool:
    """Whether there are no weights, neither here nor one folder further in, where pipelines of several models are."""
    if any(map(is_weights, names)):
        return False
    for item in items:
        if is_folder(item):
            try:
                if any(is_weights(inner.name) for inner in listing(Path(item.path))):
                    return False
            except Unusable:
                continue
    return True


def _is_of_model(name: str) -> bool:
    """Whether a file of this name makes a folder worth reading as one model."""
    return is_weights(name) or name.lower() in _NAMES


def _is_a_part(model: Found, cards: Sequence[os.DirEntry[str]]) -> bool:
    """Whether what is below a card is a part of what that card is for: it has neither a card nor weights."""
    return not cards and model.is_partial


def _of_model(files: Iterable[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """The files that make a folder worth reading."""
    return [file for file in files if _is_of_model(file.name)]


def _cards(files: Iterable[os.DirEntry[str]]) -> tuple[os.DirEntry[str], ...]:
    return tuple(file for file in files if file.name.lower() == _CARD)


def _further(here: _Ahead, folders: Iterable[os.DirEntry[str]], cards: tuple[os.DirEntry[str], ...]) -> list[_Ahead]:
    """The folders in a folder that are to be looked at."""
    return [_Ahead(Path(item.path), here.depth + 1, cards) for item in folders if _may_hold_models(item.name)]


def _may_hold_models(name: str) -> bool:
    """Whether a folder of this name is worth looking at."""
    return name not in PASSED_OVER and not name.startswith(_NOT_MODELS)
