"""Which update is in use. Every start asks this, so the module imports almost nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

STATE = "state.json"
_LARGEST_FILE = 1 << 12


class State(msgspec.Struct, frozen=True):
    """Which versions count; 0 is the catalogue without an update."""

    current: int = 0
    last: int = -1
    """The one that `undo` brings back; -1 if there is none."""


def read_state(folder: Path) -> State:
    """The state of a folder of updates; that of an empty one if it cannot be read."""
    file = folder / STATE
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST_FILE:
            return State()
        return msgspec.json.decode(file.read_bytes(), type=State)
    except (OSError, ValueError, RecursionError):
        return State()


def current_folders(folder: Path) -> Mapping[str, Path]:
    """The catalogue folder of each index in the update in use, by the index's id."""
    number = read_state(folder).current
    if number <= 0:
        return {}
    try:
        with os.scandir(folder / str(number)) as found:
            names = sorted(item.name for item in found if not item.name.startswith("."))
    except OSError:
        return {}
    return {name: folder / str(number) / name for name in names}
