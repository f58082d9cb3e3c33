"""The outcome of a checklist as linear text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmtui.checklists import Checked, Outcome, State
from llmtui.exporters.plain.form import Block, Fact, linear
from llmtui.model.checklist import Checklist
from llmtui.present.checks import UNKNOWN_PASSES, grounds, is_disputed, summary


def check_text(checklist: Checklist, outcomes: Sequence[Outcome], *, unknown_passes: bool) -> str:
    """The checklist, then a block for each entry with its conditions, and a line for each reason."""
    asked: tuple[Fact, ...] = (
        ("", checklist.asks),
        ("", checklist.note),
        ("Source", checklist.source),
        ("", UNKNOWN_PASSES if unknown_passes else ""),
    )
    return linear((Block(checklist.name, asked), *(_block(outcome) for outcome in outcomes)))


def _block(outcome: Outcome) -> Block:
    name = outcome.entry.name if outcome.entry else outcome.name
    remarks = (("", f"{remark[0].upper()}{remark[1:]}.") for remark in outcome.remarks)
    conditions = (fact for each in outcome.conditions for fact in _condition(each))
    facts: tuple[Fact, ...] = (("Asked for", outcome.name), ("Outcome", outcome.state.value))
    return Block(name, (*facts, ("Conditions", summary(outcome)), *remarks, *conditions))


def _condition(checked: Checked) -> Iterator[Fact]:
    yield checked.condition.label, checked.state.value + (", disputed" if is_disputed(checked) else "")
    if checked.state is not State.MET:
        yield "", checked.condition.why
    yield "Rule", checked.condition.where
    yield from (("Because", text) for text in grounds(checked))
