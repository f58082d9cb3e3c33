"""The matrix as a table of plain values: one row per judged subject, one column per criterion."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.judged import Judged, graded_columns, graded_values, rated_columns, rated_values
from llmtui.exporters.sheet import SHEET_FORMATS, Sheet, Value
from llmtui.frameworks import Ranked
from llmtui.model import Catalog, Framework


def dump_matrix(catalog: Catalog, framework: Framework, ranked: Sequence[Ranked], name: str) -> str:
    """The matrix in one of `SHEET_FORMATS`; in Markdown as a document to send."""
    if name == "markdown":
        from llmtui.exporters.markdown import matrix_document  # noqa: PLC0415 - other formats do not need it

        return matrix_document(catalog, framework, ranked)
    return SHEET_FORMATS[name](matrix_sheet(catalog, framework, ranked))


def matrix_sheet(catalog: Catalog, framework: Framework, ranked: Sequence[Ranked]) -> Sheet:
    """Place, what was judged, its score and word, then each grade in a word, and who gave it when on what evidence.

    A grade is `unknown` if the criterion was not assessed. A framework that rates in classes has a column for the
    class, 0 for none.
    """
    facts = ("place", "id", "name", "judged_as", "of", "word", *rated_columns(framework))
    rows = (_row(Judged(catalog, each.entry, framework, each.assessment), each.place) for each in ranked)
    return Sheet((*facts, *graded_columns(framework, "")), tuple(rows))


def _row(one: Judged, place: int) -> tuple[Value, ...]:
    entry, assessment = one.entry, one.assessment
    facts = (place, entry.id, entry.name, assessment.name, assessment.of, one.word)
    return (*facts, *rated_values(one.rating, one.framework), *graded_values(one, one.framework))
