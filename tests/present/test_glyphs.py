from __future__ import annotations

import unicodedata

import pytest
from msgspec.structs import fields
from rich.cells import cell_len

from llmtui.model import Grade
from llmtui.present.cells import line_width, plain
from llmtui.present.glyphs import ASCII, ROLES, UNICODE, Glyphs

BOTH = pytest.mark.parametrize("glyphs", [pytest.param(UNICODE, id="unicode"), pytest.param(ASCII, id="ascii")])


def _signs(glyphs: Glyphs) -> dict[str, str]:
    """Every sign by what it is for."""
    tables = {"grades", "declared", "words"}
    named = {each.name: getattr(glyphs, each.name) for each in fields(glyphs) if each.name not in {*tables, "ascii"}}
    for table in tables:
        named |= {f"{table} {key.value}": sign for key, sign in getattr(glyphs, table).items()}
    return named


@BOTH
def test_every_grade_has_a_sign_of_its_own(glyphs: Glyphs) -> None:
    """Colour is never the only difference."""
    assert len(Grade) == len({glyphs.grades[grade] for grade in Grade})


@BOTH
def test_what_says_how_open_something_is_never_shares_a_sign(glyphs: Glyphs) -> None:
    """Reviewed grades, declared grades and words can all be on screen at once."""
    signs = [*glyphs.grades.values(), *glyphs.declared.values(), *glyphs.words.values()]

    assert len(signs) == len(set(signs))
    assert {1} == {cell_len(sign) for sign in signs}


@BOTH
def test_a_declared_grade_has_a_role_of_its_own(glyphs: Glyphs) -> None:
    for grade in (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED):
        reviewed, declared = glyphs.grade(grade), glyphs.grade(grade, declared=True)
        assert reviewed.text != declared.text
        assert reviewed.role is not declared.role


@BOTH
def test_every_sign_of_a_grade_takes_one_cell(glyphs: Glyphs) -> None:
    assert {1} == {cell_len(sign) for sign in glyphs.grades.values()}


@BOTH
def test_no_sign_is_an_emoji_or_of_a_width_terminals_disagree_on(glyphs: Glyphs) -> None:
    doubtful = {
        name: sign
        for name, sign in _signs(glyphs).items()
        if "\ufe0f" in sign
        or any(ord(letter) > 0xFFFF or unicodedata.east_asian_width(letter) == "W" for letter in sign)
    }

    assert {} == doubtful


def test_ascii_signs_are_ascii() -> None:
    assert {} == {name: sign for name, sign in _signs(ASCII).items() if not sign.isascii()}


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_has_a_role_and_a_word_that_keeps_columns_straight(grade: Grade) -> None:
    assert grade in ROLES
    assert 0 < len(grade.value) <= 8


def test_unknown_and_closed_look_alike_in_nothing() -> None:
    looks = {grade: (UNICODE.grades[grade], ASCII.grades[grade], ROLES[grade], grade.value) for grade in Grade}

    assert all(one != other for one, other in zip(looks[Grade.UNKNOWN], looks[Grade.CLOSED], strict=True))


@pytest.mark.parametrize(
    ("fraction", "bar"),
    [
        pytest.param(0.0, "----------", id="empty"),
        pytest.param(0.5, "#####-----", id="half"),
        pytest.param(1.0, "##########", id="full"),
        pytest.param(1.7, "##########", id="more-than-full"),
        pytest.param(-1.0, "----------", id="less-than-empty"),
    ],
)
def test_a_bar_is_filled_by_its_fraction(fraction: float, bar: str) -> None:
    assert bar == plain(ASCII.bar(fraction, 10))


@BOTH
def test_a_bar_takes_its_width(glyphs: Glyphs) -> None:
    assert [7] * 5 == [line_width(glyphs.bar(quarter / 4, 7)) for quarter in range(5)]
