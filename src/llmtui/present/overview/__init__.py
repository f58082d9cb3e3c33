"""The overview of a catalogue as bars, each of which leads to the list of what it counts."""

from llmtui.present.overview.lines import BarSpot, BarTarget, overview_lines, plain_lines
from llmtui.present.overview.words import bar_words, sentence

__all__ = [
    "BarSpot",
    "BarTarget",
    "bar_words",
    "overview_lines",
    "plain_lines",
    "sentence",
]
