from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmtui.importers.yaml_text import DEEPEST_NESTING, LARGEST_FILE, MOST_NODES, Document, Node, read_yaml
from llmtui.problems import ProblemLog


def _read(folder: Path, text: str | bytes) -> tuple[Document | None, list[str]]:
    """The document, and the problems without the path before them."""
    path = folder / "record.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    log = ProblemLog()
    return read_yaml(path, log), [str(each).removeprefix(str(path)).lstrip(":") for each in log]


def _plain(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _plain(each) for key, each in node.value.items()}
    return [_plain(each) for each in node.value] if isinstance(node.value, tuple) else node.value


@pytest.mark.parametrize(
    "word", ["no", "on", "2020-01-02", "12:30:45", "010", "3.10", "1_000", "1e3", ".inf", "0x1F", "Yes", "<<"]
)
def test_a_value_stays_the_text_it_is(tmp_path: Path, word: str) -> None:
    document, problems = _read(tmp_path, f"a: {word}\n")

    assert document
    assert ({"a": word}, []) == (_plain(document.root), problems)


def test_nothing_is_distinguished_from_an_empty_text(tmp_path: Path) -> None:
    document, _ = _read(tmp_path, "a:\nb: ''\nc: null\nd: 'null'\ne: ~\n")

    assert document
    assert {"a": None, "b": "", "c": None, "d": "null", "e": None} == _plain(document.root)


def test_each_value_knows_its_line(tmp_path: Path) -> None:
    document, _ = _read(tmp_path, "# first\n---\na: 1\nb:\n    - x\n    - y\n")

    assert document
    assert isinstance(document.root.value, dict)
    found = document.root.value["b"].value
    assert isinstance(found, tuple)
    assert (3, [5, 6]) == (document.root.value["a"].line, [each.line for each in found])


def test_a_byte_order_mark_and_other_line_ends_are_read(tmp_path: Path) -> None:
    document, problems = _read(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")

    assert document
    assert ({"a": "1", "b": "2"}, []) == (_plain(document.root), problems)


def test_a_key_that_occurs_twice_is_reported_and_the_last_is_read(tmp_path: Path) -> None:
    document, problems = _read(tmp_path, "a: 1\nb: 2\na: 3\n")

    assert document
    assert {"a": "3", "b": "2"} == _plain(document.root)
    assert ["3: a: the key is there twice; the last is read (it was on line 1 before)"] == problems


def test_of_several_documents_the_first_is_read_and_the_rest_reported(tmp_path: Path) -> None:
    document, problems = _read(tmp_path, "a: 1\n---\nb: 2\n")

    assert document
    assert ({"a": "1"}, ["2: more than one document; only the first is read"]) == (_plain(document.root), problems)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("a: !!python/object/apply:os.system [id]", "1: the tag", id="a-tag-that-runs-code"),
        pytest.param("\na: !mine 1", "2: the tag !mine is not read", id="a-tag-of-its-own"),
        pytest.param("a: &x [1]\nb: *x", "2: the alias *x is not read", id="an-alias"),
        pytest.param("- &a [*a]", "1: the alias *a is not read", id="an-alias-of-itself"),
        pytest.param(
            "[" * (DEEPEST_NESTING + 1) + "]" * (DEEPEST_NESTING + 1), "1: nested more than 16 deep", id="deep"
        ),
        pytest.param("{" * 50_000, "1: nested more than 16 deep", id="very-deep"),
        pytest.param("[" + "a," * MOST_NODES + "a]", "1: more than 20,000 values", id="many-values"),
        pytest.param("a: " + "x" * LARGEST_FILE, "262,147 characters are more than", id="long"),
        pytest.param("a: [1\nb: 2", "2: not YAML: ", id="not-closed"),
        pytest.param('a: "\\UFFFFFFFF"', "not YAML: ", id="a-letter-that-does-not-exist"),
        pytest.param("? [a]\n: b", "1: a key that is not text", id="a-list-for-a-key"),
        pytest.param("a: \x07", "not YAML: ", id="a-control-character"),
        pytest.param("", "an empty file", id="empty"),
        pytest.param(b"a: caf\xe9", "1: not UTF-8", id="latin-1"),
        pytest.param("a: 1".encode("utf-16"), "1: not UTF-8", id="utf-16"),
    ],
)
def test_what_cannot_be_used_is_left_out_with_its_line_and_reason(
    tmp_path: Path, text: str | bytes, reason: str
) -> None:
    document, problems = _read(tmp_path, text)

    assert document is None
    assert 1 == len(problems)
    assert reason in problems[0]


def test_what_is_not_a_file_is_left_out(tmp_path: Path) -> None:
    log = ProblemLog()

    assert read_yaml(tmp_path, log) is None
    assert [True] == [each.skipped for each in log]


@given(st.text(max_size=200))
def test_no_text_stops_the_reading(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    document, problems = _read(tmp_path_factory.getbasetemp(), text.encode("utf-8", "replace"))

    assert document is not None or problems
