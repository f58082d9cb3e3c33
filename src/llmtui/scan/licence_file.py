"""Knows by its title the licence in a file such as `LICENSE`, if it is one that allows less than most do.

Any other text says nothing: most are the Apache licence below a heading of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.found import Declared
from llmtui.scan.reading import Unusable, read_start

_NAMES = {f"licen{letter}e{ending}" for letter in "cs" for ending in ("", ".md", ".txt", ".rst")}
_START = 1 << 11
"""Bytes that are read."""
_TITLE_LINES = 4
_WITHOUT_TRADE = r"\b(?:attribution[ -]{1,3}non[ -]?commercial|cc[ -]by[ -]nc)"
_AND_ALSO = r"(?:[ -]{1,3}(?:(?P<sa>sa\b|share[ -]?alike)|(?P<nd>nd\b|no[ -]?deriv(?:ative)?s)))?"
_VERSION = r"(?: \(cc[ -]by-nc(?:-sa|-nd)?\))?[ -](?:version )?(?P<version>[1-4]\.\d)\b"
_CREATIVE_COMMONS = re.compile(_WITHOUT_TRADE + _AND_ALSO + _VERSION)
_LLAMA = re.compile(r"\bllama (?P<version>\d(?:\.\d)?) community licen[cs]e agreement\b")


def licence_statements(paths: Iterable[str], log: ProblemLog) -> Iterator[Declared]:
    """What each file of a licence says that is known by its title; one that cannot be read is a gap."""
    for path in paths:
        name = path.rpartition("/")[2]
        if name.lower() not in _NAMES:
            continue
        try:
            text = read_start(path, _START).decode("utf-8-sig", "replace")
        except Unusable as fault:
            log.add(Problem(Path(path), str(fault), skipped=True))
            yield Declared(gaps=(f"{name} cannot be read: {fault}",))
        else:
            if tag := titled(text):
                yield Declared(licences=(tag,), file=name)


def titled(text: str) -> str:
    """The tag on the Hub of the licence with this text; empty if its first lines do not say which it is."""
    lines = (" ".join(line.strip(" \t#*=-_").split()) for line in text.replace("\0", "").casefold().splitlines())
    head = " ".join([line for line in lines if line][:_TITLE_LINES])
    if found := _CREATIVE_COMMONS.search(head):
        further = "-sa" if found["sa"] else "-nd" if found["nd"] else ""
        return f"cc-by-nc{further}-{found['version']}"
    found = _LLAMA.search(head)
    return f"llama{found['version']}" if found else ""
