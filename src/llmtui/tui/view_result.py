"""What a screen over the browser leaves behind when it closes."""

from __future__ import annotations

import msgspec


class ViewResult(msgspec.Struct, frozen=True):
    """What changed, and where to go next."""

    marks: tuple[str, ...] = ()
    """Ids marked for comparison, in order."""
    framework: str = ""
    """The id of the framework that judges from now on; empty keeps the current one."""
    go_to: str = ""
    """The id of an entry to show; empty stays."""
    name: str = ""
    """What that entry is called here; its size or version may be under other terms than the entry as a whole."""
    query: str | None = None
    """A query to list; None leaves the search."""
    next_view: int = 0
    """1 for the view after this one, -1 for the one before it."""
