"""What this terminal can do, found once from the environment and the streams, as one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import IO


class Depth(Enum):
    """How many colours a terminal shows."""

    NONE = "none"
    BASIC = "16"
    INDEXED = "256"
    TRUE = "truecolor"


@dataclass(frozen=True, slots=True)
class Terminal:
    """The terminal the program runs in."""

    interactive: bool
    """Whether keys, picture and messages all go to a terminal."""
    depth: Depth
    unicode: bool
    remote: bool
    """Whether somebody is here over SSH."""
    dumb: bool
    """Whether it cannot place a cursor."""
    multiplexer: str = ""
    """`tmux`, `screen` or nothing."""


_TRUE_COLOUR = ("ghostty", "alacritty", "foot", "kitty", "wezterm", "iterm", "contour", "rio")
"""Parts of TERM that tell of 24-bit colour: SSH does not forward COLORTERM."""


def is_terminal(*descriptors: int) -> bool:
    """Whether all these file descriptors are terminals."""
    try:
        return all(os.isatty(descriptor) for descriptor in descriptors)
    except OSError:
        return False


def detect(environment: Mapping[str, str], stream: IO[str] | None, *, interactive: bool) -> Terminal:
    """Find out what the terminal can do.

    Args:
        environment: The process's environment.
        stream: Where the picture goes; its encoding decides which signs can be drawn.
        interactive: What `is_terminal` says of the streams.
    """
    term = environment.get("TERM", "").lower()
    return Terminal(
        interactive=interactive,
        depth=_depth(environment, term),
        unicode=_is_unicode(stream) and term != "linux",
        remote="SSH_CONNECTION" in environment,
        dumb=term == "dumb",
        multiplexer="tmux" if environment.get("TMUX") else "screen" if environment.get("STY") else "",
    )


def _depth(environment: Mapping[str, str], term: str) -> Depth:
    if environment.get("NO_COLOR") or term == "dumb":
        return Depth.NONE
    if environment.get("STY"):
        return Depth.INDEXED if "256" in term else Depth.BASIC
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or any(name in term for name in _TRUE_COLOUR):
        return Depth.TRUE
    return Depth.INDEXED if "256color" in term else Depth.BASIC


def _is_unicode(stream: IO[str] | None) -> bool:
    encoding = getattr(stream, "encoding", None) or ""
    return encoding.lower().replace("-", "") in {"utf8", "utf16", "utf32"}
