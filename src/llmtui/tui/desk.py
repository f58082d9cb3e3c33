"""What somebody has on the desk: the view, the marks, the stars. One frozen value, so that undo is a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from llmtui.present.marks import MOST
from llmtui.search import View


class Desk(msgspec.Struct, frozen=True):
    """Everything that `u` can undo."""

    view: View = msgspec.field(default_factory=View)
    marks: tuple[str, ...] = ()
    """Ids marked for comparison, in the order of marking."""
    stars: Mapping[str, str] = msgspec.field(default_factory=dict)
    """A note, which may be empty, by starred id."""

    def marking(self, ids: Iterable[str]) -> Desk:
        """The desk with these marked too, as far as there is room."""
        marks = dict.fromkeys((*self.marks, *ids))
        return replace(self, marks=tuple(marks)[:MOST])

    def toggling_mark(self, entry_id: str) -> Desk:
        """The desk with the entry marked, or no longer marked."""
        if entry_id in self.marks:
            return replace(self, marks=tuple(each for each in self.marks if each != entry_id))
        return self.marking((entry_id,))

    def toggling_star(self, entry_id: str) -> Desk:
        """The desk with the entry starred, or no longer starred."""
        if entry_id in self.stars:
            return replace(self, stars={each: note for each, note in self.stars.items() if each != entry_id})
        return self.noting(entry_id, "")

    def noting(self, entry_id: str, note: str) -> Desk:
        """The desk with the entry starred and a note on it."""
        return replace(self, stars={**self.stars, entry_id: note})

    @property
    def collections(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that the sidebar's own places hold."""
        return {MARKED: self.marks, STARRED: tuple(self.stars)}


MARKED = "@marked"
STARRED = "@starred"
"""Places of the sidebar that are no categories: no folder can be named so."""
OWN_PLACES: Mapping[str, str] = {MARKED: "Marked", STARRED: "Starred"}
"""Their labels, in order."""
