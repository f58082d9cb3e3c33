"""The numbers of an overview as linear text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llmtui.counted import counted
from llmtui.exporters.plain.form import GRADE_WORDS, Block, linear
from llmtui.model import Grade
from llmtui.model.all_judges import in_a_sentence
from llmtui.openness.overview import Bar, Measure, Section


def overview_text(sections: Iterable[Section], judge: str) -> str:
    """A block for each section, with a line for each bar."""
    head = Block(
        f"Openness by {in_a_sentence(judge)}" if judge else "Not judged",
        (("", "Counts of entries, and how open they are."),),
    )
    return linear((head, *(Block(each.title, tuple(_bars(each))) for each in sections)))


def _bars(section: Section) -> Iterator[tuple[str, str]]:
    for bar in section.bars:
        yield bar.label, _words(section, bar)


def _words(section: Section, bar: Bar) -> str:
    mean = "" if bar.mean is None else f"{bar.mean:.0%} open"
    if section.measure is Measure.SCORE:
        return mean
    if section.measure is Measure.GRADES:
        counts = (f"{count} {GRADE_WORDS[grade]}" for grade in Grade if (count := bar.count(grade)))
        return ", ".join(counts)
    on_average = f"on average {mean}" if mean else ""
    return ", ".join(filter(None, (counted(bar.entries, "entry", "entries"), f"{bar.judged} judged", on_average)))
