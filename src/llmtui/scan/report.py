"""Surveyed models as plain values for machine formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from llmtui.exporters.permissions import answer_record
from llmtui.exporters.sheet import Sheet, dump_csv, dump_markdown, dump_tsv, join, json_lines, json_text
from llmtui.model.licence import Permission
from llmtui.permissions import reason_text
from llmtui.scan.matching import Matched
from llmtui.scan.survey import Surveyed
from llmtui.text import clean

Record = dict[str, object]

_COLUMNS = (
    *("name", "source", "path", "size", "quantisation", "complete", "entry", "match", "differs", "nearest"),
    *("declared.license", "declared.base", "license", "word", *(each.value for each in Permission)),
    *("because", "disagreement"),
)


def record(surveyed: Surveyed) -> Record:
    """All that is known of a model."""
    found, matched, entry = surveyed.found, surveyed.matched, surveyed.entry
    return {
        "name": found.name,
        "source": found.source.value,
        "path": clean(str(found.path)),
        "size": found.size,
        "quantisation": found.quantisation,
        "complete": not found.is_partial,
        "entry": matched.entry_id or None,
        "match": matched.how.value,
        "differs": _differs(matched),
        "nearest": list(matched.others),
        "declared": {
            "license": found.declared.licence,
            "spdx": surveyed.licence,
            "base": list(found.declared.bases),
        },
        "license": entry.licence if entry else "",
        "word": surveyed.word or None,
        "permissions": {each.permission.value: answer_record(each) for each in surveyed.answers},
        "disagreement": list(surveyed.differences),
    }


def _differs(matched: Matched) -> str:
    """What differs, and why the match is less sure."""
    return "; ".join(filter(None, (matched.differs, matched.doubt)))


def sheet(surveyed: Sequence[Surveyed]) -> Sheet:
    """One row per model; the reasons are those of commercial use."""
    return Sheet(_COLUMNS, tuple(_row(each) for each in surveyed))


def _row(surveyed: Surveyed) -> tuple[str | int | None, ...]:
    found, matched, entry = surveyed.found, surveyed.matched, surveyed.entry
    return (
        found.name,
        found.source.value,
        clean(str(found.path)),
        found.size,
        found.quantisation,
        "false" if found.is_partial else "true",
        matched.entry_id,
        matched.how.value,
        _differs(matched),
        join(matched.others),
        found.declared.licence,
        join(found.declared.bases),
        entry.licence if entry else "",
        surveyed.word,
        *(each.allowance.value for each in surveyed.answers),
        join([reason_text(each) for each in surveyed.answers[0].reasons]),
        join(surveyed.differences),
    )


def dump_json(surveyed: Sequence[Surveyed]) -> str:
    """An array of objects."""
    return json_text([record(each) for each in surveyed])


def dump_jsonl(surveyed: Sequence[Surveyed]) -> str:
    """One object per line."""
    return json_lines(map(record, surveyed))


def dump_ids(surveyed: Sequence[Surveyed]) -> str:
    """The ids of the entries, each once and on a line of its own."""
    return "".join(f"{each}\n" for each in dict.fromkeys(each.matched.entry_id for each in surveyed) if each)


SCAN_FORMATS: Mapping[str, Callable[[Sequence[Surveyed]], str]] = {
    "json": dump_json,
    "jsonl": dump_jsonl,
    "csv": lambda surveyed: dump_csv(sheet(surveyed)),
    "tsv": lambda surveyed: dump_tsv(sheet(surveyed)),
    "markdown": lambda surveyed: dump_markdown(sheet(surveyed)),
    "ids": dump_ids,
}
"""Every machine format of a scan by name, without those of exporters that need a catalogue."""
