"""The Textual application: themes, the keys that work everywhere, and the way in and out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import ClassVar

from rich.console import RenderableType
from textual import on
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen

from llmtui.tui import dialogs, providers
from llmtui.tui.copying import show_copied
from llmtui.tui.keys import commands
from llmtui.tui.screens.browse import BrowseScreen
from llmtui.tui.session import Session
from llmtui.tui.terminal.leaving import TerminalGuard
from llmtui.tui.theme import NAMES, TERMINAL
from llmtui.tui.themed_app import ThemedApp
from llmtui.tui.web import open_link
from llmtui.tui.widgets.text_pane import TextPane
from llmtui.user.key_settings import with_present_ids
from llmtui.user.state import save_state


class LlmtuiApp(ThemedApp[None]):
    """The browser."""

    TITLE = "llmtui"
    ONE_KEY_AT_A_TIME = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {providers.commands, providers.entries}
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/browse.tcss"]  # read once, not when a screen opens
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", id="help", tooltip="Every key; type to narrow, enter runs"),
        Binding(
            "colon,ctrl+p", "command_palette", "Commands", show=False, id="palette", tooltip="Find a command or entry"
        ),
        Binding("Y", "show_copied", "Show copied", show=False, id="copy.show", tooltip="The copied text, to select"),
        Binding("t", "choose_theme", "Theme", show=False, id="theme", tooltip="Choose the colours"),
        Binding(
            "ctrl+l",
            "redraw",
            "Redraw",
            show=False,
            priority=True,  # another program may have written over a dialog, too
            id="redraw",
            tooltip="Paint the screen anew",
        ),
        Binding("Q", "quit_now", "Quit at once", show=False, id="quit.now", tooltip="From any level"),
        Binding(
            "ctrl+c",
            "quit_or_copy",
            "Quit or copy",
            show=False,
            priority=True,  # a dialog keeps all other keys of the app from it
            id="quit.anywhere",
            tooltip="Quit from anywhere, or copy selected text",
        ),
    ]

    def __init__(self, session: Session, guard: TerminalGuard | None = None) -> None:
        super().__init__(session.theme, session.glyphs, guard)
        self.session = session
        self._first_theme = self.theme
        self._kept_theme = ""
        """The theme to go back to while others are tried; empty while none is."""
        self.save_problem = ""
        """Why the state could not be saved on leaving."""
        self.set_keymap(with_present_ids(session.settings.keys))
        if not session.animate:
            self.animation_level = "none"

    def get_default_screen(self) -> Screen[None]:
        """The catalogue: with a screen of Textual's own beneath it there would be two to build."""
        return BrowseScreen(self.session)

    def on_mount(self) -> None:
        """Show the messages of the start."""
        for message in self.session.messages:
            self.notify(message, markup=False, timeout=8)

    @on(TextPane.LinkClicked)
    def _link_clicked(self, event: TextPane.LinkClicked) -> None:
        open_link(self, event.url, self.session.glyphs)

    def action_help(self) -> None:
        """Every key of the screen beneath, to narrow and to run."""
        screen = self.screen
        nodes = [*([screen.focused] if screen.focused else []), screen, *screen.query("*").results(), self]
        known = commands(nodes, self.keys_by_id)
        choices = [
            dialogs.Option(str(row), each.binding.description, each.help, each.keys) for row, each in enumerate(known)
        ]

        async def run(chosen: str | None) -> None:
            if chosen is not None:
                await self.run_action(known[int(chosen)].binding.action, known[int(chosen)].node)

        self.push_screen(dialogs.ChooseDialog("Keys", choices, self.session.glyphs, wide=True), run)

    def action_command_palette(self) -> None:
        """Textual's palette, which here finds entries, too."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder="a command or an entry", id="--command-palette"))

    def action_choose_theme(self) -> None:
        """Ask for a theme, and show each one that the cursor rests on."""
        before = self._kept_theme = self.theme
        choices = [dialogs.Option(name, name) for name in NAMES]

        def preview(name: str) -> None:
            if self._kept_theme and name != self.theme:  # a report after the dialog has closed comes too late
                self.theme = name

        def use(chosen: str | None) -> None:
            self._kept_theme = ""
            self.theme = chosen or before

        dialog = dialogs.ChooseDialog("Theme", choices, self.session.glyphs, current=before, preview=preview)
        self.push_screen(dialog, use)

    def action_show_copied(self) -> None:
        """Show what was copied last, to select it by hand."""
        show_copied(self, self.session.glyphs)

    def action_redraw(self) -> None:
        """Paint everything anew."""
        self.forget_screen()

    def action_quit_now(self) -> None:
        """Leave."""
        self.exit()

    def action_quit_or_copy(self) -> None:
        """Copy if text is selected, else leave."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.exit()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, and save the state."""
        self.save_problem = self.save_state()
        super().exit(result, return_code, message)

    @property
    def _chosen_theme(self) -> str:
        """The theme to remember: not one that only this terminal needed."""
        theme = self._kept_theme or self.theme
        needed = theme == self._first_theme == TERMINAL
        return self.session.state.theme if needed else theme

    def save_state(self) -> str:
        """Save the state; returns a message if that failed."""
        browse = next((screen for screen in self.screen_stack if isinstance(screen, BrowseScreen)), None)
        if browse is None or self.session.state_path is None:
            return ""
        return save_state(
            self.session.state_path,
            browse.state(self._chosen_theme),
        )
