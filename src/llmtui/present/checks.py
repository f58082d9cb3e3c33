"""The outcome of a checklist in words and lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from llmtui.checklists import Checked, Evidence, Outcome, State
from llmtui.counted import counted
from llmtui.model import Basis, Grade
from llmtui.model.all_judges import ALL_JUDGES
from llmtui.model.checklist import Checklist
from llmtui.model.licence import Permission
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Line, Role, wrap
from llmtui.present.permissions import QUESTIONS, clause

UNKNOWN_PASSES = "Unknown conditions were counted as passed (--unknown pass)."
_AS_ABOVE = "On the same grounds as the condition above."
_LOOKS: Mapping[State, tuple[Grade, Role]] = {
    State.MET: (Grade.OPEN, Role.OPEN),
    State.NOT_MET: (Grade.CLOSED, Role.CLOSED),
    State.UNKNOWN: (Grade.UNKNOWN, Role.UNKNOWN),
}
_ABOUT = {
    **{criterion.topic: criterion.label for criterion in ALL_JUDGES.criteria},
    **{permission.value: QUESTIONS[permission] for permission in Permission},
    "license": "licence",
    "is": "in a word",
}


def summary(outcome: Outcome) -> str:
    """How many conditions are met, not met and unknown: `4 of 6 conditions met, 2 unknown`."""
    counts = Counter(checked.state for checked in outcome.conditions)
    total = len(outcome.conditions)
    words = [f"{counts[State.MET]} of {counted(total, 'condition')} met"]
    words += [f"{counts[state]} {state.value}" for state in (State.NOT_MET, State.UNKNOWN) if counts[state]]
    return ", ".join(words)


def evidence_text(evidence: Evidence) -> str:
    """One fact in a line: what is said, by whom, when, and where to check it."""
    about = _ABOUT.get(evidence.about, evidence.about.replace("_", " "))
    text = f"{about}: {evidence.says}" if evidence.says else about
    text += _origin(evidence)
    origin = ", ".join(filter(None, (evidence.judge, evidence.date, *evidence.links)))
    text += f" ({origin})" if origin else ""
    text += f", {trust}" if (trust := _trust(evidence)) else ""
    text += f", {evidence.note}" if evidence.note and not evidence.judge else ""
    return " ".join((f"{text}.", *map(clause, evidence.conditions)))


def _origin(evidence: Evidence) -> str:
    """Which licence says it, and of which entry; empty if the fact itself says so."""
    if evidence.licence and evidence.licence != evidence.says:
        return f", by {evidence.licence} of {evidence.entry}"
    if evidence.entry and evidence.note and not evidence.judge:
        return f", {evidence.entry}"
    return ""


def _trust(evidence: Evidence) -> str:
    """What weakens a judgement: that it was declared, that no evidence is linked, that judges contradict each other."""
    if not evidence.judge:
        return ""
    declared = "declared" if evidence.basis == Basis.DECLARED.value else ""
    bare = "" if evidence.links else "no evidence is linked"
    return ", ".join(filter(None, (declared, bare, "disputed" if evidence.disputed else "")))


def is_disputed(checked: Checked) -> bool:
    """Whether judges contradict each other on what a condition rests on."""
    return any(each.disputed for each in checked.evidence)


def grounds(checked: Checked) -> tuple[str, ...]:
    """Everything that a condition rests on, a line each."""
    lines = tuple(map(evidence_text, checked.evidence))
    if checked.reason:
        reason = f"{checked.reason[0].upper()}{checked.reason[1:]}."
        return (*lines, reason)
    return lines


def check_lines(checklist: Checklist, outcomes: Sequence[Outcome], canvas: Canvas) -> Iterator[Line]:
    """A checklist with the outcome for each entry."""
    yield (Cell(checklist.name, Role.HEADING),)
    yield from _wrapped(checklist.asks, canvas.width, "", Role.MUTED)
    for outcome in outcomes:
        yield ()
        yield from _outcome_lines(outcome, canvas)
    yield ()
    yield from _wrapped(checklist.note, canvas.width, "", Role.MUTED)
    yield from _wrapped(checklist.source, canvas.width, "", Role.MUTED)


def _outcome_lines(outcome: Outcome, canvas: Canvas) -> Iterator[Line]:
    name = outcome.entry.name if outcome.entry else outcome.name
    yield (Cell(name, Role.STRONG), Cell(f"  {outcome.name}", Role.MUTED), Cell(f"  {summary(outcome)}"))
    for remark in outcome.remarks:
        yield from _wrapped(f"{remark[0].upper()}{remark[1:]}.", canvas.width, "  ", Role.NOTICE)
    before: tuple[str, ...] = ()
    for checked in outcome.conditions:
        found = grounds(checked)
        yield from _condition_lines(checked, (_AS_ABOVE,) if found and found == before else found, canvas)
        before = found


def _condition_lines(checked: Checked, found: tuple[str, ...], canvas: Canvas) -> Iterator[Line]:
    grade, role = _LOOKS[checked.state]
    yield (
        Cell(f"  {canvas.glyphs.grades[grade]} {checked.state.value:<7}  ", role),
        Cell(checked.condition.label),
        *((Cell(f"  {canvas.glyphs.disputed} disputed", Role.NOTICE),) if is_disputed(checked) else ()),
    )
    texts = (checked.condition.where, *found)
    if checked.state is not State.MET:
        texts = (checked.condition.where, checked.condition.why, *found)
    for text in filter(None, texts):
        yield from _wrapped(text, canvas.width, " " * 6, Role.MUTED)


def _wrapped(text: str, width: int, indent: str, role: Role) -> Iterable[Line]:
    return ((Cell(indent + line, role),) for line in wrap(text, max(20, width - len(indent))))
