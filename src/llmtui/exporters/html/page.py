"""The one page that all exports to HTML are: whole in itself, with nothing fetched from anywhere.

Its policy allows the one style and the one script that it carries, by their hashes, and nothing else: were there a
hole in the escaping, what came through it would not run.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from llmtui.exporters.html.markup import Html, element

_HERE = Path(__file__).parent


def document(title: str, lead: str, *sections: Html) -> str:
    """A whole page.

    Args:
        title: Its heading, and its name in the browser.
        lead: A sentence that says what it is.
        sections: Its content.
    """
    style = _ours("page.css")
    script = _ours("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content="llmtui"),
        element("meta", name="description", content=lead),
        element("title", title),
        element("style", style),
    )
    top = element("header", element("h1", title), element("p", lead, class_="muted"))
    body = element("body", top, element("main", *sections), element("script", script))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _ours(name: str) -> Html:
    """A file of this package: a style or a script, which holds no data."""
    return Html((_HERE / name).read_text("utf-8"))


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
