from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from llmtui.present.cells import cell_len
from running import Outcome, run_on_terminal

Run = Callable[..., Outcome]
JUDGE = ("--framework", "opening-up-chatgpt")
THREE = ("bloomz", "dolly-2", "chatglm-6b")


def test_entries_are_shown_side_by_side(small: Run) -> None:
    outcome = small("compare", "alpha", "beta", *JUDGE)

    rows = [line.split() for line in outcome.out.splitlines()]
    assert (0, "") == (outcome.code, outcome.err)
    assert ["1", "Alpha", "2", "Beta", "百川"] == rows[0]
    assert ["≠", "LLM", "weights", "○", "closed", "●", "open", "◂"] in rows
    assert ["LLM", "data", "·", "not", "assessed", "·", "not", "assessed"] in rows


def test_who_is_more_open_is_reported_beneath(small: Run) -> None:
    out = " ".join(small("compare", "alpha", "beta", *JUDGE).out.split())

    assert (
        "Beta 百川 is more open than Alpha on 1 of the 2 criteria assessed for both (LLM weights), less on none." in out
    )
    out = " ".join(small("compare", "alpha", "beta").out.split())
    assert "Compared by Opening up ChatGPT, which judged both." in out


def test_whose_judgements_are_shown_is_reported_with_their_licence(small: Run) -> None:
    assert "Liesenfeld" in small("compare", "alpha", "beta", *JUDGE).out


def test_only_differences(small: Run) -> None:
    out = small("compare", "alpha", "beta", *JUDGE, "--differences").out

    table = out.split("\n\n")[0]
    assert "LLM weights" in table
    assert "Open code" not in table
    assert "Identical rows hidden: 21" in out


def test_an_entry_that_was_not_judged_is_not_closed(small: Run) -> None:
    outcome = small("compare", "beta", "gamma", *JUDGE)

    row = next(line for line in outcome.out.splitlines() if "LLM weights" in line)
    assert ["LLM", "weights", "●", "open", "·", "not", "assessed"] == row.split()
    assert "not Gamma Corpus" in outcome.out


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_tables_of_values_have_a_column_an_entry(small: Run, name: str, delimiter: str) -> None:
    outcome = small("compare", "alpha", "beta", *JUDGE, "--format", name)

    heading, *rows = csv.reader(io.StringIO(outcome.out), delimiter=delimiter)
    assert ["group", "row", "differs", "alpha", "beta"] == heading
    assert ["Availability", "LLM weights", "yes", "closed", "open"] in rows


def test_json_is_an_array_of_records(small: Run) -> None:
    records = json.loads(small("compare", "alpha", "beta", *JUDGE, "--format", "json").out)

    weights = next(record for record in records if record["row"] == "LLM weights")
    assert {
        "group": "Availability",
        "row": "LLM weights",
        "differs": True,
        "alpha": "closed",
        "beta": "open",
    } == weights


def test_jsonl_is_a_record_a_line_and_only_differences_where_asked(small: Run) -> None:
    out = small("compare", "alpha", "beta", "--format", "jsonl", "--differences").out

    assert {True} == {json.loads(line)["differs"] for line in out.splitlines()}


def test_markdown_is_a_table_to_send_with_everything_in_it(small: Run) -> None:
    outcome = small("compare", "alpha", "gamma", *JUDGE, "--format", "markdown")

    assert "not Gamma Corpus" in outcome.out
    assert (0, "") == (outcome.code, outcome.err)


def test_a_framework_that_is_named_stays(llmtui: Run) -> None:
    out = llmtui("compare", *THREE, "--framework", "awesome-2023").out

    assert "Compared as chosen: Awesome Open ChatGPT 2023 judged 2 of 3; not ChatGLM-6B." in " ".join(out.split())


def test_a_machine_format_says_beside_it_whom_the_framework_did_not_judge(small: Run) -> None:
    outcome = small("compare", "alpha", "gamma", "--format", "json")

    assert "not Gamma Corpus" in outcome.err
    assert {"alpha", "gamma"} < set(json.loads(outcome.out)[0])


def test_a_wrong_id_suggests_the_nearest(small: Run) -> None:
    outcome = small("compare", "alpha", "betta")

    assert (1, "") == (outcome.code, outcome.out)
    assert "did you mean beta" in outcome.err


@pytest.mark.parametrize(
    "ids",
    [
        pytest.param(("alpha",), id="one"),
        pytest.param(("alpha", "alpha"), id="one-twice"),
        pytest.param(tuple(f"e{number}" for number in range(9)), id="nine"),
    ],
)
def test_two_to_eight_entries_are_compared(small: Run, ids: tuple[str, ...]) -> None:
    outcome = small("compare", *ids)

    assert (2, "") == (outcome.code, outcome.out)
    assert "2 to 8 entries" in outcome.err


def test_a_framework_that_does_not_exist_is_wrong_usage(small: Run) -> None:
    assert 2 == small("compare", "alpha", "beta", "--framework", "none").code


def test_nothing_is_cut_where_it_is_piped(llmtui: Run) -> None:
    assert "…" not in llmtui("compare", *THREE).out


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_terminal_is_never_too_narrow(columns: int) -> None:
    outcome = run_on_terminal("compare", *THREE, variables={"COLUMNS": str(columns), "NO_COLOR": "1"})

    assert max(map(cell_len, outcome.out.splitlines())) <= columns
    assert all(name in outcome.out for name in ("1 BLOOMZ", "2 Dolly 2.0", "3 ChatGLM-6B"))


def test_two_names_of_one_entry_are_not_compared(llmtui: Run) -> None:
    outcome = llmtui("compare", "qwen2.5:7b", "Qwen/Qwen2.5-72B-Instruct")

    assert (2, "") == (outcome.code, outcome.out)
    assert "these are names of one entry, qwen2-5-instruct" in outcome.err
