"""The keys of the browser's main screen, in the order of the footer."""

from __future__ import annotations

from textual.binding import Binding, BindingType


def _hidden(keys: str, action: str, description: str, *, id: str, tooltip: str = "") -> Binding:  # noqa: A002 - Textual's word
    """A command that the footer does not show."""
    return Binding(keys, action, description, show=False, id=id, tooltip=tooltip)


BROWSE_KEYS: list[BindingType] = [
    Binding("c", "view('compare')", "Compare", id="compare", tooltip="The marked entries side by side"),
    Binding("M", "view('matrix')", "Matrix", id="view.matrix", tooltip="The leaderboard of all judged entries"),
    _hidden("T", "view('lineage')", "Lineage", id="lineage", tooltip="What it derives from, and what from it"),
    _hidden(
        "O", "view('overview')", "Overview", id="view.overview", tooltip="Openness by category, criterion and year"
    ),
    _hidden("right_square_bracket", "next_view(1)", "Next view", id="view.next"),
    _hidden("left_square_bracket", "next_view(-1)", "Previous view", id="view.prev"),
    Binding("o", "open", "Open", id="link", tooltip="Open the link or evidence here, or ask which"),
    Binding("y", "copy", "Copy", id="copy", tooltip="Copy name, id, link, row, JSON or citation"),
    _hidden("X", "export", "Export", id="export", tooltip="Write what is listed to a file"),
    Binding("K", "legend", "Legend", id="legend", tooltip="What the signs mean, and whose judgements these are"),
    _hidden("backspace,less_than_sign", "back_to", "Back", id="back.entry", tooltip="Back to the entry read before"),
    _hidden("greater_than_sign", "forward_to", "Forward", id="forward.entry", tooltip="Forward again"),
    _hidden("exclamation_mark", "problems", "Problems", id="problems", tooltip="What is wrong in the files"),
    _hidden("escape", "back", "Back", id="back", tooltip="Close one level, then clear the search"),
    Binding("q", "quit_level", "Quit", id="quit", tooltip="Close one level; quit from the list"),
    Binding("slash", "search", "Search", id="search", tooltip="Search as you type; key:value narrows"),
    Binding("f", "filter", "Filter", id="filter", tooltip="Narrow by licence, language, maker, criterion …"),
    Binding("space", "mark", "Mark", id="mark.toggle", tooltip="Mark the entry for comparison, or not"),
    Binding("s", "sort", "Sort", id="list.sort", tooltip="Choose what to sort by"),
    _hidden("S", "reverse", "Reverse", id="list.reverse", tooltip="Reverse the order"),
    Binding("m", "framework", "Framework", id="score.model", tooltip="Judge by another framework, everywhere"),
    _hidden("v", "mark_range", "Mark range", id="mark.range", tooltip="Mark from the last marked row to here"),
    _hidden("a", "mark_all", "Mark all", id="mark.all", tooltip="Mark what is listed, up to eight"),
    _hidden("x", "unmark", "Clear marks", id="mark.clear", tooltip="Unmark all entries"),
    _hidden("asterisk", "star", "Star", id="star", tooltip="Star the entry, or not"),
    _hidden("N", "note", "Note", id="star.note", tooltip="Star the entry with a note of your own"),
    _hidden("V", "saved_views", "Saved views", id="view.saved", tooltip="Go to a saved view, or save this one"),
    _hidden("u", "undo", "Undo", id="undo", tooltip="Undo the last change of filter, mark or star"),
    _hidden("F", "clear", "Clear search", id="filter.clear", tooltip="Show everything again"),
    Binding("b", "toggle_part('sidebar')", "Categories", id="ui.sidebar", tooltip="Show or hide the categories"),
    _hidden("z", "toggle_part('zoom')", "Zoom", id="ui.zoom", tooltip="Give the active pane the whole screen"),
    _hidden("i", "toggle_part('detail')", "Details", id="ui.detail", tooltip="Show or hide the details"),
    _hidden("tab", "next_pane(1)", "Next pane", id="pane.next"),
    _hidden("shift+tab", "next_pane(-1)", "Previous pane", id="pane.previous"),
    _hidden("1", "pane('sidebar')", "Categories pane", id="pane.sidebar"),
    _hidden("2", "pane('table')", "List pane", id="pane.table"),
    _hidden("3", "pane('detail')", "Detail pane", id="pane.detail"),
]
