from __future__ import annotations

import pytest

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Basis, Catalog, Entry, Grade, Judgement
from llmtui.openness.timeline import developments, disputed_topics
from llmtui.present.canvas import Canvas
from llmtui.present.cells import line_width, plain
from llmtui.present.changes import change_lines, change_words, history_lines, title
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs

LINE = a_framework("line", ("weights", "code"), name="The Line", short="LIN")
OTHERS = a_framework("others", ("code",), name="Other Judges", short="OTH", basis=Basis.DECLARED)
EVIDENCE = Judgement(Grade.OPEN, ("https://example.org/w",), note="All sizes.")


def bloomz() -> Entry:
    """Open, then partial, then open, by one line of judges; code is disputed."""
    assessments = (
        an_assessment({"weights": "open", "code": "open"}, "line", "2023-04"),
        an_assessment({"weights": "partial", "code": "open"}, "line", "2025-03"),
        an_assessment({"weights": EVIDENCE, "code": "open"}, "line", "2026-06", of="7B"),
        an_assessment({"code": "closed"}, "others", "2024-01"),
    )
    return an_entry("bloomz", name="BLOOMZ", assessments=assessments)


def same() -> Entry:
    """Judged twice, with the same grades."""
    assessments = [an_assessment({"weights": "open", "code": "closed"}, "line", date) for date in ("2024", "2025")]
    return an_entry("same", assessments=tuple(assessments))


def drawn(*entries: Entry, width: int = 100, glyphs: Glyphs = UNICODE) -> list[str]:
    """The lines of these entries."""
    catalog = world(*entries)
    found = (*developments(catalog, entries), *disputed_topics(catalog, entries))
    return [plain(line.cells).rstrip() for line in change_lines(found, Canvas(width, glyphs))]


def world(*entries: Entry) -> Catalog:
    """A catalogue of these entries."""
    return a_catalog(*entries, frameworks=(LINE, OTHERS))


def test_a_change_is_a_timeline_with_the_judge_and_the_sign_of_evidence() -> None:
    assert "  BLOOMZ  Weights    ● 2023 → ◐ 2025 → ● 2026  LIN 26 ↗" in drawn(bloomz())


def test_every_course_has_a_heading_with_its_entries() -> None:
    assert [
        "Back and forth: as open again as at first · 1 entry",
        "Judged again, nothing changed · 1 entry",
        "Disputed: different judges disagree · 1 entry",
    ] == [line for line in drawn(bloomz(), same()) if line and not line.startswith(" ")]


def test_an_entry_in_which_nothing_changed_has_one_line_for_all_topics() -> None:
    assert ["  Same  2 topics   2024 → 2025      LIN 25"] == [line for line in drawn(same()) if "Same" in line]


def test_a_dispute_names_each_judge_and_what_is_only_declared() -> None:
    assert drawn(bloomz())[-1].endswith("● LIN 26 · ○ OTH 24 declared")


def test_months_are_stated_where_years_do_not_differ() -> None:
    assessments = [
        an_assessment({"code": grade}, "line", date) for grade, date in (("closed", "2025-01"), ("open", "2025-06"))
    ]

    assert "○ 2025-01 → ● 2025-06" in drawn(an_entry(assessments=tuple(assessments)))[1]


def test_a_topic_keeps_its_whole_name_where_the_timeline_leaves_room() -> None:
    framework = a_framework("line", ("code_docs",), name="The Line", short="LIN")
    assessments = [
        an_assessment({"code_docs": grade}, "line", date) for grade, date in (("closed", "2025"), ("open", "2026"))
    ]
    entry = an_entry(name="Dolly", assessments=tuple(assessments))
    found = developments(a_catalog(entry, frameworks=(framework,)), (entry,))

    text = [plain(line.cells).rstrip() for line in change_lines(found, Canvas(60, UNICODE))]

    assert "  Dolly  Code documentation  ○ 2025 → ● 2026  LIN 26" == text[1]


@pytest.mark.parametrize("width", [50, 60])
def test_a_short_timeline_keeps_its_judge_beside_a_long_one_that_fills_the_line(width: int) -> None:
    long = [an_assessment({"code": "open"}, "line", str(year)) for year in range(2019, 2024)]
    long.append(an_assessment({"code": "closed"}, "line", "2025"))
    short = [an_assessment({"code": grade}, "line", date) for grade, date in (("closed", "2025"), ("open", "2026"))]

    lines = drawn(an_entry("short", assessments=tuple(short)), an_entry("long", assessments=tuple(long)), width=width)

    assert ["LIN 26"] == [line[-6:] for line in lines if "Short" in line]


def test_ascii_signs_say_the_same() -> None:
    assert "O 2023 -> ~ 2025 -> O 2026" in drawn(bloomz(), glyphs=ASCII)[1]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    catalog = world(bloomz(), same())
    found = developments(catalog, tuple(catalog))

    assert all(line_width(line.cells) <= width for line in change_lines(found, Canvas(width, UNICODE)))


def test_every_judgement_is_explained_with_its_judge_date_subject_and_evidence() -> None:
    catalog = world(bloomz())
    (one,) = [each for each in developments(catalog, tuple(catalog)) if each.topic.id == "weights"]

    words = [plain(line).rstrip() for line in change_words(one, Canvas(100, UNICODE))]

    assert ["BLOOMZ: Weights  back and forth", "● open The Line, Apr 2023"] == [words[0], words[1]]
    assert ["● open The Line, Jun 2026, of 7B", "↗ https://example.org/w", "All sizes."] == words[-3:]


def test_a_change_names_the_releases_if_different_ones_were_judged() -> None:
    entry = an_entry(
        "x",
        assessments=(
            an_assessment({"weights": "closed"}, "line", "2025", of="7B v1"),
            an_assessment({"weights": "open"}, "line", "2026", of="13B v2"),
        ),
    )
    (one,) = developments(world(entry), (entry,))

    (row,) = [line for line in drawn(entry) if "2025" in line]
    words = [plain(line).rstrip() for line in change_words(one, Canvas(100, UNICODE))]

    assert row.endswith("LIN 26  7B v1, 13B v2")
    assert "Different releases were judged: 7B v1, 13B v2." == words[-1]


def test_a_history_states_unchanged_topics_too_and_who_judged_once() -> None:
    catalog = world(bloomz())
    found = developments(catalog, tuple(catalog))

    text = [plain(line).rstrip() for line in history_lines(catalog, bloomz(), found, Canvas(100, UNICODE))]

    assert any(line.startswith("  Code") for line in text)
    assert "Judged once by Other Judges, Jan 2024." == text[-1]


def test_an_entry_that_was_not_judged_says_so() -> None:
    text = [plain(line) for line in history_lines(world(), an_entry("x"), (), Canvas(100, UNICODE))]

    assert "Not judged: no judge assessed it." == text[-1]


def test_the_title_counts_entries_and_no_disputes() -> None:
    catalog = world(bloomz(), same())
    entries = tuple(catalog)

    found = (*developments(catalog, entries), *disputed_topics(catalog, entries))

    assert "2 entries judged more than once by the same judges" == title(found)
