"""Everything printed on standard output."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from typing import TextIO

from llmtui.errors import ExitCode
from llmtui.present.cells import Line, Role
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.terminal import detect, is_terminal

_UNBOUNDED = 10_000
"""Columns where nothing limits them: a file or a pipe cuts nothing."""

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
}
"""The terminal's own sixteen colours: they fit whatever theme it has."""


class Output:
    """Where the answer goes, and how it may look there."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.is_terminal = _is_terminal(stream)
        self._terminal = detect(os.environ, stream, interactive=self.is_terminal)
        self.coloured = False

    def colour(self, wish: str) -> None:
        """Decide on colour: `never`, `always`, or `auto` for a terminal without NO_COLOR."""
        wanted = self.is_terminal and not os.environ.get("NO_COLOR") and not self._terminal.dumb
        self.coloured = wish == "always" or (wish == "auto" and wanted)

    @property
    def glyphs(self) -> Glyphs:
        """The signs that the stream can carry."""
        return UNICODE if self._terminal.unicode else ASCII

    @property
    def width(self) -> int:
        """The columns a line may take."""
        return shutil.get_terminal_size().columns if self.is_terminal else _UNBOUNDED

    def text(self, text: str) -> int:
        """Print text that is safe already, such as a machine format; 0, the exit code of a command that is done."""
        self._stream.write(text if text.endswith("\n") else text + "\n")
        return ExitCode.OK

    def lines(self, lines: Iterable[Line]) -> None:
        """Print lines of cells, in colour where that is wanted."""
        for line in lines:
            self._stream.write(self._painted(line).rstrip() + "\n")

    def _painted(self, line: Line) -> str:
        if not self.coloured:
            return "".join(cell.text for cell in line)
        return "".join(
            f"\x1b[{_SGR[role]}m{text}\x1b[0m" if role in _SGR and text.strip() else text for text, role in line
        )

    def flush(self) -> None:
        """Make sure that everything got there."""
        self._stream.flush()


def _is_terminal(stream: TextIO) -> bool:
    try:
        return is_terminal(stream.fileno())
    except (OSError, ValueError, AttributeError):
        return False
