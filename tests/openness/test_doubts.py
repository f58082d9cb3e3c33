"""What speaks against relying on a grade, and where judges differ."""

from __future__ import annotations

from datetime import date

import pytest

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.frameworks import Opinion, opinions_by_topic
from llmtui.model import Assessment, Basis, Catalog, Entry, Grade, Judgement
from llmtui.openness.doubts import Doubt, doubt, is_doubtful
from llmtui.openness.history import changes, disputes, histories, judged_again

TODAY = date(2026, 5, 10)
REVIEWED = a_framework("reviewed", ("code", "weights"))
LATER = a_framework("later", ("code", "weights"), continues="reviewed")
DECLARED = a_framework("declared", ("code", "weights"), basis=Basis.DECLARED)
PROVEN = ("https://example.org",)


def _opinion(
    grade: str = "open", evidence: tuple[str, ...] = PROVEN, written: str = "2026", *, declared: bool = False
) -> Opinion:
    framework = DECLARED if declared else REVIEWED
    judgement = Judgement(Grade(grade), evidence)
    assessment = an_assessment({"code": judgement}, framework.id, written)
    return Opinion(framework, assessment, framework.criteria[0], judgement)


@pytest.mark.parametrize(
    ("written", "old"),
    [
        ("2024-05-10", False),
        ("2024-05-09", True),
        ("2024-05", False),
        ("2024-04", True),
        ("2024", False),
        ("2023", True),
        ("2026-05-10", False),
        ("2019-12-31", True),
        ("", False),
    ],
)
def test_a_grade_is_old_after_two_years_and_a_month_or_a_year_counts_to_its_end(written: str, *, old: bool) -> None:
    assert old is doubt(_opinion(written=written), TODAY).old


@pytest.mark.parametrize(
    ("opinion", "expected"),
    [
        pytest.param(_opinion(), Doubt(unproven=False, declared=False, old=False), id="none"),
        pytest.param(_opinion(evidence=()), Doubt(unproven=True, declared=False, old=False), id="unproven"),
        pytest.param(_opinion(declared=True), Doubt(unproven=False, declared=True, old=False), id="declared"),
        pytest.param(_opinion("partial", ()), Doubt(unproven=True, declared=False, old=False), id="in part"),
        pytest.param(_opinion("closed", (), "2001"), Doubt(unproven=False, declared=False, old=False), id="closed"),
        pytest.param(_opinion("n/a", (), "2001"), Doubt(unproven=False, declared=False, old=False), id="not for it"),
    ],
)
def test_only_a_positive_grade_can_be_in_doubt(opinion: Opinion, expected: Doubt) -> None:
    found = doubt(opinion, TODAY)

    assert expected == found
    assert bool(found) is (expected.unproven or expected.declared or expected.old)


def _catalog(*entries: Entry) -> Catalog:
    return a_catalog(*entries, frameworks=[REVIEWED, LATER, DECLARED, a_framework("others", ("code",))])


def _graded(framework: str, grade: str, written: str = "2024", evidence: tuple[str, ...] = PROVEN) -> Assessment:
    return an_assessment({"code": Judgement(Grade(grade), evidence)}, framework, written)


@pytest.mark.parametrize(
    ("assessments", "doubtful"),
    [
        pytest.param((), False, id="not judged"),
        pytest.param((_graded("reviewed", "open"),), False, id="proven"),
        pytest.param((_graded("reviewed", "open", evidence=()),), True, id="not proven"),
        pytest.param((_graded("reviewed", "closed", evidence=()),), False, id="closed"),
        pytest.param((_graded("reviewed", "open"), _graded("others", "closed")), True, id="disputed"),
        pytest.param((_graded("reviewed", "open"), _graded("later", "closed", "2025")), False, id="changed"),
    ],
)
def test_an_entry_is_doubtful_if_judges_dispute_it_or_nothing_is_proven(
    assessments: tuple[Assessment, ...], *, doubtful: bool
) -> None:
    entry = an_entry(category="instruction", assessments=assessments)
    catalog = _catalog(entry)

    assert doubtful is is_doubtful(catalog, entry, opinions_by_topic(catalog.frameworks, entry))


@pytest.mark.parametrize(
    ("assessments", "disputed"),
    [
        pytest.param((_graded("reviewed", "open"), _graded("others", "closed")), ["others", "reviewed"], id="differ"),
        pytest.param((_graded("reviewed", "open"), _graded("others", "open")), [], id="agree"),
        pytest.param((_graded("reviewed", "open"), _graded("others", "n/a")), [], id="not for it"),
        pytest.param((_graded("reviewed", "open"), _graded("later", "closed", "2025")), [], id="one line"),
        pytest.param(
            (_graded("reviewed", "open"), _graded("later", "closed", "2025"), _graded("others", "closed")),
            [],
            id="the newest of a line agrees",
        ),
        pytest.param(
            (_graded("declared", "open", "2026"), _graded("others", "closed")), ["others", "declared"], id="order"
        ),
    ],
)
def test_judges_dispute_a_topic_if_the_newest_grades_of_their_lines_differ(
    assessments: tuple[Assessment, ...], disputed: list[str]
) -> None:
    entry = an_entry(assessments=assessments)
    found = [opinion.framework.id for each in disputes(_catalog(entry), entry) for opinion in each.opinions]

    assert disputed == found


@pytest.mark.parametrize(
    ("grades", "changed", "opened", "when"),
    [
        (("open", "open"), False, None, "2021"),
        (("closed", "open"), True, True, "2021"),
        (("open", "partial", "partial"), True, False, "2021"),
        (("open", "closed", "open"), True, None, "2022"),
        (("closed", "partial", "open", "open"), True, True, "2022"),
    ],
)
def test_a_history_says_what_changed_since_the_first_grade_and_when_it_last_did(
    grades: tuple[str, ...], when: str, *, changed: bool, opened: bool | None
) -> None:
    entry = an_entry(assessments=tuple(_graded("reviewed", each, str(year)) for year, each in enumerate(grades, 2020)))
    catalog = _catalog(entry)
    (found,) = histories(catalog, entry)

    assert (changed, opened, when) == (found.changed, found.opened, found.date)
    assert int(changed) == len(changes(catalog, entry))


def test_of_two_grades_of_one_line_at_one_date_the_one_that_counts_is_in_the_history() -> None:
    assessments = (_graded("later", "open"), _graded("reviewed", "closed"), _graded("reviewed", "closed", "2020"))
    entry = an_entry(assessments=assessments)
    (found,) = histories(_catalog(entry), entry)

    assert [("2020", Grade.CLOSED), ("2024", Grade.OPEN)] == [
        (each.assessment.date, each.judgement.grade) for each in found.opinions
    ]


def test_a_history_follows_a_topic_through_criteria_of_other_ids() -> None:
    renamed = a_framework("renamed", {"source": "code"}, continues="reviewed")
    newer = an_assessment({"source": "partial"}, "renamed", "2025")
    entry = an_entry(assessments=(_graded("reviewed", "closed"), newer))
    (found,) = changes(a_catalog(entry, frameworks=[REVIEWED, renamed]), entry)

    assert ("code", True) == (found.topic.id, found.opened)


@pytest.mark.parametrize(
    ("assessments", "again"),
    [
        ((_graded("reviewed", "open", "2020"), _graded("later", "open", "2021")), True),
        ((_graded("reviewed", "open", "2020"), _graded("reviewed", "closed", "2020")), False),
        ((_graded("reviewed", "open", "2020"), _graded("others", "open", "2021")), False),
        ((_graded("gone", "open", "2020"), _graded("gone", "open", "2021")), False),
        ((), False),
    ],
)
def test_an_entry_is_judged_again_by_the_same_line_at_another_date(
    assessments: tuple[Assessment, ...], *, again: bool
) -> None:
    assert again is judged_again(_catalog(), an_entry(assessments=assessments))
