"""Entries side by side as a table to send, and one entry alone in the same form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from llmtui.exporters.judged import Judged, judged
from llmtui.exporters.markdown.caption import caption, document, evidence, words_used
from llmtui.exporters.markdown.links import Names, paragraph
from llmtui.exporters.markdown.table import Align, table
from llmtui.exporters.sheet import escaped
from llmtui.licences import licence_name, licence_with_sizes
from llmtui.model import Catalog, Entry
from llmtui.model.licence import Allowance
from llmtui.permissions import answers
from llmtui.present.compare import Comparison, ComparisonRow, RowKind, Value, compare, verdict
from llmtui.present.compare.comparison import JUDGED, KIND, LICENCE, NOT_ASSESSED, NOT_JUDGED
from llmtui.present.glyphs import UNICODE
from llmtui.present.permissions import NO_ADVICE

_SILENT = {"", NOT_JUDGED, NOT_ASSESSED}
"""Values that say nothing about an entry."""


def entry_document(catalog: Catalog, entry: Entry, framework: str) -> str:
    """One entry: a row for each fact and grade, and below it what they mean, who judged when, and the evidence."""
    return comparison_document(catalog, compare(catalog, (entry.id,), framework, forced=True))


def comparison_document(catalog: Catalog, comparison: Comparison, *, differences: bool = False) -> str:
    """The verdict, a table with one column per entry, and below it conditions of use, judges and evidence.

    Rows that say nothing about any of them are left out.
    """
    framework = comparison.framework
    own = _judged_by_it(catalog, comparison)
    rows = [row for row in comparison.shown(differences=differences) if _says_something(row, comparison)]
    names = Names()
    head = ("", *(names.linked(side.entry) for side in comparison.sides))
    asked = [row.criterion for row in rows if row.criterion]
    words, alone = words_used(own), len(own) == 1
    return document(
        *map(paragraph, _verdict(comparison)),
        words if alone else "",
        table(head, [(_label(row), *_cells(row, comparison)) for row in rows], [Align.LEFT] * len(head)),
        _on_differences(comparison, left_out=differences),
        escaped(_not_assessed(comparison)),
        "" if alone else words,
        _conditions(catalog, comparison),
        *caption(catalog, framework, own),
        evidence(own, asked),
        names.definitions(),
    )


def _judged_by_it(catalog: Catalog, comparison: Comparison) -> list[Judged]:
    """What the framework of the comparison says of each entry, which is nothing of some."""
    framework = comparison.framework
    known = (judged(catalog, side.entry, framework.id if framework else "") for side in comparison.sides)
    return [one if one.framework is framework else Judged(catalog, one.entry) for one in known]


def _says_something(row: ComparisonRow, comparison: Comparison) -> bool:
    """Whether a row has something on any entry; the judges and their dates are named in the caption."""
    if len(comparison.sides) == 1:
        superfluous = row.kind is RowKind.SUM or row.label == JUDGED
    else:
        superfluous = row.label == JUDGED or (row.label == KIND and not row.differs)
    return not superfluous and any(value.text not in _SILENT for value in row.values)


def _not_assessed(comparison: Comparison) -> str:
    """The criteria without a row, as a sentence: what was not assessed is not closed."""
    criteria = [row for row in comparison.rows if row.kind is RowKind.CRITERION]
    silent = [row.label for row in criteria if not _says_something(row, comparison)]
    return f"Not assessed: {', '.join(silent)}." if silent and len(silent) < len(criteria) else ""


def _on_differences(comparison: Comparison, *, left_out: bool) -> str:
    """What the sign before a label means, and how many rows are missing."""
    hidden = f"Identical rows left out: {comparison.same}." if left_out else ""
    return " ".join(
        filter(None, (f"{UNICODE.disputed} marks a row that differs.", hidden) if comparison.sides[1:] else ())
    )


def _label(row: ComparisonRow) -> str:
    """The label, with a sign if the entries differ; a group in bold."""
    if row.heads_group:
        return f"**{escaped(row.group)}**"
    return f"{UNICODE.disputed} {escaped(row.label)}" if row.differs else escaped(row.label)


def _cells(row: ComparisonRow, comparison: Comparison) -> Iterator[str]:
    if row.label == LICENCE and not row.criterion:
        entries = (side.entry for side in comparison.sides)
        return (escaped(licence_with_sizes(entry.licence, entry.licences)) for entry in entries)
    return map(_cell, row.values)


def _cell(value: Value) -> str:
    if value.judgement is None:
        return escaped(value.brief())
    return escaped(f"{UNICODE.grade(value.judgement.grade, declared=value.declared).text} {value.text}")


def _verdict(comparison: Comparison) -> Iterator[str]:
    if len(comparison.sides) > 1:
        yield from verdict(comparison)
        yield comparison.reason
    yield from (f"{side.entry.name}: {side.entry.notice}" for side in comparison.sides if side.entry.notice)


def _conditions(catalog: Catalog, comparison: Comparison) -> str:
    """The conditions of the licences that decide what may be done, an item for each licence; empty if all allow it."""
    lines = [line for side in comparison.sides for line in _conditions_of(catalog, side.entry)]
    return "\n".join(("Conditions of use:", "", *dict.fromkeys(lines), "", NO_ADVICE)) if lines else ""


def _conditions_of(catalog: Catalog, entry: Entry) -> Iterable[str]:
    found: dict[tuple[str, str], dict[str, None]] = {}
    limits = (each for answer in answers(catalog, entry) for each in answer.reasons)
    for reason in limits:
        if reason.allowance is not Allowance.YES:
            texts = dict.fromkeys(condition.text for condition in reason.conditions)
            found.setdefault((reason.name, reason.licence), {}).update(texts)
    for (name, licence), conditions in found.items():
        words = " ".join(conditions) or ("not known what it allows" if licence else "no licence is known")
        whose = f"{name} ({licence_name(licence)})" if licence else name
        yield f"- {paragraph(f'{whose}: {words}')}"
