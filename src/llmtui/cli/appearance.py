"""How the browser and the chooser look: their shared options, and the colours, signs and theme to use."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from llmtui.errors import NoTerminal
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.terminal import Depth, Terminal
from llmtui.text import clean
from llmtui.user.settings import THEMES, Settings
from llmtui.user.state import State


def add_appearance_options(parser: ArgumentParser) -> None:
    """Add `--theme`, `--ascii` and `--no-mouse`."""
    parser.add_argument("--theme", choices=THEMES, default="", help="the colour theme")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")
    parser.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal")


def wanted_color(arguments: Namespace, settings: Settings, environment: Mapping[str, str]) -> str:
    """The colour mode to use: from the command line, else the environment, else the settings."""
    if arguments.color != "auto" or environment.get("NO_COLOR"):
        return str(arguments.color)
    return settings.color or "auto"


def wanted_glyphs(arguments: Namespace, settings: Settings, terminal: Terminal) -> Glyphs:
    """ASCII signs if they were asked for or the terminal cannot show others, else Unicode."""
    return ASCII if arguments.ascii or settings.ascii or not terminal.unicode else UNICODE


def wanted_theme(arguments: Namespace, settings: Settings, state: State, terminal: Terminal) -> str:
    """The theme from the command line, the settings or the last run.

    A terminal with sixteen colours gets its own colours unless the command line names a theme; one without colour
    always gets them.
    """
    if terminal.depth is Depth.NONE:
        return "terminal"
    if terminal.depth is Depth.BASIC:
        return arguments.theme or "terminal"
    return arguments.theme or settings.theme or state.theme


def require_terminal(
    terminal: Terminal, environment: Mapping[str, str], what: str, *, absent: NoTerminal, instead: str
) -> None:
    """Refuse to draw what could only freeze or print garbage.

    Args:
        terminal: What was found out.
        environment: It has TERM.
        what: What would be drawn.
        absent: The error if there is no terminal to read keys from and to draw on.
        instead: What works if nothing but lines can be shown, as in a shell inside an editor.

    Raises:
        NoTerminal: There is no terminal, or one that cannot place a cursor.
    """
    if not terminal.interactive:
        raise absent
    if terminal.dumb:
        term = clean(environment.get("TERM", ""), 80)
        kind = f"TERM={term}" if term else "TERM is not set"
        raise NoTerminal(f"this terminal cannot show {what} ({kind})", instead)


def prepare_environment(depth: Depth) -> None:
    """Set the variables that Textual reads for colour and size. Call it first: Textual reads them once, on import."""
    for misleading in ("COLUMNS", "LINES", "NO_COLOR"):
        os.environ.pop(misleading, None)
    if depth is Depth.NONE:
        os.environ["NO_COLOR"] = "1"
        os.environ["TEXTUAL_THEME"] = "ansi-dark"  # Textual drops greys only if its first theme is the terminal's own
    os.environ.setdefault("TEXTUAL_FPS", "240")  # answers a key within 4 ms instead of 17
    names = {Depth.TRUE: "truecolor", Depth.INDEXED: "256"}
    os.environ["TEXTUAL_COLOR_SYSTEM"] = names.get(depth, "standard")
