from __future__ import annotations

from datetime import date
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import write_files
from llmtui.dates import is_date
from llmtui.problems import ProblemLog
from llmtui.toml_reader import LONGEST_LIST, MOST_TABLES, Source, Table, read_toml, suggest


class Colour(Enum):
    """Something to choose from."""

    RED = "red"
    BLUE = "blue"


def _table(text: str, folder: Path) -> Table:
    table = read_toml(write_files(folder, {"x.toml": text}) / "x.toml", ProblemLog())
    assert table is not None
    return table


def _problems(table: Table) -> list[str]:
    """Each problem without the path it begins with."""
    return [str(problem).partition("x.toml")[2].lstrip(": ") for problem in table.source.log]


def test_values_are_given_as_what_they_are_asked_for(tmp_path: Path) -> None:
    table = _table(
        """
        text = "a"
        number = 7
        texts = ["a", "", "b"]
        day = 2023-06-01
        month = "2023-06"
        link = "https://example.org"
        links = ["https://example.org"]
        colour = "blue"
        """,
        tmp_path,
    )

    values = (
        table.text("text"),
        table.number("number"),
        table.texts("texts"),
        table.date("day"),
        table.date("month"),
        table.url("link"),
        table.urls("links"),
        table.urls("link"),
        table.choice("colour", Colour, Colour.RED),
    )

    link = "https://example.org"
    assert ("a", 7.0, ("a", "b"), "2023-06-01", "2023-06", link, (link,), (link,), Colour.BLUE) == values


def test_an_absent_key_is_empty_and_no_problem(tmp_path: Path) -> None:
    table = _table("", tmp_path)

    values = (
        table.text("a"),
        table.number("a"),
        table.texts("a"),
        table.date("a"),
        table.url("a"),
        table.urls("a"),
        table.choice("a", Colour, Colour.RED),
        table.tables("a"),
        dict(table.table("a").values),
    )

    assert (("", None, (), "", "", (), Colour.RED, (), {}), []) == (values, _problems(table))


@pytest.mark.parametrize(
    ("ask", "value", "problem"),
    [
        pytest.param("text", "1", '1: a: must be text, is a number (write it in quotes: "…")', id="text"),
        pytest.param("text", "2023-06-01", '1: a: must be text, is a date (write it in quotes: "…")', id="text-date"),
        pytest.param("number", "true", "1: a: must be a number, is a boolean", id="number"),
        pytest.param("number", "'1'", "1: a: must be a number, is text", id="number-text"),
        pytest.param("texts", "'b'", '1: a: must be a list, is text (write ["…"])', id="texts"),
        pytest.param(
            "texts", "[[]]", '1: a: must hold text only, holds a list (write it in quotes: "…")', id="texts-items"
        ),
        pytest.param("date", "'x'", "1: a: 'x' is not a date (write YYYY, YYYY-MM or YYYY-MM-DD)", id="date"),
        pytest.param("date", "07:32:00", '1: a: must be text, is a date (write it in quotes: "…")', id="date-time"),
        pytest.param("url", "'x'", "1: a: 'x' is not an http or https link", id="url"),
        pytest.param("urls", "['x']", "1: a: 'x' is not an http or https link", id="urls"),
        pytest.param("table", "1", "1: a: must be a table, is a number (write [a])", id="table"),
        pytest.param("tables", "1", "1: a: must be an array of tables (write [[a]])", id="tables"),
        pytest.param("tables", "[{}, 1]", "1: a: must be an array of tables (write [[a]])", id="tables-items"),
    ],
)
def test_a_value_of_the_wrong_kind_is_left_out_and_reported(tmp_path: Path, ask: str, value: str, problem: str) -> None:
    table = _table(f"a = {value}", tmp_path)

    given_back = getattr(table, ask)("a")

    empty = not (given_back.values if isinstance(given_back, Table) else given_back)
    assert (True, [problem]) == (empty, _problems(table))


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e300", "0x" + "f" * 10_000])
def test_a_number_beyond_reason_is_left_out_and_reported(tmp_path: Path, value: str) -> None:
    table = _table(f"a = {value}", tmp_path)

    assert (None, 1) == (table.number("a"), len(_problems(table)))


def test_an_unknown_choice_falls_back_with_a_suggestion(tmp_path: Path) -> None:
    table = _table("a = 'bleu'", tmp_path)

    chosen = table.choice("a", Colour, Colour.RED)

    assert (Colour.RED, ["1: a: 'bleu' is unknown (did you mean blue?)"]) == (chosen, _problems(table))


def test_one_wrong_item_leaves_the_others(tmp_path: Path) -> None:
    table = _table("a = ['b', 1, 'c']", tmp_path)

    assert ("b", "c") == table.texts("a")


def test_an_endless_list_is_cut_and_reported(tmp_path: Path) -> None:
    table = _table("a = [" + "'b'," * 5000 + "]", tmp_path)

    assert (1000, ["1: a: 5,000 items are more than the 1,000 read"]) == (len(table.texts("a")), _problems(table))


def test_only_keys_that_are_not_asked_for_are_unknown(tmp_path: Path) -> None:
    table = _table("a = 'x'\nb = 'y'\nc = 1\n", tmp_path)
    table.text("a")
    table.number("c")

    table.finish()

    assert ["2: b: unknown key (one of a, c)"] == _problems(table)


@pytest.mark.parametrize(
    ("place", "line"),
    [
        pytest.param(("name",), 2, id="a-key"),
        pytest.param(("quoted key",), 3, id="a-quoted-key"),
        pytest.param(("links", "repo"), 6, id="a-key-of-a-table"),
        pytest.param(("links", "missing"), 5, id="a-missing-key-is-its-table"),
        pytest.param(("dotted", "a"), 4, id="a-dotted-key"),
        pytest.param(("all", 0, "id"), 8, id="an-array's-first"),
        pytest.param(("all", 1, "id"), 10, id="an-array's-second"),
        pytest.param(("all", 1, "grades", "b"), 13, id="a-table-in-an-array"),
        pytest.param(("all", 1, "grades", "b", "inline"), 13, id="an-inline-table-is-its-key"),
        pytest.param(("missing",), None, id="nowhere"),
        pytest.param((), None, id="the-file"),
    ],
)
def test_a_place_is_found_on_its_line(place: tuple[str | int, ...], line: int | None) -> None:
    text = """# comment
name = "a"
"quoted key" = 1
dotted . a = 1
[links]
repo = "b"
[[all]]
id = 1
[[ all ]]
  id = 2
  [ all.grades ]
  a = "x"
  b = { inline = 1 }
"""

    assert line == Source(Path("x.toml"), text, ProblemLog()).line_of(place)


@pytest.mark.parametrize("text", ["2023", "2023-06", "2023-06-01", "2024-02-29", "0001"])
def test_a_date_of_any_precision_is_a_date(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "2023-6",
        "2023-13",
        "2023-00",
        "2023-02-30",
        "2023-02-29",
        "2023/06",
        "2023-06-01T07:32",
        "\uff12\uff10\uff12\uff13",
        "2023 ",
    ],
)
def test_only_calendar_dates_are_dates(text: str) -> None:
    assert not is_date(text)


@given(st.dates())
def test_every_day_is_a_date(day: date) -> None:
    assert is_date(day.isoformat())


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        pytest.param("opne", ["open", "closed"], "did you mean open?", id="near"),
        pytest.param("zzz", ["b", "a"], "one of a, b", id="few"),
        pytest.param("zzz", [f"w{number}" for number in range(30)], "", id="many"),
        pytest.param("zzz", [], "", id="none"),
    ],
)
def test_a_wrong_word_gets_a_way_out(word: str, known: list[str], hint: str) -> None:
    assert hint == suggest(word, known)


def test_of_very_many_unknown_keys_the_first_are_reported_and_the_rest_counted(tmp_path: Path) -> None:
    table = _table("\n".join(f"k{number} = 1" for number in range(1100)), tmp_path)

    table.finish()

    assert (101, "1,000 more unknown keys") == (len(_problems(table)), _problems(table)[-1])


def test_of_very_many_tables_the_first_are_read_and_the_rest_reported(tmp_path: Path) -> None:
    table = _table("[[each]]\n" * (MOST_TABLES + 1), tmp_path)

    read = table.tables("each")

    assert (MOST_TABLES, ["each: 5,001 tables are more than the 5,000 read"]) == (len(read), _problems(table))


def test_of_very_many_keys_the_first_are_read_and_the_rest_reported(tmp_path: Path) -> None:
    table = _table("".join(f"k{number} = 1\n" for number in range(LONGEST_LIST + 1)), tmp_path)

    read = table.first_keys()

    assert (LONGEST_LIST, ["1,001 keys are more than the 1,000 read"]) == (len(read), _problems(table))
