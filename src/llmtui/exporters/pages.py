"""The page on the web that the name of an entry leads to."""

from __future__ import annotations

from llmtui.model import Entry
from llmtui.text import is_web_link

_ROLES = ("weights", "homepage", "repo", "paper", "data", "docs", "demo", "blog")
"""The best first."""


def page_of(entry: Entry) -> str:
    """The address of the best page about an entry; empty if there is none that is safe to offer."""
    return next((link for role in _ROLES if is_web_link(link := entry.link(role))), "")
