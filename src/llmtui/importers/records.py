"""What every importer shares: finding a source's files, asking a record for its values, and the draft that comes out.

Whatever is irregular is logged with file, line and key; whatever does not fit into an entry becomes a remark.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from llmtui.importers.yaml_text import Document, Node, read_yaml
from llmtui.model import Assessment, Entry, Kind, Listing
from llmtui.model.ids import id_from_name
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean

_SUFFIXES = (".yaml", ".yml")
LONGEST_TEXT = 2000
"""Characters of a note or a summary that an entry keeps."""
LONGEST_NAME = 200
"""Characters of a name or a licence."""


class Draft(msgspec.Struct, frozen=True):
    """An entry as one record of a source has it, to be written as a file for the user to go on with."""

    record: str
    """The file of the record inside its source; by it a later import finds the draft again."""
    path: Path
    entry: Entry
    """With one listing and one assessment; its preferred id."""
    other_id: str
    """The id to use if that one is taken."""
    remarks: tuple[str, ...] = ()
    """What the record says beyond what an entry can hold."""


def record_files(source: Path, folder: str) -> tuple[Path, ...]:
    """The YAML files of a source by name: of the folder itself, or of the one inside it that holds the records.

    Raises:
        OSError: The folder cannot be listed.
    """
    if not source.is_dir():
        return (source,)
    inside = source / folder
    with os.scandir(inside if folder and inside.is_dir() else source) as found:
        names = sorted(item.name for item in found if item.name.lower().endswith(_SUFFIXES) and item.name[0] != ".")
    return tuple((inside if folder and inside.is_dir() else source) / name for name in names)


def comments(document: Document) -> tuple[tuple[int, str], ...]:
    """The comment lines with their numbers: sources write there what no key holds."""
    lines = enumerate(document.text.splitlines(), 1)
    return tuple((number, line.strip()) for number, line in lines if line.lstrip().startswith("#"))


def has_licence_line(document: Document) -> bool:
    """Whether the record itself says under what licence its data is."""
    return any("CC-BY" in line for _, line in comments(document))


def is_called(name: str, path: Path) -> bool:
    """Whether a file is named after what it describes, except for case."""
    return name.casefold() == path.stem.casefold()


@dataclass
class Block:
    """One map of a record, asked for its values key by key; `finish` reports the keys that were never asked for."""

    values: Mapping[str, Node]
    path: Path
    log: ProblemLog
    line: int = 1
    key_path: tuple[str, ...] = ()
    asked: set[str] = field(default_factory=set)

    def problem(self, key: str, message: str, hint: str = "", *, skipped: bool = False) -> None:
        """Log an irregularity of one of this block's keys; of the block itself with an empty key."""
        node = self.values.get(key)
        dotted = ".".join((*self.key_path, key) if key else self.key_path)
        self.log.add(Problem(self.path, message, node.line if node else self.line, clean(dotted, 120), hint, skipped))

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str) -> str | tuple[Node, ...] | Mapping[str, Node] | None:
        """A value as it is written; None if it is absent or null."""
        self.asked.add(key)
        node = self.values.get(key)
        return node.value if node else None

    def text(self, key: str, limit: int = 300, *, wanted: bool = False) -> str:
        """A text on one line, cleaned; if it is `wanted`, its absence is reported."""
        value = self.get(key)
        if value is None or value == "":
            if wanted:
                self.problem(key, "is empty" if key in self.values else "is missing")
            return ""
        if not isinstance(value, str):
            self.problem(key, "must be one text; it is left out")
            return ""
        return self._tidy(key, value, limit)

    def _tidy(self, key: str, value: str, limit: int) -> str:
        if value != value.strip():
            self.problem(key, "has blanks around it")
        text = clean(value, limit)
        if len(value) > limit:
            self.problem(key, f"{len(value):,} characters are cut to {limit:,}")
        elif text != " ".join(value.split()):
            self.problem(key, "holds characters that cannot be shown")
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list, or a single one without a list."""
        value = self.get(key)
        if not isinstance(value, tuple):
            return tuple(filter(None, (self.text(key, LONGEST_TEXT),)))
        found = [self._tidy(key, each.value, LONGEST_TEXT) for each in value if isinstance(each.value, str)]
        if len(found) < len(value):
            self.problem(key, "holds something that is not text; it is left out")
        return tuple(filter(None, found))

    def block(self, key: str) -> Block:
        """A map inside this one, empty if the key is absent."""
        value = self.get(key)
        if not isinstance(value, Mapping):
            self.problem(key, "must be a map" if value is not None else "is missing")
        node = self.values.get(key)
        values = value if isinstance(value, Mapping) else {}
        return Block(values, self.path, self.log, node.line if node else self.line, (*self.key_path, key))

    def blocks(self, key: str) -> tuple[Block, ...]:
        """A list of maps."""
        value = self.get(key)
        if not isinstance(value, tuple):
            self.problem(key, "must be a list" if value is not None else "is missing")
            return ()
        blocks = []
        for number, node in enumerate(value, 1):
            if isinstance(node.value, Mapping):
                blocks.append(Block(node.value, self.path, self.log, node.line, (*self.key_path, key, str(number))))
            else:
                self.log.add(Problem(self.path, "must be a map; it is left out", node.line, f"{key}.{number}"))
        return tuple(blocks)

    def finish(self) -> tuple[str, ...]:
        """Report each key that nothing asked for; remarks that keep their values."""
        remarks = []
        for key in self.values:
            if key not in self.asked:
                self.problem(key, "unknown key; its value is kept as a remark")
                remarks.append(f"{'.'.join((*self.key_path, clean(key, 80)))}: {_flat(self.values[key])}")
        return tuple(remarks)


def _flat(node: Node) -> str:
    """A value of whatever form on one line."""
    if isinstance(node.value, Mapping):
        return ", ".join(f"{clean(key, 80)}: {_flat(each)}" for key, each in node.value.items())
    if isinstance(node.value, tuple):
        return ", ".join(_flat(each) for each in node.value)
    return clean(node.value or "", LONGEST_TEXT)


def open_record(path: Path, log: ProblemLog) -> tuple[Document, Block] | None:
    """A record with its outermost map, or None if it cannot be used."""
    document = read_yaml(path, log)
    if document is None:
        return None
    if not isinstance(document.root.value, Mapping):
        log.add(Problem(path, "holds no map", document.root.line, skipped=True))
        return None
    if "\r\n" in document.text:
        log.add(Problem(path, "line ends of another system (CRLF)"))
    return document, Block(document.root.value, path, log)


def make_draft(
    record: str,
    path: Path,
    *,
    name: str,
    placement: tuple[str, str],
    assessment: Assessment,
    remarks: tuple[str, ...],
    summary: tuple[str, ...] = (),
    listed_as: str = "",
    kind: Kind = Kind.MODEL,
    **fields: Any,
) -> Draft:
    """The draft of an entry, with what follows from its name and its record.

    Args:
        record: The file of the record inside its source.
        path: Where it was read from.
        name: What the source calls it.
        placement: Its category and sub-group.
        assessment: What the source says of its openness.
        remarks: What does not fit into an entry.
        summary: Sentences of the source.
        listed_as: What listings call the source, if that is not its framework.
        kind: What sort of thing it is.
        fields: Further fields of the entry.
    """
    record = clean(record, 300)  # as it will be read back
    preferred, other = _ids(name, path, assessment.framework)
    entry = Entry(
        id=preferred,
        category=placement[0],
        group=placement[1],
        name=name,
        kind=kind,
        summary=clean(" ".join(summary), LONGEST_TEXT),
        listed_in=(Listing(listed_as or assessment.framework, name=name, record=record),),
        assessments=(assessment,),
        **fields,
    )
    return Draft(record, path, entry, other, remarks)


def _ids(name: str, path: Path, source: str) -> tuple[str, str]:
    """The preferred id of a draft, after its name, and the one to use if that is taken, after its file."""
    of_file = id_from_name(path.stem) or "record"
    preferred = id_from_name(name) or of_file
    return preferred, of_file if of_file != preferred else f"{preferred}-{source}"
