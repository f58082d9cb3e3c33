"""The differences between two catalogues as a table of plain values: one row per difference."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.exporters.sheet import Sheet
from llmtui.model import Grade
from llmtui.openness.differences import Difference

DIFFERENCE_COLUMNS = ("change", "id", "name", "category", "framework", "of", "key", "old", "new")


def difference_sheet(found: Iterable[Difference]) -> Sheet:
    """Grades are words, `unknown` for a criterion that was not assessed; facts are as in the entries' files."""
    return Sheet(DIFFERENCE_COLUMNS, tuple(_row(difference) for difference in found))


def _row(difference: Difference) -> tuple[str, ...]:
    entry = difference.entry
    values = (each.value if isinstance(each, Grade) else each for each in (difference.old, difference.new))
    subject = (entry.id, entry.name, entry.category, difference.framework, difference.of, difference.key)
    return (difference.change.value, *subject, *values)
