from __future__ import annotations

from msgspec.structs import replace

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.exporters.markdown import entries_document
from llmtui.model import Basis, Entry, Grade, Judgement, Link, Snapshot

EVIDENCE = Judgement(Grade.OPEN, ("https://example.org/a|b",))


def lines(*entries: Entry, framework: str = FRAMEWORK) -> list[str]:
    """The lines of the document that are not blank."""
    judge = a_framework(name="The Judges", basis=Basis.DECLARED)
    catalog = replace(a_catalog(*entries, frameworks=[judge]), snapshots=(Snapshot("index", date="2026-06-12"),))
    return [line for line in entries_document(catalog, entries, framework).splitlines() if line]


def test_a_row_has_the_linked_name_the_facts_and_a_linked_sign_per_grade() -> None:
    entry = an_entry(
        name="One [x]",
        maker="Maker",
        licence="LicenseRef-Own-Terms",
        sizes=("7B", "13B"),
        released="2024-05",
        links=(Link("repo", "https://example.org"),),
        grades={"weights": EVIDENCE, "code": "closed"},
    )

    heading, _rule, row = lines(entry)[:3]

    assert "| Name | Maker | Word | Openness | Licence | Size | Released | Code | Weights |" == heading
    facts = "| [One \\[x\\]](<https://example.org>) | Maker | unclear | 1.0+ | Own Terms | 7B, 13B | 2024-05 |"
    assert f"{facts} ○ | [●](<https://example.org/a%7Cb>) |" == row


def test_columns_that_would_be_empty_are_left_out() -> None:
    assert "| Name | Word |" == lines(an_entry())[0]


def test_the_caption_names_the_judges_with_their_dates_and_the_date_of_the_data() -> None:
    said = an_assessment({"code": "open"}, date="2025-03")

    caption = lines(an_entry(assessments=(said,)))[3:]

    assert any("● open" in line and "· not assessed" in line for line in caption)
    assert "Openness by The Judges: The Judges (declared), Mar 2025." in caption
    assert "llmtui, snapshot of 2026-06-12, not live." == caption[-1]
