from __future__ import annotations

import pytest

from llmtui.dates import in_words


@pytest.mark.parametrize(
    ("date", "words"),
    [("2026", "2026"), ("2026-06", "Jun 2026"), ("2026-06-02", "2 Jun 2026"), ("", ""), ("soon", "soon")],
)
def test_a_date_is_written_as_a_person_writes_it(date: str, words: str) -> None:
    assert words == in_words(date)
