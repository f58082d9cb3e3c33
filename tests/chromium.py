"""A real browser without a window, to see what it makes of pages: one start for any number of them.

It is driven by the DevTools protocol through two pipes, as JSON messages that end with a zero byte.
"""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from programs import find

_LONGEST = 60
"""Seconds within which Chromium says something."""

_OPTIONS = (
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
    "--remote-debugging-pipe",
)
_WITH_PIPES = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
"""Starts a program with two pipes where Chromium looks for them."""

_NOTHING = "about:blank"
_COMPLAINTS = ("Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown")
"""The events that a developer would see in the console."""


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


class Browser:
    """Chromium at work, at the other end of two pipes."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders = orders
        self._answers = answers
        self._received = b""
        self._count = 0
        self._console: list[str] = []
        self._is_loaded = False
        tab = self._call("Target.createTarget", url=_NOTHING)["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for domain in ("Page", "Log", "Runtime"):
            self._call(f"{domain}.enable", self._session)

    def look(self, page: Path, fragment: str = "") -> Seen:
        """Load a page, let its scripts run, and give what became of it."""
        self._load(_NOTHING)  # a page that is there already would not be loaded again for another fragment
        self._console = []
        self._load(f"{page.as_uri()}#{fragment}")
        dom = self._call("Runtime.evaluate", self._session, expression="document.documentElement.outerHTML")
        return Seen(dom["result"]["value"], "\n".join(self._console))

    def _load(self, address: str) -> None:
        """Go to an address and wait until everything there is loaded."""
        self._is_loaded = False
        self._call("Page.navigate", self._session, url=address)
        while not self._is_loaded:
            self._message()

    def _call(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """Give an order and wait for its answer."""
        self._count += 1
        order = {
            "id": self._count,
            "method": method,
            "params": parameters,
            **({"sessionId": session} if session else {}),
        }
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while (answer := self._message()).get("id") != self._count:
            pass
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _message(self) -> dict[str, Any]:
        """The next answer or event."""
        while b"\0" not in self._received:
            ready, _, _ = select.select([self._answers], [], [], _LONGEST)
            part = os.read(self._answers, 1 << 16) if ready else b""
            assert part, "Chromium ended or hangs"
            self._received += part
        text, _, self._received = self._received.partition(b"\0")
        message: dict[str, Any] = json.loads(text)
        if message.get("method") in _COMPLAINTS:
            self._console.append(json.dumps(message["params"]))
        self._is_loaded |= message.get("method") == "Page.loadEventFired"
        return message


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium with an empty profile; it ends with the block."""
    heard, orders = os.pipe()
    answers, answering = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        launcher = [sys.executable, "-c", _WITH_PIPES, str(heard), str(answering), str(find("chromium"))]
        process = subprocess.Popen(
            [*launcher, *_OPTIONS, f"--user-data-dir={profile}"], pass_fds=(heard, answering), stderr=subprocess.DEVNULL
        )
        os.close(heard)
        os.close(answering)
        try:
            yield Browser(orders, answers)
        finally:
            os.close(orders)  # which Chromium takes for the order to end
            process.wait(_LONGEST)
            os.close(answers)
