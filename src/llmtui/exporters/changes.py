"""What opened, what closed and what judges dispute, for machines: one record or row for each topic of an entry."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.record import Record, cell_record
from llmtui.exporters.sheet import SHEET_FORMATS, Sheet, json_lines, json_text
from llmtui.openness.timeline import Development

CHANGE_COLUMNS = ("change", "id", "name", "topic", "date", "grades", "dates", "by", "basis", "of", "evidence")


def change_record(one: Development) -> Record:
    """A topic with every judgement as an object, the earliest first; if disputed, the one that counts first."""
    return {
        "change": one.course.value,
        "id": one.entry.id,
        "name": one.entry.name,
        "topic": one.topic.id,
        "date": one.date,
        "judgements": [cell_record(opinion) for opinion in one.opinions],
    }


def change_sheet(found: Sequence[Development]) -> Sheet:
    """The same as rows: the grades, dates, judges, bases and subjects of the judgements in the same order.

    The evidence is that of the judgement that counts.
    """
    return Sheet(CHANGE_COLUMNS, tuple(_row(one) for one in found))


def _row(one: Development) -> tuple[str | tuple[str, ...], ...]:
    facts = (one.course.value, one.entry.id, one.entry.name, one.topic.id, one.date)
    return (
        *facts,
        tuple(each.judgement.grade.value for each in one.opinions),
        tuple(each.assessment.date for each in one.opinions),
        tuple(each.framework.id for each in one.opinions),
        tuple(each.framework.basis.value for each in one.opinions),
        tuple(each.assessment.of for each in one.opinions) if any(each.assessment.of for each in one.opinions) else (),
        one.newest.judgement.evidence,
    )


def dump_changes(found: Sequence[Development], name: str) -> str:
    """The topics in one of `SHEET_FORMATS`."""
    records = [change_record(one) for one in found]
    if name == "json":
        return json_text(records)
    if name == "jsonl":
        return json_lines(records)
    return SHEET_FORMATS[name](change_sheet(found))
