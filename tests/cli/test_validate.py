from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from factories import entry_text, write_files
from running import Outcome

Run = Callable[..., Outcome]


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A catalogue with one fault in each of two files."""
    files = {
        "base/typo.toml": entry_text("Typo", 'makr = "Acme"'),
        "base/broken.toml": 'name = "Broken\n',
        "base/good.toml": entry_text("Good"),
    }
    return write_files(tmp_path / "bad", files)


def test_a_catalogue_without_a_fault_passes(small: Run) -> None:
    assert (0, "", "llmtui: 0 problems, 3 entries read\n") == small("validate")


def test_one_entry_is_counted_as_one(llmtui: Run, tmp_path: Path) -> None:
    folder = write_files(tmp_path / "one", {"base/good.toml": entry_text("Good", "makr = 1")})

    assert "llmtui: 1 problem, 1 entry read\n" == llmtui("validate", folder, "--no-bundled").err


def test_the_bundled_catalogue_passes(llmtui: Run) -> None:
    outcome = llmtui("validate")

    assert (0, "") == (outcome.code, outcome.out)


def test_every_problem_is_printed_with_path_line_key_and_reason(llmtui: Run, bad: Path) -> None:
    outcome = llmtui("validate", bad, "--no-bundled")

    broken, typo = outcome.out.splitlines()
    assert (1, "llmtui: 2 problems, 2 entries read\n") == (outcome.code, outcome.err)
    assert broken.startswith(f"{bad}/base/broken.toml:1: not TOML: ")
    assert f"{bad}/base/typo.toml:3: makr: unknown key (did you mean maker?)" == typo


def test_problems_are_printed_in_the_order_of_the_lines(llmtui: Run, tmp_path: Path) -> None:
    """Unknown keys and criteria are found last."""
    grades = ("[[assessments]]", 'framework = "opening-up-chatgpt"', 'date = "2024-01"', "[assessments.grades]")
    wrong = ('no_such_criterion = "open"', 'llm_weights = "opne"')
    folder = write_files(tmp_path, {"c/base/x.toml": entry_text("X", 'bse = "y"', *grades, *wrong)})

    lines = llmtui("validate", folder / "c").out.splitlines()

    assert [3, 8, 9] == [int(line.removeprefix(f"{folder / 'c/base/x.toml'}:").partition(":")[0]) for line in lines]


def test_a_single_file_is_checked_alone(llmtui: Run, bad: Path) -> None:
    good, typo = (llmtui("validate", bad / "base" / name, "--no-bundled") for name in ("good.toml", "typo.toml"))

    assert (0, 1) == (good.code, typo.code)
    assert 1 == len(typo.out.splitlines())


def test_a_licence_is_checked_in_the_catalogue_that_it_is_in(llmtui: Run, tmp_path: Path) -> None:
    files = {"licences/LicenseRef-Mine.toml": 'name = "Mine"\ncommercal = "no"\n', "base/typo.toml": "makr = 1\n"}
    folder = write_files(tmp_path / "mine", files)

    outcome = llmtui("validate", folder / "licences" / "LicenseRef-Mine.toml")

    assert 1 == outcome.code
    assert "LicenseRef-Mine.toml:2: commercal: unknown key" in outcome.out
    assert "typo.toml" not in outcome.out


def test_a_folder_may_refer_to_entries_of_the_catalogues_in_use(llmtui: Run, tmp_path: Path) -> None:
    write_files(tmp_path / "mine", {"base/mine.toml": entry_text("Mine", 'base = ["bloomz"]')})

    with_bundled, without = (llmtui("validate", tmp_path / "mine", *words) for words in ((), ("--no-bundled",)))

    assert (0, 1) == (with_bundled.code, without.code)


def test_problems_elsewhere_are_not_printed_for_a_path(llmtui: Run, bad: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "mine", {"base/mine.toml": entry_text("Mine")})

    outcome = llmtui("validate", tmp_path / "mine", "--catalog", bad)

    assert (0, "") == (outcome.code, outcome.out)


def test_json_has_a_record_a_problem(llmtui: Run, bad: Path) -> None:
    outcome = llmtui("validate", bad, "--format", "json")

    records = json.loads(outcome.out)
    assert 1 == outcome.code
    assert [(1, "", True), (3, "makr", False)] == [(each["line"], each["key"], each["skipped"]) for each in records]


def test_json_of_nothing_wrong_is_an_empty_list(small: Run) -> None:
    assert (0, []) == ((outcome := small("validate", "--format", "json")).code, json.loads(outcome.out))


@pytest.mark.parametrize("form", ["table", "json"])
def test_no_file_name_and_no_content_acts_on_the_terminal(llmtui: Run, tmp_path: Path, form: str) -> None:
    files = {
        "base/a\x1b[2J\u009b\u202e\n.toml": entry_text("Name"),
        "base/key.toml": '"\\u001b[31m\\u009b\u202e" = 1\n' + entry_text("Key"),
        "no\x1b[2J\u009bcategory/x.toml": entry_text("X"),
    }
    files |= dict.fromkeys(("base/twice.toml", "data/twice.toml"), entry_text("Twice"))
    evil = write_files(tmp_path / "evil\x1b[2J\u009b", files)

    outcome = llmtui("validate", evil, "--no-bundled", "--format", form)

    assert 1 == outcome.code
    assert [] == [letter for letter in outcome.out + outcome.err if not letter.isprintable() and letter != "\n"]


def test_a_path_that_is_not_there_is_wrong_usage(llmtui: Run) -> None:
    assert (2, "", "llmtui: there is no /no/such/path\n") == llmtui("validate", "/no/such/path")


@pytest.mark.parametrize("name", ["x.jsonl", "x.json", "x.sqlite"])
def test_an_export_is_a_catalogue_by_itself(small: Run, llmtui: Run, tmp_path: Path, name: str) -> None:
    small("export", tmp_path / name)

    assert (0, "", "llmtui: 0 problems, 3 entries read\n") == llmtui("validate", tmp_path / name, "--no-bundled")


def test_a_problem_in_an_export_is_reported_with_its_line(small: Run, llmtui: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    small("export", path)
    path.write_text(path.read_text("utf-8") + "no record\n", encoding="utf-8")

    outcome = llmtui("validate", path, "--no-bundled")

    assert 1 == outcome.code
    assert outcome.out.startswith(f"{path}:4: ")


@pytest.mark.parametrize("name", ["table.csv", "entry", "notes.md"])
def test_a_file_of_another_suffix_is_refused_with_those_that_there_are(llmtui: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("name = 1\n", "utf-8")
    outcome = llmtui("validate", path)

    assert (2, "") == (outcome.code, outcome.out)
    assert f"{path} does not have the suffix of a catalogue; name a folder, an entry file (.toml), or" in outcome.err
