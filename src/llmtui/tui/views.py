"""The views of the catalogue by name, in the order that `[` and `]` go through."""

from __future__ import annotations

from textual.screen import Screen

from llmtui.model import Entry
from llmtui.tui.desk import Desk
from llmtui.tui.outcome import Outcome
from llmtui.tui.session import Session

VIEWS = ("browse", "matrix", "compare", "lineage", "overview")


def build_screen(
    name: str, session: Session, desk: Desk, framework: str, entries: tuple[Entry, ...], selected: Entry | None
) -> Screen[Outcome] | None:
    """The screen of a view, or None where there is nothing to show."""
    return None
