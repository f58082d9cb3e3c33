"""State: what llmtui remembers between runs. Losing it, or being unable to write it, never stops the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec.structs import asdict, fields

from llmtui.text import clean
from llmtui.user.files import load_json, save_text

LARGEST = 1 << 16
"""Bytes of a state file that are read."""


class State(msgspec.Struct, frozen=True):
    """Where somebody was and how they liked it."""

    theme: str = ""
    framework: str = ""
    query: str = ""
    category: str = ""
    group: str = ""
    selected: str = ""
    """The id of the entry under the cursor."""
    sort: str = ""
    reverse: bool = False
    history: tuple[str, ...] = ()
    """Searches, newest last."""
    marks: tuple[str, ...] = ()
    """Ids marked for comparison, in order."""


def load_state(path: Path) -> tuple[State, str]:
    """The state, and a message where a file that cannot be used was set aside."""
    return load_json(path, LARGEST, _build, State())


def _build(values: object) -> State:
    """State from JSON, every field of the right type.

    Raises:
        ValueError: It is something else.
    """
    if not isinstance(values, Mapping):
        raise ValueError  # noqa: TRY004 - one exception for whatever the file may hold
    known: dict[str, object] = {}
    for each in fields(State):
        value = values.get(each.name, each.default)
        if isinstance(each.default, tuple) and isinstance(value, list):
            value = tuple(clean(text) for text in value if isinstance(text, str))
        if not isinstance(value, type(each.default)):
            raise ValueError  # noqa: TRY004 - as above
        known[each.name] = clean(value) if isinstance(value, str) else value
    return State(**known)  # type: ignore[arg-type] # checked field by field above


def save_state(path: Path, state: State) -> str:
    """Keep the state; a message where that fails."""
    return save_text(path, json.dumps(asdict(state), indent=1))
