"""A comparison as linear text: a block for each row, with the value of each entry."""

from __future__ import annotations

from collections.abc import Iterator

from llmtui.exporters.plain.form import GRADE_WORDS, Block, Fact, linear
from llmtui.licences import licence_name
from llmtui.present.compare import Comparison, ComparisonRow, Value, verdict


def comparison_text(comparison: Comparison, *, differences: bool = False) -> str:
    """First what follows from the comparison, then the rows."""
    sentences = tuple(("", sentence) for sentence in (*verdict(comparison), comparison.reason))
    hidden = (("Identical rows left out", str(comparison.same)),) if differences else ()
    names = ", ".join(side.entry.name for side in comparison.sides)
    rows = (_block(row, comparison) for row in comparison.shown(differences=differences))
    return linear((Block(f"Comparison of {names}", (*sentences, *hidden)), *rows))


def _block(row: ComparisonRow, comparison: Comparison) -> Block:
    heading = " ".join(filter(None, (row.group if row.heads_group else "", row.label.lower())))
    label = heading if row.heads_group else row.label
    return Block(f"{label}, {'differs' if row.differs else 'the same'}", tuple(_facts(row, comparison)))


def _facts(row: ComparisonRow, comparison: Comparison) -> Iterator[Fact]:
    for side, value in zip(comparison.sides, row.values, strict=True):
        yield side.entry.name, _words(value) or "not stated"


def _words(value: Value) -> str:
    if value.judgement is None:
        return licence_name(value.text)
    return GRADE_WORDS[value.judgement.grade] + (", declared and not reviewed" if value.declared else "")
