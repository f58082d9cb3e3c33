"""The footer: the keys that act here, as many as fit, and always the way to all of them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from llmtui.present.cells import Role
from llmtui.tui.keys import readable
from llmtui.tui.theme import role_style

_BOLD = Style(bold=True)


class Hint(msgspec.Struct, frozen=True):
    """A key with what it does, and the action a click runs."""

    key: str
    label: str
    action: str
    node: DOMNode
    start: int = 0

    @property
    def width(self) -> int:
        """The cells it takes with the gap after it."""
        return cell_len(self.key) + 1 + cell_len(self.label) + 2


class KeyBar(Widget):
    """Draws the active bindings that are to be shown."""

    DEFAULT_CSS = "KeyBar { dock: bottom; height: 1; background: $surface; }"

    def on_mount(self) -> None:
        """Follow the bindings of the screen."""
        self._hints: tuple[Hint, ...] = ()
        self.screen.bindings_updated_signal.subscribe(self, self._update)
        self._update(self.screen)

    def _update(self, screen: Screen[object]) -> None:
        hints = tuple(self._hints_for(screen.active_bindings.values()))
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def _hints_for(self, active: Iterable[ActiveBinding]) -> Iterable[Hint]:
        """One hint per action, with its first key."""
        seen = set()
        for node, binding, enabled, _tooltip in active:
            if binding.show and enabled and binding.action not in seen:
                seen.add(binding.action)
                ascii_only = self.app.has_class("-ascii")
                key = readable(binding.key) if ascii_only else self.app.get_key_display(binding)
                yield Hint(key, binding.description, binding.action, node)

    def _fitting(self, width: int) -> list[Hint]:
        """The hints in a row; if not all fit, the last ones that do make way for help."""
        last = [hint for hint in self._hints if hint.action == "help"]
        room = width - 1 - sum(hint.width for hint in last)
        shown = []
        for hint in self._hints:
            if hint not in last and hint.width <= room:
                shown.append(hint)
                room -= hint.width
        placed, start = [], 1
        for hint in [*shown, *last]:
            placed.append(replace(hint, start=start))
            start += hint.width
        return placed

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """Paint the row."""
        key, label = (self.rich_style + role_style(role, self.app.theme_variables) for role in (Role.KEY, Role.MUTED))
        segments = [Segment(" ", self.rich_style)]
        for hint in self._fitting(self.size.width):
            segments += [Segment(hint.key, key + _BOLD), Segment(f" {hint.label}  ", label)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    async def on_click(self, event: events.Click) -> None:
        """Run what was clicked."""
        for hint in self._fitting(self.size.width):
            if hint.start <= event.x < hint.start + hint.width - 2:
                await self.app.run_action(hint.action, hint.node)
