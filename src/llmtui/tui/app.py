"""The Textual application: themes, the keys that work everywhere, and the way in and out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import ClassVar

from rich.console import RenderableType
from textual import events
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget

from llmtui.tui import dialogs, providers
from llmtui.tui.ascii import AsciiFilter
from llmtui.tui.copying import show_copied
from llmtui.tui.display import FrugalApp
from llmtui.tui.keys import commands
from llmtui.tui.screens.browse import BrowseScreen
from llmtui.tui.session import Session
from llmtui.tui.shared_keys import with_present_ids
from llmtui.tui.theme import DEFAULT, NAMES, PALETTES, TERMINAL, variable_defaults
from llmtui.user.state import save_state

_PATIENCE = 0.25
"""Seconds that one key may keep the next one waiting."""


class LlmtuiApp(FrugalApp):
    """The browser."""

    TITLE = "llmtui"
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
            priority=True,  # also where a dialog is what somebody else wrote over
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

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._own_filters = (AsciiFilter(),) if session.glyphs.ascii else ()
        for palette in PALETTES:
            self.register_theme(palette.theme())
        self.theme = session.theme if session.theme in NAMES else DEFAULT
        self._first_theme = self.theme
        self.unkept = ""
        """Why the place could not be kept on leaving."""
        self.keys = with_present_ids(session.settings.keys)
        self.set_keymap(self.keys)
        if not session.animate:
            self.animation_level = "none"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for themes that are not ours."""
        return dict(variable_defaults())

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT002 - Textual's interface
        """Take the colours of a theme; before there is a screen no style sheet need be parsed for them.

        Textual parses all of them even then, keeps nothing of it, and parses them again for the first screen.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, and ours where only ASCII may be drawn."""
        return [*super().get_line_filters(), *self._own_filters]

    async def on_event(self, event: events.Event) -> None:
        """Take one key at a time.

        Textual hands a key to the widget that has the focus when the key arrives, and takes the next one before the
        first was acted on: what somebody types after `/`, pasted or over a slow line, would run as commands, and a
        command typed after enter would land in the search.
        """
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        focused = self.focused
        bound = focused is not None and not focused.check_consume_key(event.key, event.character)
        done = bound and (await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key))
        if not done:
            await super().on_event(event)
        await self._acted_on(focused)

    async def _acted_on(self, focused: Widget | None) -> None:
        """Wait until the widget that got a key, and those it speaks to, are through with what came of it."""
        for node in [*(focused.ancestors_with_self if focused else ()), self.screen]:
            if isinstance(node, Widget) and node.is_running:
                done = asyncio.Event()
                node.call_later(done.set)
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(done.wait(), _PATIENCE)

    def get_default_screen(self) -> Screen[None]:
        """The catalogue: with a screen of Textual's own beneath it there would be two to build."""
        return BrowseScreen(self.session)

    def on_mount(self) -> None:
        """Tell what the start found out."""
        self.set_class(self.session.glyphs.ascii, "-ascii")
        for message in self.session.messages:
            self.notify(message, markup=False, timeout=8)

    def action_help(self) -> None:
        """Every key of the screen beneath, to narrow and to run."""
        screen = self.screen
        nodes = [*([screen.focused] if screen.focused else []), screen, *screen.query("*").results(), self]
        known = commands(nodes, self.keys)
        choices = [
            dialogs.Choice(str(row), each.binding.description, each.help, each.keys) for row, each in enumerate(known)
        ]

        async def run(chosen: str | None) -> None:
            if chosen is not None:
                await self.run_action(known[int(chosen)].binding.action, known[int(chosen)].node)

        self.push_screen(dialogs.ChooseDialog("Keys", choices, self.session.glyphs, wide=True), run)

    def action_choose_theme(self) -> None:
        """Ask for a theme and show it at once."""
        choices = [dialogs.Choice(name, name) for name in NAMES]

        def use(chosen: str | None) -> None:
            if chosen is not None:
                self.theme = chosen

        self.push_screen(dialogs.ChooseDialog("Theme", choices, self.session.glyphs, current=self.theme), use)

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
        """Copy where text is selected, else leave."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.exit()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave, remembering the place."""
        self.unkept = self.keep_state()
        super().exit(result, return_code, message)

    @property
    def _chosen_theme(self) -> str:
        """The theme to remember: one that this terminal needed is no choice."""
        needed = self.theme == self._first_theme == TERMINAL
        return self.session.state.theme if needed else self.theme

    def keep_state(self) -> str:
        """Write the state; a message where it could not be kept."""
        browse = next((screen for screen in self.screen_stack if isinstance(screen, BrowseScreen)), None)
        if browse is None or self.session.state_path is None:
            return ""
        return save_state(self.session.state_path, browse.state(self._chosen_theme))
