"""The commands that several screens or panes have: each has one id and the same keys everywhere.

A user who gives such a command another key moves it on every screen.
"""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding

FRAMEWORK = Binding("m", "framework", "Framework", id="score.model", tooltip="Judge by another framework, everywhere")
LEGEND = Binding("K", "legend", "Legend", id="legend", tooltip="What the signs mean, and who judged")
NEXT_VIEW = Binding(
    "right_square_bracket",
    "next_view(1)",
    "Next view",
    show=False,
    id="view.next",
    tooltip="Matrix, compare, lineage … in turn",
)
PREVIOUS_VIEW = Binding(
    "left_square_bracket",
    "next_view(-1)",
    "Previous view",
    show=False,
    id="view.prev",
    tooltip="The same views the other way round",
)
JUMP = Binding("slash", "jump", "Jump", id="jump", tooltip="Jump to a text as you type it")
JUMP_ON = Binding("n", "jump_on(1)", "Next match", show=False, id="jump.next")
JUMP_BACK = Binding("N", "jump_on(-1)", "Previous match", show=False, id="jump.previous")

EXPLAIN = Binding("z,i", "explain", "In full", id="explain")
OPEN_LINK = Binding("o", "open", "Open", id="link")
COPY = Binding("y", "copy", "Copy", id="copy")
EXPORT = Binding("e,X", "export", "Export", id="export")
MARK = Binding("space", "mark", "Mark", id="mark.toggle", tooltip="Mark the entry for comparison, or not")
SORT = Binding("s", "sort", "Sort", id="list.sort", tooltip="Choose what to sort by")
CLEAR = Binding("F", "clear", "Clear search", show=False, id="filter.clear", tooltip="Show everything again")
UNDO = Binding("u", "undo", "Undo", id="undo")

BACK = Binding("escape", "back", "Back", id="back")
CHOOSE = Binding("enter", "choose", "Read", id="open")
FOLD = Binding("space", "fold", "Fold", id="fold")
LEFT = Binding("h,left", "sideways(-1)", "Left", show=False, id="nav.left")
RIGHT = Binding("l,right", "sideways(1)", "Right", show=False, id="nav.right")


def for_here(command: Binding, tooltip: str, *, label: str = "", action: str = "", show: bool | None = None) -> Binding:
    """A shared command with what it means on one screen; id and keys stay the same."""
    return replace(
        command,
        tooltip=tooltip,
        description=label or command.description,
        action=action or command.action,
        show=command.show if show is None else show,
    )
