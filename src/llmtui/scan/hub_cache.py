"""Reads the cache of the Hugging Face Hub.

models--owner--name/blobs/<hash>, refs/<branch>, snapshots/<commit>/<file> -> ../../blobs/<hash>
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.folders import is_unfinished, is_weights, lacks_shards, read_model_files
from llmtui.scan.found import Found, Source, found_model
from llmtui.scan.reading import Unusable, is_folder, listing, read_start, size_of

_FOLDER = re.compile(r"models--(?:(.+?)--)?(.+)")
_LONGEST_REF = 200
"""Bytes: a commit has 40."""
_MOST_FILES = 20_000
"""Files of one model that are looked at."""
_DEEPEST = 4
"""Folders inside a snapshot."""


def is_hub_model(name: str) -> bool:
    """Whether a folder of this name is a model of the cache."""
    return bool(_FOLDER.fullmatch(name))


def read_hub_model(folder: Path, log: ProblemLog) -> Found | None:
    """The model of a folder of the cache; None if nothing of it is there."""
    named = _FOLDER.fullmatch(folder.name)
    name = "/".join(filter(None, named.groups())) if named else folder.name
    snapshot = _newest_snapshot(folder)
    files = list(_files(snapshot)) if snapshot else []
    blobs = _blobs(folder)
    if not files and not blobs:
        log.add(Problem(folder, "holds no files of a model"))
        return None
    outer, inner = _parted(files, len(snapshot) + 1 if snapshot else 0)
    inside = read_model_files(outer, log, inner=inner)
    return found_model(
        name,
        Source.HUB,
        folder,
        size=sum(blobs.values()) or sum(map(size_of, files)),
        declared=inside.declared,
        quantisation=inside.quantisation,
        is_partial=any(map(is_unfinished, blobs)) or _lacks_weights(files),
    )


def _parted(files: Iterable[os.DirEntry[str]], depth: int) -> tuple[dict[str, str], list[str]]:
    """The paths of the files at the top of a snapshot and of GGUF files anywhere in it, by name; and of the others."""
    outer: dict[str, str] = {}
    inner: list[str] = []
    for file in files:
        path = file.path
        name = path[depth:].lower()
        if "/" not in name or name.endswith(".gguf"):
            outer[name] = path
        else:
            inner.append(path)
    return outer, inner


def _lacks_weights(files: Sequence[os.DirEntry[str]]) -> bool:
    """Whether a snapshot has no weights, not all of their shards, or links to weights that are gone."""
    weights = [file for file in files if is_weights(file.name)]
    if not weights or lacks_shards([file.name for file in files]):
        return True
    return not all(os.path.exists(file.path) for file in weights)  # noqa: PTH110 - a Path for each costs as much again


def _blobs(folder: Path) -> dict[str, int]:
    """The size of each stored file."""
    try:
        return {item.name: size_of(item) for item in listing(f"{folder}/blobs")[:_MOST_FILES]}
    except Unusable:
        return {}  # if links are not possible, files are in the snapshots


def _newest_snapshot(folder: Path) -> str | None:
    """What the main branch is at; if that is not there, the snapshot that was changed last."""
    try:
        commit = read_start(f"{folder}/refs/main", _LONGEST_REF).decode("ascii").strip()
    except (Unusable, ValueError):
        commit = ""
    if re.fullmatch(r"[0-9a-f]{7,64}", commit):
        snapshot = f"{folder}/snapshots/{commit}"
        if os.path.isdir(snapshot):  # noqa: PTH112 - as above
            return snapshot
    try:
        found = [item for item in listing(f"{folder}/snapshots") if is_folder(item)]
    except Unusable:
        return None
    return max(found, key=lambda item: item.stat().st_mtime).path if found else None


def _files(snapshot: str) -> Iterator[os.DirEntry[str]]:
    """The files of a snapshot, also those whose content is missing."""
    ahead, count = [(snapshot, 0)], 0
    while ahead and count < _MOST_FILES:
        folder, depth = ahead.pop()
        try:
            found = listing(folder)
        except Unusable:
            continue
        for item in found:
            count += 1
            if item.is_dir(follow_symlinks=False):
                ahead += [(item.path, depth + 1)] if depth < _DEEPEST else []
            else:
                yield item
