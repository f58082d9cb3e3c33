"""Every entry of the catalogue in the palette, to jump to."""

from __future__ import annotations

from functools import partial
from typing import Protocol, runtime_checkable

from textual.command import Hit, Hits, Provider
from textual.content import Content

from llmtui.search import Searcher, View

_MOST_ENTRIES = 20
"""Entries offered at once."""


@runtime_checkable
class ShowsEntries(Protocol):
    """A screen that can be asked to go to an entry."""

    searcher: Searcher

    def go_to(self, entry_id: str) -> None:
        """Show the entry."""


class EntryProvider(Provider):
    """Entries by the same search as the search bar."""

    async def search(self, query: str) -> Hits:
        """The most relevant entries."""
        screen = self.screen
        if not isinstance(screen, ShowsEntries):
            return
        results = screen.searcher.run(View(query=screen.searcher.parse(query).query))
        for place, hit in enumerate(results.hits[:_MOST_ENTRIES]):
            text = Content.assemble(hit.entry.name, (f"  go to this {hit.entry.kind.value}", "$role-muted"))
            yield Hit(1 - place / 100, text, partial(screen.go_to, hit.entry.id), hit.entry.name)
