"""The user's favourites: starred entries with notes, and saved views. They refer to entries by id."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec.structs import asdict, fields

from llmtui.text import clean
from llmtui.user.files import load_json, save_text

_T = TypeVar("_T")

LARGEST = 1 << 20
"""The largest file that is read, in bytes."""


LONGEST_LOCK = 2.0
"""Seconds to wait for another program that writes; one write takes milliseconds, but many may queue."""
_LOCK_RETRY = 0.02
"""Seconds between two attempts."""


class SavedView(msgspec.Struct, frozen=True):
    """A view that the user saved under a name."""

    name: str
    query: str = ""
    category: str = ""
    group: str = ""
    sort: str = ""
    reverse: bool = False
    framework: str = ""


class Favourites(msgspec.Struct, frozen=True):
    """All favourites."""

    stars: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The note on each starred entry, by id, in the order of starring; a note may be empty."""
    views: tuple[SavedView, ...] = ()


def load_favourites(path: Path) -> tuple[Favourites, str]:
    """The favourites, and a message if the file cannot be used: it is then set aside, never overwritten."""
    return load_json(path, LARGEST, _build, Favourites())


def _build(values: object) -> Favourites:
    """The favourites from a JSON value.

    Raises:
        ValueError: The value has another shape.
    """
    try:
        stars, views = values["stars"], values["views"]  # type: ignore[index] # a TypeError is caught below
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


def save_favourites(path: Path, favourites: Favourites, known: Favourites) -> tuple[Favourites, str]:
    """Save our changes, and keep what another running program saved in the meantime.

    Args:
        path: The file.
        favourites: Our favourites now.
        known: The favourites as we read or wrote them last.

    Returns:
        The favourites in the file now, and a message if it could not be written.
    """
    with _locked(path.parent) as may_write:
        if not may_write:
            return known, f"{path} is not saved: another program holds a lock on its folder"
        there, _message = load_favourites(path)
        merged = merge(known, favourites, there)
        values = {"stars": dict(merged.stars), "views": [asdict(view) for view in merged.views]}
        message = save_text(path, json.dumps(values, ensure_ascii=True, indent=1))
    return (known, message) if message else (merged, "")


def merge(known: Favourites, mine: Favourites, theirs: Favourites) -> Favourites:
    """Merge the changes of two programs: everything that either added, without anything that either removed."""
    stars = _merged(known.stars, mine.stars, theirs.stars)
    views = _merged(*({view.name: view for view in each.views} for each in (known, mine, theirs)))
    return Favourites(stars, tuple(views.values()))


def _merged(known: Mapping[str, _T], mine: Mapping[str, _T], theirs: Mapping[str, _T]) -> dict[str, _T]:
    mine_only = {name: each for name, each in mine.items() if known.get(name) != each}
    kept = {name: each for name, each in theirs.items() if name in mine or name not in known}
    return {**kept, **mine_only}


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold a lock on the folder, if its file system supports locks; False if another program does not release it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        yield True  # the write fails for the same reason, and reports it
        return
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Lock a folder until its descriptor is closed; False if another program does not release it in time."""
    end = time.monotonic() + LONGEST_LOCK
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                return False
            time.sleep(_LOCK_RETRY)
        except OSError:
            return True  # this file system has no locks
        else:
            return True
