from __future__ import annotations

import csv
import io

import pytest

from llmtui.exporters.sheet import Sheet, dump_csv, dump_json, dump_markdown, dump_tsv


def _sheet(*values: str | float | None) -> Sheet:
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
