"""The state that llmtui remembers between runs. A state that is lost or cannot be written never stops the program."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec.structs import asdict, fields

from llmtui.text import clean
from llmtui.user.files import load_json, save_text

LARGEST_FILE = 1 << 16
"""The largest state file that is read, in bytes."""


class State(msgspec.Struct, frozen=True):
    """What the user was looking at, and how."""

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
    welcomed: bool = False
    """Whether the line that explains the signs was dismissed."""


def load_state(path: Path) -> tuple[State, str]:
    """The state, and a message if the file could not be used and was set aside."""
    return load_json(path, LARGEST_FILE, _build, State())


def _build(values: object) -> State:
    """The state from a JSON value, with every field of the right type.

    Raises:
        ValueError: The value has another shape.
    """
    if not isinstance(values, Mapping):
        raise ValueError  # noqa: TRY004 - one exception for every kind of wrong content
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
    """Save the state; a message if that fails."""
    return save_text(path, json.dumps(asdict(state), indent=1))
