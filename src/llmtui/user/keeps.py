"""What a person keeps: stars with notes, and saved views; by stable ids, never inside a catalogue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, field, fields
from pathlib import Path

from llmtui.text import clean
from llmtui.user.files import load_json, save_text
from llmtui.values import frozen

LARGEST = 1 << 20
"""Bytes of the file that are read."""


@frozen
class SavedView:
    """A view under a name of the person's own."""

    name: str
    query: str = ""
    category: str = ""
    group: str = ""
    sort: str = ""
    reverse: bool = False
    framework: str = ""


@frozen
class Keeps:
    """Everything kept."""

    stars: Mapping[str, str] = field(default_factory=dict)
    """A note, which may be empty, by entry id; in the order of starring."""
    views: tuple[SavedView, ...] = ()


def load_keeps(path: Path) -> tuple[Keeps, str]:
    """What is kept, and a message where the file cannot be used: it is then set aside, never overwritten."""
    return load_json(path, LARGEST, _build, Keeps())


def _build(values: object) -> Keeps:
    """The keeps from JSON.

    Raises:
        ValueError: It is something else.
    """
    try:
        stars, views = values["stars"], values["views"]  # type: ignore[index] # what is no mapping is refused below
        kept = {clean(str(entry_id)): clean(str(note)) for entry_id, note in stars.items()}
        return Keeps(kept, tuple(_view(view) for view in views))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError from error


def _view(values: Mapping[str, object]) -> SavedView:
    texts = {
        name: clean(str(values.get(name, "")))
        for name in (each.name for each in fields(SavedView))
        if name != "reverse"
    }
    return SavedView(reverse=values.get("reverse") is True, **texts)


def save_keeps(path: Path, keeps: Keeps) -> str:
    """Write everything kept; a message where that fails."""
    values = {"stars": dict(keeps.stars), "views": [asdict(view) for view in keeps.views]}
    return save_text(path, json.dumps(values, ensure_ascii=True, indent=1))
