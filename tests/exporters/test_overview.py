from __future__ import annotations

from factories import a_catalog, a_framework, an_entry
from llmtui.exporters.overview import overview_sheet
from llmtui.openness.overview import overview


def test_what_is_only_listed_counts_as_not_judged() -> None:
    entry = an_entry("x", grades={"code": "listed", "weights": "open"})
    sheet = overview_sheet(overview(a_catalog(entry, frameworks=(a_framework(),)), "test-points"))

    record = next(each for each in sheet.records() if each["key"] == "code")

    assert (0, 1) == (record["closed"], record["unknown"])
