"""The browser's state: the view, the marks and the stars as one frozen value, so that undo is a list of values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from msgspec.structs import replace

from llmtui.present.marks import MOST_MARKS
from llmtui.search import Sort, View
from llmtui.tui.session import Session
from llmtui.user.state import State


class Desk(msgspec.Struct, frozen=True):
    """Everything that `u` can undo."""

    view: View = msgspec.field(default_factory=View)
    marks: tuple[str, ...] = ()
    """Ids marked for comparison, in the order of marking."""
    stars: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The note, which may be empty, by starred id."""

    sorted_for: tuple[str, ...] = ()
    """The search words for which the order was chosen."""

    @property
    def listed(self) -> View:
        """The view as it is listed: a chosen order gives way to relevance while other words are searched."""
        view = self.view
        if not view.query.words or view.query.words == self.sorted_for:
            return view
        return replace(view, sort=Sort.RELEVANCE, reverse=False)

    def viewing(self, **changes: object) -> Desk:
        """The desk with some fields of its view replaced."""
        desk = replace(self, view=replace(self.view, **changes))
        return replace(desk, sorted_for=desk.view.query.words) if {"sort", "reverse"} & set(changes) else desk

    def with_view(self, view: View) -> Desk:
        """The desk with a whole other view."""
        return replace(self, view=view, sorted_for=view.query.words)

    def with_marks(self, marks: tuple[str, ...]) -> Desk:
        """The desk with exactly these entries marked."""
        return replace(self, marks=marks)

    def marking(self, ids: Iterable[str]) -> Desk:
        """The desk with these entries marked too, up to the limit."""
        marks = dict.fromkeys((*self.marks, *ids))
        return replace(self, marks=tuple(marks)[:MOST_MARKS])

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

    def collections(self, local: tuple[str, ...] = (), changed: tuple[str, ...] = ()) -> Mapping[str, tuple[str, ...]]:
        """The ids in each of the places beside the categories.

        Args:
            local: The entries of the models on this machine.
            changed: The entries that the same judges judged differently at two dates.
        """
        return {MARKED: self.marks, STARRED: tuple(self.stars), LOCAL: local, CHANGED: changed}

    def state(self, *, theme: str, selected: str, history: tuple[str, ...]) -> State:
        """What to remember of the desk for the next run."""
        view = self.view
        return State(
            theme=theme,
            framework=view.framework,
            query=str(view.query),
            category=view.place.category,
            group=view.place.group,
            selected=selected,
            sort=view.sort.value,
            reverse=view.reverse,
            history=history,
            marks=self.marks,
        )


def first_desk(session: Session) -> Desk:
    """The desk at the start: the session's view, the last run's marks, the stored stars."""
    known = (entry_id for entry_id in session.state.marks if session.loaded.catalog.get(entry_id))
    return Desk(session.view, stars=session.favourites.stars).marking(known)


MARKED = "@marked"
STARRED = "@starred"
LOCAL = "@local"
CHANGED = "@changed"
"""The places beside the categories in the sidebar: no category can have such an id."""
OWN_PLACES: Mapping[str, str] = {STARRED: "Starred", CHANGED: "Changed", LOCAL: "On this machine", MARKED: "Marked"}
"""Their labels, in order."""
