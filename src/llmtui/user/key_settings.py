"""Checks the keys that the user gives to commands: the id of the command, the name of the key, and clashes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from llmtui.user.commands import COMMANDS, TOGETHER

OLD_IDS: Mapping[str, str] = {
    "compare.evidence": "explain",
    "compare.export": "export",
    "compare.left": "nav.left",
    "compare.read": "open",
    "compare.right": "nav.right",
    "detail.left": "nav.left",
    "detail.open": "open",
    "detail.right": "nav.right",
    "lineage.explain": "explain",
    "lineage.fold": "fold",
    "matrix.clear": "filter.clear",
    "matrix.close": "back",
    "matrix.copy": "copy",
    "matrix.explain": "explain",
    "matrix.framework": "score.model",
    "matrix.left": "nav.left",
    "matrix.legend": "legend",
    "matrix.mark": "mark.toggle",
    "matrix.next": "view.next",
    "matrix.open": "link",
    "matrix.previous": "view.prev",
    "matrix.read": "open",
    "matrix.right": "nav.right",
    "matrix.sort": "list.sort",
    "matrix.undo": "undo",
    "overview.explain": "explain",
    "tree.choose": "open",
    "tree.fold": "nav.left",
    "tree.toggle": "fold",
    "tree.unfold": "nav.right",
}
"""Ids that commands had before each got one id for all screens."""

_MODIFIERS = re.compile(r"(?:(?:ctrl|shift|alt|super|meta|hyper)\+)*")
_SHORT_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Shorter names of characters by those of Unicode."""
_NAMED = {
    *_SHORT_NAMES.values(),
    *("less_than_sign", "greater_than_sign"),  # their names in Unicode have both a hyphen and a blank
    *("enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown"),
    *("up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 25)),
}
"""Names of keys that are not the name of a character in Unicode."""


def present_id(command_id: str) -> str:
    """The id that a command has now."""
    return OLD_IDS.get(command_id, command_id)


def with_present_ids(keys: Mapping[str, str]) -> dict[str, str]:
    """The user's keys by the present ids; a key that is set by the present id wins over one set by an old id."""
    renamed = {OLD_IDS[each]: key for each, key in keys.items() if each in OLD_IDS}
    return {**renamed, **{each: key for each, key in keys.items() if each not in OLD_IDS}}


def fault_of_key(command_id: str, keys: str) -> tuple[str, str]:
    """Why a command cannot have these keys, and a hint; both empty if it can."""
    if present_id(command_id) not in COMMANDS:
        from llmtui.toml_reader import suggest  # noqa: PLC0415 - slow to import, and the browser imports this module

        return f"there is no command {command_id!r}", suggest(command_id, COMMANDS)
    wrong = next((key for key in keys.split(",") if not is_key(key.strip())), None)
    if wrong is not None:
        return f"{wrong.strip()!r} is not the name of a key", "such as x, ctrl+x, f5, slash"
    return "", ""


def is_key(text: str) -> bool:
    """Whether a text names a key: a character or its name, perhaps with modifiers."""
    name = _MODIFIERS.sub("", text, count=1)
    if len(name) == 1 or name in _NAMED:
        return bool(name.strip())
    try:
        unicodedata.lookup(name.replace("_", " ").upper())
    except KeyError:
        try:
            unicodedata.lookup(name.replace("_", "-").upper())
        except KeyError:
            return False
    return name == name.lower()


def clashes(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each command that takes a key from another one in the same place, in words: the id, and what it clashes with.

    Args:
        keys: The user's keys by the id of the command.
    """
    chosen = with_present_ids(keys)
    now = {command: _keys(chosen.get(command, usual)) for command, usual in COMMANDS.items()}
    for command_id in keys:
        command = present_id(command_id)
        others = {other for place in TOGETHER if command in place for other in place} - {command}
        for other in sorted(others):
            shared = now[command] & now[other]
            if shared - (_keys(COMMANDS[command]) & _keys(COMMANDS[other])):
                yield command_id, f"{_first(shared)} is also the key of {other}"


def _keys(text: str) -> set[str]:
    """The keys of a list, each by the name of its character if it has one."""
    return {_name(key.strip()) for key in text.split(",")}


def _name(key: str) -> str:
    *modifiers, last = key.rsplit("+", 1) if len(key) > 1 else (key,)
    if len(last) == 1 and not last.isalnum():
        last = unicodedata.name(last, last).lower().replace(" ", "_").replace("-", "_")
        last = _SHORT_NAMES.get(last, last)
    return "+".join((*modifiers, last))


def _first(keys: set[str]) -> str:
    return min(keys)
