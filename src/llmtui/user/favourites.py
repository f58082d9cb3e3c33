"""What a person keeps: stars with notes, and saved views; by stable ids, never inside a catalogue."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import asdict, fields

from llmtui.text import clean
from llmtui.user.files import load_json, save_text

_T = TypeVar("_T")

LARGEST = 1 << 20
"""Bytes of the file that are read."""


class SavedView(msgspec.Struct, frozen=True):
    """A view under a name of the person's own."""

    name: str
    query: str = ""
    category: str = ""
    group: str = ""
    sort: str = ""
    reverse: bool = False
    framework: str = ""


class Favourites(msgspec.Struct, frozen=True):
    """Everything kept."""

    stars: Mapping[str, str] = msgspec.field(default_factory=dict)
    """A note, which may be empty, by entry id; in the order of starring."""
    views: tuple[SavedView, ...] = ()


def load_favourites(path: Path) -> tuple[Favourites, str]:
    """What is kept, and a message where the file cannot be used: it is then set aside, never overwritten."""
    return load_json(path, LARGEST, _build, Favourites())


def _build(values: object) -> Favourites:
    """The keeps from JSON.

    Raises:
        ValueError: It is something else.
    """
    try:
        stars, views = values["stars"], values["views"]  # type: ignore[index] # what is no mapping is refused below
        kept = {clean(str(entry_id)): clean(str(note)) for entry_id, note in stars.items()}
        return Favourites(kept, tuple(_view(view) for view in views))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError from error


def _view(values: Mapping[str, object]) -> SavedView:
    texts = {
        name: clean(str(values.get(name, "")))
        for name in (each.name for each in fields(SavedView))
        if name != "reverse"
    }
    return SavedView(reverse=values.get("reverse") is True, **texts)


def save_favourites(path: Path, keeps: Favourites, known: Favourites) -> tuple[Favourites, str]:
    """Write what changed since the file was known; what another program at work kept in the meantime stays.

    Args:
        path: Where to.
        keeps: Everything kept now.
        known: What was read, or written last.

    Returns:
        What is in the file now, and a message where it could not be written.
    """
    with _alone(path.parent):
        there, _message = load_favourites(path)
        merged = merge(known, keeps, there)
        values = {"stars": dict(merged.stars), "views": [asdict(view) for view in merged.views]}
        message = save_text(path, json.dumps(values, ensure_ascii=True, indent=1))
    return (known, message) if message else (merged, "")


def merge(known: Favourites, mine: Favourites, theirs: Favourites) -> Favourites:
    """What two that began with the same keep together: what either added, without what either took away."""
    stars = _merged(known.stars, mine.stars, theirs.stars)
    views = _merged(*({view.name: view for view in each.views} for each in (known, mine, theirs)))
    return Favourites(stars, tuple(views.values()))


def _merged(known: Mapping[str, _T], mine: Mapping[str, _T], theirs: Mapping[str, _T]) -> dict[str, _T]:
    mine_only = {name: each for name, each in mine.items() if known.get(name) != each}
    kept = {name: each for name, each in theirs.items() if name in mine or name not in known}
    return {**kept, **mine_only}


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other program writes here, as far as the folder's file system can tell."""
    handle = _locked(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(folder: Path) -> int | None:
    """The folder, locked until it is closed; None where it cannot be."""
    handle = None
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
    return handle
