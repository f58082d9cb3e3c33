"""The user's favourites: starred entries with notes, and saved views. They refer to entries by id."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from msgspec.structs import asdict, fields

from llmtui.text import clean
from llmtui.user.files import load_json, save_text

_T = TypeVar("_T")

LARGEST_FILE = 1 << 20
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


class _Stored(NamedTuple):
    """The content of the file: what is understood of it, and all of it as it is written."""

    favourites: Favourites
    written: Mapping[str, object]


def load_favourites(path: Path) -> tuple[Favourites, str]:
    """The favourites, and a message if the file cannot be used: it is then set aside, never overwritten."""
    stored, message = _read(path)
    return stored.favourites, message


def _read(path: Path) -> tuple[_Stored, str]:
    return load_json(path, LARGEST_FILE, _build, _Stored(Favourites(), {}))


def _build(values: object) -> _Stored:
    """The favourites from a JSON value. A newer version may have written it: what is not understood is passed over.

    Raises:
        ValueError: The value has another shape.
    """
    if not isinstance(values, dict):
        raise ValueError  # noqa: TRY004 - one exception for every kind of wrong content
    stars, views = values.get("stars"), values.get("views")
    if not isinstance(stars, dict) or not isinstance(views, list):
        raise ValueError  # noqa: TRY004 - as above
    kept = {entry_id: _text(note) for entry_id, note in stars.items() if _is_id(entry_id)}
    return _Stored(Favourites(kept, tuple(map(_view, _by_name(views).values()))), values)


def _text(value: object) -> str:
    """A text; empty if the value is something else, such as null or the note of a newer version."""
    return clean(value) if isinstance(value, str) else ""


def _is_id(text: str) -> bool:
    """Whether a text can be shown as it is written; cleaned ids could be those of other entries."""
    return bool(text) and clean(text) == text


def _by_name(views: Iterable[object]) -> dict[str, Mapping[str, object]]:
    """The values of each view that is understood, by its name as it is shown; of several the first."""
    found: dict[str, Mapping[str, object]] = {}
    for view in views:
        if isinstance(view, dict) and (name := _text(view.get("name"))):
            found.setdefault(name, view)
    return found


def _view(values: Mapping[str, object]) -> SavedView:
    texts = {each.name: _text(values.get(each.name)) for each in fields(SavedView) if each.name != "reverse"}
    return SavedView(reverse=values.get("reverse") is True, **texts)


def _values(favourites: Favourites, written: Mapping[str, object]) -> dict[str, object]:
    """What to write: the favourites, and everything in the file that is not understood as it is written there."""
    stars, views = written.get("stars"), written.get("views")
    notes = stars if isinstance(stars, dict) else {}
    others = views if isinstance(views, list) else []
    known = _by_name(others)
    understood = {id(each) for each in known.values()}
    return {
        **written,
        "stars": {
            **{each: note for each, note in notes.items() if not _is_id(each)},
            **{each: _kept(notes, each, note) for each, note in favourites.stars.items()},
        },
        "views": [
            *(_view_values(view, known.get(view.name, {})) for view in favourites.views),
            *(each for each in others if id(each) not in understood),
        ],
    }


def _kept(notes: Mapping[str, object], entry_id: str, note: str) -> object:
    """The note as it is written in the file, unless the user has changed it."""
    return notes[entry_id] if entry_id in notes and _text(notes[entry_id]) == note else note


def _view_values(view: SavedView, written: Mapping[str, object]) -> dict[str, object]:
    """A view with the further keys of the file, and with our values as the file writes them if they are the same."""
    there = asdict(_view(written))
    ours = asdict(view)
    return {**ours, **{key: value for key, value in written.items() if key not in ours or there[key] == ours[key]}}


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
        is_there = path.exists()
        there, aside = _read(path)
        # a file that is gone or damaged does not mean that another program removed all favourites
        merged = merge(known, favourites, there.favourites if is_there and not aside else known)
        message = save_text(path, json.dumps(_values(merged, there.written), ensure_ascii=True, indent=1))
    return (known, message) if message else (merged, aside)


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
