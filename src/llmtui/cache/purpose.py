"""What a cache has to be made from to be used: the catalogues and the program as they are now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from llmtui.loader.locate import bundled_folder, sealed_stamps, stamps
from llmtui.model import Origin

_ROOMS = ("cache", "loader", "model", "search", "frameworks", "openness", "permissions", "checklists")
"""Whose code decides what a cache holds."""


def purpose_of(origins: Iterable[Origin]) -> bytes:
    """What a cache of these catalogues has to be made from: their files as they are, by this very program."""
    digest = blake2b(digest_size=16)
    package = Path(__file__).parents[1]
    folders = [package, *(package / room for room in _ROOMS)]
    for folder in folders:
        digest.update(repr(sorted(_code(folder))).encode())
    sealed = {origin.path: bool(origin.update) for origin in origins}
    for path, is_sealed in {bundled_folder(): False, **sealed}.items():
        digest.update(str(path).encode(errors="surrogateescape"))
        for stamp in sealed_stamps(path) if is_sealed else stamps(path):
            digest.update(repr(stamp).encode())
    return digest.digest()


def _code(folder: Path) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as found:
        yield from ((file.name, file.stat().st_mtime_ns) for file in found if file.name.endswith(".py"))
