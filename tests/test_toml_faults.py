"""What is said of a file of TOML that is not as it should be: the line, the key, the fault and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from llmtui.problems import ProblemLog
from llmtui.toml_reader import LARGEST_FILE, LONGEST_LIST, Source, Table, parse_toml, read_text, read_toml, suggest
from llmtui.toml_reader import Unreadable as Fault

PATH = Path("x.toml")


def _table(text: str) -> Table:
    return Table(parse_toml(text), Source(PATH, text, ProblemLog()))


def _messages(table: Table) -> list[str]:
    return [str(each).partition("x.toml:")[2].lstrip() for each in table.source.log]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("'b'", "text"),
        ("1", "a number"),
        ("1.5", "a number"),
        ("[1]", "a list"),
        ("{ b = 1 }", "a table"),
        ("2024-01-01", "a date"),
        ("2024-01-01T07:32:00", "a date"),
    ],
)
def test_what_a_value_is_is_said_in_a_plain_word(value: str, kind: str) -> None:
    table = _table(f"\na = {value}")

    assert None is table.flag("a")
    assert [f"2: a: must be true or false, is {kind}"] == _messages(table)


@pytest.mark.parametrize(("value", "flag"), [("true", True), ("false", False)])
def test_a_flag_is_true_or_false(value: str, *, flag: bool) -> None:
    table = _table(f"a = {value}")

    assert (flag, []) == (table.flag("a"), _messages(table))


def test_a_flag_that_is_absent_is_neither() -> None:
    table = _table("")

    assert (None, []) == (table.flag("a"), _messages(table))


def test_an_address_without_brackets_is_read_and_the_brackets_are_asked_for() -> None:
    table = _table("a = 'https://example.org'")

    assert ("https://example.org",) == table.urls("a")
    assert ['1: a: must be a list, is text (write ["…"])'] == _messages(table)


def test_a_text_without_brackets_that_is_not_an_address_has_both_faults() -> None:
    table = _table("a = 'example.org'")

    assert () == table.urls("a")
    assert [
        '1: a: must be a list, is text (write ["…"])',
        "1: a: 'example.org' is not an http or https link",
    ] == _messages(table)


def test_a_fault_in_an_array_of_tables_says_which_one_counted_from_one() -> None:
    table = _table("[[all]]\nid = 'a'\n[[all]]\nid = 2\n[all.links]\nrepo = 3\n")
    second = table.tables("all")[1]
    second.text("id")
    second.table("links").text("repo")

    assert [
        '4: all.2.id: must be text, is a number (write it in quotes: "…")',
        '6: all.2.links.repo: must be text, is a number (write it in quotes: "…")',
    ] == _messages(table)


@pytest.mark.parametrize(
    ("value", "read", "faults"),
    [
        (999_999_999_999_999, True, 0),
        (-999_999_999_999_999, True, 0),
        (10**15, False, 1),
        (-(10**15), False, 1),
        (0, True, 0),
    ],
)
def test_a_number_is_read_up_to_its_bound(value: int, *, read: bool, faults: int) -> None:
    table = _table(f"a = {value}")

    assert (value if read else None, faults) == (table.number("a"), len(_messages(table)))


@pytest.mark.parametrize(("count", "faults"), [(LONGEST_LIST, 0), (LONGEST_LIST + 1, 1)])
def test_a_list_of_just_the_limit_is_whole(count: int, faults: int) -> None:
    table = _table("a = [" + "'b'," * count + "]")

    assert (LONGEST_LIST, faults) == (len(table.texts("a")), len(_messages(table)))


@pytest.mark.parametrize(
    ("count", "last"),
    [(100, "k99: unknown key"), (101, "1 more unknown key"), (102, "2 more unknown keys")],
)
def test_of_more_than_a_hundred_unknown_keys_the_others_are_counted(count: int, last: str) -> None:
    table = _table("\n".join(f"k{number} = 1" for number in range(count)))
    table.finish()

    assert min(count, 101) == len(_messages(table))
    assert _messages(table)[-1].endswith(last)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        pytest.param("a = 1\nb = ", "not TOML: Invalid value", 2, id="ends too soon"),
        pytest.param("a = 1\n= 2\nc = 3", "not TOML: Invalid statement", 2, id="a line without a key"),
        pytest.param("a = 1\na = 2\n", "not TOML: Cannot overwrite a value", 2, id="a key twice"),
        pytest.param("a = 1\n" + "b." * 32 + "c = 1", "a key of more than 32 parts", 2, id="a long key"),
        pytest.param("\n\n[" + "b . " * 32 + "c]", "a key of more than 32 parts", 3, id="a long header"),
        pytest.param("[[" + '"b".' * 32 + "c]]", "a key of more than 32 parts", 1, id="a long header of an array"),
    ],
)
def test_a_fault_of_toml_is_reported_with_its_line(text: str, message: str, line: int) -> None:
    with pytest.raises(Fault) as caught:
        parse_toml(text)

    assert (message, line, message) == (caught.value.message, caught.value.line, str(caught.value))


def test_a_key_of_just_32_parts_and_dots_in_a_text_are_read() -> None:
    read = parse_toml(".".join("b" * 32) + " = 1\na = '" + "..." * 50 + "'")

    assert "..." * 50 == read["a"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"a = 1\nb = '\xe9'\n", "2: not UTF-8; save the file as UTF-8", id="another encoding"),
        pytest.param(b"#" * (LARGEST_FILE + 1), "1,048,577 bytes are more than the 1,048,576 allowed", id="too large"),
        pytest.param(b"a = [", "1: not TOML: Invalid value", id="no TOML"),
        pytest.param(None, "No such file or directory", id="not there"),
    ],
)
def test_a_file_that_cannot_be_read_is_left_out_with_the_reason(
    tmp_path: Path, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / PATH).write_bytes(content)
    log = ProblemLog()

    assert None is read_toml(tmp_path / PATH, log)
    assert [(True, message)] == [(each.skipped, str(each).partition("x.toml:")[2].strip()) for each in log]


def test_a_file_of_just_the_limit_is_read_and_a_byte_order_mark_is_not_text(tmp_path: Path) -> None:
    (tmp_path / PATH).write_bytes(b"\xef\xbb\xbf" + b"#" * (LARGEST_FILE - 3))

    assert "#" * (LARGEST_FILE - 3) == read_text(tmp_path / PATH)


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"^not a regular file$"):
        read_text(tmp_path)


@pytest.mark.parametrize(("count", "listed"), [(20, True), (21, False)])
def test_up_to_twenty_words_are_listed_as_a_way_out(count: int, *, listed: bool) -> None:
    words = [f"w{number:02}" for number in range(count)]

    assert (f"one of {', '.join(words)}" if listed else "") == suggest("zzz", words)


def test_of_several_near_words_three_are_offered() -> None:
    assert 2 == suggest("model_a", ["model_b", "model_c", "model_d", "model_e"]).count(" or ")
