from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factories import a_catalog, a_framework, an_entry
from llmtui.frameworks import Rating, Standing, standing
from llmtui.model import Basis, Catalog, Entry, Framework, Grade, Judgement, Kind, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.present.cells import Cell, Role, line_width, plain
from llmtui.present.columns import RowWidths, columns
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.rows import (
    Signs,
    heading,
    lit_cell,
    name_cells,
    row,
    sort_of_heading,
    strip,
    strip_heading,
    strip_width,
)
from llmtui.present.score import score_text
from llmtui.search import Hit, Sort

FRAMEWORK = a_framework()
OTHER = a_framework("other", {"source": "code", "extra": "extra", "params": "weights"}, short="OTHR")
JUDGED = an_entry("judged", maker="Maker", grades={"code": "open", "weights": "partial", "license": "closed"})


def _strip_of(catalog: Catalog, entry: Entry, framework: str) -> str:
    """The row of an entry from its strip on."""
    widths = RowWidths(name=10, strip=strip_width(catalog.frameworks[framework]) + 2, score=6, by=8)
    return plain(row(catalog, Hit(entry), framework, widths, ASCII))[2 + 10 + 2 :].rstrip()


def _standing(entry: Entry, framework: Framework) -> Standing | None:
    return standing(a_catalog(entry, frameworks=[framework]), entry, framework.id)


@given(st.integers(20, 300), st.integers(0, 40))
def test_a_row_fills_its_width_exactly(width: int, criteria: int) -> None:
    framework = a_framework(criteria=[f"c{number}" for number in range(criteria)])
    entry = an_entry(name="Name " * 9, maker="Maker " * 9, grades={"c0": "open"} if criteria else None)
    widths = columns(width, strip_width(framework))

    line = row(a_catalog(entry, frameworks=[framework]), Hit(entry), framework.id, widths, UNICODE)

    assert width == line_width(line)


@given(st.integers(20, 300), st.integers(0, 60))
def test_names_keep_enough_room_to_differ_however_wide_the_rest(width: int, strip_cells: int) -> None:
    assert columns(width, strip_cells).name >= 10


@given(st.integers(20, 300), st.sampled_from(Sort))
def test_the_heading_is_as_wide_as_its_columns(width: int, sort: Sort) -> None:
    widths = columns(width, strip_width(FRAMEWORK), sort)

    text = plain(heading(FRAMEWORK, widths))

    assert (width, "  Name") == (len(text), text[:6])


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        pytest.param(140, "name word strip score by size licence released maker", id="very-wide"),
        pytest.param(106, "name word strip score by size licence released", id="wide"),
        pytest.param(84, "name word strip score by size", id="medium"),
        pytest.param(58, "name word strip score", id="narrow"),
        pytest.param(23, "name score", id="very-narrow"),
        pytest.param(17, "name", id="a-name-alone"),
        pytest.param(1, "name", id="nearly-nothing"),
    ],
)
def test_what_matters_least_goes_first_if_room_is_short(width: int, shown: str) -> None:
    widths = columns(width, 16)

    assert shown.split() == [each for each in RowWidths.__struct_fields__ if getattr(widths, each)]


@given(st.integers(36, 300), st.sampled_from(Sort))
def test_a_name_has_24_cells_beside_more_than_the_score_and_what_the_list_is_sorted_by(width: int, sort: Sort) -> None:
    widths = columns(width, 16, sort)

    always = {"name", "score", "word", sort.value}
    others = [each for each in RowWidths.__struct_fields__ if each not in always and getattr(widths, each)]
    assert widths.name + (widths.word if others else 0) >= (24 if others else 12)


@pytest.mark.parametrize("width", [28, 36, 43, 52, 54, 60, 80])
def test_the_sign_of_the_word_is_in_every_list_that_has_room_for_a_name(width: int) -> None:
    entry = an_entry(kind=Kind.TOOL, licence="MIT")

    cells = row(a_catalog(entry), Hit(entry), ALL, columns(width, 16), UNICODE)

    assert Role.OPEN_SOURCE in {cell.role for cell in cells}


@pytest.mark.parametrize(
    ("licences", "shown"),
    [
        pytest.param((), "Llama 3.1", id="one"),
        pytest.param((("70B", "MIT"),), "by size", id="sizes-differ"),
        pytest.param((("70B", "LicenseRef-Llama-3.1"),), "Llama 3.1", id="all-the-same"),
    ],
)
def test_the_licence_is_by_size_if_sizes_differ(licences: tuple[tuple[str, str], ...], shown: str) -> None:
    entry = an_entry(sizes=("8B", "70B"), licence="LicenseRef-Llama-3.1", licences=licences)

    text = plain(row(a_catalog(entry), Hit(entry), ALL, RowWidths(name=10, licence=12), ASCII))

    assert shown == text[12:].strip()


@pytest.mark.parametrize(
    ("sort", "column"),
    [(Sort.RELEASED, "released"), (Sort.MAKER, "maker"), (Sort.CATEGORY, "category"), (Sort.LISTED, "listed")],
)
@pytest.mark.parametrize("width", [36, 56, 77, 120])
def test_what_a_list_is_sorted_by_is_a_column(width: int, sort: Sort, column: str) -> None:
    assert getattr(columns(width, 16, sort), column)


@pytest.mark.parametrize("width", [56, 100])
def test_a_word_is_written_out_if_there_is_room_and_a_sign_if_not(width: int) -> None:
    entry = an_entry(kind=Kind.TOOL, licence="MIT")

    text = plain(row(a_catalog(entry), Hit(entry), ALL, columns(width, 16), ASCII))

    assert ("open source" in text) is (width == 100)
    assert "  S  " in text or width == 100


def test_a_declared_grade_looks_different_from_a_reviewed_one() -> None:
    declared = replace(FRAMEWORK, basis=Basis.DECLARED)

    assert "O~x" == plain(strip(FRAMEWORK, _standing(JUDGED, FRAMEWORK), ASCII))
    assert "o=c" == plain(strip(declared, _standing(JUDGED, declared), ASCII))


def test_facts_are_shown_in_their_columns() -> None:
    entry = an_entry(sizes=("1B", "7B"), licence="LicenseRef-Llama-3.1", released="2024-07-23", maker="Meta")

    text = plain(row(a_catalog(entry), Hit(entry), ALL, columns(200, 16), ASCII))

    assert [] == [each for each in ("1B-7B", "Llama 3.1", "2024-07 ", "Meta") if each not in text]


def test_the_dot_of_a_topic_is_found_in_the_strip() -> None:
    assert [0, 7, 15, None] == [lit_cell(ALL_JUDGES, each) for each in ("code", "code_docs", "api", "nothing")]


@pytest.mark.parametrize(
    ("topic", "pointer"),
    [
        pytest.param("code", "vCode           ", id="first"),
        pytest.param("code_docs", "       vCode do~", id="in-the-middle"),
        pytest.param("data_sheet", "  Data sheetv   ", id="right"),
        pytest.param("api", "            APIv", id="last"),
    ],
)
def test_the_heading_names_the_topic_that_is_explained_and_points_at_its_dots(topic: str, pointer: str) -> None:
    widths = columns(100, strip_width(ALL_JUDGES))

    text = plain(heading(ALL_JUDGES, widths, lit_cell(ALL_JUDGES, topic), ASCII))

    assert pointer == text[widths.strip_start : widths.strip_start + 16]


@pytest.mark.parametrize(
    ("grades", "noticed"),
    [
        pytest.param({"code": Judgement(Grade.OPEN, ("https://example.org",))}, False, id="evidence"),
        pytest.param({"code": "open"}, True, id="no-evidence"),
        pytest.param({"code": "closed"}, False, id="nothing-to-prove"),
    ],
)
def test_a_sign_says_that_an_entry_cannot_be_checked(grades: dict[str, str | Judgement], noticed: bool) -> None:
    entry = an_entry(grades=grades)

    lines = [row(a_catalog(entry), Hit(entry), judge, columns(40, 3), ASCII) for judge in (ALL, FRAMEWORK.id)]

    assert [noticed, noticed] == ["!" in plain(line)[:2] for line in lines]


def test_a_strip_has_a_sign_a_criterion() -> None:
    drawn = strip(FRAMEWORK, _standing(JUDGED, FRAMEWORK), UNICODE)

    assert "●◐○" == plain(drawn)
    assert [Role.OPEN, Role.PARTIAL, Role.CLOSED] == [cell.role for cell in drawn]


def test_a_criterion_that_was_not_assessed_is_unknown_and_not_closed() -> None:
    entry = an_entry(grades={"code": "closed"})

    assert "x.." == plain(strip(FRAMEWORK, _standing(entry, FRAMEWORK), ASCII))


def test_an_entry_that_was_not_judged_has_no_dots_and_no_score() -> None:
    entry = an_entry()

    assert "not     -" == _strip_of(a_catalog(entry), entry, FRAMEWORK.id)


def test_grades_of_another_framework_are_in_the_columns_of_their_topics() -> None:
    entry = an_entry(grades={"source": "open", "extra": "partial", "params": "closed"}, framework="other")
    catalog = a_catalog(entry, frameworks=[FRAMEWORK, OTHER])

    assert "Ox.       OTHR 24" == _strip_of(catalog, entry, FRAMEWORK.id)


def test_criteria_about_the_same_topic_keep_their_own_grades() -> None:
    framework = a_framework(criteria={"training-code": "code", "inference-code": "code"})
    entry = an_entry(grades={"training-code": "closed", "inference-code": "open"})

    assert "xO" == plain(strip(framework, _standing(entry, framework), ASCII))


def test_a_score_of_another_framework_is_not_shown() -> None:
    entry = an_entry(grades={"source": "open"}, framework="other")
    catalog = a_catalog(entry, frameworks=[FRAMEWORK, OTHER])

    line = row(catalog, Hit(entry), FRAMEWORK.id, columns(80, 3), UNICODE)

    assert Role.SCORE not in {cell.role for cell in line}


@pytest.mark.parametrize(
    ("rating", "text"),
    [
        pytest.param(Rating("f", 9.5, 14, 14, 14), "9.5", id="points"),
        pytest.param(Rating("f", 9.5, 14, 12, 14), "9.5+", id="points-that-could-rise"),
        pytest.param(Rating("f", 3, 4, 4, 4, rule=Rule.SHARE), "75%", id="share"),
        pytest.param(Rating("f", 3, 4, 3, 4, rule=Rule.SHARE), "75%+", id="share-that-could-rise"),
        pytest.param(Rating("f", 0, 0, 4, 4, rule=Rule.SHARE), "0%", id="nothing-applies"),
        pytest.param(None, UNICODE.dash, id="not-judged"),
    ],
)
def test_a_score_says_its_kind_and_whether_it_could_rise(rating: Rating | None, text: str) -> None:
    assert text == score_text(rating, UNICODE)


def test_a_framework_without_a_score_shows_a_share() -> None:
    framework = a_framework(rule=Rule.SHARE)
    entry = an_entry(grades={"code": "open", "weights": "open", "license": "partial"})

    assert "OO~   83% TEST 24" == _strip_of(a_catalog(entry, frameworks=[framework]), entry, framework.id)


def test_no_framework_leaves_names() -> None:
    entry = an_entry(name="Alone")

    assert "  Alone " == plain(row(a_catalog(entry, frameworks=[]), Hit(entry), "", columns(40, 0), ASCII))[:8]


def test_the_letters_that_matched_are_marked() -> None:
    cells = name_cells(an_entry(name="OpenLLaMA"), ("llama",), 12, UNICODE)

    assert [Cell("LLaMA", Role.MATCH)] == [cell for cell in cells if cell.role is Role.MATCH]
    assert "OpenLLaMA   " == plain(cells)


@pytest.mark.parametrize(
    ("signs", "drawn"),
    [
        pytest.param(Signs(), " !", id="notice"),
        pytest.param(Signs(stars={"hoax"}), " *", id="star"),
        pytest.param(Signs(marks=("other", "hoax")), "2!", id="marked-as-the-second"),
        pytest.param(Signs(marks=("hoax",), stars={"hoax"}), "1*", id="mark-and-star"),
        pytest.param(Signs(marks=("other",), stars={"other"}), " !", id="signs-of-another"),
    ],
)
def test_marks_stars_and_notices_are_announced_before_the_name(signs: Signs, drawn: str) -> None:
    entry = an_entry("hoax", name="Hoax", notice="It never existed.")

    line = row(a_catalog(entry), Hit(entry), FRAMEWORK.id, columns(40, 3), ASCII, signs)

    assert f"{drawn}Hoax " == plain(line)[:7]


def test_a_name_too_long_for_its_column_is_cut_with_a_sign() -> None:
    assert "Chat…" == plain(name_cells(an_entry(name="ChatGLM-6B"), (), 5, UNICODE))


def test_groups_are_named_over_their_part_of_the_strip() -> None:
    assert "Acc" == strip_heading(FRAMEWORK)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Name", Sort.NAME),
        ("Score", Sort.SCORE),
        ("Size", Sort.SIZE),
        ("Released", Sort.RELEASED),
        ("Maker", Sort.MAKER),
    ],
)
def test_the_heading_of_a_column_says_what_it_sorts_by(word: str, expected: Sort) -> None:
    line = plain(heading(FRAMEWORK, columns(160, strip_width(FRAMEWORK)), None))

    assert sort_of_heading(line, line.index(word)) is expected
    assert sort_of_heading(line, line.index(word) + len(word) - 1) is expected


def test_the_heading_of_the_strip_and_the_room_behind_the_last_column_sort_nothing() -> None:
    line = plain(heading(FRAMEWORK, columns(160, strip_width(FRAMEWORK)), None))

    assert sort_of_heading(line, len(line.rstrip())) is None
    assert sort_of_heading("  Name  Openness", 10) is None
