from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import a_catalog, a_framework, an_entry
from llmtui.frameworks import Rating, Standing, standing
from llmtui.model import Catalog, Entry, Framework, Rule
from llmtui.present.cells import Cell, Role, line_width, plain
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.rows import (
    RowWidths,
    Signs,
    columns,
    heading,
    name_cells,
    row,
    strip,
    strip_heading,
    strip_width,
)
from llmtui.present.score import score_text
from llmtui.search import Hit

FRAMEWORK = a_framework()
OTHER = a_framework("other", {"source": "code", "extra": "extra", "params": "weights"}, short="OTHR")
JUDGED = an_entry("judged", maker="Maker", grades={"code": "open", "weights": "partial", "license": "closed"})


def _strip_of(catalog: Catalog, entry: Entry, framework: str) -> str:
    """The row of an entry from its strip on."""
    widths = RowWidths(name=10, maker=0, strip=strip_width(catalog.frameworks[framework]), score=5, by=5)
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
def test_names_keep_room_to_be_told_apart_however_wide_the_rest(width: int, strip_cells: int) -> None:
    assert columns(width, strip_cells).name >= 10


@given(st.integers(20, 300))
def test_the_heading_stands_over_its_columns(width: int) -> None:
    widths = columns(width, strip_width(FRAMEWORK))

    text = plain(heading(FRAMEWORK, widths))

    assert width - widths.by == line_width(heading(FRAMEWORK, widths))
    assert "  Name" == text[:6]
    assert text.endswith("Score")


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        pytest.param(120, {"name", "maker", "strip", "score", "by"}, id="wide"),
        pytest.param(58, {"name", "maker", "strip", "score", "by"}, id="just-wide-enough-for-makers"),
        pytest.param(57, {"name", "strip", "score"}, id="medium"),
        pytest.param(24, {"name", "score"}, id="narrow"),
        pytest.param(17, {"name"}, id="a-name-alone"),
        pytest.param(1, {"name"}, id="nearly-nothing"),
    ],
)
def test_what_tells_least_goes_first_where_room_is_short(width: int, shown: set[str]) -> None:
    widths = columns(width, 16)

    assert shown == {name for name in ("name", "maker", "strip", "score", "by") if getattr(widths, name)}


def test_a_strip_has_a_sign_a_criterion() -> None:
    drawn = strip(FRAMEWORK, _standing(JUDGED, FRAMEWORK), UNICODE)

    assert "●◐○" == plain(drawn)
    assert [Role.OPEN, Role.PARTIAL, Role.CLOSED] == [cell.role for cell in drawn]


def test_a_criterion_that_nobody_assessed_is_unknown_and_not_closed() -> None:
    entry = an_entry(grades={"code": "closed"})

    assert "x.." == plain(strip(FRAMEWORK, _standing(entry, FRAMEWORK), ASCII))


def test_an_entry_that_nobody_judged_is_all_unknown_and_has_no_score() -> None:
    entry = an_entry()

    assert "...     -" == _strip_of(a_catalog(entry), entry, FRAMEWORK.id)


def test_grades_of_another_framework_stand_in_the_columns_of_their_topics() -> None:
    entry = an_entry(grades={"source": "open", "extra": "partial", "params": "closed"}, framework="other")
    catalog = a_catalog(entry, frameworks=[FRAMEWORK, OTHER])

    assert "Ox.   1.5 OTHR" == _strip_of(catalog, entry, FRAMEWORK.id)


def test_criteria_about_the_same_topic_keep_their_own_grades() -> None:
    framework = a_framework(criteria={"training-code": "code", "inference-code": "code"})
    entry = an_entry(grades={"training-code": "closed", "inference-code": "open"})

    assert "xO" == plain(strip(framework, _standing(entry, framework), ASCII))


def test_a_score_of_another_framework_is_not_set_off_as_one_of_this() -> None:
    entry = an_entry(grades={"source": "open"}, framework="other")
    catalog = a_catalog(entry, frameworks=[FRAMEWORK, OTHER])

    line = row(catalog, Hit(entry), FRAMEWORK.id, columns(80, 3), UNICODE)

    assert Role.SCORE not in {cell.role for cell in line}


@pytest.mark.parametrize(
    ("rating", "text"),
    [
        pytest.param(Rating("f", 9.5, 14, 14, 14), "9.5", id="points"),
        pytest.param(Rating("f", 9.5, 14, 12, 14), "9.5+", id="points-that-could-rise"),
        pytest.param(Rating("f", 3, 4, 4, 4, share=True), "75%", id="share"),
        pytest.param(Rating("f", 3, 4, 3, 4, share=True), "75%+", id="share-that-could-rise"),
        pytest.param(Rating("f", 0, 0, 4, 4, share=True), "0%", id="nothing-applies"),
        pytest.param(None, UNICODE.dash, id="not-judged"),
    ],
)
def test_a_score_says_its_kind_and_whether_it_could_rise(rating: Rating | None, text: str) -> None:
    assert text == score_text(rating, UNICODE)


def test_a_framework_without_a_score_shows_a_share() -> None:
    framework = a_framework(rule=Rule.SHARE)
    entry = an_entry(grades={"code": "open", "weights": "open", "license": "partial"})

    assert "OO~   83%" == _strip_of(a_catalog(entry, frameworks=[framework]), entry, framework.id)


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
