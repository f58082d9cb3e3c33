"""Every command of the screen in the palette, derived from its bindings."""

from __future__ import annotations

from collections.abc import Coroutine, Iterable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode

from llmtui.tui.keys import Command, commands
from llmtui.tui.terminal.app import TerminalApp

_NAME = 18
_KEYS = 12
"""Columns of the name and of the keys of a command."""


class CommandProvider(Provider):
    """What the keys do, by name."""

    def _commands(self) -> Iterable[Command]:
        nodes: list[DOMNode] = [self.screen, self.app]
        keymap = self.app.keys_by_id if isinstance(self.app, TerminalApp) else {}
        return (command for command in commands(nodes, keymap) if command.binding.action != "app.command_palette")

    async def discover(self) -> Hits:
        """All of them."""
        for command in self._commands():
            yield DiscoveryHit(_line(command), self._run(command), command.binding.description)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for command in self._commands():
            label = command.binding.description
            score = matcher.match(label) or 0.1 * (query.casefold() in command.help.casefold())
            if score > 0:
                yield Hit(score, _line(command), self._run(command), label)

    def _run(self, command: Command) -> partial[Coroutine[object, object, bool]]:
        return partial(self.app.run_action, command.binding.action, command.node)


def _line(command: Command) -> Content:
    """Name, keys and help in a line, in columns like those of the help."""
    name = command.binding.description
    return Content.assemble(f"{name:<{_NAME}}", (f"{command.keys:<{_KEYS}}{command.help}", "$role-muted"))
