"""The numbers of an overview as a table of plain values: one row per bar."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.exporters.sheet import Sheet, Value
from llmtui.model import Grade
from llmtui.openness.overview import Bar, Measure, Section

OVERVIEW_COLUMNS = ("section", "key", "label", "entries", "judged", "open", "partial", "closed", "unknown", "mean")


def overview_sheet(sections: Iterable[Section]) -> Sheet:
    """The counts of each bar.

    Grades are counted for criteria alone. `unknown` counts what was not judged. `mean` is from 0 to 1.
    """
    return Sheet(OVERVIEW_COLUMNS, tuple(_row(section, bar) for section in sections for bar in section.bars))


def _row(section: Section, bar: Bar) -> tuple[Value, ...]:
    counts: tuple[Value, ...] = (None, None, None, None)
    if section.measure is Measure.GRADES:
        unknown = bar.count(Grade.UNKNOWN, Grade.LISTED)
        counts = (bar.count(Grade.OPEN), bar.count(Grade.PARTIAL), bar.count(Grade.CLOSED), unknown)
    mean = None if bar.mean is None else round(bar.mean, 4)
    return section.id, bar.key, bar.label, bar.entries, bar.judged, *counts, mean
