"""Detects what the terminal can do, from the environment and the streams."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum
from typing import IO

import msgspec


class Depth(Enum):
    """How many colours a terminal shows."""

    NONE = "none"
    BASIC = "16"
    INDEXED = "256"
    TRUE = "truecolor"


class Terminal(msgspec.Struct, frozen=True):
    """The terminal that the program runs in."""

    interactive: bool
    """Whether input, output and messages all go to a terminal."""
    depth: Depth
    unicode: bool
    """Whether it can show more than ASCII."""
    remote: bool
    """Whether the user is connected over SSH."""
    dumb: bool
    """Whether it cannot place a cursor, or does not say what it is."""
    multiplexer: str = ""
    """`tmux`, `screen` or empty."""


_DUMB = frozenset({"dumb", "emacs", "unknown"})
"""Values of TERM for what shows lines one after the other, such as the shells in editors."""

DEPTHS = tuple(depth.value for depth in Depth)
"""The names of the depths, as the user writes them."""

RESTORE = (
    "\x1b\\"  # ends a sequence that was cut off
    "\x1b[?2026l"  # synchronised output
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # mouse reports
    "\x1b[?2004l\x1b[?1004l\x1b[?2048l"  # bracketed paste, focus and size reports
    "\x1b[?7h\x1b[0m"  # line wrap, colours
    "\x1b[<u"  # the keyboard protocol, which main and alternate screen switch separately
    "\x1b[?1049l\x1b[?25h"  # the alternate screen, the cursor
)
"""The sequences that switch off everything the browser switches on."""

_TRUE_COLOUR = frozenset(
    "alacritty contour direct foot ghostty iterm iterm2 kitty rio st truecolor wezterm 24bit".split()  # noqa: SIM905 - one list to read
)
"""Parts of TERM that mean 24-bit colour; they matter over SSH, which does not forward COLORTERM."""

_TRUE_COLOUR_PROGRAMS = frozenset({"iterm.app", "wezterm", "ghostty", "vscode", "rio", "mintty", "iterm2"})
"""Values of TERM_PROGRAM, or of LC_TERMINAL, which SSH does forward, that mean 24-bit colour."""

_COERCED = frozenset({"C.UTF-8", "C.utf8", "UTF-8"})
"""What Python sets LC_CTYPE to if the named locale does not exist."""


def is_terminal(*descriptors: int) -> bool:
    """Whether all these file descriptors are terminals."""
    try:
        return all(os.isatty(descriptor) for descriptor in descriptors)
    except OSError:
        return False


def detect(
    environment: Mapping[str, str], stream: IO[str] | None, *, interactive: bool, color: str = "auto"
) -> Terminal:
    """Find out what the terminal can do.

    Args:
        environment: The environment of the process.
        stream: The stream to draw on; its encoding decides which signs can be drawn.
        interactive: Whether `is_terminal` holds for the streams.
        color: What the user wants: `auto`, `always`, `never`, or one of `DEPTHS`.
    """
    term = environment.get("TERM", "").lower()
    return Terminal(
        interactive=interactive,
        depth=_depth(environment, term, color),
        unicode=_is_unicode(stream) and _is_unicode_locale(environment) and term != "linux",
        remote="SSH_CONNECTION" in environment,
        dumb=not term or term in _DUMB,
        multiplexer="tmux" if environment.get("TMUX") else "screen" if environment.get("STY") else "",
    )


def _depth(environment: Mapping[str, str], term: str, color: str) -> Depth:
    if color in DEPTHS:
        return Depth(color)
    unwanted = color == "never" or (bool(environment.get("NO_COLOR")) and color != "always")
    if unwanted or term in _DUMB:
        return Depth.NONE
    if environment.get("STY"):  # screen garbles 24-bit colour
        return Depth.INDEXED if "256" in term else Depth.BASIC
    if _is_true_colour(environment, term):
        return Depth.TRUE
    return Depth.INDEXED if "256" in term else Depth.BASIC


def _is_true_colour(environment: Mapping[str, str], term: str) -> bool:
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or _TRUE_COLOUR & set(term.split("-")):
        return True
    if environment.get("TMUX") or term.startswith(("tmux", "screen")):
        return False  # the other variables describe the terminal that tmux was started in
    names = {environment.get(name, "").lower() for name in ("TERM_PROGRAM", "LC_TERMINAL")}
    return bool(names & _TRUE_COLOUR_PROGRAMS) or "WT_SESSION" in environment


def _is_unicode(stream: IO[str] | None) -> bool:
    return _is_utf(getattr(stream, "encoding", None) or "")


def _is_unicode_locale(environment: Mapping[str, str]) -> bool:
    """Whether the locale names UTF-8 or no encoding at all.

    SSH forwards the name of a locale that this host may not have. Python then writes UTF-8, although the terminal
    expects another encoding.
    """
    named = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next((name for name in named if name and name not in _COERCED), "")
    encoding = locale.partition(".")[2].partition("@")[0]
    return not encoding or _is_utf(encoding)


def _is_utf(encoding: str) -> bool:
    return encoding.lower().replace("-", "") in {"utf8", "utf16", "utf32"}
