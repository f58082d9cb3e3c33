"""What the command palette offers; imported when it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.command import Provider


def commands() -> type[Provider]:
    """Every command of the screen."""
    from llmtui.tui.providers.command_provider import CommandProvider  # noqa: PLC0415 - the palette is seldom open

    return CommandProvider


def entries() -> type[Provider]:
    """Every entry of the catalogue."""
    from llmtui.tui.providers.entry_provider import EntryProvider  # noqa: PLC0415 - as above

    return EntryProvider
