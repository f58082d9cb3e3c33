"""Makes text from strangers safe to show: the only sanitiser, used wherever text enters the program.

Textual and Rich pass escape sequences, C1 bytes and bidirectional overrides on to the terminal,
so nothing that comes from a file, a file name or an argument is kept as it came.
"""

from __future__ import annotations

import re

LIMIT = 20_000
"""The longest text shown, in characters: longer ones block a terminal for seconds."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# Patterns are not compiled here: `re` does it for the first text that is not plain, and keeps what it made.
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_UNSAFE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 but for tab, line feed and carriage return; DEL; C1
    "\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible and bidirectional
    "\ud800-\udfff\U000e0000-\U000e007f]"  # surrogates and tags
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"  # a joiner, unless it joins two emoji
)
_COMBINING = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_COMBINING_RUN = f"({_COMBINING}{{4}}){_COMBINING}+"


def clean(text: str, limit: int = LIMIT) -> str:
    """Give the text on one line with everything a terminal could act on replaced visibly.

    Args:
        text: Anything a stranger wrote.
        limit: How many characters to keep at most.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = re.sub(_COMBINING_RUN, r"\1", re.sub(_UNSAFE, REPLACEMENT, text))
    return " ".join(text.split())


def is_web_link(url: str) -> bool:
    """Whether the address may be offered: http or https with a host, and nothing that could leave a link."""
    scheme, found, rest = url.partition("://")
    may_be = bool(found) and scheme in {"http", "https"} and len(url) <= _LONGEST_LINK
    return may_be and bool(re.fullmatch(_ADDRESS, rest)) and _can_be_split(url, rest)


def _can_be_split(url: str, rest: str) -> bool:
    """Whether the host is one: brackets that are not closed, and letters that Unicode takes for signs, are refused."""
    host = rest.partition("/")[0]
    if host.isascii() and "[" not in host and "]" not in host:
        return True
    from urllib.parse import urlsplit  # noqa: PLC0415 - few hosts are not plain, and it takes its time

    try:
        urlsplit(url)
    except ValueError:
        return False
    return True


_NOT_IN_LINKS = (
    r"\s\x00-\x20\x7f-\x9f\"<>\\^`{|}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd"
    r"\ud800-\udfff\U000e0000-\U000e007f"
)
_ADDRESS = rf"[^/{_NOT_IN_LINKS}]+(?:/[^{_NOT_IN_LINKS}]*)?"
_LONGEST_LINK = 2000
