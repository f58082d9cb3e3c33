"""Makes untrusted text safe to show. This is the only sanitiser; it is used wherever text enters the program.

Textual and Rich pass escape sequences, C1 control characters and bidirectional overrides on to the terminal, so text
from a file, a file name or an argument always goes through here first.
"""

from __future__ import annotations

import re

LIMIT = 20_000
"""The longest text shown, in characters; longer ones can block a terminal for seconds."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# The patterns are strings, not compiled: `re` compiles each on first use and caches it, which a start may never need.
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_UNSAFE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 except tab, line feed and carriage return; DEL; C1
    "\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible and bidirectional
    "\ud800-\udfff\U000e0000-\U000e007f]"  # surrogates and tags
    f"|(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"  # a zero-width joiner that does not join two emoji
)
_COMBINING = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_COMBINING_RUN = f"({_COMBINING}{{4}}){_COMBINING}+"


def clean(text: str, limit: int = LIMIT) -> str:
    """The text on one line, with everything that a terminal could act on visibly replaced.

    Args:
        text: Untrusted text.
        limit: The most characters to keep.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    text = re.sub(_COMBINING_RUN, r"\1", re.sub(_UNSAFE, REPLACEMENT, text))
    return " ".join(text.split())


def is_web_link(url: str) -> bool:
    """Whether the address is safe to offer as a link: http or https, with a host, and no characters that end a link."""
    scheme, found, rest = url.partition("://")
    plausible = bool(found) and scheme in {"http", "https"} and len(url) <= _LONGEST_LINK
    return plausible and bool(re.fullmatch(_ADDRESS, rest))


_NOT_IN_LINKS = (
    r"\s\x00-\x20\x7f-\x9f\"<>\\^`{|}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd"
    r"\ud800-\udfff\U000e0000-\U000e007f"
)
_ADDRESS = rf"[^/{_NOT_IN_LINKS}]+(?:/[^{_NOT_IN_LINKS}]*)?"
_LONGEST_LINK = 2000
