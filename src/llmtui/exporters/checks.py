"""The outcome of a checklist for other programs, and as Markdown for a pull request."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from llmtui.checklists import Checked, Evidence, Outcome
from llmtui.exporters.permissions import condition_record
from llmtui.exporters.sheet import Sheet, dump_csv, dump_tsv, escaped, join, json_lines, json_text
from llmtui.model.checklist import Checklist
from llmtui.present.checks import UNKNOWN_PASSES, grounds, is_disputed, summary

Record = dict[str, object]
Passed = Callable[[Outcome], bool]
"""Whether an outcome is good enough for the user."""


def outcome_record(outcome: Outcome, *, passed: bool, unknown_passes: bool) -> Record:
    """An outcome as plain values."""
    return {
        "checklist": outcome.checklist.id,
        "asked": outcome.name,
        "id": outcome.entry.id if outcome.entry else "",
        "name": outcome.entry.name if outcome.entry else "",
        "state": outcome.state.value,
        "passed": passed,
        "unknown": "pass" if unknown_passes else "fail",
        "remarks": list(outcome.remarks),
        "conditions": [_condition(each) for each in outcome.conditions],
        "note": outcome.checklist.note,
        "source": outcome.checklist.source,
    }


def _condition(checked: Checked) -> Record:
    return {
        "label": checked.condition.label,
        "state": checked.state.value,
        "reason": checked.reason,
        "why": checked.condition.why,
        "where": checked.condition.where,
        "evidence": [_evidence(each) for each in checked.evidence],
    }


def _evidence(evidence: Evidence) -> Record:
    return {
        "about": evidence.about,
        "says": evidence.says,
        "by": evidence.judge,
        "date": evidence.date,
        "links": list(evidence.links),
        "basis": evidence.basis or None,
        "disputed": evidence.disputed,
        "entry": evidence.entry_id or None,
        "name": evidence.entry,
        "license": evidence.licence,
        "size": evidence.size,
        "conditions": [condition_record(each) for each in evidence.conditions],
        "note": evidence.note,
    }


def _records(outcomes: Sequence[Outcome], passed: Passed, *, unknown_passes: bool) -> list[Record]:
    return [outcome_record(each, passed=passed(each), unknown_passes=unknown_passes) for each in outcomes]


def _json(_checklist: Checklist, outcomes: Sequence[Outcome], passed: Passed, unknown_passes: bool) -> str:
    return json_text(_records(outcomes, passed, unknown_passes=unknown_passes))


def _jsonl(_checklist: Checklist, outcomes: Sequence[Outcome], passed: Passed, unknown_passes: bool) -> str:
    return json_lines(_records(outcomes, passed, unknown_passes=unknown_passes))


def _sheet(outcomes: Sequence[Outcome], passed: Passed, unknown_passes: bool) -> Sheet:
    """One row per condition."""
    columns = ("checklist", "asked", "id", "condition", "state", "where", "evidence", "passed", "unknown", "note")
    rows = tuple(
        (
            each.checklist.id,
            each.name,
            each.entry.id if each.entry else "",
            checked.condition.label,
            checked.state.value,
            checked.condition.where,
            join(grounds(checked)),
            passed(each),
            "pass" if unknown_passes else "fail",
            each.checklist.note,
        )
        for each in outcomes
        for checked in each.conditions
    )
    return Sheet(columns, rows)


def _csv(_checklist: Checklist, outcomes: Sequence[Outcome], passed: Passed, unknown_passes: bool) -> str:
    return dump_csv(_sheet(outcomes, passed, unknown_passes))


def _tsv(_checklist: Checklist, outcomes: Sequence[Outcome], passed: Passed, unknown_passes: bool) -> str:
    return dump_tsv(_sheet(outcomes, passed, unknown_passes))


def _markdown(checklist: Checklist, outcomes: Sequence[Outcome], _passed: Passed, unknown_passes: bool) -> str:
    """A section for each entry, with a table of its conditions."""
    parts = [f"## {escaped(checklist.name)}", escaped(checklist.asks), *map(_section, outcomes)]
    parts += [UNKNOWN_PASSES] if unknown_passes else []
    parts += [f"*{escaped(checklist.note)}*" if checklist.note else "", escaped(checklist.source)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _section(outcome: Outcome) -> str:
    name = escaped(outcome.entry.name if outcome.entry else outcome.name)
    link = next(iter(outcome.entry.links), None) if outcome.entry else None
    title = f"[{name}](<{link.url}>)" if link and not set(link.url) & set("<>\\ ") else name
    lines = [f"### {title}: {summary(outcome)}", ""]
    lines += [*(f"{escaped(each)}." for each in outcome.remarks), ""] if outcome.remarks else []
    lines += ["| | condition | rule | evidence |", "|---|---|---|---|"]
    for checked in outcome.conditions:
        evidence = "<br>".join(map(escaped, grounds(checked)))
        label, where = escaped(checked.condition.label), escaped(checked.condition.where)
        state = f"{checked.state.value}{' ≠' if is_disputed(checked) else ''}"
        lines.append(f"| {state} | {label} | {where} | {evidence} |")
    return "\n".join(lines)


CHECK_FORMATS: Mapping[str, Callable[[Checklist, Sequence[Outcome], Passed, bool], str]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": _tsv,
    "markdown": _markdown,
}
"""Every format of outcomes by name."""
