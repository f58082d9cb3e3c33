"""What loading gives."""

from __future__ import annotations

import msgspec

from llmtui.model import Catalog
from llmtui.problems import Problem


class Loaded(msgspec.Struct, frozen=True):
    """A catalog and what was wrong with its files."""

    catalog: Catalog
    problems: tuple[Problem, ...] = ()

    @property
    def skipped(self) -> int:
        """How many files had to be left out."""
        return len({problem.path for problem in self.problems if problem.skipped})
