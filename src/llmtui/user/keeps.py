"""What a person keeps: stars with notes, and saved views; by stable ids, never inside a catalogue."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from llmtui.user.files import write_atomically

LARGEST = 1 << 20
"""Bytes of the file that are read."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under a name of the person's own."""

    name: str
    query: str = ""
    category: str = ""
    group: str = ""
    sort: str = ""
    reverse: bool = False
    framework: str = ""


@dataclass(frozen=True, slots=True)
class Keeps:
    """Everything kept."""

    stars: Mapping[str, str] = field(default_factory=dict)
    """A note, which may be empty, by entry id; in the order of starring."""
    views: tuple[SavedView, ...] = ()


def load_keeps(path: Path) -> tuple[Keeps, str]:
    """What is kept, and a message where the file cannot be used: it is then set aside, never overwritten."""
    try:
        status = path.stat()
    except OSError:
        return Keeps(), ""
    try:
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise ValueError
        return _build(json.loads(path.read_bytes())), ""
    except (ValueError, TypeError, AttributeError, OSError, RecursionError):
        return Keeps(), set_aside(path)


def _build(values: object) -> Keeps:
    """The keeps from JSON.

    Raises:
        ValueError: It is something else.
        TypeError: A view has other keys.
    """
    if not isinstance(values, dict):
        raise ValueError  # noqa: TRY004 - one exception for whatever the file may hold
    stars = {str(key): str(note) for key, note in dict(values.get("stars", {})).items()}
    return Keeps(stars, tuple(SavedView(**view) for view in values.get("views", ())))


def save_keeps(path: Path, keeps: Keeps) -> str:
    """Write everything kept; a message where that fails."""
    views = [{name: getattr(view, name) for name in SavedView.__slots__} for view in keeps.views]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps({"stars": dict(keeps.stars), "views": views}, ensure_ascii=False, indent=1))
    except OSError as error:
        return f"cannot keep it: {error.strerror or 'the folder cannot be written'}"
    return ""


def set_aside(path: Path) -> str:
    """Keep what cannot be read under a name of its own, older ones too; the message for the person."""
    for number in range(1, 100):
        aside = path.with_name(f"{path.stem}.unreadable-{number}{path.suffix}")
        if not aside.exists():
            break
    try:
        path.replace(aside)
    except OSError:
        return f"{path} cannot be used; starting without it"
    return f"{path} cannot be used; it is kept as {aside.name}"
