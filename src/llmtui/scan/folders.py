"""What the files of one model folder say together: its size, what is missing, and what it declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.card import read_card, read_config
from llmtui.scan.found import Declared
from llmtui.scan.gguf import GgufHeader, read_gguf
from llmtui.scan.reading import Unusable

WEIGHTS = (".safetensors", ".gguf", ".bin", ".pt", ".pth", ".onnx", ".ckpt", ".h5", ".msgpack", ".npz", ".llamafile")
"""Endings of files that hold weights. Only their names and sizes are looked at; of GGUF files also the beginning."""
_UNFINISHED = (".incomplete", ".part", ".partial", ".crdownload", ".aria2", "-partial")
"""Endings of files that a program is downloading, or was."""
_CONFIGURATIONS = ("adapter_config.json", "config.json", "model_index.json")
_SHARD = re.compile(r"(.*)-(\d{5})-of-(\d{5})(\.\w+)")


class ModelFiles(msgspec.Struct, frozen=True):
    """What the files of a model say."""

    declared: Declared
    quantisation: str = ""
    is_model: bool = False
    """Whether a card, a configuration or a GGUF file says that it is a model."""


def read_model_files(files: Mapping[str, str], log: ProblemLog) -> ModelFiles:
    """Read the card, the configurations, and the first GGUF file if the card says too little.

    Args:
        files: The paths of the files by their names in lower case.
        log: Where problems go.
    """
    card = read_card(Path(files["readme.md"]), log) if "readme.md" in files else None
    declared, is_model = card or Declared(), card is not None
    if not declared.bases or not is_model:
        for found in _configurations(files, log):
            declared, is_model = declared.completed(found), True
    if declared.licence and declared.bases:
        return ModelFiles(declared, "", is_model)
    header = _first_header(files, log)
    return (
        ModelFiles(declared.completed(header.declared), header.quantisation, is_model=True)
        if header
        else ModelFiles(declared, "", is_model)
    )


def _configurations(files: Mapping[str, str], log: ProblemLog) -> Iterator[Declared]:
    """What each configuration declares."""
    found = (read_config(Path(files[name]), log) for name in _CONFIGURATIONS if name in files)
    return (each for each in found if each)


def _first_header(files: Mapping[str, str], log: ProblemLog) -> GgufHeader | None:
    """The header of the first GGUF file by name."""
    name = min((name for name in files if name.endswith(".gguf")), default="")
    return read_header(Path(files[name]), log) if name else None


def read_header(path: Path, log: ProblemLog) -> GgufHeader | None:
    """The header of a GGUF file; None if it has none."""
    try:
        return read_gguf(path)
    except Unusable as fault:
        log.add(Problem(path, str(fault), skipped=True))
        return None


def is_weights(name: str) -> bool:
    """Whether a file of this name holds weights."""
    return name.lower().endswith(WEIGHTS)


def is_unfinished(name: str) -> bool:
    """Whether a file of this name is a download that has not ended."""
    return name.lower().endswith(_UNFINISHED)


def lacks_shards(names: Iterable[str]) -> bool:
    """Whether files that were split have parts that are missing, by the counts in their names."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for name in names:
        if "-of-" in name and (shard := _SHARD.fullmatch(name)):
            found.setdefault((shard[1], shard[3], shard[4]), set()).add(shard[2])
    return any(len(parts) < int(count) for (_name, count, _ending), parts in found.items())


def first_shard(name: str) -> str:
    """The name of a split file as a whole: without the number of its part."""
    shard = _SHARD.fullmatch(name)
    return f"{shard[1]}{shard[4]}" if shard else name
