from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from llmtui.present.cells import Cell, Role, fit, fit_line, line_width, plain, wrap
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.text import clean

AWKWARD = st.text(st.sampled_from("ab 漢字한عر\u0301\u0308ไé…-") | st.characters(), max_size=30).map(clean)
"""Wide, joined, combining and right-to-left letters, as they leave the sanitiser."""
LINES = st.lists(AWKWARD.map(Cell), max_size=5)


@given(AWKWARD, st.integers(0, 40))
def test_a_fitted_text_takes_exactly_its_cells(text: str, width: int) -> None:
    assert width == cell_len(fit(text, width))


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        pytest.param("OLMo", 6, "OLMo  ", id="padded"),
        pytest.param("OLMo", 4, "OLMo", id="just-fits"),
        pytest.param("OLMo 7B", 5, "OLMo…", id="cut-with-a-sign"),
        pytest.param("百川大模型", 6, "百川 …", id="no-half-of-a-wide-letter"),
        pytest.param("OLMo", 1, "…", id="room-for-the-sign-alone"),
        pytest.param("OLMo", 0, "", id="no-room"),
    ],
)
def test_a_text_is_padded_or_cut_with_a_sign(text: str, width: int, fitted: str) -> None:
    assert fitted == fit(text, width)


def test_a_text_is_cut_with_the_sign_of_the_glyphs_in_use() -> None:
    assert "OLM~" == fit("OLMo 7B", 4, "~")


@given(LINES, st.integers(0, 40))
def test_a_fitted_line_takes_at_most_its_cells(line: list[Cell], width: int) -> None:
    assert line_width(fit_line(line, width)) <= width


@given(LINES)
def test_a_line_that_fits_stays_as_it_is(line: list[Cell]) -> None:
    assert plain(line).rstrip() == plain(fit_line(line, line_width(line))).rstrip()


def test_a_cut_line_says_so_also_where_a_cell_ends_at_the_edge() -> None:
    line = [Cell("four", Role.STRONG), Cell("more")]

    assert (Cell("fou…", Role.STRONG),) == fit_line(line, 4)


def test_blanks_beyond_the_edge_are_nothing_cut() -> None:
    line = [Cell("four", Role.STRONG), Cell("   ")]

    assert "four" == plain(fit_line(line, 4))


@given(AWKWARD, st.integers(2, 20))
def test_wrapped_lines_keep_to_their_width(text: str, width: int) -> None:
    assert [] == [line for line in wrap(text, width) if cell_len(line) > width]


@given(AWKWARD, st.integers(1, 20))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    assert "".join(text.split()) == "".join("".join(wrap(text, width)).split())


def test_lines_break_between_words() -> None:
    assert ("Open models", "and data") == wrap("Open models and data", 12)


def test_a_word_longer_than_a_line_is_broken_and_not_cut() -> None:
    assert ("see", "https://", "example.", "org now") == wrap("see https://example.org now", 8)


@pytest.mark.parametrize("dot", [UNICODE.dot, ASCII.dot])
@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("Google · English · 2B", 16, ("Google ·", "English · 2B"), id="with-the-word-before"),
        pytest.param("Google · English · 2B", 18, ("Google · English ·", "2B"), id="room-for-it"),
        pytest.param("· use policy, clause 5", 12, ("· use", "policy,", "clause 5"), id="but-the-first-stays"),
        pytest.param("multilingual · 2B", 13, ("multilingual", "· 2B"), id="no-room-beside-the-word"),
    ],
)
def test_a_dot_between_two_things_begins_no_line_if_it_can_end_one(
    text: str, width: int, lines: tuple[str, ...], dot: str
) -> None:
    expected = tuple(each.replace("·", dot) for each in lines)

    assert expected == wrap(text.replace("·", dot), width)


def test_wrapping_nothing_gives_no_line() -> None:
    assert () == wrap("  ", 10)


def test_a_word_that_takes_no_cell_is_wrapped_like_any_other() -> None:
    assert ("abc", "\u0301") == wrap("abc \u0301", 3)
