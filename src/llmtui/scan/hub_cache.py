"""Reads the cache of the Hugging Face Hub.

models--owner--name/blobs/<hash>, refs/<branch>, snapshots/<commit>/<file> -> ../../blobs/<hash>
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.folders import is_unfinished, is_weights, lacks_shards, read_model_files
from llmtui.scan.found import Found, Source, found_model
from llmtui.scan.inside import MOST_FILES, files_inside
from llmtui.scan.reading import Unusable, is_folder, listing, read_start, size_of

_FOLDER = re.compile(r"models--(?:(.+?)--)?(.+)")
_LONGEST_REF = 200
"""Bytes: a commit has 40."""


def is_hub_model(name: str) -> bool:
    """Whether a folder of this name is a model of the cache."""
    return bool(_FOLDER.fullmatch(name))


def read_hub_model(folder: Path, log: ProblemLog) -> Found | None:
    """The model of a folder of the cache; None if nothing of it is there."""
    named = _FOLDER.fullmatch(folder.name)
    name = "/".join(filter(None, named.groups())) if named else folder.name
    snapshot = _newest_snapshot(folder)
    items = _items(snapshot) if snapshot else []
    outer = [item for item in items if not item.is_dir(follow_symlinks=False)]
    further = files_inside(items, follow=False)
    files = [*outer, *further.files]
    blobs = _blobs(folder)
    if not files and not blobs:
        log.add(Problem(folder, "holds no files of a model"))
        return None
    inside = read_model_files((file.path for file in outer), log, inner=lambda: further)
    return found_model(
        name,
        Source.HUB,
        folder,
        size=sum(blobs.values()) or sum(map(size_of, files)),
        declared=inside.declared,
        quantisation=inside.quantisation,
        is_partial=any(map(is_unfinished, blobs)) or _lacks_weights(files),
    )


def _lacks_weights(files: Sequence[os.DirEntry[str]]) -> bool:
    """Whether a snapshot has no weights, not all of their shards, or links to weights that are gone."""
    weights = [file for file in files if is_weights(file.name)]
    if not weights or lacks_shards([file.name for file in files]):
        return True
    return not all(os.path.exists(file.path) for file in weights)  # noqa: PTH110 - a Path for each costs as much again


def _blobs(folder: Path) -> dict[str, int]:
    """The size of each stored file."""
    try:
        return {item.name: size_of(item) for item in listing(f"{folder}/blobs")[:MOST_FILES]}
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


def _items(snapshot: str) -> list[os.DirEntry[str]]:
    """What is in a snapshot, also files whose content is missing."""
    try:
        return listing(snapshot)
    except Unusable:
        return []
