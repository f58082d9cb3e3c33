"""Finds the keys of a model card and their values.

Plain values, nearly all there are, are found line by line, because a scan reads thousands of cards; anything else goes
to the YAML reader. What neither reads for certain is a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from llmtui.problems import ProblemLog
from llmtui.toml_reader import Unreadable

if TYPE_CHECKING:
    from llmtui.importers.yaml_text import Node

_KEYS = {
    **dict.fromkeys(("license", "licence", "licenses", "licences"), "license"),
    **{key: key for key in ("license_name", "license_link", "base_model", "model_name")},
    "base_models": "base_model",
}
"""The keys that are read, in lower case, and what people write for them."""
_SIGNS = {*_KEYS, "pipeline_tag", "library_name"} - {"model_name"}
"""Keys that only model cards have among the notes that begin with `---`."""
_BLANKS = r"(?:[ \t]*(?:#[^\n]*)?\n)*"
_ORDERLY = re.compile(rf"{_BLANKS}(?:[A-Za-z][\w.-]*:(?:[ \t][^\n]*)?(?:\n(?:[ \t#-][^\n]*)?)*)*")
"""Keys at the beginning of lines, each with lines below it that belong to it."""
_KEY = re.compile(r"^([A-Za-z][\w.-]*):", re.MULTILINE)
_ITEM = re.compile(r"([ \t]*)-[ \t]+(?=\S)")
_PLAIN = re.compile(r"[A-Za-z0-9][\w./+() -]*(?:https?://[\w./+-]+)?|https?://[\w./+-]+")
_QUOTED = re.compile(r"'([^'\\\n]*)'|\"([^\"\\\n]*)\"")
_HAS_VALUE = re.compile(r"[^\s:]+:[ \t]+[^\s|>#]")
_INNER_KEY = re.compile(r"[ \t]+(?:licen[cs]e|base_model)\w*[ \t]*:")
_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What YAML takes for the end of a line as well."""
_NULLS = {"", "~", "null", "none"}

Values = dict[str, tuple[str, ...]]


class _Block(NamedTuple):
    """A key with the lines that belong to it."""

    key: str
    value: str
    """What follows the colon, the lines below included."""
    text: str


def card_values(path: Path, head: str, gaps: list[str]) -> Values | None:
    """The values by key; None if the keys are not those of a model.

    Args:
        path: Where the card is.
        head: The text between the two lines of `---`.
        gaps: Gets what could not be read for certain.
    """
    blocks = _blocks(head)
    if blocks is None:
        return _yaml_values(path, head, gaps)
    if _SIGNS.isdisjoint(each.key for each in blocks):
        return None
    own = [each for each in blocks if each.key in _KEYS]
    values = {_KEYS[each.key]: _plain_values(each.value) for each in own}
    plain = {key: value for key, value in values.items() if value is not None}
    if len(plain) == len(own):
        return plain
    return _yaml_values(path, "".join(each.text for each in own), gaps)


def _blocks(head: str) -> list[_Block] | None:
    """The keys at the beginning of lines; None if it is not certain that these are the keys."""
    if _OTHER_BREAKS.search(head) or not _ORDERLY.fullmatch(head):
        return None
    found = list(_KEY.finditer(head))
    ends = [*(each.start() for each in found[1:]), len(head)]
    blocks = [
        _Block(each[1].lower(), head[each.end() : end], head[each.start() : end])
        for each, end in zip(found, ends, strict=False)
    ]
    return None if any(_hides_key(each.text) for each in blocks) else blocks


def _hides_key(text: str) -> bool:
    """Whether a key is further in, below one that has a value of its own: this is not YAML."""
    first, *below = text.split("\n")
    inner = takewhile(lambda line: line[:1] in {" ", "\t"}, below)
    return bool(_HAS_VALUE.match(first)) and any(map(_INNER_KEY.match, inner))


def _plain_values(block: str) -> tuple[str, ...] | None:
    """What is written for a key, there or as items below it; None if it needs a YAML reader."""
    first, *below = block.rstrip().split("\n")
    written = _items(below) if below or not first.strip() else [first.strip()]
    if written is None or (below and first.strip()):
        return None
    plain = [_plain(each) for each in written]
    return None if None in plain else tuple(each for each in plain if each and _means_something(each))


def _items(lines: Iterable[str]) -> list[str] | None:
    """The items of a list, one on each line; None if there is anything else, or the lines begin at several columns."""
    found = [(_ITEM.match(line), line) for line in lines]
    if not all(item for item, _line in found) or len({item[1] for item, _line in found if item}) > 1:
        return None
    return [line[item.end() :].strip() for item, line in found if item]


def _plain(written: str) -> str | None:
    """A value that means what is written; None if that is not sure."""
    if _PLAIN.fullmatch(written):
        return written
    quoted = _QUOTED.fullmatch(written)
    return (quoted[1] or quoted[2] or "") if quoted else None


def _means_something(value: str) -> bool:
    return value.strip().casefold() not in _NULLS


def _yaml_values(path: Path, text: str, gaps: list[str]) -> Values | None:
    """The values by key, as YAML has them. Whatever is there twice, or has another form, is a gap."""
    from llmtui.importers.yaml_text import parse_yaml  # noqa: PLC0415 - few cards need it, and it takes long to import

    log = ProblemLog()
    try:
        root = parse_yaml(path, text, log).root.value
    except Unreadable as fault:
        return _without_keys(text, f"the card cannot be read: {fault.message}", gaps)
    if not isinstance(root, Mapping) or _SIGNS.isdisjoint(key.lower() for key in root):
        return _without_keys(text, "the keys of the card are not where they should be", gaps)
    gaps += [each.message for each in log if not each.key or each.key.lower() in _KEYS]
    values: Values = {}
    for written, node in root.items():
        if key := _KEYS.get(written.lower()):
            values[key] = (*values.get(key, ()), *_texts(node, written, gaps))
    return values


def _without_keys(text: str, gap: str, gaps: list[str]) -> Values | None:
    """No values, with a gap if the text may be meant to be the keys of a model; else None."""
    if not re.search(r"(?i)\b(?:licen[cs]e|base_models?)\b", text):
        return None
    gaps.append(gap)
    return {}


def _texts(node: Node, key: str, gaps: list[str]) -> Iterator[str]:
    """Every text of a value that means something, those in lists and maps included."""
    ahead = [node]
    while ahead:
        value = ahead.pop().value
        if isinstance(value, str):
            if _means_something(value):
                yield value
        elif isinstance(value, Mapping):
            gaps.append(f"{key} is not a name or a list of names")
            ahead += reversed(list(value.values()))
        else:
            ahead += reversed(value or ())
