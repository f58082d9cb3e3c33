"""The overview of a catalogue as bars, each of which leads to the list of what it counts."""

from llmtui.present.overview.lines import BarSpot, BarTarget, OverviewLine, overview_lines, plain_lines
from llmtui.present.overview.queries import bar_query, part_query
from llmtui.present.overview.words import in_words, sentence

__all__ = [
    "BarSpot",
    "BarTarget",
    "OverviewLine",
    "bar_query",
    "in_words",
    "overview_lines",
    "part_query",
    "plain_lines",
    "sentence",
]
