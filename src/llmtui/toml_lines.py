"""Finds the line on which each key of a TOML file is written, which no TOML parser reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

KeyPath = tuple[str | int, ...]
"""Names of tables and keys from the outermost one; in an array of tables, the name is followed by an index from 0."""


def lines_of_keys(text: str) -> Mapping[KeyPath, int]:
    """The line, counted from 1, on which each path is first written: headers, and keys at the start of a line."""
    lines: dict[KeyPath, int] = {}
    for line, written in _keys(text):
        lines.setdefault(written, line)
    return lines


def _keys(text: str) -> Iterator[tuple[int, KeyPath]]:
    """Each header and each key at the start of a line, with its path in the document."""
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*(\[\[?)([^\]]+)\]", line):
            table = _absolute(_parts(header[2].strip()), counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield number, table
        elif key := re.match(r"\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[\w-]+)*)\s*=", line):
            yield number, (*table, *_parts(key[1]))


def _parts(dotted: str) -> tuple[str, ...]:
    """The parts of a dotted key; a part in quotes may hold dots itself."""
    return tuple(part.strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.\s]+", dotted))


def _absolute(parts: tuple[str, ...], counts: Mapping[KeyPath, int]) -> KeyPath:
    """The path of a header: names of arrays are followed by the index of their newest element."""
    key_path: KeyPath = ()
    for part in parts[:-1]:
        key_path = (*key_path, part)
        if key_path in counts:
            key_path = (*key_path, counts[key_path])
    return (*key_path, parts[-1])
