"""What the files of one model folder say together: its size, what is missing, and what it declares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from pathlib import Path

import msgspec

from llmtui.problems import Problem, ProblemLog
from llmtui.scan.card import read_card, read_config
from llmtui.scan.found import Declared
from llmtui.scan.gguf import GgufHeader, read_gguf
from llmtui.scan.inside import Inside
from llmtui.scan.licence_file import licence_statements
from llmtui.scan.reading import Unusable
from llmtui.scan.recipes import RECIPES, read_recipe

WEIGHTS = (".safetensors", ".gguf", ".bin", ".pt", ".pth", ".onnx", ".ckpt", ".h5", ".msgpack", ".npz", ".llamafile")
"""Endings of files that hold weights. Only their names and sizes are looked at; of GGUF files also the beginning."""
_UNFINISHED = (".incomplete", ".part", ".partial", ".crdownload", ".aria2", "-partial")
"""Endings of files that a program is downloading, or was."""
_READERS: dict[str, Callable[[Path, ProblemLog], Declared | None]] = {
    "readme.md": read_card,
    "adapter_config.json": read_config,
    "config.json": read_config,
    "model_index.json": read_config,
    **dict.fromkeys(RECIPES, read_recipe),
}
"""What reads the files that say what a model is made from, by their names in lower case."""
_RANKS = {name: rank for rank, name in enumerate(_READERS)}
_SHARD = re.compile(r"(.*)-(\d{5})-of-(\d{5})(\.\w+)")


class ModelFiles(msgspec.Struct, frozen=True):
    """What the files of a model say."""

    declared: Declared
    quantisation: str = ""
    is_model: bool = False
    """Whether a card, a configuration or a GGUF file says that it is a model."""


def read_model_files(
    files: Iterable[str], log: ProblemLog, *, inner: Callable[[], Inside] = Inside, is_kept: bool = True
) -> ModelFiles:
    """Read everything that says what a model is made from and under which licence; all of it counts.

    Args:
        files: The paths of the files, also those whose names differ only in case.
        log: Where problems go.
        inner: Finds the files in folders inside it. It is called only if the files are those of a model.
        is_kept: Whether a program keeps the files as one model. If not, GGUF files alone do not make one.
    """
    outer = list(files)
    gaps: list[str] = []
    found = list(_statements(_in_order(outer), gaps, log))
    if not found and not is_kept:
        return ModelFiles(Declared())
    inside = inner()
    gaps += inside.gaps
    found += _statements(inside.paths, gaps, log)
    licences = list(licence_statements(outer, log))
    headers = [*_headers(outer, log), *_headers(inside.paths, log)]
    found += [each.declared for each in headers if each]
    gaps += ["a GGUF file cannot be read"] if None in headers else []
    declared = joined((*found, *licences, Declared(gaps=tuple(gaps))))
    quantisation = next((each.quantisation for each in headers if each), "")
    return ModelFiles(declared, quantisation, is_model=bool(found))


def _in_order(files: Iterable[str]) -> list[str]:
    """The files that have a reader, the most telling first."""
    ranked = [(_RANKS.get(_lower_name(path), -1), path) for path in files]
    return [path for rank, path in sorted(ranked) if rank >= 0]


def _lower_name(path: str) -> str:
    return path.rpartition("/")[2].lower()


def _statements(paths: Iterable[str], gaps: list[str], log: ProblemLog) -> Iterator[Declared]:
    """What each card, configuration and recipe declares; one that cannot be read is a gap."""
    for path in paths:
        if read := _READERS.get(_lower_name(path)):
            try:
                statement = read(Path(path), log)
            except Unusable as fault:
                log.add(Problem(Path(path), str(fault), skipped=True))
                gaps.append(f"{Path(path).name} cannot be read: {fault}")
            else:
                yield from (statement,) if statement else ()


def joined(statements: Iterable[Declared]) -> Declared:
    """What several files of a model say together."""
    first, *others = [each for each in statements if not each.is_blank] or [Declared()]
    return reduce(Declared.joined, others, first)


def _headers(files: Iterable[str], log: ProblemLog) -> list[GgufHeader | None]:
    """The header of each GGUF file by name, of a split one that of the first part; None if one cannot be read."""
    paths = sorted((path for path in files if path.lower().endswith(".gguf")), reverse=True)
    first = {first_shard(path): path for path in paths}
    return [read_header(Path(path), log) for path in reversed(first.values())]


def read_header(path: Path, log: ProblemLog) -> GgufHeader | None:
    """The header of a GGUF file; None if it has none."""
    try:
        header = read_gguf(path)
    except Unusable as fault:
        log.add(Problem(path, str(fault), skipped=True))
        return None
    for gap in header.declared.gaps if header.whole else ():
        log.add(Problem(path, gap))
    return header


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
