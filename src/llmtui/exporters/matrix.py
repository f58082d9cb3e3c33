"""The matrix as a table of plain values: one row per judged subject, one column per criterion."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.sheet import Sheet
from llmtui.frameworks import Ranked
from llmtui.model import Framework, Rule

_FACTS = ("place", "id", "name", "of", "score", "max", "assessed")


def matrix_sheet(framework: Framework, ranked: Sequence[Ranked]) -> Sheet:
    """Place, what was judged, its score, and the word of each grade; `unknown` if a criterion was not assessed.

    A framework that rates in classes has a column for the class, 0 for none.
    """
    criteria = tuple(criterion.id for criterion in framework.criteria)
    classes = ("class",) if framework.rule is Rule.CLASSES else ()
    rows = (
        (
            each.place,
            each.entry.id,
            each.name,
            each.assessment.of,
            each.rating.score,
            each.rating.maximum,
            each.rating.assessed,
            *((each.rating.openness_class,) if classes else ()),
            *(each.assessment.grade(criterion).value for criterion in criteria),
        )
        for each in ranked
    )
    return Sheet((*_FACTS, *classes, *criteria), tuple(rows))
