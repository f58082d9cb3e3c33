"""Surveyed models as a table for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from llmtui.counted import counted
from llmtui.model.licence import Allowance
from llmtui.permissions import reason_text
from llmtui.present.cells import Cell, Line, Role, cell_len, fit, wrap
from llmtui.scan.matching import How
from llmtui.scan.survey import Surveyed

_ROLES = {
    Allowance.YES: Role.OPEN,
    Allowance.CONDITIONS: Role.PARTIAL,
    Allowance.NO: Role.CLOSED,
    Allowance.UNKNOWN: Role.UNKNOWN,
}
_TITLES = ("model", "size", "word", "entry", "match", "commercial")
_LEAST = 16
"""Columns that a name keeps when a terminal is narrow."""
_INDENT = "    "
_GAP = "  "
_UNITS = ("B", "kB", "MB", "GB", "TB")
_STEP = 1000


class _Row(msgspec.Struct, frozen=True):
    cells: tuple[str, ...]
    allowance: Allowance
    reason: str


def scan_table(surveyed: Sequence[Surveyed], width: int, ellipsis: str) -> tuple[Line, ...]:
    """A heading and one row per model, in columns that fit the width if that is possible."""
    rows = [_row(each) for each in surveyed]
    columns = range(len(_TITLES))
    widths = [max(len(_TITLES[at]), *(cell_len(row.cells[at]) for row in rows)) for at in columns]
    gaps = len(_GAP) * (len(widths) - 1)
    widths[0] = max(min(_LEAST, widths[0]), min(widths[0], width - sum(widths[1:]) - gaps))
    spare = width - sum(widths) - gaps - len(_GAP)
    heading = _GAP.join(fit(title, widths[at]) for at, title in enumerate(_TITLES))
    because = f"{_GAP}because" if spare >= len("because") else ""
    lines = (line for row in rows for line in _lines(row, widths, spare, width, ellipsis))
    return ((Cell(f"{heading}{because}", Role.MUTED),), *lines)


def _lines(row: _Row, widths: Sequence[int], spare: int, width: int, ellipsis: str) -> Iterator[Line]:
    """A row; a name that does not fit is above it, and a reason that does not fit at its end is below it, in full."""
    if cell_len(row.cells[0]) > widths[0]:
        for part in wrap(row.cells[0], max(1, width)):
            yield (Cell(part, Role.STRONG),)
        row = replace(row, cells=("", *row.cells[1:]))
    if cell_len(row.reason) <= spare:
        yield (*_cells(row, widths, ellipsis), Cell(f"{_GAP}{row.reason}" if row.reason else "", Role.MUTED))
        return
    yield _cells(row, widths, ellipsis)
    for part in wrap(row.reason, max(1, width - len(_INDENT))):
        yield (Cell(f"{_INDENT}{part}", Role.MUTED),)


def _cells(row: _Row, widths: Sequence[int], ellipsis: str) -> Line:
    name, size, word, entry, match, answer = (fit(row.cells[at], widths[at], ellipsis) for at in range(len(widths)))
    return (
        Cell(f"{name}{_GAP}", Role.STRONG),
        Cell(f"{size}{_GAP}{word}{_GAP}"),
        Cell(f"{entry}{_GAP}"),
        Cell(f"{match}{_GAP}", Role.MUTED),
        Cell(answer, _ROLES[row.allowance]),
    )


def _row(surveyed: Surveyed) -> _Row:
    commercial = surveyed.answers[0]
    matched = surveyed.matched
    entry = matched.entry_id or ("several" if matched.how is How.SEVERAL else "not in the catalogue")
    cells = (
        f"{surveyed.found.name}{' (incomplete)' if surveyed.found.is_partial else ''}",
        size_text(surveyed.found.size),
        surveyed.word or "-",
        entry,
        matched.how.value,
        commercial.allowance.value,
    )
    return _Row(cells, commercial.allowance, "; ".join(_notes(surveyed)))


def _notes(surveyed: Surveyed) -> Iterator[str]:
    """Why the answer is what it is, how the model differs from its entry, and what contradicts the catalogue."""
    if surveyed.answers[0].allowance is not Allowance.YES:
        yield from (reason_text(each) for each in surveyed.answers[0].reasons)
    elif surveyed.answers[0].reasons:
        yield surveyed.answers[0].reasons[0].licence
    yield from surveyed.matched.remarks
    yield from surveyed.differences


def size_text(count: int | None) -> str:
    """Bytes in the unit that fits, in powers of 1000 as disks are sold; a dash if they are not known.

    Three digits are shown; what they would round up to a thousand is one of the next unit.
    """
    if count is None:
        return "-"
    size, unit = float(count), 0
    while float(f"{size:.3g}") >= _STEP and unit < len(_UNITS) - 1:
        size, unit = size / _STEP, unit + 1
    return f"{size:,.0f} {_UNITS[unit]}" if size >= _STEP else f"{size:.3g} {_UNITS[unit]}"


_COUNTED = {Allowance.CONDITIONS: "on conditions"}
"""The answers that need another word after a number."""


def summary(surveyed: Sequence[Surveyed]) -> str:
    """How many models there are, and how many may be used commercially."""
    sizes = [each.found.size for each in surveyed if each.found.size is not None]
    counts = dict.fromkeys(reversed(Allowance), 0)
    for each in surveyed:
        counts[each.answers[0].allowance] += 1
    answers = ", ".join(
        f"{count} {_COUNTED.get(allowance, allowance.value)}" for allowance, count in counts.items() if count
    )
    models = counted(len(surveyed), "model")
    size = f", {size_text(sum(sizes))}" if sizes else ""
    return f"{models}{size}; commercial use: {answers}; this is not legal advice"
