"""The user's own tables: which column becomes which key, and what is said of a row that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factories import a_catalog, a_framework, an_entry
from llmtui.errors import UsageError
from llmtui.importers.table import Mapped, checked_mapping, read_mapping, read_rows, table_entry
from llmtui.model import Entry, Grade, Judgement, Kind
from llmtui.problems import ProblemLog

CATALOG = a_catalog(an_entry("llama"), frameworks=[a_framework("judges")])
PLACE = {"category": "base", "kind": "model"}


def _rows(tmp_path: Path, text: str, suffix: str = ".csv") -> tuple[tuple[str, ...], list[tuple[int, dict[str, Any]]]]:
    path = tmp_path / f"table{suffix}"
    path.write_bytes(text.encode())
    return read_rows(path)


@pytest.mark.parametrize(
    ("suffix", "text", "columns", "rows"),
    [
        pytest.param(".csv", "a,b\n1,2\n", ("a", "b"), [(2, {"a": "1", "b": "2"})], id="csv"),
        pytest.param(".CSV", "\ufeffa\r\n1\r\n", ("a",), [(2, {"a": "1"})], id="csv of a spreadsheet"),
        pytest.param(".tsv", "a\tb\n1,5\t2\n", ("a", "b"), [(2, {"a": "1,5", "b": "2"})], id="tsv"),
        pytest.param(".csv", 'a\n"x\ny"\nz\n', ("a",), [(2, {"a": "x\ny"}), (4, {"a": "z"})], id="a cell of two lines"),
        pytest.param(".csv", "a,b\n1\n1,2,3\n", ("a", "b"), [(2, {"a": "1"}), (3, {"a": "1", "b": "2"})], id="ragged"),
        pytest.param(".csv", "a\n", (), [], id="a heading alone"),
        pytest.param(".jsonl", '{"a": 1}\n\n{"b": [2]}\n', ("a", "b"), [(1, {"a": 1}), (3, {"b": [2]})], id="jsonl"),
        pytest.param(".jsonl", '{"a": "x\u2028y"}\n', ("a",), [(1, {"a": "x\u2028y"})], id="a separator inside a text"),
        pytest.param(".jsonl", '{"a": "x\x85y"}\r\n', ("a",), [(1, {"a": "x\x85y"})], id="a next line inside a text"),
    ],
)
def test_each_row_is_read_with_the_line_it_begins_on(
    tmp_path: Path, suffix: str, text: str, columns: tuple[str, ...], rows: list[tuple[int, dict[str, Any]]]
) -> None:
    assert (columns, rows) == _rows(tmp_path, text, suffix)


@pytest.mark.parametrize(
    ("suffix", "text", "said"),
    [
        (".ods", "a", r"is not a table \(use .csv, .tsv, .jsonl\)"),
        (".jsonl", '{"a": 1}\n[2]\n', "line 2 is not an object"),
        (".jsonl", '{"a": 1\n', "cannot be read"),
        (".csv", 'a\n"x', "cannot be read"),
    ],
)
def test_a_file_that_is_not_a_table_is_refused_with_the_reason(
    tmp_path: Path, suffix: str, text: str, said: str
) -> None:
    with pytest.raises(UsageError) as error:
        _rows(tmp_path, text, suffix)

    message = f"{error.value} ({error.value.hint})"
    assert said.replace("\\", "") in message


def test_a_folder_is_refused_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "x.csv").mkdir()

    with pytest.raises(UsageError, match="is not a file of at most 67,108,864 bytes"):
        read_rows(tmp_path / "x.csv")


def _mapped(columns: dict[str, str], **fields: Any) -> Mapped:
    return Mapped(columns, **fields)


@pytest.mark.parametrize(
    ("columns", "mapped", "expected"),
    [
        pytest.param(("name", "maker"), {}, {"name": "name", "maker": "maker"}, id="called like keys"),
        pytest.param((" Name ", "links.repo"), {}, {"name": " Name ", "links.repo": "links.repo"}, id="nearly"),
        pytest.param(("Model", "x"), {"name": "Model"}, {"name": "Model"}, id="mapped"),
        pytest.param(("name", "Model"), {"name": "Model"}, {"name": "Model"}, id="a mapping goes first"),
        pytest.param(
            ("name", "w"),
            {"grades.code": "w", "evidence.code": "w"},
            {"name": "name", "grades.code": "w", "evidence.code": "w"},
            id="grades",
        ),
    ],
)
def test_columns_are_those_mapped_and_those_called_like_keys(
    columns: tuple[str, ...], mapped: dict[str, str], expected: dict[str, str]
) -> None:
    assert expected == checked_mapping(_mapped(mapped), columns).columns


@pytest.mark.parametrize(
    ("columns", "mapped", "said", "hint"),
    [
        (("Model",), {}, "no column is called name, and none is mapped to it", "the columns are Model"),
        (("Model",), {"name": "Modle"}, "there is no column 'Modle'", "did you mean Model?"),
        (("Model",), {"nmae": "Model"}, "'nmae' is not a key of an entry", "did you mean name or"),
        (("Model",), {"licences": "Model"}, "'licences' is not a key of an entry", "did you mean licenses or"),
    ],
)
def test_a_mapping_that_leads_nowhere_names_the_way_out(
    columns: tuple[str, ...], mapped: dict[str, str], said: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=said) as error:
        checked_mapping(_mapped(mapped), columns)

    assert hint in (error.value.hint or "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns = 3", "Expected `object`"),
        ("[columns]\nname = 3", "Expected `str`"),
        ("= 1", ""),
        ("[values]\nkind = 'model'", "columns"),
    ],
)
def test_a_mapping_file_of_another_form_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text)

    with pytest.raises(UsageError) as error:
        read_mapping(path)
    assert f"{path}: " in str(error.value)
    assert said in str(error.value)
    assert "see docs/update.md" == error.value.hint


def test_a_mapping_file_may_say_all_that_a_mapping_has(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(
        'framework = "judges"\nseparator = "|"\n[columns]\nname = "M"\n[values]\nkind = "tool"\n[words]\nyes = "open"\n'
    )

    assert Mapped({"name": "M"}, {"kind": "tool"}, {"yes": "open"}, "judges", "|") == read_mapping(path)


def _entry(row: dict[str, Any], **fields: Any) -> tuple[Entry | None, list[str]]:
    """The entry of a row whose columns are called like keys, or are mapped; and what is said of it."""
    columns = fields.pop("columns", {})
    fields.setdefault("values", PLACE)
    mapped = checked_mapping(Mapped(columns, **fields), tuple(row))
    log = ProblemLog()
    entry = table_entry(CATALOG, mapped, Path("mine.csv"), (7, row), log)
    return entry, [str(problem) for problem in log]


def test_a_row_becomes_an_entry_that_says_where_it_is_from() -> None:
    entry, said = _entry(
        {"name": "Grey Heron+", "maker": "Lab", "tags": "a; b ;;c", "license": "mit", "links.repo": "https://a.org"}
    )

    assert entry is not None
    assert [] == said
    assert ("grey-heron-plus", "base", "Lab", ("a", "b", "c"), "MIT") == (
        entry.id,
        entry.category,
        entry.maker,
        entry.tags,
        entry.licence,
    )
    assert [("mine", "Grey Heron+", "mine.csv:7")] == [
        (each.source, each.name, each.record) for each in entry.listed_in
    ]
    assert [("repo", "https://a.org")] == [(each.role, each.url) for each in entry.links]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"),
        ("  x  y ", "x y"),
        (3, "3"),
        (1.5, "1.5"),
        (["a", "b"], "a;b"),
        (True, "Lab"),
        (None, "Lab"),
        ({"a": 1}, "Lab"),
        ("", "Lab"),
        ("\x1b[2J", "\ufffd[2J"),
    ],
)
def test_a_value_is_taken_as_text_and_what_says_nothing_is_filled_in(value: object, text: str) -> None:
    entry, _said = _entry({"name": "X", "maker": value}, values={**PLACE, "maker": "Lab"})

    assert entry is not None
    assert text == entry.maker


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name": "", "id": "x"}, "mine.csv:7: name: has no name"),
        ({"name": "X", "category": "attic"}, "there is no category 'attic' (one of base, instruction, data)"),
        ({"name": "百川"}, "there is no category"),
    ],
)
def test_a_row_of_no_entry_says_why(row: dict[str, Any], said: str) -> None:
    entry, problems = _entry(row)

    assert None is entry
    assert 1 == len(problems)
    assert "百川" in row["name"] or said in problems[0]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name": "X", "kind": "robot"}, "mine.csv:7: kind: 'robot' is unknown"),
        ({"name": "X", "links.repo": "no"}, "mine.csv:7: links.repo: 'no' is not an http or https link"),
        ({"name": "X", "released": "soon"}, "mine.csv:7: released: "),
        ({"name": "X", "id": "No Id"}, "mine.csv:7: 'No Id' is not a valid id"),
    ],
)
def test_a_fault_in_a_row_names_file_line_and_key(row: dict[str, Any], said: str) -> None:
    _, problems = _entry(row)

    assert 1 == len(problems)
    assert problems[0].startswith(said)


@pytest.mark.parametrize(
    ("row", "judgement"),
    [
        pytest.param({"w": "open"}, Judgement(Grade.OPEN), id="a grade"),
        pytest.param({"w": "Partial"}, Judgement(Grade.PARTIAL), id="in capitals"),
        pytest.param({"w": "yes"}, Judgement(Grade.OPEN), id="another word"),
        pytest.param(
            {"w": "yes", "e": "https://a.org;https://b.org"},
            Judgement(Grade.OPEN, ("https://a.org", "https://b.org")),
            id="with evidence",
        ),
    ],
)
def test_a_grade_is_read_by_the_words_of_the_mapping(row: dict[str, str], judgement: Judgement) -> None:
    columns = {"grades.code": "w", **({"evidence.code": "e"} if "e" in row else {})}
    entry, said = _entry(
        {"name": "X", "date": "2026-01", "of": "7B", "source": "https://s.org", **row},
        columns=columns,
        framework="judges",
        words={"yes": "open"},
    )

    assert entry is not None
    (assessment,) = entry.assessments
    assert ([], judgement) == (said, assessment.judgement("code"))
    assert ("judges", "2026-01", "7B", "https://s.org") == (
        assessment.framework,
        assessment.date,
        assessment.of,
        assessment.source,
    )


def test_a_row_without_a_grade_has_no_assessment() -> None:
    entry, said = _entry({"name": "X", "w": "", "date": "2026"}, columns={"grades.code": "w"}, framework="judges")

    assert entry is not None
    assert ((), []) == (entry.assessments, said)


def test_a_column_of_kinds_goes_before_the_kind_for_all() -> None:
    kinds = [_entry({"name": "X", "kind": kind})[0] for kind in ("tool", "")]

    assert [Kind.TOOL, Kind.MODEL] == [each.kind for each in kinds if each]


def test_a_list_of_a_row_of_json_needs_no_separator() -> None:
    row = json.loads('{"name": "X", "tags": ["a", "b c"], "sizes": "7B|13B"}')
    entry, _said = _entry(row, separator="|")

    assert entry is not None
    assert (("a", "b c"), ("7B", "13B")) == (entry.tags, entry.sizes)


BY_SIZE = (("7B", "MIT"), ("72B", "LicenseRef-Qwen"))


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("7B: MIT; 72B: LicenseRef-Qwen", id="as export writes it"),
        pytest.param("7B:mit;72B:LicenseRef-Qwen;", id="without blanks"),
        pytest.param({"7B": "MIT", "72B": "LicenseRef-Qwen"}, id="an object of JSON"),
        pytest.param(["7B: MIT", "72B: LicenseRef-Qwen"], id="a list of JSON"),
    ],
)
def test_licences_by_size_are_read(written: object) -> None:
    entry, said = _entry({"name": "X", "licenses": written})

    assert entry is not None
    assert ([], BY_SIZE) == (said, entry.licences)


def test_licences_by_size_have_no_limit_of_letters() -> None:
    sizes = {f"{number}B": "LicenseRef-A-long-name-of-a-licence" for number in range(150)}
    entry, _said = _entry({"name": "X", "licenses": "; ".join(f"{size}: {text}" for size, text in sizes.items())})

    assert entry is not None
    assert tuple(sizes.items()) == entry.licences


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("MIT", "mine.csv:7: licenses: 'MIT' is not of the form SIZE: LICENCE"),
        ("7B: MIT; 72B", "licenses: '72B' is not of the form"),
        ("7B: ", "licenses: '7B:' is not of the form"),
        ("7B: MIT; 7B: LicenseRef-Qwen", "licenses: names 7B twice"),
        (True, "licenses: 'True' is not of the form"),
        ({"72B": 3}, "licenses: '72B' is not of the form"),
    ],
)
def test_a_row_whose_licences_by_size_cannot_be_read_is_left_out(written: object, said: str) -> None:
    entry, problems = _entry({"name": "X", "licenses": written})

    assert None is entry
    assert 1 == len(problems)
    assert said in problems[0]
