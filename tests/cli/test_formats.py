"""One set of formats wherever entries are printed, and nothing in them that breaks out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from running import Outcome, run

Run = Callable[..., Outcome]

COMMANDS = (("list",), ("search", "a"), ("show", "alpha"))
HOSTILE = r"=cmd|'/c x'!A1 | [x](javascript:y) <script>alert(1)</script> \u001b[31m\u009b1m\u202e"
FORMATS = ("json", "jsonl", "csv", "tsv", "markdown")


@pytest.fixture
def hostile(tmp_path: Path, llmtui: Run) -> Run:
    """Runs a command line on one entry that means ill."""
    text = f'name = "{HOSTILE}"\nkind = "model"\nmaker = "{HOSTILE}"\naliases = ["{HOSTILE}"]\nsummary = "{HOSTILE}"\n'
    folder = write_files(tmp_path / "hostile", {"base/alpha.toml": text})
    return lambda *words: llmtui(*words, "--catalog", folder, "--no-bundled")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("name", FORMATS)
def test_every_command_prints_entries_in_every_format(small: Run, command: tuple[str, ...], name: str) -> None:
    outcome = small(*command, "--format", name)

    assert (0, "") == (outcome.code, outcome.err)
    assert "alpha" in outcome.out.casefold()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("name", FORMATS)
def test_no_terminal_is_steered(hostile: Run, command: tuple[str, ...], name: str) -> None:
    out = hostile(*command, "--format", name).out

    assert [] == [letter for letter in out if not letter.isprintable() and letter not in "\n\t"]


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_of_a_spreadsheet_computes(hostile: Run, name: str, delimiter: str) -> None:
    heading, row = csv.reader(io.StringIO(hostile("list", "--format", name).out), delimiter=delimiter)

    assert len(heading) == len(row)
    assert "'=cmd" == row[heading.index("name")][:5]
    assert [] == [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_no_name_breaks_out_of_a_markdown_table(hostile: Run) -> None:
    heading, rule, row = hostile("list", "--format", "markdown").out.splitlines()[:3]

    assert heading.count("|") == rule.count("|") == row.count("|") - row.count("\\|")
    assert "\\[x\\]" in row
    assert "\\<script\\>" in row


@pytest.mark.parametrize("words", [("export", "-", "--format", "html")])
def test_no_name_is_markup(hostile: Run, words: tuple[str, ...]) -> None:
    assert "<script>alert" not in hostile(*words).out


def test_jsonl_is_an_entry_a_line_in_full(small: Run) -> None:
    lines = small("list", "--format", "jsonl").out.splitlines()

    assert json.loads(small("list", "--format", "json").out) == [json.loads(line) for line in lines]


def test_csv_has_an_entry_a_row_with_its_grades(small: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(small("list", "--format", "csv").out)))

    assert {"alpha", "beta", "gamma"} == {row["id"] for row in rows}
    assert {"alpha": "closed", "beta": "open", "gamma": ""} == {row["id"]: row["grades.weights"] for row in rows}


def test_a_program_can_distinguish_a_declared_grade_from_a_reviewed_one(llmtui: Run) -> None:
    given = {
        (cell["by"], cell["basis"])
        for entry in json.loads(llmtui("list", "--format", "json").out)
        for cell in ((entry["openness"] or {}).get("grades") or {}).values()
    }

    assert {("osai-index", "reviewed"), ("mof", "declared")} <= given
    assert {"reviewed", "declared", None} == {basis for _by, basis in given}


def test_all_commands_print_the_same_record_of_an_entry(small: Run) -> None:
    (listed,) = json.loads(small("list", "--where", "id:alpha", "--format", "json").out)

    assert listed == json.loads(small("show", "alpha", "--format", "json").out)
    assert [listed] == json.loads(small("search", "id:alpha", "--format", "json").out)
    assert [listed] == json.loads(small("export", "-", "--format", "json", "--where", "id:alpha").out)["entries"]


def test_an_export_read_back_changes_nothing(tmp_path: Path, llmtui: Run) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    llmtui("export", first, "--where", "id:bloomz")

    llmtui("export", second, "--where", "id:bloomz", "--catalog", first)

    assert first.read_bytes() == second.read_bytes()
    listed = llmtui("list", "--format", "csv", "--limit", "3").out
    assert listed == llmtui("list", "--format", "csv", "--limit", "3", "--catalog", first).out


@pytest.mark.parametrize(("name", "printed"), [("json", "[]\n"), ("jsonl", "")])
def test_nothing_found_is_an_empty_answer_and_a_no(small: Run, name: str, printed: str) -> None:
    assert (1, printed, "llmtui: nothing found\n") == small("list", "--maker", "nobody", "--format", name)


def test_nothing_found_in_csv_is_the_heading_alone(small: Run) -> None:
    outcome = small("list", "--maker", "nobody", "--format", "csv")

    assert (1, 1) == (outcome.code, len(outcome.out.splitlines()))


def test_a_matrix_and_a_comparison_are_pages_too(small: Run) -> None:
    for words in (("matrix",), ("compare", "alpha", "beta")):
        outcome = small(*words, "--format", "html")

        assert (0, "") == (outcome.code, outcome.err)
        assert outcome.out.startswith("<!doctype html>\n")


def test_a_matrix_of_nothing_makes_no_page(small: Run) -> None:
    outcome = small("matrix", "--maker", "nobody", "--format", "html")

    assert (1, "") == (outcome.code, outcome.out)


@pytest.mark.parametrize("command", ["list", "search", "show"])
def test_a_page_is_for_export_and_tables_alone(small: Run, command: str) -> None:
    assert 2 == small(command, "alpha", "--format", "html").code


@pytest.mark.parametrize(("encoding", "name"), [("latin-1", "json"), *(("ascii", name) for name in FORMATS)])
def test_a_machine_format_is_utf_8_whatever_the_locale(tmp_path: Path, name: str, encoding: str) -> None:
    folder = write_files(tmp_path / "own", {"base/llama.toml": entry_text("🦙 LM")})

    outcome = run(
        *("list", "--no-bundled", "--catalog", folder, "--format", name), variables={"PYTHONIOENCODING": encoding}
    )

    assert (0, "") == (outcome.code, outcome.err)
    assert "🦙 LM" in outcome.out
