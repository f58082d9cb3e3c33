"""Ways back: earlier states for undo, and the entries visited before each jump."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from llmtui.search import View

State = TypeVar("State")

_MOST_UNDONE = 100
"""Changes that can be undone, one after the other."""


class Undo(Generic[State]):
    """Earlier states, the newest last."""

    def __init__(self) -> None:
        self._earlier: list[State] = []

    def remember(self, state: State) -> None:
        """Keep the state that a change is about to replace."""
        self._earlier = [*self._earlier, state][-_MOST_UNDONE:]

    def pop(self) -> State | None:
        """The state before the last change, or None if there is none left."""
        return self._earlier.pop() if self._earlier else None


class Stop(msgspec.Struct, frozen=True):
    """An entry that was read, and the view it was found in."""

    view: View
    entry_id: str


class Trail:
    """The stops before and after the current one, as a web browser keeps them."""

    def __init__(self) -> None:
        self._behind: list[Stop] = []
        self._ahead: list[Stop] = []

    def jump(self, here: Stop) -> None:
        """Leave a stop for a new one."""
        self._behind.append(here)
        self._ahead.clear()

    def back(self, here: Stop) -> Stop | None:
        """The stop before this one, or None."""
        return _step(self._behind, self._ahead, here)

    def forward(self, here: Stop) -> Stop | None:
        """The stop that was left by going back, or None."""
        return _step(self._ahead, self._behind, here)


def _step(source: list[Stop], other: list[Stop], here: Stop) -> Stop | None:
    if not source:
        return None
    other.append(here)
    return source.pop()
