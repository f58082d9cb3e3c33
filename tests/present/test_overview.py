"""The overview drawn: every bar leads to a list of exactly what it counts."""

from __future__ import annotations

import pytest

from factories import a_catalog, a_framework, a_searcher, an_entry, found_ids
from llmtui.loader.loaded import Loaded
from llmtui.model import Grade
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.openness.overview import overview
from llmtui.present.canvas import Canvas
from llmtui.present.cells import line_width, plain
from llmtui.present.glyphs import ASCII, UNICODE, Glyphs
from llmtui.present.overview import bar_words, overview_lines, plain_lines, sentence
from llmtui.present.overview.lines import TWO_COLUMNS, shares
from llmtui.present.overview.queries import bar_query, part_query
from overviews import bar, section, small


def test_a_mean_is_said_with_what_could_raise_it() -> None:
    assert "25% if everything not assessed were open" in words_of("year-openness", "2023")


@pytest.mark.parametrize("framework", ["opening-up-chatgpt", "awesome-2023", ""])
def test_the_list_behind_a_bar_holds_exactly_as_many_entries_as_it_counts(bundled: Loaded, framework: str) -> None:
    searcher = a_searcher(bundled.catalog)
    bars = [(one, each) for one in overview(bundled.catalog, framework) for each in one.bars]
    counted = [(bar_query(one, each), each.entries) for one, each in bars]
    counted += [(part_query(each, part), part.entries) for _one, each in bars for part in each.parts]
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
def test_the_list_behind_a_bar_holds_the_entries_it_counts(section_id: str, key: str, expected: set[str]) -> None:
    query = bar_query(section(section_id), bar(section_id, key))

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
    query = next(part_query(bar("criterion", key), part) for part in bar("criterion", key).parts if part.grade is grade)

    assert query is not None
    assert expected == set(found_ids(small(), query, framework="judges"))


def test_a_criterion_that_the_query_language_cannot_name_is_counted_and_leads_nowhere() -> None:
    twice = a_framework("judges", {"code": "shared", "data": "shared"})
    taken = a_framework("others", ["data"])
    entry = an_entry("x", grades={"code": "open", "data": "closed"}, framework="judges")
    catalog = a_catalog(entry, frameworks=(twice, taken))

    found = bar("criterion", "data", catalog)

    assert (Grade.CLOSED, 1, None) == (found.parts[0].grade, found.parts[0].entries, part_query(found, found.parts[0]))


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


WIDTHS = (18, 38, 60, 77, TWO_COLUMNS - 1, TWO_COLUMNS, 180)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_at_every_width_all_bars_can_be_reached(bundled: Loaded, width: int, glyphs: Glyphs) -> None:
    sections = overview(bundled.catalog, "opening-up-chatgpt")

    lines = overview_lines(sections, Canvas(width, glyphs))

    wanted = {
        (one.id, each.key, each.label, grade)
        for one in sections
        for each in one.bars
        for grade in (tuple(part.grade for part in each.parts) or (None,))
    }
    assert wanted == {spot.target.identity for line in lines for spot in line.spots}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_at_every_width_bars_stay_within_it(bundled: Loaded, width: int, glyphs: Glyphs) -> None:
    lines = overview_lines(overview(bundled.catalog, "opening-up-chatgpt"), Canvas(width, glyphs))

    assert max(line_width(line.cells) for line in lines) <= width
    assert all(spot.start < spot.end <= width for line in lines for spot in line.spots)


def test_wide_terminals_get_two_columns_and_narrow_ones_one() -> None:
    sections = overview(small(), "judges")

    wide, narrow = (overview_lines(sections, Canvas(width, UNICODE)) for width in (TWO_COLUMNS, TWO_COLUMNS - 1))

    assert {0, 1} == {spot.column for line in wide for spot in line.spots}
    assert {0} == {spot.column for line in narrow for spot in line.spots}
    assert len(wide) < len(narrow)


def test_a_criterion_is_drawn_in_the_signs_of_its_grades_with_their_numbers() -> None:
    line = next(
        plain(line) for line in plain_lines(overview(small(), "judges"), Canvas(60, UNICODE)) if "Paper" in plain(line)
    )

    assert "0%" in line
    assert line.count("○") > line.count("·") > 0
    assert line.rstrip().endswith("○  2      ·  1")


def words_of(section_id: str, key: str, grade: Grade | None = None) -> str:
    """What is said of a bar or its part."""
    lines = overview_lines(overview(small(), "judges"), Canvas(100, UNICODE))
    targets = [spot.target for line in lines for spot in line.spots]
    wanted = (section_id, key, grade)
    target = next(each for each in targets if (each.section.id, each.bar.key, each.identity[-1]) == wanted)
    return "\n".join(plain(line) for line in bar_words(target, "First Judges", Canvas(200, UNICODE)))


def test_a_bar_says_in_words_what_it_counts_and_where_it_leads() -> None:
    text = words_of("category", "base")

    assert "Base models: 3 entries, 2 of them judged by First Judges." in text
    assert "enter: list category:base" in text


def test_a_part_says_not_assessed_in_words() -> None:
    assert "Paper: not assessed in 1 of 3 judged entries." in words_of("criterion", "paper", Grade.UNKNOWN)


def test_a_ranked_subject_says_its_range() -> None:
    assert "Beta: 0.5 of 3, up to 1.5 if everything not assessed were open. Place 2." in words_of("most-open", "beta")


def test_nothing_is_said_if_there_is_nothing() -> None:
    assert () == bar_words(None, "", Canvas(40, UNICODE))


def test_the_sentence_of_a_bar_can_be_copied() -> None:
    spot = overview_lines(overview(small(), "judges"), Canvas(60, UNICODE))[1].spots[0]

    assert "All entries: 5 entries, 3 of them judged by First Judges." == sentence(spot.target, "First Judges")


def test_all_judges_together_are_not_said_to_have_judged_each_entry() -> None:
    spot = overview_lines(overview(small(), ALL), Canvas(60, UNICODE))[1].spots[0]

    assert "All entries: 5 entries, 4 of them judged." == sentence(spot.target, ALL_JUDGES.name)
