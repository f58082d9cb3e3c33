"""Reads what a model card and a configuration declare: licence and base models.

The keys are between two lines of `---` at the beginning of `README.md`. Plain values, nearly all there are, are found
line by line, because a scan reads thousands of cards; anything else goes to the YAML reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.found import Declared
from llmtui.scan.reading import Unusable, read_json, read_start, text_of
from llmtui.toml_reader import Unreadable

if TYPE_CHECKING:
    from llmtui.importers.yaml_text import Node

_LONGEST = 1 << 18
"""Bytes of a card that are read: its keys come first, and with long lists of results take 100 kB."""
_MOST_BASES = 32

_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEYS = ("license", "license_name", "license_link", "base_model", "model_name")
_SIGNS = re.compile(r"^(?:license|base_model|pipeline_tag|library_name):", re.MULTILINE)
"""Keys that only model cards have among the notes that begin with `---`."""
_LINE = re.compile(rf"^({'|'.join(_KEYS)}):(?:[ \t]+(.*?))?[ \t]*$", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z0-9][\w./+() -]*(?:https?://[\w./+-]+)?|https?://[\w./+-]+")
_QUOTED = re.compile(r"'([^'\\\n]*)'|\"([^\"\\\n]*)\"")
_ITEM = re.compile(r"\n[ \t]*-[ \t]+([^\n]*?)[ \t]*(?=\n|$)")
_CONFIGURES = {"model_type", "architectures", "_name_or_path", "quantization_config", "_class_name"}
"""Keys by which the configuration of a model is known among other files of that name."""
_NULLS = {"", "~", "null", "none", "unknown"}


def read_card(path: Path, log: ProblemLog) -> Declared | None:
    """What a model card declares; None if the file is not a card."""
    try:
        text = read_start(path, _LONGEST).decode("utf-8-sig", "replace").replace("\r\n", "\n").lstrip()
    except Unusable as fault:
        log.add(Problem(path, str(fault), skipped=True))
        return None
    if not text.startswith("---\n"):
        return None
    end = _END.search(text, 4)
    head = text[4 : end.start() if end else len(text)]
    if not _SIGNS.search(head):
        return None
    if end is None:
        log.add(Problem(path, "the keys of the card have no end, or are longer than what is read"))
    values = _plain_values(head)
    if values is None:
        values = _yaml_values(path, head, log)
    return _declared(values)


def _declared(values: Mapping[str, tuple[str, ...]]) -> Declared:
    return Declared(
        name=" ".join(values.get("model_name", ())[:1]),
        licences=values.get("license", ()),
        licence_name=" ".join(values.get("license_name", ())[:1]),
        licence_link=" ".join(values.get("license_link", ())[:1]),
        bases=values.get("base_model", ())[:_MOST_BASES],
    )


def _plain_values(head: str) -> dict[str, tuple[str, ...]] | None:
    """The values by key, if all of them are plain; None if one of them needs a YAML reader."""
    values: dict[str, tuple[str, ...]] = {}
    for line in _LINE.finditer(head):
        written, end = _written(line)
        if head[end : end + 2] in {"\n ", "\n\t"}:
            return None  # the value goes on
        plain = [_plain(each) for each in written]
        if None in plain:
            return None
        values[line[1]] = tuple(each for each in plain if each and each.casefold() not in _NULLS)
    return values


def _written(line: re.Match[str]) -> tuple[list[str], int]:
    """What is written for the key of a line, there or as items below it, and where in the text that ends."""
    if line[2]:
        return [line[2]], line.end()
    items, end = [], line.end()
    while item := _ITEM.match(line.string, end):
        items.append(item[1])
        end = item.end()
    return items, end


def _plain(written: str) -> str | None:
    """A value that means what is written; None if that is not sure."""
    if _PLAIN.fullmatch(written):
        return written
    quoted = _QUOTED.fullmatch(written)
    return (quoted[1] or quoted[2] or "") if quoted else None


def _yaml_values(path: Path, head: str, log: ProblemLog) -> dict[str, tuple[str, ...]]:
    from llmtui.importers.yaml_text import parse_yaml  # noqa: PLC0415 - few cards need it, and it takes long to import

    try:
        root = parse_yaml(path, head, ProblemLog()).root.value
    except Unreadable as fault:
        log.add(Problem(path, f"the card cannot be read: {fault.message}", fault.line and fault.line + 1))
        return {}
    if not isinstance(root, Mapping):
        return {}
    return {key: tuple(_texts(root[key])) for key in _KEYS if key in root}


def _texts(node: Node) -> Iterator[str]:
    """A text, or the texts in a list, without those that mean nothing."""
    items = node.value if isinstance(node.value, tuple) else (node,)
    for each in items:
        if isinstance(each.value, str) and each.value.casefold() not in _NULLS:
            yield each.value


def read_config(path: Path, log: ProblemLog) -> Declared | None:
    """What a configuration says of a model's origin; None if it is not the configuration of a model.

    Adapters name their base model. Other configurations name the folder or the model that their weights were loaded
    from, which is the model itself or its base.
    """
    try:
        config = read_json(path)
    except Unusable as fault:
        log.add(Problem(path, str(fault), skipped=True))
        return None
    if base := text_of(config, "base_model_name_or_path"):
        return Declared(bases=(base,) if _is_hub_id(base) else (base.rstrip("/").rsplit("/", 1)[-1],))
    if not _CONFIGURES & config.keys():
        return None
    origin = text_of(config, "_name_or_path")
    return Declared(origin=origin if _is_hub_id(origin) else "")


def _is_hub_id(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", name))
