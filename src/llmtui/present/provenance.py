"""Says how old the catalogue's records are: it is a snapshot of its sources, and not live."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from llmtui.counted import counted
from llmtui.dates import date_words
from llmtui.model import Snapshot
from llmtui.present.cells import Cell, Line, Role, paragraph

_OLD = timedelta(days=183)
"""From half a year on, a reader should know the age at the first glance."""


def newest(snapshots: Iterable[Snapshot]) -> str:
    """The date of the newest snapshot; empty if none has a date."""
    return max((each.date for each in snapshots), default="")


def headline(snapshots: Iterable[Snapshot]) -> str:
    """`snapshot of 2026-06-12, not live`; empty if nothing is known."""
    taken = newest(snapshots)
    return f"snapshot of {taken}, not live" if taken else ""


def old_data(snapshots: Iterable[Snapshot], today: date) -> str:
    """`data of Jun 2026` if the newest snapshot is older than half a year; else empty."""
    taken = newest(snapshots)
    if not taken:
        return ""
    year, month, day = (int(part) for part in f"{taken}-12-28"[: len("YYYY-MM-DD")].split("-"))
    if len(taken) == len("YYYY-MM"):
        year, month, day = int(taken[:4]), int(taken[5:]), 28
    return f"data of {date_words(taken[:7])}" if today - date(year, month, day) > _OLD else ""


def source_words(snapshot: Snapshot) -> str:
    """What is known of one snapshot: its version, its date, its newest record and how many records it has."""
    facts = (
        snapshot.version,
        f"taken {snapshot.date}" if snapshot.date else "",
        f"newest record {snapshot.newest}" if snapshot.newest else "",
        counted(snapshot.records, "record") if snapshot.records else "",
    )
    return ", ".join(filter(None, facts))


def provenance_lines(snapshots: Iterable[Snapshot], width: int) -> tuple[Line, ...]:
    """The state of each source from which the records were taken, for the legend; empty if it is not known."""
    known = tuple(snapshots)
    if not known:
        return ()
    title = headline(known)
    lines: list[Line] = [(Cell("Where the records come from", Role.HEADING),)]
    lines += paragraph(f"{title[:1].upper()}{title[1:]}.", width) if title else []
    for each in known:
        lines += paragraph(f"{each.source}: {source_words(each)}", width, Role.MUTED)
    return tuple(lines)
