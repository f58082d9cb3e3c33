"""The names of models that a file, a pipe or standard input lists, for `check` and `scan`."""

from __future__ import annotations

from pathlib import Path

from llmtui.cli.standard_input import stream_of
from llmtui.errors import UsageError
from llmtui.problems import ProblemLog
from llmtui.scan import Found
from llmtui.scan.names_file import LONGEST, read_names
from llmtui.scan.reading import Unusable, read_start
from llmtui.text import clean


def names_in(name: str, log: ProblemLog) -> list[Found]:
    """The models that a file names, one per line; `-` is standard input.

    Raises:
        UsageError: It cannot be read, or is too long. No part of a list is taken for all of it.
    """
    content = _content(name)
    if len(content) > LONGEST:
        raise UsageError(f"{clean(name)} has more than the {LONGEST:,} bytes that are read", "split it")
    return list(read_names(content, Path(name), log))


def _content(name: str) -> bytes:
    """As much of it as tells whether it is too long.

    Raises:
        UsageError: It cannot be read.
    """
    stream = stream_of(name)
    if stream is not None:
        return stream.read(LONGEST + 1)
    try:
        return read_start(Path(name), LONGEST + 1)
    except Unusable as fault:
        raise UsageError(f"{clean(name)}: {fault}") from fault
