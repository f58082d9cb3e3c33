from __future__ import annotations

import pytest

from llmtui.model.ids import ID, id_from_name
from llmtui.model.sizes import Size, read_count, read_size, sizes_in_short


@pytest.mark.parametrize(
    ("written", "total", "active"),
    [
        ("7B", 7_000_000_000, 0),
        ("560M", 560_000_000, 0),
        ("1.5b", 1_500_000_000, 0),
        ("300K", 300_000, 0),
        ("1T", 1_000_000_000_000, 0),
        (" 7B ", 7_000_000_000, 0),
        ("8x7B", 56_000_000_000, 0),
        ("8X22b", 176_000_000_000, 0),
        ("235B-A22B", 235_000_000_000, 22_000_000_000),
        ("30BA3B", 30_000_000_000, 3_000_000_000),
        ("E4B", 4_000_000_000, 0),
        ("A3B", 3_000_000_000, 0),
        ("0.5B", 500_000_000, 0),
        ("1.1B", 1_100_000_000, 0),
        ("0.000001M", 1, 0),
    ],
)
def test_a_published_size_is_a_count_of_parameters(written: str, total: int, active: int) -> None:
    assert Size(total, active) == read_size(written)


@pytest.mark.parametrize(
    "written",
    ["", "7", "B", "7G", "7 B", "large", "7B+", "-7B", "7.B", "7,5B", "1234x7B", "1234567B", "7B-A", "7B\n7B"],
)
def test_a_text_that_is_not_a_size_is_not_guessed(written: str) -> None:
    assert None is read_size(written)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("10B", 10_000_000_000),
        ("1.5m", 1_500_000),
        ("1000", 1000),
        ("7000000000", 7_000_000_000),
        ("9" * 15, 999_999_999_999_999),
        ("9" * 16, None),
        ("999", None),
        ("8x7B", None),
        ("\u0667B", None),
        ("", None),
    ],
)
def test_a_number_of_parameters_has_a_unit_or_is_written_out(written: str, count: int | None) -> None:
    assert count == read_count(written)


@pytest.mark.parametrize(
    ("sizes", "short"),
    [
        ((), ""),
        (("7B",), "7B"),
        (("7B", "13B"), "7B, 13B"),
        (("7B", "13B", "70B"), "7B to 70B"),
        (("1B", "7B", "13B", "70B"), "1B to 70B"),
    ],
)
def test_of_more_than_two_sizes_the_first_and_the_last_are_said(sizes: tuple[str, ...], short: str) -> None:
    assert short == sizes_in_short(sizes)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Pan Gu 2.6B+", "pan-gu-2-6b-plus"),
        ("OLMo 2", "olmo-2"),
        ("  BLOOM  ", "bloom"),
        ("Éléphant", "elephant"),
        ("\u03b1-model", "alpha-model"),
        ("ﬁne", "fine"),
        ("a__b--c", "a-b-c"),
        ("C++", "c-plus-plus"),
        ("百川", ""),
        ("!?", ""),
        ("", ""),
        ("x" * 200, "x" * 80),
        ("x" * 79 + " y", "x" * 79),
    ],
)
def test_an_id_is_made_of_what_can_be_kept_of_a_name(name: str, made: str) -> None:
    assert made == id_from_name(name)
    assert made == "" or ID.fullmatch(made)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("olmo-2", True),
        ("2", True),
        ("x" * 81, True),
        ("x" * 82, False),
        ("-x", False),
        ("OLMo", False),
        ("a.b", False),
        ("a/b", False),
        ("a\n", False),
        ("", False),
    ],
)
def test_an_id_is_a_safe_name_of_a_file(text: str, *, valid: bool) -> None:
    assert valid is bool(ID.fullmatch(text))
