"""Finds a way to the user's clipboard, which may be on the other side of tmux, screen or SSH.

A terminal accepts text through the escape sequence OSC 52 and never confirms it. By default tmux drops that sequence,
but it has a command for the same purpose; screen forwards it in pieces; desktops have programs.
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable, Mapping

import msgspec

LONGEST_TEXT = 74_000
"""The longest text to send, in bytes. Many terminals stop at 100,000 characters of its base64 form."""

_SCREEN_PIECE = 760
"""How many bytes to send through screen at once; its limit is 768."""

_PROGRAM_SECONDS = 2
"""How long a clipboard program may take."""

Command = tuple[str, ...]
Find = Callable[[str], str | None]
"""Finds the path of a program, or None: `shutil.which`."""


class Route(msgspec.Struct, frozen=True):
    """How a text gets to the clipboard from here."""

    name: str
    """Where the text goes, in words for the user."""
    commands: tuple[Command, ...] = ()
    """Programs that take the text on standard input, to try in this order."""
    escape: bool = True
    """Whether to send the text to the terminal as well."""
    wrapped: bool = False
    """Whether screen has to forward it."""
    doubt: str = ""
    """Why the text will probably not arrive; empty if it should."""

    def sequence(self, text: str) -> str:
        """The sequence to write to the terminal; may be empty."""
        if not self.escape or is_too_long(text):
            return ""
        return for_screen(osc52(text)) if self.wrapped else osc52(text)


def find_route(environment: Mapping[str, str], platform: str, find: Find) -> Route:
    """Find the route to the clipboard.

    Args:
        environment: The environment of the process.
        platform: `sys.platform`.
        find: Finds a program: `shutil.which`.
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
        return "Your local tmux forwards it only after `tmux set -g set-clipboard on`."
    return "The console has no clipboard." if term == "linux" else ""


def _tool(environment: Mapping[str, str], platform: str, find: Find) -> Command:
    """The program that sets the desktop's clipboard; empty if there is none."""
    known: tuple[tuple[bool, Command], ...] = (
        (platform == "darwin", ("pbcopy",)),
        ("WSL_DISTRO_NAME" in environment, ("clip.exe",)),
        (bool(environment.get("WAYLAND_DISPLAY")), ("wl-copy",)),
        (bool(environment.get("DISPLAY")), ("xclip", "-selection", "clipboard")),
        (bool(environment.get("DISPLAY")), ("xsel", "--clipboard", "--input")),
    )
    return next((command for fits, command in known if fits and find(command[0])), ())


def is_too_long(text: str) -> bool:
    """Whether terminals would drop the text or cut it off."""
    return len(text.encode(errors="replace")) > LONGEST_TEXT


def osc52(text: str) -> str:
    """The OSC 52 sequence that asks a terminal to put a text on the clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode(errors='replace')).decode()}\a"


def for_screen(sequence: str) -> str:
    """A sequence in pieces that GNU screen forwards to its terminal."""
    pieces = (sequence[start : start + _SCREEN_PIECE] for start in range(0, len(sequence), _SCREEN_PIECE))
    return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)


def hand_over(commands: tuple[Command, ...], text: str) -> bool:
    """Give the text to the first program that accepts it. False if none did."""
    return any(_accepts(command, text) for command in commands)


def _accepts(command: Command, text: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - one of the commands above
            command,
            input=text.encode(errors="replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PROGRAM_SECONDS,
            check=False,
            start_new_session=True,  # some keep running to serve the text, even after llmtui has ended
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
