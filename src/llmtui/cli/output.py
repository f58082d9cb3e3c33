"""Writes to standard output, for every command."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable, Mapping
from typing import TextIO

from llmtui.errors import ExitCode
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Line, Role
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.terminal import detect, is_terminal
from llmtui.text import without_joiners

_UNLIMITED_WIDTH = 10_000
"""Columns for a file or a pipe, where nothing needs to be cut."""

_SGR: Mapping[Role, str] = {
    Role.MUTED: "2",
    Role.STRONG: "1",
    Role.HEADING: "1;36",
    Role.MATCH: "1;36",
    Role.LINK: "36",
    Role.NOTICE: "1;33",
    Role.SCORE: "1",
    Role.BAR: "32",
    Role.KEY: "36",
    Role.STAR: "33",
    Role.OPEN: "32",
    Role.PARTIAL: "33",
    Role.CLOSED: "31",
    Role.NOT_APPLICABLE: "2",
    Role.LISTED: "2",
    Role.UNKNOWN: "2",
    Role.DECLARED_OPEN: "2;32",
    Role.DECLARED_PARTIAL: "2;33",
    Role.DECLARED_CLOSED: "2;31",
    Role.OPEN_SOURCE: "32",
    Role.OPEN_WEIGHTS: "36",
    Role.RESTRICTED: "33",
    Role.CLOSED_WORD: "31",
    Role.UNCLEAR: "2",
}
"""Only the terminal's own sixteen colours, because they fit its theme."""


class Output:
    """The answer of a command, and how it may look on its stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.is_terminal = _is_terminal(stream)
        self._terminal = detect(os.environ, stream, interactive=self.is_terminal)
        self.coloured = False

    def colour(self, wish: str) -> None:
        """Turn colour on or off: `never`, `always`, or `auto` for colour on a terminal without NO_COLOR."""
        wanted = self.is_terminal and not os.environ.get("NO_COLOR") and not self._terminal.dumb
        self.coloured = wish == "always" or (wish == "auto" and wanted)

    @property
    def glyphs(self) -> Glyphs:
        """The signs that the stream can encode."""
        return UNICODE if self._terminal.unicode else ASCII

    @property
    def width(self) -> int:
        """The most columns for a line."""
        return shutil.get_terminal_size().columns if self.is_terminal else _UNLIMITED_WIDTH

    @property
    def canvas(self) -> Canvas:
        """The width and the signs together."""
        return Canvas(self.width, self.glyphs)

    def text(self, text: str) -> int:
        """Print a machine format, which is UTF-8 whatever the encoding of the stream is. An empty one prints nothing.

        Returns:
            ExitCode.OK, so that a command can end with this call.
        """
        if isinstance(self._stream, io.TextIOWrapper):
            self._stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return self.line(text) if text else ExitCode.OK

    def line(self, text: str) -> int:
        """Print text for the user that is already safe, in the encoding of the stream.

        Returns:
            ExitCode.OK, so that a command can end with this call.
        """
        self._stream.write(text if text.endswith("\n") else text + "\n")
        return ExitCode.OK

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines of cells, in colour if it is on."""
        for line in lines:
            text = self._painted(line).rstrip()
            self._stream.write((without_joiners(text) if self.is_terminal else text) + "\n")

    def _painted(self, line: Line) -> str:
        if not self.coloured:
            return "".join(cell.text for cell in line)
        return "".join(
            f"\x1b[{_SGR[role]}m{text}\x1b[0m" if role in _SGR and text.strip() else text for text, role in line
        )


def _is_terminal(stream: TextIO) -> bool:
    try:
        return is_terminal(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return False
