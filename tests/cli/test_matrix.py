from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalog.test_catalog import PUBLISHED
from llmtui.cli import diagnostics, matrix
from llmtui.cli.main import Parser
from llmtui.cli.output import Output
from running import Outcome

Run = Callable[..., Outcome]

OPENING_UP = "opening-up-chatgpt"
NAMELESS = ("text-generation-webui", 5.0)
"""The record that the site leaves out of its table."""


@pytest.fixture
def ranked(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on the bundled catalogue."""

    def run(*words: str | Path) -> Outcome:
        parser = Parser(prog="llmtui matrix")
        matrix.configure(parser)
        arguments = parser.parse_args([str(word) for word in words])
        code = diagnostics.guard(lambda: matrix.run(arguments, Output(sys.stdout)))
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return run


@pytest.fixture
def small(folder: Path, ranked: Run) -> Run:
    """Runs the command on the small catalogue alone."""
    return lambda *words: ranked("--catalog", folder, "--no-bundled", *words)


def _rows(outcome: Outcome) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(outcome.out)))


def _published() -> list[tuple[str, float]]:
    """The site's table."""
    lines = (line.rpartition(" ") for line in PUBLISHED.split("\n") if line)
    return [(name.strip(), float(score)) for name, _, score in lines]


def test_names_order_and_scores_are_the_site_s_own(ranked: Run) -> None:
    rows = _rows(ranked("--framework", OPENING_UP, "--format", "csv"))

    found = [(row["judged_as"] or row["name"], float(row["score"])) for row in rows]
    assert NAMELESS in found
    assert _published() == [each for each in found if each != NAMELESS]


def test_the_record_without_a_name_is_where_its_score_puts_it(ranked: Run) -> None:
    scores = [float(row["score"]) for row in _rows(ranked("--framework", OPENING_UP, "--format", "csv"))]

    assert sorted(scores, reverse=True) == scores
    assert 47 == len(scores)


def test_machine_formats_name_place_subject_score_and_every_grade(small: Run) -> None:
    beta, alpha = json.loads(small("--format", "json", "--framework", OPENING_UP).out)

    facts = ["place", "id", "name", "judged_as", "of", "word", "score", "max", "low", "high", "assessed"]
    assert [*facts, "open_code"] == list(alpha)[:12]
    assert (1, "beta", 2.0, 14.0, 2) == tuple(beta[key] for key in ("place", "id", "score", "max", "assessed"))
    assert ("open", "closed", "unknown") == tuple(alpha[key] for key in ("open_code", "llm_weights", "paper"))


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        pytest.param("json", '[\n  {\n    "place": 1,', id="json"),
        pytest.param("jsonl", '{"place": 1, "id": "beta"', id="jsonl"),
        pytest.param("csv", "place,id,name,judged_as,of,word,score,max,low,high,assessed,open_code,", id="csv"),
        pytest.param("tsv", "place\tid\tname\tjudged_as\tof\tword\tscore\tmax\t", id="tsv"),
        pytest.param("markdown", "|   # | Name", id="markdown"),
    ],
)
def test_it_prints_in_every_format(small: Run, name: str, beginning: str) -> None:
    outcome = small("--format", name, "--framework", OPENING_UP)

    assert (0, beginning) == (outcome.code, outcome.out[: len(beginning)])


def test_the_table_has_a_row_a_subject_under_the_criteria(small: Run) -> None:
    _groups, head, beta, alpha, *_ = small("--framework", OPENING_UP).out.splitlines()

    assert ["#", "Name", "code", "data", "wght"] == head.split()[:5]
    assert (["1", "Beta", "百川"], ["2", "Alpha"]) == (beta.split()[:3], alpha.split()[:2])
    assert ("2.0+", "1.0+") == (beta.split()[-2], alpha.split()[-2])


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        pytest.param((), ["beta", "alpha"], id="ranked"),
        pytest.param(("--reverse",), ["alpha", "beta"], id="reversed"),
        pytest.param(("--sort", "name"), ["alpha", "beta"], id="by-name"),
        pytest.param(("--language", "zh"), ["beta"], id="filtered"),
        pytest.param(("--where", "llm_weights:closed"), ["alpha"], id="by-a-query"),
        pytest.param(("--limit", "1"), ["beta"], id="at-most-so-many"),
    ],
)
def test_it_filters_and_sorts_as_list_does(small: Run, words: tuple[str, ...], ids: list[str]) -> None:
    outcome = small("--framework", OPENING_UP, "--format", "csv", *words)

    assert ids == [row["id"] for row in _rows(outcome)]


def test_another_order_keeps_the_places_of_the_ranking(small: Run) -> None:
    outcome = small("--framework", OPENING_UP, "--format", "csv", "--sort", "name")

    assert ["2", "1"] == [row["place"] for row in _rows(outcome)]


@pytest.mark.parametrize("name", ["table", "csv"])
def test_a_share_is_said_to_be_one(ranked: Run, name: str) -> None:
    outcome = ranked("--framework", "awesome-2023", "--format", name)

    message = outcome.out if name == "table" else outcome.err
    assert "publishes no score: shown is the share" in message


def test_published_points_need_no_excuse(small: Run) -> None:
    assert "" == small("--framework", OPENING_UP, "--format", "csv").err


def test_entries_without_a_judgement_are_the_answer_no(small: Run) -> None:
    outcome = small("--framework", OPENING_UP, "--category", "data")

    assert (1, "") == (outcome.code, outcome.out)
    assert "judged none of them" in outcome.err


def test_an_empty_answer_is_still_well_formed(small: Run) -> None:
    outcome = small("--framework", OPENING_UP, "--category", "data", "--format", "json")

    assert (1, []) == (outcome.code, json.loads(outcome.out))


def test_an_unknown_framework_is_wrong_usage_and_the_known_ones_are_named(small: Run) -> None:
    outcome = small("--framework", "stars")

    assert (2, "") == (outcome.code, outcome.out)
    assert OPENING_UP in outcome.err


@pytest.mark.parametrize("words", [(), ("--framework", OPENING_UP)])
def test_filters_that_find_nothing_are_not_said_of_a_judge(small: Run, words: tuple[str, ...]) -> None:
    outcome = small("--where", "id:nosuch", *words)

    assert (1, "") == (outcome.code, outcome.out)
    assert outcome.err.startswith("llmtui: nothing found")
