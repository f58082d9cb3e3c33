"""The keys of the browser's main screen, in the order of the footer."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from llmtui.tui.shared_keys import (
    BACK,
    CLEAR,
    COPY,
    EXPORT,
    FRAMEWORK,
    LEGEND,
    MARK,
    NEXT_VIEW,
    OPEN_LINK,
    PREVIOUS_VIEW,
    SORT,
    UNDO,
    for_here,
)


def _hidden(keys: str, action: str, description: str, *, id: str, tooltip: str = "") -> Binding:  # noqa: A002 - Textual's word
    """A command that the footer does not show."""
    return Binding(keys, action, description, show=False, id=id, tooltip=tooltip)


BROWSE_KEYS: list[BindingType] = [
    Binding("c", "view('compare')", "Compare", id="compare", tooltip="The marked entries side by side"),
    Binding("M", "view('matrix')", "Matrix", id="view.matrix", tooltip="The leaderboard of all judged entries"),
    _hidden("T", "view('lineage')", "Lineage", id="lineage", tooltip="What it derives from, and what from it"),
    _hidden("C", "view('changes')", "Changes", id="view.changes", tooltip="What opened and closed, what is disputed"),
    _hidden(
        "O", "view('overview')", "Overview", id="view.overview", tooltip="Openness by category, criterion and year"
    ),
    NEXT_VIEW,
    PREVIOUS_VIEW,
    for_here(OPEN_LINK, "Open the link or evidence here, or ask"),
    for_here(COPY, "Copy name, id, link, row, JSON or citation"),
    for_here(EXPORT, "Write what is listed to a file", show=False),
    LEGEND,
    _hidden("backspace,less_than_sign", "travel(-1)", "Back", id="back.entry", tooltip="Back to the entry read before"),
    _hidden("greater_than_sign", "travel(1)", "Forward", id="forward.entry", tooltip="Forward again"),
    _hidden("exclamation_mark", "problems", "Problems", id="problems", tooltip="What is wrong in the files"),
    _hidden("D", "local", "On this machine", id="view.local", tooltip="What the models on this machine allow"),
    for_here(BACK, "Close one level, then clear the search", show=False),
    Binding("q", "quit_level", "Quit", id="quit", tooltip="Close one level; quit from the list"),
    Binding("slash", "search", "Search", id="search", tooltip="Search as you type; key:value narrows"),
    Binding("f", "filter", "Filter", id="filter", tooltip="By licence, language, maker, criterion …"),
    MARK,
    SORT,
    _hidden("S", "reverse", "Reverse", id="list.reverse", tooltip="Reverse the order"),
    FRAMEWORK,
    _hidden("v", "mark_rows('range')", "Mark range", id="mark.range", tooltip="Mark from the last marked row to here"),
    _hidden("a", "mark_rows('all')", "Mark all", id="mark.all", tooltip="Mark what is listed, up to eight"),
    _hidden("x", "mark_rows('none')", "Clear marks", id="mark.clear", tooltip="Unmark all entries"),
    _hidden("asterisk", "star", "Star", id="star", tooltip="Star the entry, or not"),
    _hidden("N", "note", "Note", id="star.note", tooltip="Star the entry with a note of your own"),
    _hidden("V", "saved_views", "Saved views", id="view.saved", tooltip="Go to a saved view, or save this one"),
    for_here(UNDO, "Undo a change of filter, mark or star", show=False),
    CLEAR,
    Binding(
        "b",
        "toggle_part('sidebar')",
        "Categories",
        id="ui.sidebar",
        tooltip="Go to the categories, or hide them",
    ),
    _hidden("z", "toggle_part('zoom')", "Zoom", id="ui.zoom", tooltip="Give the active pane the whole screen"),
    _hidden("i", "toggle_part('detail')", "Details", id="ui.detail", tooltip="Show or hide the details"),
    _hidden("tab", "pane('next')", "Next pane", id="pane.next"),
    _hidden("shift+tab", "pane('previous')", "Previous pane", id="pane.previous"),
    _hidden("H", "hide_welcome", "Hide the signs", id="ui.welcome", tooltip="Hide the line that explains the signs"),
    _hidden("1", "pane('sidebar')", "Categories pane", id="pane.sidebar"),
    _hidden("2", "pane('table')", "List pane", id="pane.table"),
    _hidden("3", "pane('detail')", "Detail pane", id="pane.detail"),
    _hidden("4", "pane('explanation')", "Explanation pane", id="pane.explanation", tooltip="All that is known of it"),
]
