"""State: what llmtui remembers between runs. Losing it, or being unable to write it, never stops the program."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from llmtui.text import clean
from llmtui.user.files import write_atomically

LARGEST = 1 << 16
"""Bytes of a state file that are read."""


@dataclass(frozen=True, slots=True)
class State:
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


def load_state(path: Path) -> tuple[State, str]:
    """The state, and a message where a file that cannot be used was set aside."""
    try:
        status = path.stat()
    except OSError:
        return State(), ""
    try:
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
            raise ValueError
        return _build(json.loads(path.read_bytes())), ""
    except (ValueError, OSError, RecursionError):
        return State(), _set_aside(path)


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
        if each.name == "history" and isinstance(value, list):
            value = tuple(clean(text) for text in value if isinstance(text, str))
        if not isinstance(value, type(each.default)):
            raise ValueError  # noqa: TRY004 - as above
        known[each.name] = clean(value) if isinstance(value, str) else value
    return State(**known)  # type: ignore[arg-type] # checked field by field above


def _set_aside(path: Path) -> str:
    """Keep what cannot be read under another name."""
    aside = path.with_suffix(".unreadable")
    try:
        path.replace(aside)
    except OSError:
        return f"{path} cannot be used; starting without it"
    return f"{path} cannot be used; it is kept as {aside.name}"


def save_state(path: Path, state: State) -> str:
    """Write the state so that a reader sees the old file or the new one; a message where that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(asdict(state), indent=1))
    except OSError as error:
        return f"cannot keep the state: {error.strerror or 'the folder cannot be written'}"
    return ""
