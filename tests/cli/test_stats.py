"""`llmtui stats` in text and in every machine format."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from llmtui.cli import diagnostics, stats
from llmtui.cli.main import Parser
from llmtui.cli.output import Output
from llmtui.exporters.overview import OVERVIEW_COLUMNS
from llmtui.exporters.sheet import SHEET_FORMATS
from running import Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on the small catalogue alone."""

    def runs(*words: str, catalog: Path = folder) -> Outcome:
        parser = Parser()
        stats.configure(parser)

        def command() -> int:
            arguments = parser.parse_args([*words, "--catalog", str(catalog), "--no-bundled"])
            return stats.run(arguments, Output(sys.stdout))

        code = diagnostics.guard(command)
        return Outcome(code, *capsys.readouterr())

    return runs


def test_the_numbers_are_reported_with_whose_judgement_they_are(run: Run) -> None:
    outcome = run()

    assert (0, "") == (outcome.code, outcome.err)
    assert "Openness by all judges" == outcome.out.splitlines()[0]
    assert "2 judged" in next(line for line in outcome.out.splitlines() if line.startswith("All entries"))


@pytest.mark.parametrize(
    "title",
    [
        "Entries by category",
        "Openness by category",
        "Openness by criterion",
        "Entries by year of release",
        "Openness by year of release",
        "Most open",
    ],
)
def test_every_section_is_there(run: Run, title: str) -> None:
    assert title in run().out


def test_no_line_is_wider_than_reads_well_in_a_pipe(run: Run) -> None:
    assert max(map(len, run().out.splitlines())) <= 100


def test_criteria_can_keep_the_order_of_the_framework(run: Run) -> None:
    criteria = [each["key"] for each in _records(run("--order", "framework", "--format", "json")) if _is_one(each)]

    assert ["code", "data", "weights"] == criteria[:3]


def _records(outcome: Outcome) -> list[dict[str, object]]:
    records: list[dict[str, object]] = json.loads(outcome.out)
    return records


def _is_one(record: dict[str, object]) -> bool:
    return record["section"] == "criterion"


@pytest.mark.parametrize("name", SHEET_FORMATS)
def test_every_format_names_sections_and_keys(run: Run, name: str) -> None:
    out = run("--format", name).out.replace("\\", "")

    assert all(word in out for word in ("category-openness", "criterion", "weights", "2023"))


def test_a_criterion_counts_what_was_not_assessed_apart_from_what_is_closed(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("--format", "csv").out))
    found = {row["key"]: row for row in rows if row["section"] == "criterion"}

    assert [*OVERVIEW_COLUMNS] == list(found["data"])
    assert ("0", "2", "") == tuple(found["data"][each] for each in ("closed", "unknown", "mean"))
    assert ("1", "0", "1", "0", "0.5") == tuple(
        found["weights"][each] for each in ("open", "partial", "closed", "unknown", "mean")
    )


def test_another_framework_counts_its_own_judgements(run: Run) -> None:
    everything = _records(run("--framework", "awesome-2023", "--format", "json"))[0]

    assert (3, 0) == (everything["entries"], everything["judged"])


def test_a_framework_that_does_not_exist_is_wrong_usage(run: Run) -> None:
    assert 2 == run("--framework", "nobody").code


def test_an_empty_catalogue_answers_no(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()

    outcome = run(catalog=empty)

    assert 1 == outcome.code
    assert "the catalogue is empty" in outcome.err


@pytest.mark.parametrize("form", ["table", "plain"])
def test_filters_that_find_nothing_print_no_heading(run: Run, form: str) -> None:
    words = ("--plain",) if form == "plain" else ()

    assert (1, "", "llmtui: nothing found\n") == run("--where", "id:nosuch", *words)
