from __future__ import annotations

import calendar

import pytest

from llmtui.dates import date_words, is_date, month_words


@pytest.mark.parametrize(
    ("date", "words"),
    [("2026", "2026"), ("2026-06", "Jun 2026"), ("2026-06-02", "2 Jun 2026"), ("", ""), ("soon", "soon")],
)
def test_a_date_is_written_as_people_write_it(date: str, words: str) -> None:
    assert words == date_words(date)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_its_name_and_every_month_its_last_day(month: int) -> None:
    last = calendar.monthrange(2025, month)[1]
    name = calendar.month_name[month][:3]

    assert f"{last} {name} 2025" == date_words(f"2025-{month:02}-{last:02}")
    assert (True, False) == (is_date(f"2025-{month:02}-{last:02}"), is_date(f"2025-{month:02}-{last + 1:02}"))


@pytest.mark.parametrize(
    ("date", "words"),
    [("2026", "2026"), ("2026-06", "Jun 2026"), ("2026-06-02", "Jun 2026"), ("2026-06-99", "2026-06-99"), ("", "")],
)
def test_a_month_leaves_out_the_day(date: str, words: str) -> None:
    assert words == month_words(date)
