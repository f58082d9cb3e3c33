"""Opens links where the person sits: in a browser here, or as an address to click and copy when they are remote."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from textual.app import App

from llmtui.present.cells import Cell, Line, Role, wrap
from llmtui.present.glyphs import Glyphs
from llmtui.text import is_web_link
from llmtui.tui.dialogs.reading import ReadingDialog


def has_browser(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser started here would be seen by the person."""
    if environment.get("BROWSER"):
        return True
    if "SSH_CONNECTION" in environment:
        return False
    return platform in {"darwin", "win32"} or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_link(app: App[None], url: str, glyphs: Glyphs) -> None:
    """Open an http or https address, or show it where no browser can be opened."""
    if not is_web_link(url):
        app.notify("Only http and https links are opened.", markup=False, severity="warning")
    elif has_browser(os.environ, sys.platform):
        app.open_url(url)
        app.notify(f"Opening {url}", markup=False)
    else:
        app.push_screen(ReadingDialog("Link", lambda width: _address(url, width), glyphs))


def _address(url: str, width: int) -> tuple[Line, ...]:
    """The whole address, to select by hand, and what can be done with it."""
    lines = tuple((Cell(part, Role.LINK),) for part in wrap(url, width))
    return (*lines, (), (Cell("There is no browser here: click it in your terminal, or copy it with y.", Role.MUTED),))
