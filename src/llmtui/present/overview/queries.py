"""The query behind each bar of the overview: it finds exactly the entries that the bar counts."""

from __future__ import annotations

from llmtui.openness.overview import Bar, Measure, Part, Section

JUDGED = "score>=0"
"""The term of the query language for what the chosen framework judged."""
UNDATED = "-released>=0000"
"""The term for what has no date."""


def bar_query(section: Section, bar: Bar) -> str | None:
    """The query of a bar; None if its parts, or its entry, are what it leads to."""
    if section.measure is Measure.ENTRIES:
        return _term(section, bar)
    return f"{_term(section, bar)} {JUDGED}".strip() if section.measure is Measure.MEAN else None


def part_query(bar: Bar, part: Part) -> str | None:
    """The query of one grade of a criterion; None if the query language has no word for the criterion."""
    return f"{bar.topic}:{part.grade.value} {JUDGED}" if bar.topic else None


def _term(section: Section, bar: Bar) -> str:
    """The term that finds the category, the year or the word of a bar."""
    if section.id.startswith("year"):
        return f"released:{bar.key}" if bar.key else UNDATED
    if section.id == "word":
        return f"is:{bar.key}"
    return f"category:{bar.key}" if bar.key else ""
