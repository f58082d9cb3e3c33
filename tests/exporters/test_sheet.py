from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from llmtui.exporters.sheet import (
    Sheet,
    dump_csv,
    dump_json,
    dump_jsonl,
    dump_markdown,
    dump_tsv,
    json_lines,
    json_text,
)


def _sheet(*values: str | float | bool | None) -> Sheet:
    return Sheet(("column",), tuple((value,) for value in values))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_text_is_a_formula(start: str) -> None:
    assert f"column\n'{start}cmd\n" == dump_csv(_sheet(f"{start}cmd"))


def test_numbers_stay_numbers() -> None:
    assert "column\n-1.5\n" == dump_csv(_sheet(-1.5))


@pytest.mark.parametrize("text", ['a,b"c', "a\tb", "a\nb", "a;b"])
def test_a_cell_stays_a_cell(text: str) -> None:
    for dump, delimiter in ((dump_csv, ","), (dump_tsv, "\t")):
        assert [["column"], [text]] == list(csv.reader(io.StringIO(dump(_sheet(text))), delimiter=delimiter))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", "a\\|b"),
        ("<b>", "\\<b\\>"),
        ("[x](javascript:y)", "\\[x\\](javascript:y)"),
        ("`x`", "\\`x\\`"),
        ("**x**", "\\*\\*x\\*\\*"),
        ("&lt;", "\\&lt;"),
        ("a\nb", "a b"),
        ("https://example.org/a_b*c", "<https://example.org/a_b*c>"),
        ("see https://example.org/a_b", "see https://example.org/a\\_b"),
        ("https://example.org/|<b>", "https://example.org/\\|\\<b\\>"),
    ],
)
def test_nothing_breaks_out_of_a_markdown_cell(text: str, written: str) -> None:
    assert f"| column |\n| --- |\n| {written} |\n" == dump_markdown(_sheet(text))


def test_nothing_known_is_an_empty_cell() -> None:
    assert ('column\n""\n', "| column |\n| --- |\n|  |\n") == (dump_csv(_sheet(None)), dump_markdown(_sheet(None)))


def test_a_list_is_a_list_in_json_and_one_text_in_a_cell() -> None:
    sheet = Sheet(("tags",), ((("a", "b"),),))

    assert '[\n  {\n    "tags": [\n      "a",\n      "b"\n    ]\n  }\n]\n' == dump_json(sheet)
    assert "tags\na; b\n" == dump_csv(sheet)


@pytest.mark.parametrize(("value", "word"), [(True, "true"), (False, "false")])
def test_a_truth_is_the_same_word_in_every_format(*, value: bool, word: str) -> None:
    sheet = _sheet(value)

    assert (f"column\n{word}\n", f"column\n{word}\n") == (dump_csv(sheet), dump_tsv(sheet))
    assert f"| column |\n| --- |\n| {word} |\n" == dump_markdown(sheet)
    assert f'{{"column": {word}}}\n' == dump_jsonl(sheet)


@pytest.mark.parametrize(
    ("values", "rule"),
    [((1, 2.5), "--:"), ((1, None), "---"), ((1, "2"), "---"), ((), "---"), ((0,), "--:")],
    ids=["numbers", "one is missing", "one is text", "none", "zero"],
)
def test_a_column_of_numbers_alone_is_to_the_right_in_markdown(
    values: tuple[str | float | None, ...], rule: str
) -> None:
    assert f"| {rule} |" == dump_markdown(_sheet(*values)).splitlines()[1]


@pytest.mark.parametrize(("value", "text"), [(0.1 + 0.2, "0.3"), (1.0, "1"), (12, "12"), (1234567.0, "1.23457e+06")])
def test_numbers_in_markdown_are_short(value: float, text: str) -> None:
    assert f"| {text} |" == dump_markdown(_sheet(value)).splitlines()[2]


@pytest.mark.parametrize("start", ["\t", "\r", "\n", "\r\n"])
def test_a_blank_before_a_formula_does_not_arm_it(start: str) -> None:
    written = start.replace("\r\n", "\n").replace("\r", "\n")

    for dump, delimiter in ((dump_csv, ","), (dump_tsv, "\t")):
        rows = list(csv.reader(io.StringIO(dump(_sheet(f"{start}=1+1")), newline=""), delimiter=delimiter))
        assert [["column"], [f"'{written}=1+1"]] == rows


@pytest.mark.parametrize("text", ["a\rb", "a\r\n=b", "a\r\rb"])
def test_no_end_of_a_line_begins_a_row(text: str) -> None:
    assert 2 == len(list(csv.reader(io.StringIO(dump_csv(_sheet(text)), newline=""))))


def test_a_list_whose_first_text_is_a_formula_is_disarmed_too() -> None:
    assert "tags\n'=a; b\n" == dump_csv(Sheet(("tags",), ((("=a", "b"),),)))


def test_json_keeps_letters_as_they_are_and_ends_its_last_line() -> None:
    assert '{\n  "name": "百川"\n}\n' == json_text({"name": "百川"})


def test_json_lines_are_one_value_per_line() -> None:
    assert '{"a": "x\\ny"}\n[1]\n' == json_lines([{"a": "x\ny"}, [1]])


@pytest.mark.parametrize("write", [json_text, lambda value: json_lines([value])])
def test_what_json_cannot_say_is_an_error(write: Callable[[object], str]) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        write({"a": float("nan")})
