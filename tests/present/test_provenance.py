from __future__ import annotations

from datetime import date

import pytest

from llmtui.model import Snapshot
from llmtui.present.cells import plain
from llmtui.present.provenance import headline, old_data, provenance_lines, source_words

INDEX = Snapshot("index", "5a388e87", "2026-06-12", "2026-06", 193)
SURVEY = Snapshot("survey", date="2023-04")


def test_the_newest_snapshot_is_stated_and_that_it_is_not_live() -> None:
    assert "snapshot of 2026-06-12, not live" == headline([SURVEY, INDEX])


def test_nothing_is_stated_where_nothing_is_known() -> None:
    assert ("", (), "") == (headline([]), provenance_lines([], 80), old_data([], date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("taken", "today", "words"),
    [
        ("2026-06-12", date(2026, 12, 1), ""),
        ("2026-06-12", date(2026, 12, 20), "data of Jun 2026"),
        ("2026-06", date(2026, 12, 20), ""),
        ("2026-06", date(2027, 1, 20), "data of Jun 2026"),
        ("2025", date(2026, 6, 1), ""),
        ("2025", date(2026, 12, 1), "data of 2025"),
    ],
)
def test_data_older_than_half_a_year_is_dated(taken: str, today: date, words: str) -> None:
    assert words == old_data([Snapshot("index", date=taken)], today)


def test_each_source_has_its_version_dates_and_records() -> None:
    assert "5a388e87, taken 2026-06-12, newest record 2026-06, 193 records" == source_words(INDEX)
    assert "survey: taken 2023-04" in [plain(line) for line in provenance_lines([INDEX, SURVEY], 80)]
