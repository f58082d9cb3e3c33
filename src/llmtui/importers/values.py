"""Makes entry values of what the indices print: grades, links, bases, sizes; each correction is reported."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from llmtui.importers.records import LONGEST_TEXT, Block
from llmtui.model import Grade, Judgement, Link
from llmtui.model.ids import ID
from llmtui.text import clean, is_web_link

_GRADES = {"open": Grade.OPEN, "partial": Grade.PARTIAL, "closed": Grade.CLOSED}
_NOT_APPLICABLE = {"", "na", "n/a"}
"""The guides of the indices leave a class empty if a criterion does not apply."""
_UNKNOWN = re.compile(
    r"\?|\b(?:un(?:known|disclosed|clear|specified)|not disclosed|various|version unknown)\b", re.IGNORECASE
)
_LICENCE = re.compile(r"licen[cs]e|^(?:apache|mit|bsd|cc-by|gpl)\b", re.IGNORECASE)
_SIZE = re.compile(r"\d+(?:[._]\d+)?[KMBT]", re.IGNORECASE)
_SCHEME = re.compile(r"h+t+ps?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def judgement_of(block: Block, key: str) -> Judgement | None:
    """The judgement of a criterion: its class, links and notes; None if nothing is known of it."""
    if key not in block:
        block.problem(key, "the criterion is missing; it counts as not assessed")
        return None
    cell = block.block(key)
    grade = _grade(cell)
    if "link" not in cell:
        cell.problem("", "has no link key")
    evidence, rest = links_of(cell, "link")
    if grade is Grade.OPEN and not evidence:
        cell.problem("link", "open without a link that shows it")
    notes = (cell.text("notes", LONGEST_TEXT), *(f"Link as printed: {each}" for each in rest), *cell.finish())
    note = clean(" ".join(filter(None, notes)), LONGEST_TEXT)
    if grade is Grade.LISTED and not evidence:
        if note:
            cell.problem("notes", f"left out, with neither a grade nor a link: {note}")
        return None
    return Judgement(grade, evidence, note)


def _grade(cell: Block) -> Grade:
    """A class in the words of the index; any other word leaves the criterion listed."""
    printed = cell.get("class")
    if printed is not None and not isinstance(printed, str):
        cell.problem("class", "must be one word; it counts as not graded")
        return Grade.LISTED
    word = (printed or "").strip().lower()
    if word in _NOT_APPLICABLE:
        cell.problem("class", "is empty: the criterion does not apply")
        return Grade.NOT_APPLICABLE
    if word not in _GRADES:
        cell.problem("class", f"{word!r} is not a grade", "open, partial or closed")
        return Grade.LISTED
    if word != printed:
        cell.problem("class", f"{printed!r} is read as {word}")
    return _GRADES[word]


def links_of(block: Block, key: str, host: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses of a key, corrected if that is safe, and what is printed there but is not an address."""
    found: list[str] = []
    rest: list[str] = []
    for text in block.texts(key):
        link = corrected(text, host)
        if link in found:
            block.problem(key, f"{link} is there twice")
        elif link:
            found.append(link)
        if link != text:
            block.problem(key, f"{text!r} is not an address", f"read as {link}" if link else "kept as a note")
        if not link:
            rest.append(text)
    return tuple(found), tuple(rest)


def corrected(text: str, host: str = "") -> str:
    """The address that is meant; empty if that is not certain.

    Args:
        text: The content of a link field.
        host: The site whose path a bare `owner/name` is.
    """
    link = re.sub(r"\s+·\s+Hugging Face$", "", text.strip())
    scheme = _SCHEME.match(link)
    if scheme and not re.match(r"https?://", link):
        link = ("https://" if scheme[0].lower().rstrip(":/").endswith("s") else "http://") + link[scheme.end() :]
    elif not scheme and host and re.fullmatch(r"[\w.-]+/[\w.-]+", link):
        link = f"https://{host}/{link}"
    elif not scheme and _HOST.fullmatch(link):
        link = f"https://{link}"
    return link if is_web_link(link) else ""


def link_roles(urls: Iterable[str]) -> tuple[Link, ...]:
    """Links of an entry by where they lead, the first of each role."""
    roles: dict[str, str] = {}
    for url in urls:
        roles.setdefault(_role(url), url)
    return tuple(Link(role, url) for role, url in roles.items())


def _role(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if host in {"github.com", "gitlab.com"}:
        return "repo"
    if host == "huggingface.co":
        return "data" if parts.path.startswith("/datasets/") else "weights"
    return "paper" if host.endswith(("arxiv.org", "aclanthology.org")) else "homepage"


def base_of(block: Block, key: str, name: str, *, wanted: bool = True) -> tuple[str, ...]:
    """What a model derives from, in plain words; nothing if the source does not know."""
    text = block.text(key, wanted=wanted)
    if not text or text.casefold() == name.casefold():
        return ()
    if _UNKNOWN.search(text):
        block.problem(key, f"{text!r} names no base")
        return ()
    if _LICENCE.search(text):
        block.problem(key, f"{text!r} is a licence, not a base")
        return ()
    return (plain_words(text),)


def plain_words(text: str) -> str:
    """A name that is not taken for the id of an entry."""
    if not ID.fullmatch(text):
        return text
    capital = text[0].upper() + text[1:]
    return f"{text} model" if ID.fullmatch(capital) else capital


def size_of(block: Block, key: str) -> tuple[str, ...]:
    """A parameter count such as 7B."""
    text = block.text(key)
    if not text or _SIZE.fullmatch(text):
        return (text.replace("_", "."),) if text else ()
    if not re.fullmatch(r"v\d[\w.]*", text):
        block.problem(key, f"{text!r} is not a size", "kept as a remark")
    return ()
