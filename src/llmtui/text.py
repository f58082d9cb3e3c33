"""Makes untrusted text safe to show. This is the only sanitiser; it is used wherever text enters the program.

Textual and Rich pass escape sequences, C1 control characters and bidirectional overrides on to the terminal, so text
from a file, a file name or an argument always goes through here first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

LIMIT = 20_000
"""The longest text shown, in characters; longer ones can block a terminal for seconds."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# The patterns are strings, not compiled: `re` compiles each on first use and caches it, which a start may never need.
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_JOINING = (
    "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0710-\u074f\u0750-\u077f\u07ca-\u07ea\u0840-\u0858"  # Arabic to Mandaic
    "\u0860-\u086a\u0870-\u08c9\u0900-\u0df4\u1000-\u109f\u1780-\u17d3\u1820-\u18aa"  # Indic, Myanmar, Khmer, Mongolian
    "\u1a20-\u1a60\u1b00-\u1b4c\ua980-\ua9c0\uaa60-\uaa7f\uabc0-\uabed\U00011000-\U0001147f"  # Tai Tham to Newa
)
"""Letters and their marks in scripts that spell words with joiners: Arabic and Indic ones and their relatives."""
_UNSAFE = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 except tab, line feed and carriage return; DEL; C1
    "\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # invisible and bidirectional
    "\ud800-\udfff\U000e0000-\U000e007f]"  # surrogates and tags
    f"|(?<![{_JOINING}])\u200c|\u200c(?![{_JOINING}])"  # a non-joiner that is not between two such letters
    f"|(?<![{_EMOJI}{_JOINING}])\u200d|(?<=[{_EMOJI}])\u200d(?![{_EMOJI}])|(?<=[{_JOINING}])\u200d(?![{_JOINING}])"
)
_LETTER_JOINER = f"(?<![{_EMOJI}])\u200d|\u200d(?![{_EMOJI}])"
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
    if text.isprintable():  # nothing unsafe is, nor any white space but blanks
        if not text.isascii():
            text = re.sub(_COMBINING_RUN, r"\1", text)
        return " ".join(text.split()) if _has_odd_blanks(text) else text
    text = re.sub(_COMBINING_RUN, r"\1", re.sub(_UNSAFE, REPLACEMENT, text))
    return " ".join(text.split())


def with_joiners_apart(text: str) -> str:
    """The text, as long as before, with joiners between letters that join nothing; those between emoji stay."""
    return re.sub(_LETTER_JOINER, "\u200c", text) if "\u200d" in text else text


def without_joiners(text: str) -> str:
    """The text for a terminal, in which no letter shares the cell of another; emoji stay joined.

    Terminals that join letters, such as tmux, draw two in the cell of one, and what follows then covers the second.
    """
    return re.sub(_LETTER_JOINER, "", text) if "\u200d" in text else text


def are_clean(texts: Iterable[str]) -> bool:
    """Whether `clean` changes none of these texts, of which none is longer than its limit; empty ones are passed over.

    Most texts are looked at in one go, since blanks between them change nothing.
    """
    there = list(filter(None, texts))
    joined = " ".join(there)
    if joined.isprintable():
        is_marked_too_often = not joined.isascii() and re.search(_COMBINING_RUN, joined)
        return not is_marked_too_often and not _has_odd_blanks(joined)
    return all(clean(each) == each for each in there)


def _has_odd_blanks(text: str) -> bool:
    """Whether blanks are at the ends of a text or beside each other."""
    return "  " in text or text[:1] == " " or text[-1:] == " "


def is_web_link(url: str) -> bool:
    """Whether the address is safe to offer as a link: http or https, with a host, and no characters that end a link.

    It never raises, and whatever it accepts can be split by `urllib.parse`.
    """
    if len(url) > _LONGEST_LINK:
        return False
    if re.fullmatch(_PLAIN_LINK, url):
        return True
    return bool(re.fullmatch(_LINK, url)) and _has_sound_host(url)


def are_web_links(urls: Sequence[str]) -> bool:
    """Whether `is_web_link` accepts all addresses. Most are looked at in one go."""
    joined = " ".join(urls)
    if joined.count(" ") == len(urls) - 1 and re.fullmatch(_PLAIN_LINKS, joined):
        return max(map(len, urls)) <= _LONGEST_LINK
    return all(map(is_web_link, urls))


def _has_sound_host(url: str) -> bool:
    """Whether everything that reads the address finds the same host in it.

    A host whose letters are compatibility forms, such as full-width ones, is refused: browsers change these into other
    letters or into signs that end the host.
    """
    from urllib.parse import urlsplit  # noqa: PLC0415 - it takes 4 ms to import, and nearly no link needs it

    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or ("[" in parts.netloc and not re.search(_IPV6_AT_END, parts.netloc)):
        return False
    return host.isascii() or unicodedata.normalize("NFKC", host) == host


_NOT_IN_LINKS = (
    r"\s\x00-\x20\x7f-\x9f\"<>\\^`{|}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd"
    r"\ud800-\udfff\U000e0000-\U000e007f"
)
_LINK = rf"https?://[^/{_NOT_IN_LINKS}]+(?:/[^{_NOT_IN_LINKS}]*)?"
_PLAIN_LINK = r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?:/[!#-;=?-\[\]_a-z~]*)?"
"""What nearly all links look like: a host by name, and a path in ASCII."""
_PLAIN_LINKS = rf"{_PLAIN_LINK}(?: {_PLAIN_LINK})*"
"""Several of them with a blank between each two."""
_IPV6_AT_END = r"(?:^|@)\[[0-9A-Fa-f:.]+\](?::\d*)?$"
_LONGEST_LINK = 2000
