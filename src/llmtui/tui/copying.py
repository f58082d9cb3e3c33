"""Copies texts by the route that works here, says what was sent, and shows it if it will hardly arrive."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from typing import Any

from textual.app import App

from llmtui.clipboard import Route, find_route, hand_over, is_too_long
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, fit, wrap
from llmtui.present.glyphs import Glyphs
from llmtui.tui import dialogs
from llmtui.tui.terminal.app import remember_copied, send_sequence

_LONGEST_SHOWN = 60
"""Cells of a copied text that the message shows: two lines of it with what comes before."""

TOO_LONG = "It is too long for a terminal's clipboard; export writes it to a file."


def copy(app: App[Any], text: str, glyphs: Glyphs) -> None:
    """Send a text to the clipboard and say so; whether it arrived only the terminal knows.

    If it will hardly arrive, the text is shown to be selected by hand.
    """
    route = _route()
    remember_copied(app, text)
    if route.commands:
        app.run_worker(partial(_hand_over, app, route, text, glyphs), thread=True, exit_on_error=False)
    else:
        _finish(app, route, text, glyphs)


def send(app: App[Any], text: str) -> None:
    """Send a text to the clipboard without a word, as a text field does with what is selected in it."""
    route = _route()
    remember_copied(app, text)
    send_sequence(app, route.sequence(text))
    if route.commands:
        app.run_worker(partial(hand_over, route.commands, text), thread=True, exit_on_error=False)


def show_copied(app: App[Any], glyphs: Glyphs) -> None:
    """Show what was copied last, to select it by hand."""
    if app.clipboard:
        show(app, app.clipboard, glyphs)
    else:
        app.notify("Nothing was copied yet.", markup=False)


def show(app: App[Any], text: str, glyphs: Glyphs, why: str = "") -> None:
    """Show a text to select by hand."""
    app.push_screen(dialogs.ReadingDialog("To select by hand", partial(by_hand, text, why), glyphs))


def by_hand(text: str, why: str, canvas: Canvas) -> tuple[Line, ...]:
    """The whole text, and how to select it in a terminal."""
    shown = tuple((Cell(part),) for line in text.splitlines() for part in wrap(line, canvas.width) or ("",))
    hints = filter(None, (why, "Most terminals select with shift and the mouse while a program uses it."))
    return (*shown, (), *(line for hint in hints for line in canvas.paragraph(hint, Role.MUTED)))


def _route() -> Route:
    return find_route(os.environ, sys.platform, shutil.which)


def _hand_over(app: App[Any], route: Route, text: str, glyphs: Glyphs) -> None:
    """In a thread: a program may take its time."""
    taken = hand_over(route.commands, text)
    app.call_from_thread(_finish, app, route if taken else Route("the terminal"), text, glyphs, taken=taken)


def _finish(app: App[Any], route: Route, text: str, glyphs: Glyphs, *, taken: bool = False) -> None:
    """Send to the terminal what goes there, and say what was done."""
    send_sequence(app, route.sequence(text))
    doubt = "" if taken else TOO_LONG if is_too_long(text) else route.doubt
    if doubt:
        show(app, text, glyphs, doubt)
    else:
        app.notify(f"Sent to {route.name}'s clipboard{_in_short(text, glyphs)}", markup=False)


def _in_short(text: str, glyphs: Glyphs) -> str:
    """How many lines a text has if it has several, and how it begins."""
    count = len(text.splitlines())
    begins = fit(" ".join(text.split()), _LONGEST_SHOWN, glyphs.ellipsis).rstrip()
    return f", {count} lines: {begins}" if count > 1 else f": {begins}"
