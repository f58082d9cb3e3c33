"""The small chooser under the prompt: a list that typing narrows, and the id of the entry that is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from llmtui.present.cells import Cell, Line, Role
from llmtui.present.glyphs import UNICODE, Glyphs
from llmtui.search import Searcher, View
from llmtui.text import clean
from llmtui.tui.terminal.handled import handled
from llmtui.tui.terminal.leaving import TerminalGuard
from llmtui.tui.themed_app import ThemedApp
from llmtui.tui.widgets.entry_table import EntryTable
from llmtui.tui.widgets.search_bar import SearchBar

_LONGEST_WAIT = 1.0
"""Seconds that the field may take for what was typed; it takes a hundredth of one."""

LEFT = 130
"""The exit code of a program that ctrl+c ended."""


@dataclass(frozen=True)
class Picking:
    """What one run of the chooser works with."""

    searcher: Searcher
    view: View
    """What to show first."""
    query: str = ""
    """Its query as typed."""
    glyphs: Glyphs = UNICODE
    theme: str = ""
    """Empty for the default."""


class PickTable(EntryTable):
    """The entries to choose from; keys reach it while the field has the focus."""

    DEFAULT_CSS = "PickTable { border: none; height: 1fr; & > .line--cursor-idle { background: $line-cursor; } }"

    def __init__(self, picking: Picking) -> None:
        super().__init__(picking.searcher.catalog, picking.glyphs)
        self.can_focus = False

    def line_at(self, index: int, width: int) -> Line:
        """An entry's row."""
        return super().line_at(index, width) if self.results.hits else (Cell(" Nothing found.", Role.MUTED),)


class PickApp(ThemedApp[str]):
    """Returns the id of an entry, or none if nothing was taken."""

    CSS = """
    Screen, Screen:inline { height: 14; max-height: 100%; border: none; background: $background; overflow: hidden; }
    Screen:ansi { background: ansi_default; }
    App:ansi LineView > .line--cursor-idle { background: ansi_default; color: ansi_default; text-style: reverse; }
    #message { height: 1; padding: 0 1; color: $role-muted; background: $surface; }
    """
    ENABLE_COMMAND_PALETTE = False
    INLINE_PADDING = 0
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Take", id="pick.take", priority=True, tooltip="Print the id and leave"),
        Binding("escape", "leave(1)", "Leave", id="pick.leave", priority=True, tooltip="Leave without an id"),
        Binding("ctrl+c", f"leave({LEFT})", "Leave", show=False, id="pick.stop", priority=True),
        Binding("down,ctrl+n", "move(1)", "Down", show=False, id="pick.down", priority=True),
        Binding("up,ctrl+p", "move(-1)", "Up", show=False, id="pick.up", priority=True),
        Binding("pagedown", "page(1)", "Page down", show=False, id="pick.page-down", priority=True),
        Binding("pageup", "page(-1)", "Page up", show=False, id="pick.page-up", priority=True),
    ]

    def __init__(self, picking: Picking, guard: TerminalGuard | None = None) -> None:
        super().__init__(picking.theme, picking.glyphs, guard)
        self._picking = picking
        self._text: str | None = None
        """The query whose entries are shown; None before the first."""
        self.animation_level = "none"

    def compose(self) -> ComposeResult:
        """The field, the list, and what can be done."""
        yield SearchBar()
        yield PickTable(self._picking)
        yield Static("", id="message", markup=False)

    def on_mount(self) -> None:
        """Show what the command line asks for, ready to be narrowed."""
        self.leave_on_signals(lambda: None)
        query = self._picking.query
        self.query_one(SearchBar).write(f"{query} " if query else "")
        self.query_one(Input).focus()
        self._show(query)

    @on(SearchBar.Changed)
    def _typed(self, event: SearchBar.Changed) -> None:
        self._show(event.text)

    def _show(self, text: str) -> None:
        """Run the query, and show what it found and which parts cannot be used."""
        if text == self._text:
            return
        self._text = text
        searcher, table = self._picking.searcher, self.query_one(PickTable)
        parsed = searcher.parse(text)
        view = replace(self._picking.view, query=parsed.query)
        table.framework = searcher.framework(view)
        table.results = results = searcher.run(view)
        self.query_one(SearchBar).show_status(f"{len(results.hits)} of {results.total}", "")
        keys = "enter prints the id, esc leaves, typing narrows"
        self.query_one("#message", Static).update(Content(parsed.faults[0] if parsed.faults else keys))

    async def _table(self) -> PickTable:
        """The list for everything typed before the key that is acted on.

        Textual takes a key of the app before the field is through with the letters that came before it, and what
        the user pastes or types ahead would choose from the list as it was.
        """
        field = self.query_one(Input)
        await handled(field, _LONGEST_WAIT)
        self._show(clean(field.value))
        return self.query_one(PickTable)

    async def action_take(self) -> None:
        """Answer with the entry under the cursor; if nothing was found, go on."""
        if selected := (await self._table()).selected:
            self.exit(selected)

    @on(EntryTable.Chosen)
    def _chosen(self, event: EntryTable.Chosen) -> None:
        self.exit(event.entry_id)

    def action_leave(self, code: int) -> None:
        """Answer with nothing."""
        self.exit(return_code=code)

    async def action_move(self, step: int) -> None:
        """Move the cursor while typing goes on."""
        (await self._table()).move_cursor(step)

    async def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        (await self._table()).action_page(pages)


def pick(picking: Picking, *, mouse: bool) -> tuple[str, int]:
    """Show the chooser under the prompt until the user takes an entry or leaves.

    Returns:
        The id, empty if there is none, and the exit code.
    """
    guard = TerminalGuard()
    guard.watch()
    app = PickApp(picking, guard)
    taken = app.run(inline=True, mouse=mouse)
    return taken or "", app.return_code or 0
