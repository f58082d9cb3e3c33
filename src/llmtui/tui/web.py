"""Opens links where the person sits: in a browser here, or as an address to click and copy when they are remote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import PurePath
from typing import ClassVar

from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from llmtui.present.cells import Cell, Line, Role, pieces, wrap
from llmtui.present.glyphs import Glyphs
from llmtui.text import is_web_link
from llmtui.tui.copying import copy
from llmtui.tui.dialogs.reading import ReadingDialog, ReadingPane

_IN_A_TERMINAL = frozenset({"browsh", "elinks", "links", "links2", "lynx", "w3m", "www-browser"})
"""Browsers that need the terminal for themselves."""

_NARROW = 80
"""Columns that the height of the dialog is made for."""


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
    elif not has_browser(os.environ, sys.platform):
        app.push_screen(LinkDialog(url, glyphs))
    elif _needs_the_terminal(os.environ.get("BROWSER", "")):
        with app.suspend():
            _run_browser(url)
    else:
        app.run_worker(partial(_run_browser, url, quiet=True), thread=True, exit_on_error=False)
        app.notify(f"Opening {url}", markup=False)


def _needs_the_terminal(browser: str) -> bool:
    """Whether the first of the browsers that somebody wants is one of those."""
    words = browser.split(os.pathsep, maxsplit=1)[0].split()
    return bool(words) and PurePath(words[0]).name in _IN_A_TERMINAL


def _run_browser(url: str, *, quiet: bool = False) -> None:
    """Start the browser in a process of its own; quiet where it would write over the picture."""
    stream = subprocess.DEVNULL if quiet else None
    command = [sys.executable, "-m", "webbrowser", url]
    subprocess.run(  # noqa: S603 - the address was checked
        command, stdin=stream, stdout=stream, stderr=stream, check=False, start_new_session=quiet
    )


class LinkPane(ReadingPane):
    """An address that the terminal knows as one link, on however many lines it stands."""

    def __init__(self, url: str, glyphs: Glyphs) -> None:
        super().__init__(lambda width: _address(url, width), glyphs)
        self._link = Style(link=url)

    def _style(self, role: Role) -> Style:
        return super()._style(role) + self._link if role is Role.LINK else super()._style(role)


class LinkDialog(ReadingDialog):
    """The whole address, to click, to copy or to select by hand."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "Copy", id="link.copy", tooltip="Copy the address")]

    def __init__(self, url: str, glyphs: Glyphs) -> None:
        super().__init__("Link", lambda width: _address(url, width), glyphs)
        self._url = url

    def compose(self) -> ComposeResult:
        """One pane."""
        pane = LinkPane(self._url, self._glyphs)
        pane.border_title = Content("Link")
        pane.border_subtitle = Content("y copies, esc closes")
        pane.styles.height = len(_address(self._url, _NARROW)) + 2
        yield pane

    def action_copy(self) -> None:
        """Copy the address."""
        copy(self.app, self._url, self._glyphs)


def _address(url: str, width: int) -> tuple[Line, ...]:
    """The whole address, and what can be done with it."""
    lines = tuple((Cell(part, Role.LINK),) for part in pieces(url, max(1, width)))
    hint = "There is no browser here: click it in your terminal, mostly with ctrl or shift, or copy it with y."
    return (*lines, (), *((Cell(part, Role.MUTED),) for part in wrap(hint, width)))
