"""The files in folders inside a model's folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from llmtui.scan.reading import Unusable, is_folder, listing, size_of

PASSED_OVER = {".git", "node_modules", "__pycache__", ".venv", "site-packages", ".no_exist", ".locks"}
"""Folders with many files and no models."""
MOST_FILES = 20_000
"""Files and folders of one model that are looked at."""
DEEPEST = 24
"""Folders inside each other."""
_MOST_FOLDERS = 200_000
_CUT = f"it has more than {MOST_FILES:,} files, or folders more than {DEEPEST} deep"
_CLOSED = "a folder inside it cannot be listed"


class Inside(NamedTuple):
    """The files further in."""

    files: tuple[os.DirEntry[str], ...] = ()
    gaps: tuple[str, ...] = ()
    """What was not looked at, in words."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The path of each file."""
        return tuple(file.path for file in self.files)


def files_inside(
    items: Iterable[os.DirEntry[str]],
    *,
    follow: bool,
    passed_over: Collection[str] = (),
    beside: Iterable[os.DirEntry[str]] = (),
) -> Inside:
    """Every file of the folders in a folder, as deep as they go.

    Args:
        items: What is in the folder. Its own files are left out.
        follow: Whether links to folders are followed. A folder that several links lead to is looked at once.
        passed_over: Names of folders that are not looked at.
        beside: Further files to begin with.
    """
    files = list(beside)
    gaps: dict[str, None] = {}
    seen: set[tuple[int, int]] = set()
    _own, inner = parted(items, follow=follow)
    ahead, count = [(item, 1) for item in reversed(inner)], 0
    while ahead:
        folder, depth = ahead.pop()
        if folder.name in passed_over:
            continue
        if depth > DEEPEST or count >= MOST_FILES:
            gaps[_CUT] = None
            continue
        found, inner = parted(_listed(folder, seen, gaps), follow=follow)
        count += len(found) + len(inner)
        files += found
        ahead += [(item, depth + 1) for item in reversed(inner)]
    return Inside(tuple(files), tuple(gaps))


def parted(items: Iterable[os.DirEntry[str]], *, follow: bool) -> tuple[list[os.DirEntry[str]], list[os.DirEntry[str]]]:
    """The files and the folders.

    Args:
        items: What is in a folder.
        follow: Whether a link to a folder is one of the folders.
    """
    files: list[os.DirEntry[str]] = []
    folders: list[os.DirEntry[str]] = []
    for item in items:
        is_inner = is_folder(item) if follow else item.is_dir(follow_symlinks=False)
        (folders if is_inner else files).append(item)
    return files, folders


def _listed(folder: os.DirEntry[str], seen: set[tuple[int, int]], gaps: dict[str, None]) -> list[os.DirEntry[str]]:
    """What is in a folder; nothing if it was looked at before."""
    try:
        status = folder.stat()
        place = (status.st_dev, status.st_ino)
        found = [] if place in seen else listing(folder.path)
    except (OSError, Unusable):
        gaps[_CLOSED] = None
        return []
    seen.add(place)
    return found


def weight(items: Sequence[os.DirEntry[str]]) -> int:
    """The bytes of all files of a model, those in folders inside it included."""
    total, ahead, left = 0, [list(items)], _MOST_FOLDERS
    while ahead and left:
        left -= 1
        for item in ahead.pop():
            if not is_folder(item):
                total += size_of(item)
            elif not item.is_symlink() and item.name not in PASSED_OVER:
                try:
                    ahead.append(listing(Path(item.path)))
                except Unusable:
                    continue
    return total
