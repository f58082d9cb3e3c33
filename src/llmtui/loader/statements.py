"""Finds what the prose of an entry says plainly enough to be compared with its keys: a size, a licence, a base.

Prose also speaks about other models. Only wordings that are plainly about the entry itself count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from llmtui.licences import licence_ids
from llmtui.model import Catalog, Entry, Kind
from llmtui.permissions import is_osi_approved

_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s?([BM])(?![A-Za-z])", re.IGNORECASE)
_OWN_SIZE = re.compile(
    r"\b(?:this (\d+(?:\.\d+)?) ?B\b|(\d+(?:\.\d+)?)(?: ?B|[ -]billion)[ -]parameters?\b)", re.IGNORECASE
)
_ROUNDED = 0.06
"""How far a size in prose may be from the exact one, as a part of it: 47 billion for 46.7B."""

_PART = re.compile(r"\b(?:folders?|sizes?|versions?|editions?|code|data|parts?|unlike|first)\b", re.IGNORECASE)
"""Words of a sentence that is about a part of the work, or about another one."""

_DENIED = re.compile(
    r"non-?commercial|no commercial|not (?:be used )?commercially|not for commercial|exclude commercial use"
    r"|commercial use (?:is excluded|needs|not)|(?:rules?|ruled) out commercial use|research[ -](?:use )?only"
    r"|no licen[cs]e|not (?:an )?open (?:source|licen[cs]e)|not licensed|different licen[cs]es",
    re.IGNORECASE,
)
_ALLOWED = re.compile(
    r"free for commercial use|(?:allows?|permits?|allowed|clears?) commercial use|permissive(?:ly)?(?: licen[cs]ed?)?",
    re.IGNORECASE,
)
_NAMED = {
    "Apache": re.compile(r"Apache[ -](?:2\.0|licen[cs]ed?|terms)"),
    "MIT": re.compile(r"\bMIT[ -](?:licen[cs]ed?|terms)|\bunder (?:the )?MIT\b"),
    "GPL": re.compile(r"\bA?L?GPL"),
    "RAIL": re.compile(r"\b(?:Open)?RAIL\b"),
}

_MADE_FROM = re.compile(
    r"\b(?:(?:tuned|trained|made|derived|distilled|started|starts) from|(?:built|based) on|tune of) (?:the )?",
    re.IGNORECASE,
)
_LONGEST_NAME = 6
"""Words of a name that is looked for in prose."""


def denies_licence(notice: str) -> bool:
    """Whether a notice denies that the work is under an open licence, and not only some part of it."""
    return any(_DENIED.search(each) and not _PART.search(each) for each in _SENTENCE.split(notice))


def contradicting_size(entry: Entry) -> str:
    """A size that the summary gives to the entry, if it is none of those recorded."""
    names = (*entry.sizes, entry.name, *entry.aliases, *entry.machine_names)
    known = [_millions(*found) for name in names for found in _SIZE.findall(name)]
    if not entry.sizes:
        return ""
    for found in _OWN_SIZE.finditer(entry.summary):
        size = _millions(found[1] or found[2], "B")
        if not any(abs(size - each) <= _ROUNDED * each for each in known):
            return repr(found[0])
    return ""


def contradicting_licence(entry: Entry) -> str:
    """What the summary says of the licence, if the recorded one is another."""
    ids = [
        each
        for licence in (entry.licence, *(licence for _size, licence in entry.licences))
        for each in licence_ids(licence)
    ]
    if not ids:
        return ""
    about = [each for each in _SENTENCE.split(entry.summary) if not _PART.search(each)]
    return next((repr(found) for sentence in about for found in _wrong_licences(sentence, ids)), "")


def _wrong_licences(sentence: str, ids: list[str]) -> Iterator[str]:
    for word, pattern in _NAMED.items():
        if (found := pattern.search(sentence)) and not any(word.casefold() in each.casefold() for each in ids):
            yield found[0]
    if (found := _DENIED.search(sentence)) and all(map(is_osi_approved, ids)):
        yield found[0]
    if (found := _ALLOWED.search(sentence)) and all(map(_is_noncommercial, ids)):
        yield found[0]


def _is_noncommercial(licence_id: str) -> bool:
    return "-NC" in licence_id or "noncommercial" in licence_id.casefold()


def contradicting_base(catalog: Catalog) -> Callable[[Entry], str]:
    """Gives for a model the base that its summary names, if its own bases are others."""
    names: dict[str, set[str]] = defaultdict(set)
    for entry in catalog:
        for name in (entry.name, *entry.aliases):
            names[name].add(entry.id)

    def contradicting(entry: Entry) -> str:
        if entry.kind is not Kind.MODEL or not entry.base:
            return ""
        above = {entry.id, *(base.id for base in catalog.ancestors(entry))}
        for found in _MADE_FROM.finditer(entry.summary):
            name = _name_at(entry.summary[found.end() :], names)
            if name and not names[name] & above:
                return repr(name)
        return ""

    return contradicting


def _name_at(text: str, names: dict[str, set[str]]) -> str:
    """The longest name of an entry that a text begins with."""
    words = text.split(" ", _LONGEST_NAME)[:_LONGEST_NAME]
    tried = (" ".join(words[:count]).rstrip(".,;:)'s") for count in range(len(words), 0, -1))
    return next((each for each in tried if each in names), "")


def _millions(number: str, unit: str) -> float:
    return float(number) * (1000 if unit.upper() == "B" else 1)
