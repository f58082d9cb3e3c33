"""Which way a copied text takes to the clipboard of the person, who may sit behind tmux, screen or SSH.

A terminal takes a text by the escape sequence OSC 52 and never says whether it did. tmux drops that sequence as it is
set up by default, but takes texts by a command; screen passes it on in pieces; a desktop has programs for it.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Mapping

import msgspec

LONGEST = 74_000
"""Bytes of a text that terminals take at most: many stop at a hundred thousand letters of its encoding."""

_PIECE = 760
"""Bytes that screen passes on in one go, less than its limit of 768."""

_SECONDS = 2
"""That a program may take a text in."""

Command = tuple[str, ...]
Find = Callable[[str], str | None]
"""The path of a program, or nothing: `shutil.which`."""


class Route(msgspec.Struct, frozen=True):
    """How a text gets to the clipboard from here."""

    name: str
    """For people: whom the text is handed to."""
    commands: tuple[Command, ...] = ()
    """Programs that take the text on standard input; the next one where one fails."""
    escape: bool = True
    """Whether the terminal is sent the text, too."""
    wrapped: bool = False
    """Whether screen has to pass it on."""
    doubt: str = ""
    """Why it will hardly arrive; empty where it may."""

    def sequence(self, text: str) -> str:
        """What to write to the terminal; empty where nothing is."""
        if not self.escape or is_too_long(text):
            return ""
        return for_screen(osc52(text)) if self.wrapped else osc52(text)


def find_route(environment: Mapping[str, str], platform: str, find: Find) -> Route:
    """The route from the terminal that the environment tells of.

    Args:
        environment: The process's environment.
        platform: `sys.platform`.
        find: Tells where a program is.
    """
    term = environment.get("TERM", "")
    if environment.get("TMUX") and find("tmux"):
        return Route("tmux", (("tmux", "load-buffer", "-w", "-"), ("tmux", "load-buffer", "-")), escape=False)
    if environment.get("STY"):
        return Route("screen and the terminal", wrapped=True)
    if "SSH_CONNECTION" in environment:
        return Route("the terminal", doubt=_doubt_over_ssh(term))
    if tool := _tool(environment, platform, find):
        return Route(f"{tool[0]} and the terminal", (tool,))
    return Route("the terminal", doubt="The console has no clipboard." if term == "linux" else "")


def _doubt_over_ssh(term: str) -> str:
    if term.startswith("tmux"):
        return "The tmux where you sit passes it on only after `tmux set -g set-clipboard on`."
    return "The console has no clipboard." if term == "linux" else ""


def _tool(environment: Mapping[str, str], platform: str, find: Find) -> Command:
    """The program that fills the desktop's clipboard; nothing where there is none."""
    known: tuple[tuple[bool, Command], ...] = (
        (platform == "darwin", ("pbcopy",)),
        ("WSL_DISTRO_NAME" in environment, ("clip.exe",)),
        (bool(environment.get("WAYLAND_DISPLAY")), ("wl-copy",)),
        (bool(environment.get("DISPLAY")), ("xclip", "-selection", "clipboard")),
        (bool(environment.get("DISPLAY")), ("xsel", "--clipboard", "--input")),
    )
    return next((command for fits, command in known if fits and find(command[0])), ())


def is_too_long(text: str) -> bool:
    """Whether terminals would drop or cut the text."""
    return len(text.encode(errors="replace")) > LONGEST


def osc52(text: str) -> str:
    """The sequence that asks a terminal to put a text on its clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode(errors='replace')).decode()}\a"


def for_screen(sequence: str) -> str:
    """A sequence in pieces that GNU screen passes on to the terminal it runs in."""
    pieces = (sequence[start : start + _PIECE] for start in range(0, len(sequence), _PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def hand_over(commands: tuple[Command, ...], text: str) -> bool:
    """Give the text to the first program that takes it; whether one did."""
    return any(_takes(command, text) for command in commands)


def _takes(command: Command, text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - one of the commands above
            command,
            input=text.encode(errors="replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            start_new_session=True,  # some stay to hand out what they took, also after we have left
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
