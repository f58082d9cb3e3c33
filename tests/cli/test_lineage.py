"""`llmtui lineage ID` in text and in every machine format."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from llmtui.cli import diagnostics, lineage
from llmtui.cli.main import Parser
from llmtui.cli.output import Output
from llmtui.exporters.lineage import LINEAGE_COLUMNS
from llmtui.exporters.sheet import SHEET_FORMATS
from running import Outcome

FILES = {
    "base/root.toml": entry_text("Root", 'license = "LicenseRef-Llama-2"'),
    "base/child.toml": entry_text("Child", 'base = ["root", "A Name"]'),
    "base/grandchild.toml": entry_text("Grandchild", 'base = ["child"]'),
    "base/copy.toml": entry_text("Copy", 'reproduces = ["root"]'),
    "base/alone.toml": entry_text("Alone"),
}
Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on a small family alone."""
    folder = write_files(tmp_path / "catalogue", FILES)

    def runs(*words: str) -> Outcome:
        parser = Parser()
        lineage.configure(parser)

        def command() -> int:
            arguments = parser.parse_args([*words, "--catalog", str(folder), "--no-bundled"])
            return lineage.run(arguments, Output(sys.stdout))

        code = diagnostics.guard(command)
        return Outcome(code, *capsys.readouterr())

    return runs


def test_the_tree_goes_from_the_roots_to_what_derives_from_the_entry(run: Run) -> None:
    outcome = run("child")

    assert (0, "") == (outcome.code, outcome.err)
    assert ["Root", "A", "Child", "Grandchild"] == [line.strip("┌├└─▌ ").split()[0] for line in _tree(outcome)]


def _tree(outcome: Outcome) -> list[str]:
    return outcome.out.splitlines()[2:]


def test_a_descendant_shows_what_it_inherits_with_the_name_of_the_ancestor(run: Run) -> None:
    assert "licence from Root" in _tree(run("child"))[-1]


def test_what_is_built_again_is_apart(run: Run) -> None:
    lines = _tree(run("copy"))

    assert ["", "Copy re-implements"] == lines[1:3]
    assert "Root" in lines[3]


def test_a_wrong_id_suggests_the_nearest_and_answers_no(run: Run) -> None:
    outcome = run("grandchld")

    assert (1, "") == (outcome.code, outcome.out)
    assert "did you mean grandchild" in outcome.err


def test_an_entry_without_relatives_is_shown_and_said_to_have_none(run: Run) -> None:
    outcome = run("alone")

    assert 0 == outcome.code
    assert "Alone" in outcome.out
    assert "nothing is known that Alone derives from" in outcome.err


def test_a_framework_that_does_not_exist_is_wrong_usage(run: Run) -> None:
    assert 2 == run("child", "--framework", "nobody").code


@pytest.mark.parametrize("name", SHEET_FORMATS)
def test_every_format_has_a_row_a_line(run: Run, name: str) -> None:
    out = run("child", "--format", name).out

    assert all(word in out for word in ("root", "A Name", "grandchild", "licence from Root"))


def test_depth_is_negative_towards_the_roots_and_positive_away_from_them(run: Run) -> None:
    records = json.loads(run("child", "--format", "json").out)

    assert list(LINEAGE_COLUMNS) == list(records[0])
    assert [(-1, "root", "base"), (-1, None, "base"), (0, "child", "itself"), (1, "grandchild", "derived")] == [
        (each["depth"], each["id"], each["relation"]) for each in records
    ]


def test_a_spreadsheet_reads_the_bases_and_what_is_inherited_in_a_cell_each(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("child", "--format", "csv").out)))

    assert ("root; A Name", "licence from Root") == (rows[2]["base"], rows[2]["inherited"])
