"""Undo, and the way back after a jump."""

from __future__ import annotations

from llmtui.search import Query, View
from llmtui.tui.history import Stop, Trail, Undo

FIRST, SECOND, THIRD = (Stop(View(Query((word,))), word) for word in ("first", "second", "third"))


def test_undo_gives_back_the_latest_state_first() -> None:
    undo: Undo[str] = Undo()
    undo.remember("one")
    undo.remember("two")

    assert ["two", "one", None] == [undo.pop(), undo.pop(), undo.pop()]


def test_undo_forgets_the_oldest_of_more_than_a_hundred_states() -> None:
    undo: Undo[int] = Undo()
    for state in range(101):
        undo.remember(state)

    undone = [undo.pop() for _step in range(101)]

    assert [*range(100, 0, -1), None] == undone


def test_back_and_forward_lead_through_the_same_stops() -> None:
    trail = Trail()
    trail.jump(FIRST)
    trail.jump(SECOND)

    back = [trail.back(THIRD), trail.back(SECOND), trail.back(FIRST)]
    forward = [trail.forward(FIRST), trail.forward(SECOND), trail.forward(THIRD)]

    assert [SECOND, FIRST, None] == back
    assert [SECOND, THIRD, None] == forward


def test_a_jump_leaves_nothing_ahead() -> None:
    trail = Trail()
    trail.jump(FIRST)
    trail.back(SECOND)
    trail.jump(FIRST)

    assert trail.forward(THIRD) is None
