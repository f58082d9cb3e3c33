"""A comparison as Markdown to send to a person: who is more open, then a table of what differs, and who judged when."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.exporters.markdown import linked, linked_name
from llmtui.exporters.sheet import escaped
from llmtui.model import Grade, Snapshot
from llmtui.present.compare import Comparison, ComparisonRow, RowKind, Value, verdict
from llmtui.present.glyphs import GRADE_NAMES, UNICODE
from llmtui.present.provenance import headline

_WHOLE = {"Judged", "Sizes"}
"""The facts that are written out; other facts are as brief as on screen."""


def comparison_document(
    comparison: Comparison, *, differences: bool = False, snapshots: Iterable[Snapshot] = ()
) -> str:
    """The verdict in sentences, a table with one column per entry, and what the signs mean.

    Args:
        comparison: What is compared.
        differences: Whether to leave out the rows that do not differ.
        snapshots: Which states of its sources the catalogue holds.
    """
    names = [linked_name(side.entry) for side in comparison.sides]
    table = [["", *names], ["---"] * (len(names) + 1)]
    table += [_row(row) for row in comparison.shown(differences=differences) if _says_something(row)]
    sentences = [escaped(" ".join(verdict(comparison)))] if len(names) > 1 else []
    rows = "".join(f"| {' | '.join(row)} |\n" for row in table)
    return "\n".join([*(f"{line}\n" for line in filter(None, sentences)), rows, *_caption(differences, snapshots)])


def _says_something(row: ComparisonRow) -> bool:
    return row.heads_group or any(value.text for value in row.values)


def _row(row: ComparisonRow) -> list[str]:
    """The label, marked if the values differ, and the values."""
    label = f"**{escaped(row.group or row.label)}**" if row.kind is RowKind.SUM else escaped(row.label)
    sign = f"{UNICODE.disputed} " if row.differs and not row.heads_group else ""
    return [f"{sign}{label}", *(_value(row, value) for value in row.values)]


def _value(row: ComparisonRow, value: Value) -> str:
    if value.judgement is None:
        return escaped(value.text if row.kind is not RowKind.FACT or row.label in _WHOLE else value.brief)
    sign = UNICODE.grade(value.judgement.grade, declared=value.declared).text
    evidence = value.judgement.evidence
    return linked(f"{sign} {value.brief}", evidence[0] if evidence else "")


def _caption(differences: bool, snapshots: Iterable[Snapshot]) -> Iterable[str]:
    signs = [f"{UNICODE.disputed} differs"]
    signs += [f"{UNICODE.grades[grade]} {GRADE_NAMES[grade]}" for grade in Grade if grade is not Grade.LISTED]
    signs.append(f"{' '.join(UNICODE.declared.values())} declared, not reviewed")
    hidden = " Rows that do not differ are left out." if differences else ""
    yield f"{', '.join(signs)}. A grade leads to its evidence.{hidden}\n"
    if stated := headline(snapshots):
        yield f"llmtui, {stated}.\n"
