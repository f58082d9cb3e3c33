"""The JSON Schema of the settings file, by which editors complete and check it."""

from __future__ import annotations

from llmtui.user.commands import COMMANDS
from llmtui.user.settings import COLORS, THEMES, VARIABLES

_HELP = {
    "theme": "The theme to start with; without it, the one used last.",
    "framework": "The id of the framework to judge by at the start, or all-judges.",
    "ascii": "Draw with ASCII only.",
    "color": "How many colours to use; auto detects it.",
    "mouse": "React to the mouse.",
    "keys": "Custom keys by the id of the command; several keys are separated by commas.",
}
_CHOICES = {"theme": THEMES, "color": COLORS}
_FLAGS = {"ascii": False, "mouse": True}
"""The switches with their defaults."""


def settings_schema() -> dict[str, object]:
    """The schema, as plain values."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of llmtui",
        "type": "object",
        "additionalProperties": False,
        "properties": {**{name: _setting(name) for name in VARIABLES.values()}, "keys": _keys()},
    }


def _setting(name: str) -> dict[str, object]:
    if name in _FLAGS:
        return {"type": "boolean", "default": _FLAGS[name], "description": _HELP[name]}
    schema: dict[str, object] = {"type": "string", "description": _HELP[name]}
    return {**schema, "enum": list(_CHOICES[name])} if name in _CHOICES else schema


def _keys() -> dict[str, object]:
    commands = {name: {"type": "string", "description": f"Usually {keys}"} for name, keys in COMMANDS.items()}
    return {"type": "object", "additionalProperties": False, "description": _HELP["keys"], "properties": commands}
