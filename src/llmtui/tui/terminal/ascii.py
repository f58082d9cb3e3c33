"""Draws in ASCII what Textual itself draws: cut titles, frames of messages and the palette, scroll bars, key names."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = str.maketrans(
    {
        "…": "~",
        "▔": "-",
        "▁": "-",
        "▌": "|",
        "▐": "|",
        "█": "#",
        "▎": "|",
        "▊": "|",
        **dict.fromkeys("▂▃▄▅▆▇▀", "#"),
        "●": "*",
        "•": "*",
    }
)
"""A sign of one cell for each of them, so that nothing shifts."""


class AsciiFilter(LineFilter):
    """Replaces the signs in each line drawn; what the catalogue's makers wrote in other scripts stays."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's interface
        """The segments with other signs."""
        return [Segment(text.translate(_SIGNS), style, control) for text, style, control in segments]
