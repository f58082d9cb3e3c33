"""The line of a first start: what the signs mean and which keys matter."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from llmtui.present.glyphs import Glyphs
from llmtui.present.legend import welcome_text


class WelcomeLine(Static):
    """Explains as many signs as the width has room for."""

    def __init__(self, glyphs: Glyphs, width: int, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(Content(welcome_text(glyphs, width)), id=id, markup=False)
        self._glyphs = glyphs

    def on_resize(self) -> None:
        """There may be room for more, or for less."""
        text = Content(welcome_text(self._glyphs, self.size.width))
        if text != self.content:
            self.update(text, layout=False)
