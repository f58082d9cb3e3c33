"""Marks entries for comparison, and stars them, with a note if the user writes one."""

from __future__ import annotations

from llmtui.present.marks import MOST_MARKS
from llmtui.tui.navigation import EMPTY_LIST, Browsing
from llmtui.tui.questions import write_note as ask_note

_FULL = "Eight entries are marked; x clears them."


def toggle_mark(screen: Browsing) -> None:
    """Mark or unmark the entry under the cursor, and go on to the next."""
    table = screen.table
    if not table.selected:
        screen.app.notify(EMPTY_LIST, markup=False)
        return
    desk = screen.desk.toggling_mark(table.selected)
    if desk == screen.desk:
        screen.app.notify(_FULL, markup=False)
    screen.change(desk)
    if table.has_focus:
        table.move_cursor(1)


def mark_rows(screen: Browsing, which: str) -> None:
    """Mark `all` rows, or the `range` from the last marked row to here, up to the limit; `none` unmarks all."""
    ids = screen.table.ids_from(screen.desk.marks[-1:]) if which == "range" else screen.results.hits[:MOST_MARKS].ids
    desk = screen.desk.with_marks(()) if which == "none" else screen.desk.marking(ids)
    if desk == screen.desk:
        screen.app.notify(_why_unchanged(screen, which), markup=False)
    screen.change(desk)


def _why_unchanged(screen: Browsing, which: str) -> str:
    if which == "none":
        return "No entry is marked."
    if not screen.table.selected:
        return EMPTY_LIST
    return _FULL if len(screen.desk.marks) >= MOST_MARKS else "These entries are marked already."


def toggle_star(screen: Browsing) -> None:
    """Star or unstar the entry under the cursor."""
    if screen.table.selected:
        screen.change(screen.desk.toggling_star(screen.table.selected))
    else:
        screen.app.notify(EMPTY_LIST, markup=False)


def write_note(screen: Browsing) -> None:
    """Star the entry that is read, with a note."""
    if entry := screen.detail.entry:
        note = screen.desk.stars.get(entry.id, "")
        ask_note(screen.app, screen.glyphs, entry, note, lambda text: screen.change(screen.desk.noting(entry.id, text)))
    else:
        screen.app.notify(EMPTY_LIST, markup=False)
