"""Reads the one declaration of each command, its `Binding`, for the help, the palette and the key tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget


class Command(msgspec.Struct, frozen=True):
    """Something the user can do, and the node that does it."""

    binding: Binding
    keys: str
    node: DOMNode

    @property
    def help(self) -> str:
        """What it is for, and in which pane it works, unless it works everywhere."""
        pane = f"in the {self.node.id}" if isinstance(self.node, Widget) and not isinstance(self.node, Screen) else ""
        return ", ".join(filter(None, (self.binding.tooltip, pane if self.node.id else "")))


def declared(node_type: type[DOMNode]) -> Iterator[Binding]:
    """The bindings that a class and its own bases declare, the most specific first; Textual's widgets left out."""
    for each in node_type.__mro__:
        if each.__module__.startswith("llmtui."):
            for binding in each.__dict__.get("BINDINGS", ()):
                if isinstance(binding, Binding):
                    yield binding


def commands(nodes: Iterable[DOMNode], keymap: dict[str, str]) -> tuple[Command, ...]:
    """Everything that can be done with these nodes, each action once per kind of node."""
    found: dict[tuple[str, str], Command] = {}
    for node in nodes:
        for binding in declared(type(node)):
            keys = keymap.get(binding.id or "", binding.key)
            found.setdefault((binding.action, binding.description), Command(binding, readable(keys), node))
    return tuple(found.values())


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "semicolon": ";",
    "asterisk": "*",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "equals_sign": "=",
    "colon": ":",
    "exclamation_mark": "!",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "escape": "esc",
}


def readable(keys: str) -> str:
    """Keys as a person names them: `slash` is `/`."""
    return " ".join(_NAMES.get(key.strip(), key.strip()) for key in keys.split(","))
