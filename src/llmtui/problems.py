"""What is wrong in the data, with the file and line to fix: collected while reading, never raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from llmtui.text import clean


class Problem(msgspec.Struct, frozen=True):
    """One fault in one file."""

    path: Path
    message: str
    line: int | None = None
    """Counted from 1; None if the file as a whole is meant."""
    key: str = ""
    hint: str = ""
    skipped: bool = False
    """Whether the whole file had to be left out because of it."""

    def __str__(self) -> str:
        position = f"{clean(str(self.path))}:{self.line}" if self.line else clean(str(self.path))
        reason = f"{self.message} ({self.hint})" if self.hint else self.message
        return ": ".join(filter(None, (position, clean(self.key, 200), clean(reason, 400))))


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems of each file together by line, those of a file as a whole first; files as they were met."""
    known = tuple(problems)
    files = {path: at for at, path in enumerate(dict.fromkeys(problem.path for problem in known))}
    return tuple(sorted(known, key=lambda problem: (files[problem.path], problem.line or 0)))


class ProblemLog(msgspec.Struct):
    """Gathers problems in the order they are met."""

    problems: list[Problem] = msgspec.field(default_factory=list)

    def add(self, problem: Problem) -> None:
        """Keep one more."""
        self.problems.append(problem)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __len__(self) -> int:
        return len(self.problems)
