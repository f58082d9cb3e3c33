from __future__ import annotations

import pytest

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Catalog, Entry
from llmtui.openness.timeline import Course, Development, developments, disputed_topics, judged_once

FIRST = a_framework("first", ("code", "weights"))
SECOND = a_framework("second", ("code", "weights"), continues="first")
OTHERS = a_framework("others", ("code", "paper"))


def judged(*steps: str, topic: str = "weights", entry_id: str = "x", start: int = 2023) -> Entry:
    """An entry whose topic got these grades, one each year; the first by the framework that others continue."""
    years = enumerate(steps, start)
    assessments = [
        an_assessment({topic: grade}, "first" if year == start else "second", str(year)) for year, grade in years
    ]
    return an_entry(entry_id, assessments=tuple(assessments))


def a_world(*entries: Entry) -> Catalog:
    """A catalogue with two lines of judges."""
    return a_catalog(*entries, frameworks=(FIRST, SECOND, OTHERS))


def found(*entries: Entry, judge: str = "all") -> tuple[Development, ...]:
    """What became of the topics of the entries."""
    return developments(a_world(*entries), entries, judge)


@pytest.mark.parametrize(
    ("steps", "course"),
    [
        (("closed", "open"), Course.OPENED),
        (("open", "partial"), Course.CLOSED),
        (("open", "partial", "open"), Course.BACK_AND_FORTH),
        (("partial", "open", "closed", "open"), Course.OPENED),
        (("closed", "open", "open"), Course.OPENED),
        (("open", "open"), Course.UNCHANGED),
    ],
)
def test_the_first_and_the_newest_grade_decide_whether_a_topic_opened_or_closed(
    steps: tuple[str, ...], course: Course
) -> None:
    assert [course] == [one.course for one in found(judged(*steps))]


def test_the_judgements_are_in_the_order_of_their_dates() -> None:
    (one,) = found(judged("open", "partial", "open"))

    assert ["2023", "2024", "2025"] == [opinion.assessment.date for opinion in one.opinions]
    assert "2025" == one.newest.assessment.date


def test_what_opened_comes_before_what_closed_and_the_newest_first() -> None:
    old, new = judged("closed", "open", entry_id="old"), judged("closed", "open", entry_id="new", start=2024)
    less, same = judged("open", "closed", entry_id="less"), judged("open", "open", entry_id="same")

    assert ["new", "old", "less", "same"] == [one.entry.id for one in found(same, less, old, new)]


def test_one_judgement_makes_no_development() -> None:
    assert () == found(judged("open"))


def test_judges_who_do_not_continue_each_other_develop_nothing() -> None:
    assessments = (
        an_assessment({"code": "open"}, "first", "2023"),
        an_assessment({"code": "closed"}, "others", "2024"),
    )

    assert () == found(an_entry(assessments=assessments))


def test_a_framework_shows_the_line_that_it_belongs_to() -> None:
    entry = judged("closed", "open")

    assert [1, 1, 0] == [len(found(entry, judge=judge)) for judge in ("first", "second", "others")]


def test_a_dispute_has_the_newest_of_each_line_and_the_one_that_counts_first() -> None:
    assessments = (
        an_assessment({"code": "open"}, "first", "2023"),
        an_assessment({"code": "partial"}, "second", "2025"),
        an_assessment({"code": "closed"}, "others", "2024"),
    )
    entry = an_entry(assessments=assessments)

    (one,) = disputed_topics(a_world(entry), [entry])

    assert ["second", "others"] == [opinion.framework.id for opinion in one.opinions]
    assert (Course.DISPUTED, "2025", "second") == (one.course, one.date, one.newest.framework.id)


def test_a_dispute_is_shown_for_those_who_take_part() -> None:
    assessments = (
        an_assessment({"code": "open"}, "second", "2023"),
        an_assessment({"code": "closed"}, "others", "2024"),
    )
    entry = an_entry(assessments=assessments)
    catalog = a_catalog(entry, frameworks=(FIRST, SECOND, OTHERS, a_framework("silent", ("code",))))

    assert [1, 1, 0] == [len(disputed_topics(catalog, [entry], judge)) for judge in ("first", "others", "silent")]


def test_each_line_that_judged_at_one_date_is_named_with_it() -> None:
    assessments = (
        an_assessment({"code": "open"}, "first", "2023"),
        an_assessment({"code": "open"}, "second", "2024"),
        an_assessment({"code": "open"}, "others", "2025"),
    )

    assert (("others", "2025"),) == judged_once(a_world(), an_entry(assessments=assessments))


def test_developments_are_distinguished_by_entry_topic_course_and_judge() -> None:
    assessments = (
        an_assessment({"code": "closed", "weights": "closed"}, "first", "2023"),
        an_assessment({"code": "open", "weights": "open"}, "second", "2024"),
        an_assessment({"code": "closed"}, "others", "2023"),
        an_assessment({"code": "open"}, "others", "2024"),
    )
    one, other = an_entry("x", assessments=assessments), an_entry("y", assessments=assessments)
    everything = (*found(one, other), *disputed_topics(a_world(one, other), [one, other]))

    assert len(everything) == len({each.identity for each in everything}) == 6
    assert ("x", "code", Course.OPENED, "second") in {each.identity for each in everything}


def test_disputes_come_by_the_names_of_the_entries_in_any_case() -> None:
    assessments = (
        an_assessment({"code": "open"}, "first", "2023"),
        an_assessment({"code": "closed"}, "others", "2024"),
    )
    entries = [an_entry(name.lower(), name=name, assessments=assessments) for name in ("beta", "Alpha", "gamma")]

    assert ["Alpha", "beta", "gamma"] == [each.entry.name for each in disputed_topics(a_world(*entries), entries)]
