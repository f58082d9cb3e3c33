"""Reads YAML with care: only maps, lists and texts, each with its line. No other module parses YAML.

What other people's files may hold beyond that is refused: tags, aliases, and files out of bounds. No value is guessed
to be a number, a date or a boolean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import yaml

from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean
from llmtui.toml_reader import Unreadable, read_text

LARGEST_FILE = 1 << 18
"""Characters. The longest record of the indices has 20,000; the pure Python parser needs seconds for a megabyte."""
MOST_NODES = 20_000
DEEPEST_NESTING = 16
_NULLS = {"", "~", "null", "Null", "NULL"}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(msgspec.Struct, frozen=True):
    """A value with the line it begins on."""

    value: str | tuple[Node, ...] | Mapping[str, Node] | None
    """A text, nothing, a list or a map."""
    line: int


class Document(msgspec.Struct, frozen=True):
    """One file."""

    path: Path
    text: str
    root: Node


def read_yaml(path: Path, log: ProblemLog) -> Document | None:
    """Parse a file, or log why it has to be left out and give None."""
    try:
        return parse_yaml(path, read_text(path), log)
    except Unreadable as fault:
        log.add(Problem(path, fault.message, fault.line, skipped=True))
        return None


def parse_yaml(path: Path, text: str, log: ProblemLog) -> Document:
    """Parse a text of a file, such as the beginning of a model card.

    Raises:
        Unreadable: It is not YAML, or more than is read.
    """
    if len(text) > LARGEST_FILE:
        raise Unreadable(f"{len(text):,} characters are more than the {LARGEST_FILE:,} allowed")
    return Document(path, text, _Builder(path, log).build(text))


@dataclass
class _Builder:
    """Builds nodes from the parser's events, in a stack of its own: nothing here calls itself."""

    path: Path
    log: ProblemLog
    open: list[_Open] = field(default_factory=list)
    """The lists and maps that are not yet closed, the innermost last."""
    root: Node | None = None
    documents: int = 0
    nodes: int = 0

    def build(self, text: str) -> Node:
        """The value of the first document.

        Raises:
            Unreadable: It is not YAML, or more than is read.
        """
        for event in _events(text):
            line = event.start_mark.line + 1 if event.start_mark else 1
            _refuse(event, line)
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self.log.add(Problem(self.path, "more than one document; only the first is read", line))
                    break
            else:
                self._take(event, line)
        if self.root is None:
            raise Unreadable("an empty file")
        return self.root

    def _take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            nothing = event.style in {None, ""} and event.value in _NULLS
            self._add(None if nothing else event.value, line)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if len(self.open) == DEEPEST_NESTING:
                raise Unreadable(f"nested more than {DEEPEST_NESTING} deep", line)
            self.open.append(_Open(line, is_map=isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            closed = self.open.pop()
            self._add(closed.map if closed.is_map else tuple(closed.items), closed.line)

    def _add(self, value: str | tuple[Node, ...] | Mapping[str, Node] | None, line: int) -> None:
        """Put a finished value where it belongs: into the list or map around it, or on top."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise Unreadable(f"more than {MOST_NODES:,} values", line)
        if not self.open:
            self.root = Node(value, line)
        elif not self.open[-1].is_map:
            self.open[-1].items.append(Node(value, line))
        else:
            self._add_to_map(self.open[-1], value, line)

    def _add_to_map(self, around: _Open, value: str | tuple[Node, ...] | Mapping[str, Node] | None, line: int) -> None:
        if around.key is None:
            if not isinstance(value, str):
                raise Unreadable("a key that is not text", line)
            around.key = value
            if value in around.map:
                hint = f"it was on line {around.map[value].line} before"
                self.log.add(
                    Problem(self.path, "the key is there twice; the last is read", line, clean(value, 80), hint)
                )
        else:
            around.map[around.key] = Node(value, line)
            around.key = None


@dataclass
class _Open:
    """A list or map while its content comes in."""

    line: int
    is_map: bool
    items: list[Node] = field(default_factory=list)
    map: dict[str, Node] = field(default_factory=dict)
    key: str | None = None
    """The key whose value comes next."""


def _events(text: str) -> Iterator[yaml.Event]:
    """The parser's events.

    Raises:
        Unreadable: With the line, if the parser names it.
    """
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise Unreadable(f"not YAML: {error.problem or error.context}", line) from error
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        raise Unreadable(f"not YAML: {clean(str(error), 200)}") from error


def _refuse(event: yaml.Event, line: int) -> None:
    """Refuse what could make more of a file than it says.

    Raises:
        Unreadable: It is an alias or a tag.
    """
    if isinstance(event, yaml.AliasEvent):
        raise Unreadable(f"the alias *{clean(event.anchor or '', 80)} is not read", line)
    if tag := getattr(event, "tag", None):
        raise Unreadable(f"the tag {clean(tag, 80)} is not read", line)
