"""The date of an index's new grades if its records have none; never the day on which a file was copied."""

from __future__ import annotations

from datetime import datetime, timezone

import msgspec

_FIRST_YEAR = "2015"
"""No index of open models is older; archives without dates have 1970 or 1980."""


class Dating(msgspec.Struct, frozen=True):
    """A date and why it is used."""

    date: str
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    reason: str

    @property
    def month(self) -> str:
        """The date without its day."""
        return self.date[: len("YYYY-MM")]


def dating(given: str, of_records: str, of_snapshot: str) -> Dating:
    """The date of grades whose records have none.

    Args:
        given: What the user gave with `--date`.
        of_records: The date of the archive; empty if the records are plain files.
        of_snapshot: When the catalogue's own records of the index were taken.
    """
    today = datetime.now(timezone.utc).strftime("%Y-%m-%d")
    if given:
        return Dating(given, "given with --date")
    if is_plausible(of_records, today):
        return Dating(of_records, "the date of the archive")
    if of_snapshot:
        return Dating(of_snapshot, "the date of the catalogue's snapshot; --date sets another")
    return Dating(today, "today, as neither the records nor the catalogue have a date; --date sets another")


def is_plausible(date: str, today: str) -> bool:
    """Whether an archive can be of this day: not before there were such indices, and not in the future."""
    return _FIRST_YEAR <= date <= today
