"""A real browser without a window, to see what it makes of a page."""

from __future__ import annotations

import re
import subprocess
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from programs import find

_LONGEST = 60
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--enable-logging=stderr",
    "--virtual-time-budget=2000",
)


class Seen(HTMLParser):
    """What a browser shows of a page: its elements, and the text of those that are not hidden."""

    def __init__(self, dom: str, console: str) -> None:
        super().__init__()
        self.dom = dom
        self.console = console
        """What the page complained of."""
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(dom)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def shown(self, tag: str, attribute: str) -> list[str]:
        """The values of an attribute on the elements that are not hidden themselves, in order."""
        return [
            each[attribute]
            for name, each in self.elements
            if name == tag and attribute in each and "hidden" not in each
        ]

    @property
    def title(self) -> str:
        """The name of the page."""
        found = re.search(r"<title>(.*?)</title>", self.dom, re.DOTALL)
        return found[1] if found else ""


def look(page: Path, fragment: str = "", *options: str) -> Seen:
    """Load a page, let its scripts run, and give what became of it."""
    program = str(find("chromium"))
    with tempfile.TemporaryDirectory() as profile:
        words = (*_QUIET, f"--user-data-dir={profile}", *options, "--dump-dom", f"{page.as_uri()}#{fragment}")
        done = subprocess.run([program, *words], capture_output=True, timeout=_LONGEST, check=True, text=True)
    console = "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)
    return Seen(done.stdout, console)
