"""How a record of an index is asked for its values, and what becomes of those that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import an_assessment, write_files
from llmtui.importers.mof_layout import is_pending, present_component, present_release
from llmtui.importers.records import Block, comments, has_licence_line, is_called, make_draft, open_record, record_files
from llmtui.importers.yaml_text import Document, parse_yaml
from llmtui.model import Kind
from llmtui.problems import ProblemLog

PATH = Path("record.yaml")


def _document(text: str) -> Document:
    return parse_yaml(PATH, text, ProblemLog())


def _block(text: str) -> tuple[Block, ProblemLog]:
    log = ProblemLog()
    root = _document(text).root.value
    assert isinstance(root, dict)
    return Block(root, PATH, log), log


def _messages(log: ProblemLog) -> list[tuple[int | None, str, str]]:
    return [(each.line, each.key, each.message) for each in log]


@pytest.mark.parametrize(
    ("text", "wanted", "value", "messages"),
    [
        pytest.param("x: a", True, "a", [], id="a text"),
        pytest.param("x:", False, "", [], id="nothing"),
        pytest.param("x:", True, "", [(1, "x", "is empty")], id="nothing, wanted"),
        pytest.param("y: b", True, "", [(1, "x", "is missing")], id="missing, wanted"),
        pytest.param("y: b", False, "", [], id="missing"),
        pytest.param("x: [a]", False, "", [(1, "x", "must be one text; it is left out")], id="a list"),
        pytest.param("x: ' a'", False, "a", [(1, "x", "has blanks around it")], id="blanks"),
        pytest.param(
            'x: "a\\e[2J"', False, "a\ufffd[2J", [(1, "x", "holds characters that cannot be shown")], id="an escape"
        ),
        pytest.param("x: abcdef", False, "abcd…", [(1, "x", "6 characters are cut to 5")], id="too long"),
        pytest.param("x: abcde", False, "abcde", [], id="just short enough"),
        pytest.param("x: 'a  b'", False, "a b", [], id="blanks inside"),
    ],
)
def test_a_text_is_one_line_and_what_is_odd_about_it_is_reported(
    text: str, value: str, messages: list[tuple[int, str, str]], *, wanted: bool
) -> None:
    block, log = _block(text)

    assert (value, messages) == (block.text("x", 5, wanted=wanted), _messages(log))


@pytest.mark.parametrize(
    ("text", "values", "messages"),
    [
        ("x: a", ("a",), []),
        ("x: [a, b]", ("a", "b"), []),
        ("x: [a, '', {b: c}]", ("a",), ["holds something that is not text; it is left out"]),
        ("x: {a: b}", (), ["must be one text; it is left out"]),
        ("x:", (), []),
    ],
)
def test_texts_are_those_of_a_list_or_one_alone(text: str, values: tuple[str, ...], messages: list[str]) -> None:
    block, log = _block(text)

    assert (values, messages) == (block.texts("x"), [each.message for each in log])


@pytest.mark.parametrize(
    ("text", "messages"),
    [("x: {a: b}", []), ("x: a", ["must be a map"]), ("x:", ["is missing"]), ("y: a", ["is missing"])],
)
def test_a_map_that_is_not_there_is_empty_and_reported(text: str, messages: list[str]) -> None:
    block, log = _block(text)

    assert ("b" if not messages else "") == block.block("x").text("a")
    assert messages == [each.message for each in log]


def test_a_list_of_maps_leaves_out_what_is_not_a_map_and_says_which() -> None:
    block, log = _block("x:\n- a: 1\n- no map\n- a: 2\n")

    assert ["1", "2"] == [each.text("a") for each in block.blocks("x")]
    assert [(3, "x.2", "must be a map; it is left out")] == _messages(log)


def test_a_problem_names_the_key_inside_its_maps() -> None:
    block, log = _block("x:\n  y:\n  - z: [1]\n")
    block.block("x").blocks("y")[0].text("z")

    assert [(3, "x.y.1.z", "must be one text; it is left out")] == _messages(log)


def test_keys_that_were_not_asked_for_become_remarks() -> None:
    block, log = _block("asked: a\ncolour: red\nsongs: [a, {b: c}]\nnothing:\n")
    block.text("asked")

    assert ("colour: red", "songs: a, b: c", "nothing: ") == block.finish()
    assert ["colour", "songs", "nothing"] == [each.key for each in log]


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        (b"- a\n", ["holds no map"]),
        (b"a: 1\r\nb: 2\r\n", ["line ends of another system (CRLF)"]),
        (b"a: 1\n", []),
        (b"a: *b\n", ["the alias *b is not read"]),
        (b"", ["an empty file"]),
    ],
)
def test_a_record_is_a_map_in_a_file(tmp_path: Path, content: bytes, messages: list[str]) -> None:
    path, log = tmp_path / "x.yaml", ProblemLog()
    path.write_bytes(content)
    found = open_record(path, log)

    assert messages == [each.message for each in log]
    assert (found is None) is any(each.skipped for each in log)


def test_records_are_the_yaml_files_of_the_folder_that_holds_them(tmp_path: Path) -> None:
    files = ("b.yaml", "a.YML", ".hidden.yaml", "notes.md", "projects/d.yaml", "projects/c.yml")
    write_files(tmp_path, dict.fromkeys(files, ""))

    assert ["a.YML", "b.yaml"] == [path.name for path in record_files(tmp_path, "")]
    assert ["a.YML", "b.yaml"] == [path.name for path in record_files(tmp_path, "gone")]
    assert ["c.yml", "d.yaml"] == [path.name for path in record_files(tmp_path, "projects")]
    assert (tmp_path / "b.yaml",) == record_files(tmp_path / "b.yaml", "projects")


def test_comments_are_kept_with_their_lines() -> None:
    document = _document("# one\na: 1 # not a line\n  # two, CC-BY 4.0\n")

    assert ((1, "# one"), (3, "# two, CC-BY 4.0")) == comments(document)
    assert (True, False) == (has_licence_line(document), has_licence_line(_document("a: CC-BY\n")))


@pytest.mark.parametrize(
    ("name", "file", "called"), [("Heron", "heron.yaml", True), ("Heron 7B", "heron.yaml", False), ("", "x", False)]
)
def test_a_file_is_named_after_what_it_describes_except_for_case(name: str, file: str, *, called: bool) -> None:
    assert called is is_called(name, Path(file))


@pytest.mark.parametrize(
    ("name", "file", "preferred", "other"),
    [
        pytest.param("Heron 7B", "heron.yaml", "heron-7b", "heron", id="after its name"),
        pytest.param("Heron", "heron.yaml", "heron", "heron-osai-index", id="name and file alike"),
        pytest.param("百川", "baichuan.yaml", "baichuan", "baichuan-osai-index", id="a name of no letters"),
        pytest.param("百川", "百川.yaml", "record", "record-osai-index", id="neither"),
    ],
)
def test_a_draft_has_an_id_and_another_if_that_is_taken(name: str, file: str, preferred: str, other: str) -> None:
    draft = make_draft(
        file,
        Path(file),
        name=name,
        placement=("base", "english"),
        assessment=an_assessment({}, "osai-index"),
        remarks=("A remark.",),
        summary=("One.", "", "Two."),
        kind=Kind.TOOL,
        maker="Lab",
    )

    assert (preferred, other, ("A remark.",)) == (draft.entry.id, draft.other_id, draft.remarks)
    assert ("base", "english", "One. Two.", Kind.TOOL, "Lab") == (
        draft.entry.category,
        draft.entry.group,
        draft.entry.summary,
        draft.entry.kind,
        draft.entry.maker,
    )
    assert [("osai-index", name, file)] == [(each.source, each.name, each.record) for each in draft.entry.listed_in]


def test_keys_of_the_earlier_layout_are_read_under_their_present_names() -> None:
    release, log = _block("github: https://a.org\nname: X\n")
    component, _log = _block("location: a\nlicense_name: MIT\n")

    assert ("https://a.org", "X") == (present_release(release).text("repository"), release.text("name"))
    found = present_component(component)
    assert ("a", "MIT") == (found.text("component_path"), found.text("license"))
    assert [(1, "github", "the key used before April 2025; read as repository")] == _messages(log)


def test_a_present_key_is_not_replaced_by_an_earlier_one() -> None:
    release, log = _block("github: https://old.org\nrepository: https://new.org\n")

    assert ("https://new.org", 0) == (present_release(release).text("repository"), len(log))


@pytest.mark.parametrize(
    ("licence", "pending"),
    [("Pending evaluation", True), (" pending", True), ("Pendingly", False), ("MIT, pending", False), ("", False)],
)
def test_a_component_that_was_not_looked_at_yet_is_pending(licence: str, *, pending: bool) -> None:
    assert pending is is_pending(licence)
