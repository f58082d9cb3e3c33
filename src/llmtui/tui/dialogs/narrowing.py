"""The base of the dialogs with a field that narrows a list below it."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.geometry import Offset

from llmtui.tui.dialogs.dialog import Dialog, Result
from llmtui.tui.widgets.narrow_list import NarrowList

Row = TypeVar("Row")


class NarrowingDialog(Dialog[Result], Generic[Result, Row]):
    """A field, which keeps the focus, and a list with a cursor."""

    _list: NarrowList[Row]
    _is_typing = False
    """Whether the last key was typed into the field."""

    def action_move(self, step: int) -> None:
        """Move the cursor while typing goes on."""
        self._is_typing = False
        self._list.step(step)

    @property
    def active_cell(self) -> Offset | None:
        """The row under the cursor; while a text is typed, the field."""
        return None if self._is_typing else self._list.active_cell
