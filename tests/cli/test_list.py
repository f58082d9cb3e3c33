from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import write_files
from llmtui.loader.loaded import Loaded
from llmtui.present.column_table import COLUMNS
from running import Outcome, run, run_script

Run = Callable[..., Outcome]

ENTRY_KEYS = {
    *("name", "kind", "maker", "summary", "aliases", "also_in", "group", "languages", "modalities", "base", "license"),
    *("sizes", "released", "training_data", "links", "listed_in", "assessments"),
}
"""As in an entry file."""


def _first_words(outcome: Outcome) -> list[str]:
    return [line.split()[0] for line in outcome.out.splitlines()]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        pytest.param((), ["beta", "alpha", "gamma"], id="by-score-by-default"),
        pytest.param(("--sort", "name"), ["alpha", "beta", "gamma"], id="by-name"),
        pytest.param(("--sort", "name", "--reverse"), ["gamma", "beta", "alpha"], id="reversed"),
        pytest.param(("--sort", "score", "--reverse"), ["alpha", "beta", "gamma"], id="not-judged-stays-last"),
        pytest.param(("--sort", "name", "--limit", "2"), ["alpha", "beta"], id="at-most-so-many"),
    ],
)
def test_entries_are_printed_one_a_line_in_order(small: Run, words: tuple[str, ...], ids: list[str]) -> None:
    outcome = small("list", *words)

    assert (0, ["id", *ids], "") == (outcome.code, _first_words(outcome), outcome.err)


def test_the_columns_of_a_table_can_be_chosen(small: Run) -> None:
    outcome = small("list", "--columns", "name,license,commercial,id", "--sort", "name")

    heading, first, *_ = outcome.out.splitlines()
    assert (0, ["name", "license", "commercial", "id"], "") == (outcome.code, heading.split(), outcome.err)
    assert ["Alpha", "MIT", "yes", "alpha"] == first.split()


def test_chosen_columns_are_printed_by_machine_formats_too(small: Run) -> None:
    outcome = small("list", "--columns", "id,released", "--sort", "name", "--format", "csv")

    assert (0, "id,released\nalpha,2023-05\nbeta,\ngamma,\n") == (outcome.code, outcome.out)


@pytest.mark.parametrize("key", ["released", "size", "listed"])
def test_what_a_list_is_sorted_by_is_a_column(small: Run, key: str) -> None:
    assert key in small("list", "--sort", key).out.splitlines()[0].split()


def test_every_column_can_be_printed(llmtui: Run) -> None:
    outcome = llmtui("list", "--columns", ",".join(COLUMNS), "--limit", "20")

    assert (0, list(COLUMNS)) == (outcome.code, outcome.out.splitlines()[0].split())


@pytest.mark.parametrize("columns", ["id,nmae", ",", ""])
def test_a_column_that_there_is_not_is_wrong_usage(small: Run, columns: str) -> None:
    outcome = small("list", "--columns", columns)

    assert (2, "", True) == (outcome.code, outcome.out, "there is no column" in outcome.err)


@pytest.mark.parametrize("command", [("list",), ("search", "a"), ("matrix",)])
def test_ids_alone_can_be_printed(small: Run, command: tuple[str, ...]) -> None:
    outcome = small(*command, "--where", "kind:model", "--format", "ids")

    assert (0, {"alpha", "beta"}) == (outcome.code, set(outcome.out.split()))


def test_every_entry_in_json_has_the_keys_of_its_file_and_what_was_worked_out(small: Run) -> None:
    entries = json.loads(small("list", "--format", "json").out)

    assert [True] * 3 == [ENTRY_KEYS | {"id", "category", "openness"} <= set(entry) for entry in entries]


def test_openness_in_json_states_whose_score_it_is_and_how_much_was_assessed(small: Run) -> None:
    (alpha,) = json.loads(small("list", "--format", "json", "--where", "id:alpha").out)

    openness = alpha["openness"]
    assert ("all", 1, 10, 4) == tuple(openness[key] for key in ("framework", "score", "max", "assessed"))
    assert ("open", "closed", "unknown") == tuple(
        openness["grades"][key]["grade"] for key in ("code", "weights", "paper")
    )


def test_an_entry_without_a_judgement_has_no_openness(small: Run) -> None:
    (gamma,) = json.loads(small("list", "--format", "json", "--where", "id:gamma").out)

    assert gamma["openness"] is None


@pytest.mark.parametrize(
    ("words", "out"), [pytest.param((), "", id="table"), pytest.param(("--format", "json"), "[]\n", id="json")]
)
def test_nothing_found_exits_with_1_and_is_said_beside_the_data(small: Run, words: tuple[str, ...], out: str) -> None:
    outcome = small("list", "--maker", "nobody", *words)

    assert (1, out, "llmtui: nothing found\n") == outcome


def test_the_bundled_catalogue_is_listed_whole(llmtui: Run, bundled: Loaded) -> None:
    outcome = llmtui("list", "--format", "json")

    assert (0, "") == (outcome.code, outcome.err)
    assert set(bundled.catalog.entries) == {entry["id"] for entry in json.loads(outcome.out)}


def test_no_escape_sequence_and_no_control_character_goes_into_a_pipe() -> None:
    outcome = run("list")

    assert [] == [letter for letter in outcome.out if not letter.isprintable() and letter != "\n"]


@pytest.mark.parametrize("words", [("list",), ("list", "--format", "json"), ("show", "evil"), ("export", "-")])
def test_nothing_in_a_name_acts_on_the_terminal(small: Run, folder: Path, words: tuple[str, ...]) -> None:
    evil = "[@click=app.quit]E\\u001b]52;c;eA==\\u0007vil[/] \\u009b2J \\u202e\\u0000"
    write_files(folder, {"base/evil.toml": f'name = "{evil}"\nkind = "model"\nsummary = "{evil}"\n'})

    outcome = small(*words)

    assert 0 == outcome.code
    assert "[@click=app.quit]E\ufffd]52;c;eA==\ufffdvil[/] \ufffd2J \ufffd\ufffd" in outcome.out
    assert [] == [letter for letter in outcome.out if not letter.isprintable() and letter != "\n"]


def test_plain_commands_never_pay_for_the_browser(folder: Path) -> None:
    own = ["--no-bundled", "--catalog", str(folder)]
    commands = [["list", *own], ["search", "a", *own], ["show", "alpha", *own], ["export", "-", *own]]
    commands.append(["validate", str(folder)])
    script = f"""if True:
        import sys
        from llmtui.cli.main import main
        codes = {{main(words) for words in {commands}}}
        sys.exit(codes != {{0}} or 'textual' in sys.modules)"""

    assert 0 == run_script(script).code


def test_a_score_above_the_maximum_is_answered_with_the_maximum(llmtui: Run) -> None:
    outcome = llmtui("list", "--where", "score>=70")

    assert 1 == outcome.code
    assert "score>=70: the highest score is 12, write score>=70% for a share of it" in outcome.err


def test_a_query_that_begins_with_a_minus_says_how_to_write_it(llmtui: Run) -> None:
    outcome = llmtui("list", "--where", "-kind:model")

    assert (2, "") == (outcome.code, outcome.out)
    assert "write --where=-kind:model" in outcome.err
