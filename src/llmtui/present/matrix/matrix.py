"""The subjects that a framework judged, as the user arranged them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from llmtui.frameworks import Ranked
from llmtui.model import Framework
from llmtui.present.matrix.arrangement import NAME, SCORE, Arrangement, arranged


@dataclass(frozen=True)
class Matrix:
    """The subjects that a framework judged, with their order and filters."""

    framework: Framework
    ranked: tuple[Ranked, ...] = ()
    arrangement: Arrangement = Arrangement()  # noqa: RUF009 - frozen

    @cached_property
    def rows(self) -> tuple[Ranked, ...]:
        """What is shown, in order."""
        return arranged(self.ranked, self.arrangement)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The keys of the columns that a cursor can rest on."""
        return (NAME, *(criterion.id for _group, each in self.framework.grouped for criterion in each), SCORE)

    def row_of(self, wanted: Ranked | None) -> int | None:
        """The row of a subject, or of another version of its entry if the subject itself is not shown."""
        same = [row for row, each in enumerate(self.rows) if wanted and each.entry.id == wanted.entry.id]
        exact = (row for row in same if wanted and self.rows[row].assessment.of == wanted.assessment.of)
        return next(exact, next(iter(same), None))
