"""The models on this machine as linear text, for screen readers."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.plain.form import Block, Fact, linear
from llmtui.permissions import reason_text
from llmtui.present.permissions import QUESTIONS
from llmtui.scan.survey import Surveyed
from llmtui.text import clean


def scan_text(surveyed: Sequence[Surveyed]) -> str:
    """A block for each model: where it is, its entry, and what it may be used for."""
    return linear(map(_block, surveyed))


def _block(one: Surveyed) -> Block:
    found, matched, entry = one.found, one.matched, one.entry
    facts: tuple[Fact, ...] = (
        ("Found by", found.source.value),
        ("Path", clean(str(found.path))),
        ("Quantisation", found.quantisation),
        ("Complete", "no" if found.is_partial else "yes"),
        ("Entry", f"{entry.name}, {matched.how.value}" if entry else "not in the catalogue"),
        ("Differs", matched.differs),
        ("In a word", one.word),
        ("Declared licence", found.declared.licence),
        ("Declared base", ", ".join(found.declared.bases)),
    )
    answers = ((QUESTIONS[each.permission].capitalize(), each.allowance.value) for each in one.answers)
    reasons = [("Because", reason_text(each)) for each in one.answers[0].reasons] if one.answers else []
    return Block(found.name, (*facts, *answers, *reasons, *(("Disagreement", each) for each in one.differences)))
