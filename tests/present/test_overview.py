"""What the catalogue holds, counted and drawn: every bar holds what its list holds."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_framework, an_assessment, an_entry, found_ids
from llmtui.loader.loaded import Loaded
from llmtui.model import Catalog, Grade
from llmtui.present.cells import line_width, plain
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.present.overview import Bar, Order, Section, overview
from llmtui.present.overview_lines import TWO_COLUMNS, in_words, overview_lines, plain_lines, shares, told
from llmtui.search import Searcher

JUDGES = a_framework("judges", {"data": "data", "code": "code_docs", "paper": "paper"}, name="First Judges")
OTHERS = a_framework("others", {"llm_data": "data", "source": "code"})


def small() -> Catalog:
    """Three judged in two categories and years, one judged by others only, one that nobody judged."""
    return a_catalog(
        an_entry(
            "alpha",
            grades={"data": "open", "code": "open", "paper": "closed"},
            framework="judges",
            released="2022-05",
            also_in=("data",),
        ),
        an_entry("beta", grades={"data": "closed", "code": "partial"}, framework="judges", released="2023"),
        an_entry(
            "gamma",
            category="instruction",
            grades={"data": "closed", "code": "n/a", "paper": "closed"},
            framework="judges",
            released="2023-01-02",
        ),
        an_entry("delta", grades={"llm_data": "open"}, framework="others", released="2023"),
        an_entry("omega", category="data"),
        frameworks=(JUDGES, OTHERS),
    )


def section(section_id: str, catalog: Catalog | None = None, order: Order = Order.FAILING) -> Section:
    """A section of the overview."""
    return next(each for each in overview(catalog or small(), "judges", order) if each.id == section_id)


def bar(section_id: str, key: str, catalog: Catalog | None = None) -> Bar:
    """A bar of a section."""
    return next(each for each in section(section_id, catalog).bars if each.key == key)


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
    assert "25% if all were open that is not assessed" in words_of("year-openness", "2023")


def test_a_category_that_nobody_judged_is_named_and_has_no_bar() -> None:
    catalog = a_catalog(
        an_entry("a", grades={"data": "closed"}, framework="judges"),
        an_entry("b", category="data"),
        frameworks=(JUDGES,),
    )

    assert ["", "base"] == [each.key for each in section("category-openness", catalog).bars]
    assert "nobody judged Data" == section("category-openness", catalog).note


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
def test_criteria_come_by_how_often_they_fail_or_as_the_framework_has_them(order: Order, expected: list[str]) -> None:
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


@pytest.mark.parametrize("framework", ["opening-up-chatgpt", "awesome-2023", ""])
def test_the_list_behind_a_bar_holds_exactly_as_many_entries_as_it_counts(bundled: Loaded, framework: str) -> None:
    searcher = Searcher(bundled.catalog)
    bars = [each for one in overview(bundled.catalog, framework) for each in one.bars]
    parts = [each for one in bars for each in one.parts]
    counted = [(each.query, each.entries) for each in bars] + [(each.query, each.entries) for each in parts]
    asked = [(query, entries) for query, entries in counted if query is not None]

    found = [(query, len(found_ids(searcher, query, framework=framework))) for query, _entries in asked]

    assert len(asked) > 20
    assert asked == found


@pytest.mark.parametrize(
    ("section_id", "key", "expected"),
    [
        ("all", "", {"alpha", "beta", "gamma", "delta", "omega"}),
        ("category", "data", {"alpha", "omega"}),
        ("category-openness", "base", {"alpha", "beta"}),
        ("year", "2023", {"beta", "gamma", "delta"}),
        ("year", "", {"omega"}),
        ("year-openness", "2023", {"beta", "gamma"}),
    ],
)
def test_the_list_behind_a_bar_holds_the_entries_it_stands_for(section_id: str, key: str, expected: set[str]) -> None:
    query = bar(section_id, key).query

    assert query is not None
    assert expected == set(found_ids(small(), query, framework="judges"))


@pytest.mark.parametrize(
    ("key", "grade", "expected"),
    [
        ("data", Grade.CLOSED, {"beta", "gamma"}),
        ("code", Grade.PARTIAL, {"beta"}),
        ("code", Grade.NOT_APPLICABLE, {"gamma"}),
        ("paper", Grade.UNKNOWN, {"beta"}),
    ],
)
def test_the_list_behind_a_part_holds_what_got_that_grade(key: str, grade: Grade, expected: set[str]) -> None:
    """`code` is a criterion of one framework and a topic of another: the list must not ask the other question."""
    query = next(part.query for part in bar("criterion", key).parts if part.grade is grade)

    assert query is not None
    assert expected == set(found_ids(small(), query, framework="judges"))


def test_a_criterion_that_the_query_language_cannot_name_is_counted_and_leads_nowhere() -> None:
    twice = a_framework("judges", {"code": "shared", "data": "shared"})
    taken = a_framework("others", ["data"])
    entry = an_entry("x", grades={"code": "open", "data": "closed"}, framework="judges")
    catalog = a_catalog(entry, frameworks=(twice, taken))

    part = bar("criterion", "data", catalog).parts[0]

    assert (Grade.CLOSED, 1, None) == (part.grade, part.entries, part.query)


def test_an_empty_catalogue_and_one_without_frameworks_have_no_bars_that_say_nothing() -> None:
    assert () == overview(a_catalog(), "test-points")
    assert ["all", "category", "year"] == [each.id for each in overview(a_catalog(an_entry(), frameworks=()), "")]


@pytest.mark.parametrize(
    ("counts", "width", "expected"),
    [
        ([1, 1], 10, [5, 5]),
        ([97, 2, 1], 10, [8, 1, 1]),
        ([1, 0, 3], 8, [2, 0, 6]),
        ([1, 1, 1], 10, [4, 3, 3]),
        ([0, 0], 5, [0, 0]),
        ([5, 5, 5], 2, [1, 1, 1]),
    ],
)
def test_every_count_gets_a_part_of_the_bar_and_nothing_gets_none(
    counts: list[int], width: int, expected: list[int]
) -> None:
    assert expected == shares(counts, width)


@pytest.mark.parametrize("width", [18, 38, 60, 77, TWO_COLUMNS - 1, TWO_COLUMNS, 180])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_at_every_width_all_bars_are_there_in_reach_and_within_it(bundled: Loaded, width: int, glyphs: Glyphs) -> None:
    sections = overview(bundled.catalog, "opening-up-chatgpt")

    lines = overview_lines(sections, width, glyphs)

    reached = {spot.identity for line in lines for spot in line.spots}
    wanted = {
        (one.id, each.key, each.label, grade)
        for one in sections
        for each in one.bars
        for grade in (tuple(part.grade for part in each.parts) or (None,))
    }
    assert wanted == reached
    assert max(line_width(line.cells) for line in lines) <= width
    assert all(spot.start < spot.end <= width for line in lines for spot in line.spots)


def test_wide_terminals_get_two_columns_and_narrow_ones_one() -> None:
    sections = overview(small(), "judges")

    wide, narrow = (overview_lines(sections, width, UNICODE) for width in (TWO_COLUMNS, TWO_COLUMNS - 1))

    assert {0, 1} == {spot.column for line in wide for spot in line.spots}
    assert {0} == {spot.column for line in narrow for spot in line.spots}
    assert len(wide) < len(narrow)


def test_a_criterion_is_drawn_in_the_signs_of_its_grades_with_their_numbers() -> None:
    line = next(plain(line) for line in plain_lines(overview(small(), "judges"), 60, UNICODE) if "Paper" in plain(line))

    assert "0%" in line
    assert line.count("○") > line.count("·") > 0
    assert line.rstrip().endswith("○  2      ·  1")


def words_of(section_id: str, key: str, grade: Grade | None = None) -> str:
    """What is said of a bar or its part."""
    lines = overview_lines(overview(small(), "judges"), 100, UNICODE)
    spots = [spot for line in lines for spot in line.spots]
    spot = next(
        each
        for each in spots
        if (each.section.id, each.bar.key, each.part.grade if each.part else None) == (section_id, key, grade)
    )
    return "\n".join(plain(line) for line in in_words(spot, "First Judges", 200, UNICODE))


def test_a_bar_says_in_words_what_it_counts_and_where_it_leads() -> None:
    text = words_of("category", "base")

    assert "Base models: 3 entries, 2 of them judged by First Judges." in text
    assert "enter lists them: category:base" in text


def test_a_part_says_not_assessed_in_words() -> None:
    assert "Paper: not assessed in 1 of 3 judged entries." in words_of("criterion", "paper", Grade.UNKNOWN)


def test_a_ranked_subject_says_its_range() -> None:
    assert "Beta: 0.5 of 3, up to 1.5 if all were open that is not assessed. Place 2." in words_of("most-open", "beta")


def test_nothing_is_said_where_there_is_nothing() -> None:
    assert () == in_words(None, "", 40, UNICODE)


def test_the_sentence_of_a_bar_can_be_copied() -> None:
    spot = overview_lines(overview(small(), "judges"), 60, UNICODE)[1].spots[0]

    assert "All entries: 5 entries, 3 of them judged by First Judges." == told(spot, "First Judges")
