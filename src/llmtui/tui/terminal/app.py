"""The base of both apps: sends few bytes, takes one key at a time, and leaves the terminal as it was found."""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable
from contextvars import copy_context
from typing import ClassVar, TypeVar

from rich.color import ColorSystem
from rich.console import RenderableType
from textual import constants, events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from llmtui.tui.terminal.active_cell import active_cell
from llmtui.tui.terminal.display import PatientScreen, ScreenCopy, is_enough, notice
from llmtui.tui.terminal.handled import handled
from llmtui.tui.terminal.leaving import TerminalGuard

Result = TypeVar("Result")

_LONGEST_KEY = 0.25
"""Seconds that one key may keep the next one waiting."""

_LINE_FEED = "ctrl+j"
"""What a terminal makes of enter as long as no program has taken it over."""
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class TerminalApp(App[Result]):
    """An app that overrides what Textual does with the terminal; with a `TerminalGuard` it owns a real one."""

    ONE_KEY_AT_A_TIME: ClassVar[bool] = False
    """Whether a key waits until everything that followed from the one before is done."""

    def __init__(self, guard: TerminalGuard | None = None) -> None:
        super().__init__()
        self.fault: BaseException | None = None
        """The error that ended the app, if one did."""
        self._guard = guard
        self._keys_ahead: deque[events.Key] = deque()
        """The keys that arrived and were not taken yet, the oldest first."""
        self._key_now = ""
        self.is_acting_on_key = False
        """Whether something may still follow from the key that was taken last."""
        self._keys_done = 0
        """How many of the next keys were acted on together with the one before them."""
        self._typed_ahead: list[events.Event] | None = []
        """What was typed before anything could take it; None once the first screen is there."""
        self._copy = ScreenCopy()

    # -- drivers and leaving

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        """Our drivers in a real terminal; imported here, since only one of them is needed."""
        if headless or self._guard is None:
            return super()._build_driver(headless, inline, mouse, size)
        threading.excepthook = self._fail_in_thread
        if inline:
            from llmtui.tui.terminal.prompt_driver import PromptDriver as Ours  # noqa: PLC0415
        else:
            from llmtui.tui.terminal.browser_driver import BrowserDriver as Ours  # type: ignore[assignment]  # noqa: PLC0415
        self._driver = Ours(self, self._guard, debug=constants.DEBUG, mouse=mouse, size=size)
        return self._driver

    def _fail_in_thread(self, failed: threading.ExceptHookArgs) -> None:
        """End the app because of an error in a thread, such as the one that reads keys."""
        if isinstance(failed.exc_value, Exception):
            self.call_later(self._handle_exception, failed.exc_value)

    def leave_on_signals(self, save: Callable[[], object]) -> None:
        """From now on let signals end the app in order.

        Args:
            save: Stores the state; called in another thread if the app does not end in time.
        """
        if self._guard is None:
            return
        loop, context = self._loop, copy_context()

        def request_exit(code: int) -> None:
            if loop is not None:
                loop.call_soon_threadsafe(lambda: self.exit(return_code=code), context=context.copy())

        self._guard.set_exit(request_exit, lambda: context.copy().run(save))

    def _handle_exception(self, error: Exception) -> None:
        """End the app because of an error, without printing it: it is reported when the terminal is restored.

        A screen that opens while the app leaves is no longer filled and finds nothing in itself, which is not an error.
        """
        if self._guard is None:
            super()._handle_exception(error)
            return
        is_first = not self._exit and self.fault is None
        if is_first:
            self.fault = error
            self._return_code = 1
        self._exception = self._exception or error
        self._exception_event.set()
        self._close_messages_no_wait()
        if is_first:
            self.save_after_fault()

    def save_after_fault(self) -> None:
        """Store what can be stored when an error ends the app."""

    # -- keys

    @property
    def keys_by_id(self) -> dict[str, str]:
        """The keys that the user chose, by the id of the command."""
        return dict(self._keymap)

    def post_message(self, message: Message) -> bool:
        """Take a message, and note the keys among them."""
        if isinstance(message, events.Key) and not message.is_forwarded:
            self._keys_ahead.append(message)
        return super().post_message(message)

    @property
    def key_repeats(self) -> bool:
        """Whether the key that is being handled comes once more, as one that is held down does."""
        return bool(self._keys_ahead) and self._keys_ahead[0].key == self._key_now

    @property
    def is_typing_ahead(self) -> bool:
        """Whether the next key is there already and writes into the field with the focus, as in a burst of letters."""
        if not self._keys_ahead or self.focused is None:
            return False
        following = self._keys_ahead[0]
        return self.focused.check_consume_key(following.key, following.character)

    def take_repeats(self) -> int:
        """How often the key that is being handled was repeated meanwhile; the caller acts on all of them at once.

        A key that is held down on a slow line or a busy machine would otherwise go on after it was let go.
        """
        repeats = 0
        while self.key_repeats:
            self._keys_ahead.popleft()
            repeats += 1
        self._keys_done += repeats
        return repeats

    async def on_event(self, event: events.Event) -> None:
        """Take pasted text as one line, and one key at a time if the app asks for that.

        Textual hands a key to the widget that has the focus when the key arrives, and takes the next one before the
        first was acted on. What is typed after `/`, pasted or over a slow line, would run as commands, and a command
        typed after enter would land in the search.
        """
        if self._is_kept_for_later(event):
            return
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = _CONTROLS.sub(" ", event.text).strip()
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._take_key(event)
        else:
            await super().on_event(event)

    async def _take_key(self, event: events.Key) -> None:
        """Act on a key, and if the app asks for that, wait until everything that followed from it is done."""
        if self._keys_done:
            self._keys_done -= 1
            return
        if self._keys_ahead:
            self._key_now = self._keys_ahead.popleft().key
        if not self.ONE_KEY_AT_A_TIME:
            await super().on_event(event)
            return
        self.is_acting_on_key = True
        try:
            await self._act_on_key(event)
        finally:
            self.is_acting_on_key = False
            self._paint_what_waits()

    async def _act_on_key(self, event: events.Key) -> None:
        focused = self.focused
        bound = focused is not None and not focused.check_consume_key(event.key, event.character)
        done = bound and (await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key))
        if not done:
            await super().on_event(event)
        await self._finish_key(focused)

    def _is_kept_for_later(self, event: events.Event) -> bool:
        """Whether an event was typed before the first screen could take it, and waits for that screen."""
        if self._typed_ahead is None or not isinstance(event, events.Key | events.Paste):
            return False
        if isinstance(event, events.Key):
            self._keys_ahead.popleft()  # it is noted again when it is posted again
            if event.key == _LINE_FEED:
                event = events.Key("enter", "\r")
        self._typed_ahead.append(event)
        return True

    def on_ready(self) -> None:
        """Take what was typed ahead, in order."""
        waiting, self._typed_ahead = self._typed_ahead or [], None
        for event in waiting:
            self.post_message(event)

    async def _finish_key(self, focused: Widget | None) -> None:
        """Wait until the widget that got a key, and those it sends messages to, have handled everything."""
        for node in [*(focused.ancestors_with_self if focused else ()), self.screen]:
            if isinstance(node, Widget):
                await handled(node, _LONGEST_KEY)

    # -- the picture

    def on_resize(self) -> None:
        """Terminals move, cut or clear what they show; Textual sends this event on waking up, too."""
        self._copy.picture = None

    def forget_screen(self) -> None:
        """Send the whole screen again, as another program may have written on it."""
        self._copy.picture = None
        self.refresh(repaint=True, layout=True)

    def _end_batch(self) -> None:
        """Paint what was put off; Textual asks only the app whether there is something to do."""
        super()._end_batch()
        self._paint_what_waits()

    def _paint_what_waits(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, PatientScreen):
                screen.paint_what_waits()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write an update: the only place where Textual writes pictures."""
        if not self._running or self._batch_count or self.is_headless or self.is_inline:
            super()._display(screen, renderable)
            return
        update = self._complete(screen, renderable) if is_enough(self.size) else notice(self.size)
        if not isinstance(update, LayoutUpdate | ChopsUpdate):
            super()._display(screen, update)
            return
        self.cursor_position = active_cell(self.screen, self.focused) or self.cursor_position
        change = self._copy.compare(update, self._colours)
        moved = screen.outer_size.clamp_offset(self.cursor_position) != self._previous_cursor_position
        super()._display(screen, change if change.sequence or moved else None)  # type: ignore[arg-type] # as Textual does

    def _complete(self, screen: Screen[object], update: RenderableType | None) -> RenderableType | None:
        """The update, or the whole screen if part of it would be painted on unknown ground."""
        if isinstance(update, LayoutUpdate) or (self._copy.picture and update is None):
            return update
        if isinstance(update, ChopsUpdate) and self._copy.fits(update):
            return update
        compositor = screen._compositor  # noqa: SLF001 - no public call paints everything without a new layout
        return compositor.render_update(full=True, screen_stack=self._background_screens)

    @property
    def _colours(self) -> ColorSystem:
        return self.console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual reads it

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the mouse pointer alone: Textual would send a sequence whenever it passes over a field."""


def remember_copied(app: App[object], text: str) -> None:
    """Keep a text for pasting inside the program."""
    app._clipboard = text  # noqa: SLF001 - Textual sets it only together with a sequence of its own


def send_sequence(app: App[object], sequence: str) -> None:
    """Send a sequence to the terminal, between two pictures."""
    driver = app._driver  # noqa: SLF001 - Textual offers no way to send a sequence
    if sequence and driver is not None:
        driver.write(sequence)
        driver.flush()
