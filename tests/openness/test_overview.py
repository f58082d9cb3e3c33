"""What the catalogue holds, counted."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Grade, Kind, Rule
from llmtui.openness.overview import Measure, Order, overview
from overviews import JUDGES, bar, section, small


def test_a_category_counts_what_is_listed_in_it_also_from_elsewhere_and_how_many_are_judged() -> None:
    assert [("base", 3, 2), ("instruction", 1, 1), ("data", 2, 1)] == [
        (each.key, each.entries, each.judged) for each in section("category").bars
    ]


def test_the_years_come_in_order_and_what_has_no_date_comes_last() -> None:
    assert [("2022", 1), ("2023", 3), ("no date", 1)] == [(each.label, each.entries) for each in section("year").bars]


def test_openness_is_the_mean_of_what_the_chosen_framework_judged_itself() -> None:
    gamma, alpha, beta = 0.0, 2 / 3, 0.5 / 3

    assert pytest.approx((gamma + alpha + beta) / 3) == bar("category-openness", "").mean
    assert pytest.approx((alpha + beta) / 2) == bar("category-openness", "base").mean
    assert 2 == bar("category-openness", "base").entries


def test_what_is_not_assessed_widens_a_mean_into_a_range() -> None:
    found = bar("year-openness", "2023")

    assert pytest.approx(0.5 / 6) == found.mean
    assert pytest.approx(1.5 / 6) == found.best


def test_a_category_that_nobody_judged_is_named_and_has_no_bar() -> None:
    catalog = a_catalog(
        an_entry("a", grades={"data": "closed"}, framework="judges"),
        an_entry("b", category="data"),
        frameworks=(JUDGES,),
    )

    assert ["", "base"] == [each.key for each in section("category-openness", catalog).bars]
    assert "not judged: Data" == section("category-openness", catalog).note


def test_a_criterion_that_was_not_assessed_is_counted_as_such_and_not_as_closed() -> None:
    paper = bar("criterion", "paper")

    assert (0, 2, 1) == (paper.count(Grade.OPEN), paper.count(Grade.CLOSED), paper.count(Grade.UNKNOWN))
    assert 0.0 == paper.mean


def test_a_criterion_that_does_not_apply_is_left_out_of_its_openness() -> None:
    assert 0.75 == bar("criterion", "code").mean


@pytest.mark.parametrize(
    ("order", "expected"),
    [(Order.FAILING, ["paper", "data", "code"]), (Order.FRAMEWORK, ["data", "code", "paper"])],
    ids=["failing", "framework"],
)
def test_criteria_come_by_how_open_they_are_or_as_the_framework_has_them(order: Order, expected: list[str]) -> None:
    assert expected == [each.key for each in section("criterion", order=order).bars]


def test_the_most_and_the_least_open_never_share_a_subject() -> None:
    grades = [{"data": "open" if number % 2 else "closed"} for number in range(12)]
    entries = [an_entry(f"e{at:02}", grades=each, framework="judges") for at, each in enumerate(grades)]
    catalog = a_catalog(*entries, frameworks=(JUDGES,))

    most, least = section("most-open", catalog), section("least-open", catalog)

    assert (10, ["e10", "e08"]) == (len(most.bars), [each.key for each in least.bars])
    assert "e01" == most.bars[0].key


def test_an_entry_judged_in_two_versions_is_ranked_twice_each_named() -> None:
    versions = (
        an_assessment({"data": "open"}, "judges", of="7B"),
        an_assessment({"code": "partial"}, "judges", of="13B"),
    )
    catalog = a_catalog(an_entry("wiz", assessments=versions), frameworks=(JUDGES,))

    assert ["Wiz (7B)", "Wiz (13B)"] == [each.label for each in section("most-open", catalog).bars]


def test_an_empty_catalogue_and_one_without_frameworks_have_no_bars_that_say_nothing() -> None:
    assert () == overview(a_catalog(), "test-points")
    sections = overview(a_catalog(an_entry(), frameworks=()), "")
    assert ["all", "word", "category", "year"] == [each.id for each in sections]


def test_models_and_tools_are_counted_by_their_word() -> None:
    catalog = a_catalog(
        an_entry("a", grades={"weights": "closed"}), an_entry("b"), an_entry("c", kind=Kind.DATASET, grades={})
    )

    section = next(each for each in overview(catalog, "all") if each.id == "word")

    assert [("closed", 1, 1), ("unclear", 1, 0)] == [(bar.key, bar.entries, bar.judged) for bar in section.bars]


def test_of_many_judged_the_ten_most_and_the_ten_least_open_are_listed_the_least_open_first() -> None:
    names = [f"e{number:02}" for number in range(25)]
    entries = [
        an_entry(each, grades={"data": "open" if at < 12 else "closed"}, framework="judges")
        for at, each in enumerate(names)
    ]
    catalog = a_catalog(*entries, frameworks=(JUDGES,))

    assert names[:10] == [each.key for each in section("most-open", catalog).bars]
    assert names[:14:-1] == [each.key for each in section("least-open", catalog).bars]


def test_what_does_not_apply_at_all_has_no_mean() -> None:
    shares = a_framework("judges", ("data",), rule=Rule.SHARE)
    catalog = a_catalog(an_entry("x", grades={"data": "n/a"}, framework="judges"), frameworks=(shares,))

    assert [(1, None, None)] == [(each.judged, each.mean, each.best) for each in section("all", catalog).bars]


@pytest.mark.parametrize(
    ("criteria", "topics"),
    [
        pytest.param({"data": "data", "code": "code"}, ["data", "code"], id="a topic each"),
        pytest.param({"final": "data", "half": "data"}, ["data", "half"], id="a second criterion is asked by its id"),
        pytest.param({"final": "data", "code": "data"}, ["data", ""], id="its id is the topic of another framework"),
    ],
)
def test_a_criterion_is_asked_for_by_its_topic_or_by_its_id_if_that_means_only_it(
    criteria: dict[str, str], topics: list[str]
) -> None:
    frameworks = (a_framework("judges", criteria), a_framework("others", ("code",)))
    entry = an_entry("x", grades=dict.fromkeys(criteria, "closed"), framework="judges")

    found = section("criterion", a_catalog(entry, frameworks=frameworks), Order.FRAMEWORK)
    assert topics == [each.topic for each in found.bars]
    assert [1, 1] == [each.count(Grade.CLOSED) for each in found.bars]


def test_every_section_says_what_its_bars_measure() -> None:
    found = {each.id: (each.title, each.measure, each.note) for each in overview(small(), "judges")}

    assert {
        "all": ("The catalogue", Measure.ENTRIES, "bar: share judged"),
        "word": ("Models and tools in a word", Measure.ENTRIES, "bar: share judged"),
        "criterion": ("Openness by criterion", Measure.GRADES, "least open first"),
        "category-openness": ("Openness by category", Measure.MEAN, ""),
        "category": ("Entries by category", Measure.ENTRIES, "bar: share judged"),
        "most-open": ("Most open", Measure.SCORE, ""),
        "year-openness": ("Openness by year of release", Measure.MEAN, "not judged: no date"),
        "year": ("Entries by year of release", Measure.ENTRIES, "bar: share judged"),
    } == found
