"""What commands print as JSON, against the schema that the program prints."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, meta

from cli.conftest import FILES
from factories import entry_text, write_files
from llmtui.cli.main import COMMANDS
from llmtui.exporters.schema import DEFINITION_OF
from running import Outcome

Run = Callable[..., Outcome]

LINES = {
    "list": ("list", "--limit", "100"),
    "search": ("search", "bloom"),
    "show": ("show", "bloomz"),
    "export": ("export", "-"),
    "matrix": ("matrix", "--framework", "mof"),
    "compare": ("compare", "bloomz", "dolly-2"),
    "lineage": ("lineage", "chatglm-6b"),
    "changes": ("changes",),
    "check": ("check", "commercial-use", "bloomz", "olmo"),
    "stats": ("stats",),
    "validate": ("validate",),
    "doctor": ("doctor",),
}
"""A line for each command that prints JSON and needs no file; that every entry fits is a test of its own."""


@pytest.fixture
def validator(llmtui: Run) -> Callable[[str], Draft202012Validator]:
    """Checks a value against a definition of the printed schema."""
    printed = llmtui("export", "--schema").out
    return lambda name: _validator(printed, name)


@cache
def _validator(schema: str, name: str) -> Draft202012Validator:
    whole: dict[str, Any] = json.loads(schema)
    meta.validate(whole)
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]})


@pytest.mark.parametrize("command", LINES)
def test_what_a_command_prints_as_json_fits_the_schema(
    llmtui: Run, validator: Callable[[str], Draft202012Validator], command: str
) -> None:
    printed = json.loads(llmtui(*LINES[command], "--format", "json").out)

    assert printed is not None
    assert [] == [error.message for error in validator(DEFINITION_OF[command]).iter_errors(printed)][:3]


def test_what_is_printed_of_files_fits_the_schema(
    llmtui: Run, validator: Callable[[str], Draft202012Validator], folder: Path, tmp_path: Path
) -> None:
    names = write_files(tmp_path, {"names.txt": "bigscience/bloomz\nqwen2.5:72b\nno-such-model\n"}) / "names.txt"
    later = write_files(tmp_path / "later", {**FILES, "base/alpha.toml": entry_text("Alpha, changed")})
    lines = {"scan": ("scan", "--names", names), "diff": ("diff", folder, later)}

    printed = {name: json.loads(llmtui(*line, "--format", "json").out) for name, line in lines.items()}

    assert [True, True] == list(map(bool, printed.values()))
    assert {"scan": [], "diff": []} == {
        name: [error.message for error in validator(DEFINITION_OF[name]).iter_errors(value)][:3]
        for name, value in printed.items()
    }


@pytest.mark.parametrize(
    ("framework", "most"), [("all", 100_000), ("mof", 120), ("osaid", 120), ("os-ai-map", 120), ("osai-index", 120)]
)
def test_every_entry_fits_the_schema_whoever_judges(
    llmtui: Run, validator: Callable[[str], Draft202012Validator], framework: str, most: int
) -> None:
    """By all judges every entry; by a single judge the first names, as only the openness differs."""
    words = ("--framework", framework, "--sort", "name", "--limit", most, "--format", "jsonl")
    printed = [json.loads(line) for line in llmtui("list", *map(str, words)).out.splitlines()]
    entry = validator("entry")

    assert {True, False} == {each["openness"] is None or not each["openness"].get("grades") for each in printed}
    assert [] == [error.message for each in printed for error in entry.iter_errors(each)][:3]


def test_every_command_that_prints_json_has_a_definition(llmtui: Run) -> None:
    printing = {name for name in COMMANDS if "json" in llmtui(name, "--help").out.partition("--format")[2][:200]}

    assert printing - {"pick", "browse"} <= set(DEFINITION_OF)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("entry", {"id": "x"}, id="an-entry-without-its-keys"),
        pytest.param("entries", {}, id="one-entry-for-several"),
        pytest.param("cell", "open", id="a-bare-grade"),
        pytest.param("cell", {"grade": "ajar"}, id="a-grade-there-is-not"),
        pytest.param("records", [{"grades": {"code": {"grade": "open"}}}], id="a-cell-without-its-judge"),
    ],
)
def test_what_does_not_fit_is_refused(
    validator: Callable[[str], Draft202012Validator], name: str, value: object
) -> None:
    assert not validator(name).is_valid(value)


def test_an_export_without_a_file_is_wrong_usage(llmtui: Run) -> None:
    outcome = llmtui("export")

    message = "llmtui: export needs a file to write; name one, or - for standard output\n"
    assert (2, "", message) == outcome
