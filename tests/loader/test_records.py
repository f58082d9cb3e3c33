from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from factories import write_files
from llmtui.errors import UsageError
from llmtui.exporters.json import dump_catalog
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.loader.records import LARGEST_JSON
from llmtui.model import Grade, Origin
from llmtui.openness.differences import differences
from llmtui.permissions import answers


def _export(folder: Path, value: Any) -> Path:
    path = folder / "export.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def _record(**fields: Any) -> dict[str, Any]:
    return {"id": "x", "category": "base", "name": "X", "kind": "model", **fields}


def _load(path: Path) -> Loaded:
    return load((Origin(path, "an export"),))


def test_an_export_read_back_is_the_catalogue(tmp_path: Path, bundled: Loaded) -> None:
    catalog = bundled.catalog
    path = _export(tmp_path, dump_catalog(catalog, list(catalog), next(iter(catalog.frameworks))))

    loaded = _load(path)

    assert () == loaded.problems
    assert () == differences(catalog, loaded.catalog)
    assert list(catalog.entries) == list(loaded.catalog.entries)


def test_a_framework_of_its_own_comes_with_the_export(tmp_path: Path) -> None:
    framework = {"name": "Own", "groups": [{"id": "g"}], "criteria": [{"id": "paper", "group": "g"}]}
    record = _record(assessments=[{"framework": "own", "date": "2024", "grades": {"paper": "open"}}])

    loaded = _load(_export(tmp_path, {"frameworks": {"own": framework}, "entries": [record]}))

    assert () == loaded.problems
    assert Grade.OPEN is loaded.catalog.entries["x"].assessments[0].grade("paper")


def test_a_category_and_a_group_of_ones_own_are_kept(tmp_path: Path) -> None:
    record = _record(category="attic", group="dusty", also_in=["cellar"])

    loaded = _load(_export(tmp_path, {"entries": [record]}))

    assert () == loaded.problems
    entry = loaded.catalog.entries["x"]
    assert ("attic", "dusty", ("cellar",)) == (entry.category, entry.group, entry.also_in)


def test_a_list_of_entries_alone_will_do(tmp_path: Path) -> None:
    assert ["x"] == list(_load(_export(tmp_path, [_record()])).catalog.entries)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        pytest.param("text", "is not an entry with a valid id", id="text"),
        pytest.param({"name": "X"}, "is not an entry with a valid id", id="no-id"),
        pytest.param(_record(id="../x"), "is not an entry with a valid id", id="path"),
        pytest.param(_record(id="x.y"), "is not an entry with a valid id", id="dot"),
        pytest.param(_record(kind="modle"), "'modle' is unknown", id="kind"),
        pytest.param(_record(name=None), "is missing or empty", id="name"),
        pytest.param(_record(group=7), "must be text, is a number", id="group"),
        pytest.param(_record(also_in="base"), "must be a list, is text", id="also-in"),
        pytest.param(_record(links={"repo": "javascript:x"}), "is not an http or https link", id="link"),
        pytest.param(_record(also_in=[["b"]]), "must hold text only", id="nested"),
        pytest.param(_record(category={"a": 1}), "is missing or is not text", id="no-category"),
    ],
)
def test_a_wrong_record_is_reported_and_the_others_are_read(tmp_path: Path, record: object, message: str) -> None:
    loaded = _load(_export(tmp_path, [record, _record(id="good")]))

    assert "good" in loaded.catalog.entries
    assert any(message in problem.message for problem in loaded.problems)


def test_an_id_that_occurs_twice_is_reported(tmp_path: Path) -> None:
    loaded = _load(_export(tmp_path, [_record(name="First"), _record(name="Second")]))

    assert "First" == loaded.catalog.entries["x"].name
    assert ["the id 'x' is there twice"] == [problem.message for problem in loaded.problems]


@pytest.mark.parametrize(
    "content",
    ["", "{", "[" * 100_000, '"text"', "{}", '{"entries": {}}', '{"entries": [], "frameworks": []}', "9" * 5000],
    ids=["empty", "cut", "deep", "text", "no-entries", "entries", "frameworks", "number"],
)
def test_a_file_that_is_not_an_export_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UsageError):
        _load(_export(tmp_path, content))


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"export.json": b""}) / "export.json"
    os.truncate(path, LARGEST_JSON + 1)

    with pytest.raises(UsageError, match="more than"):
        _load(path)


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(json.dumps([_record()]),))
    writer.start()

    loaded = _load(pipe)

    writer.join()
    assert ["x"] == list(loaded.catalog.entries)


def _lines(folder: Path, *lines: object) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    return write_files(folder, {"export.jsonl": "\n".join(texts)}) / "export.jsonl"


def test_a_record_a_line_is_read(tmp_path: Path) -> None:
    loaded = _load(_lines(tmp_path, _record(), "", _record(id="y", category="data"), ""))

    assert () == loaded.problems
    assert ["x", "y"] == list(loaded.catalog.entries)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "not JSON", id="cut"),
        pytest.param("[" * 100_000, "not JSON", id="deep"),
        pytest.param("\udcff".encode("utf-8", "surrogateescape").decode("latin-1"), "not JSON", id="latin-1"),
        pytest.param('"text"', "is not an entry with a valid id", id="text"),
        pytest.param(_record(name="x" * (1 << 20)), "a line of more than 1,048,576 bytes", id="long"),
        pytest.param(_record(kind="modle"), "'modle' is unknown", id="kind"),
        pytest.param(_record(id="good"), "the id 'good' is there twice", id="twice"),
    ],
)
def test_a_wrong_line_is_reported_by_its_number_and_the_others_are_read(
    tmp_path: Path, line: object, message: str
) -> None:
    loaded = _load(_lines(tmp_path, _record(id="good"), line, _record(id="last")))

    (problem,) = loaded.problems
    assert (2, True) == (problem.line, message in problem.message)
    assert {"good", "last"} <= set(loaded.catalog.entries)


def test_frameworks_of_an_export_are_the_ones_it_was_made_with(tmp_path: Path, bundled: Loaded) -> None:
    """A part of the catalogue is judged by the same framework first, with the same headings.

    The part holds the base as well: without it nobody could say what may be done with the model.
    """
    catalog = bundled.catalog
    with_its_base = [catalog.entries[each] for each in ("bloom", "bloomz")]
    path = _export(tmp_path, dump_catalog(catalog, with_its_base, ""))

    loaded = _load(path).catalog

    assert list(catalog.frameworks.items()) == list(loaded.frameworks.items())
    assert path.read_text("utf-8") == dump_catalog(loaded, list(loaded), "")


def test_a_model_whose_base_an_export_left_out_has_no_known_permission(tmp_path: Path, bundled: Loaded) -> None:
    catalog = bundled.catalog
    path = _export(tmp_path, dump_catalog(catalog, [catalog.entries["bloomz"]], ""))

    loaded = _load(path).catalog

    assert {"unknown"} == {each.allowance.value for each in answers(loaded, loaded.entries["bloomz"])}


EVERYTHING = {
    "license": "apache-2.0",
    "released": "2024-02-30",
    "tags": ["a", " b "],
    "summary": "An \x1b[31mescape",
    "links": {"docs": "https://example.org/d", "homepage": "https://example.org"},
    "assessments": [
        {"framework": "osai-index", "date": "2026", "grades": {"paper": {"evidence": ["https://example.org/p"]}}},
        {"framework": "osai-index", "date": "2024", "grades": {"paper": "open", "package": "n/a"}},
    ],
}


@pytest.mark.parametrize("key", EVERYTHING)
def test_a_record_is_read_alike_in_one_go_and_key_by_key(tmp_path: Path, key: str) -> None:
    """An unknown key makes the loader ask for each key."""
    one = _load(_lines(tmp_path / "one", _record(**{key: EVERYTHING[key]})))
    other = _load(_lines(tmp_path / "two", _record(**{key: EVERYTHING[key], "unknown": 1})))

    assert replace(one.catalog.entries["x"], path=None) == replace(other.catalog.entries["x"], path=None)
    assert [each.message for each in one.problems] == [
        each.message for each in other.problems if each.message != "unknown key"
    ]


def test_text_of_a_record_is_made_safe_wherever_it_is(tmp_path: Path) -> None:
    record = _record(category="at\x1btic", group="du\x1bsty", also_in=["ce\x1bllar"])

    catalog = _load(_export(tmp_path, {"entries": [record]})).catalog

    assert "\x1b" not in repr(catalog.categories).replace("\\x1b", "\x1b")
