"""Opens links on the user's own machine: in a browser, or over SSH as an address to click or copy."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import PurePath

from textual.app import App

from llmtui.present.glyphs import Glyphs
from llmtui.text import is_web_link
from llmtui.tui import dialogs
from llmtui.tui.copying import copy

_IN_A_TERMINAL = frozenset({"browsh", "elinks", "links", "links2", "lynx", "w3m", "www-browser"})
"""Browsers that need the terminal for themselves."""


def has_browser(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a browser started here would be seen by the user."""
    if environment.get("BROWSER"):
        return True
    if "SSH_CONNECTION" in environment:
        return False
    return platform in {"darwin", "win32"} or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_link(app: App[None], url: str, glyphs: Glyphs) -> None:
    """Open an http or https address, or show it if no browser can be opened."""
    if not is_web_link(url):
        app.notify("Only http and https links are opened.", markup=False, severity="warning")
    elif not has_browser(os.environ, sys.platform):
        app.push_screen(dialogs.LinkDialog(url, glyphs, partial(copy, app, url, glyphs)))
    elif _needs_the_terminal(os.environ.get("BROWSER", "")):
        with app.suspend():
            _run_browser(url)
    else:
        app.run_worker(partial(_run_browser, url, quiet=True), thread=True, exit_on_error=False)
        app.notify(f"Opening {url}", markup=False)


def _needs_the_terminal(browser: str) -> bool:
    """Whether the first of the browsers in `BROWSER` runs in the terminal."""
    words = browser.split(os.pathsep, maxsplit=1)[0].split()
    return bool(words) and PurePath(words[0]).name in _IN_A_TERMINAL


def _run_browser(url: str, *, quiet: bool = False) -> None:
    """Start the browser in a process of its own; quiet if it would write over the picture."""
    stream = subprocess.DEVNULL if quiet else None
    command = [sys.executable, "-m", "webbrowser", url]
    subprocess.run(  # noqa: S603 - the address was checked
        command, stdin=stream, stdout=stream, stderr=stream, check=False, start_new_session=quiet
    )
