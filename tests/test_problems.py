from __future__ import annotations

from pathlib import Path

import pytest

from llmtui.problems import Problem, ProblemLog, in_file_order

PATH = Path("base/x.toml")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        pytest.param(
            Problem(PATH, "is missing", 3, "name", "write it"), "base/x.toml:3: name: is missing (write it)", id="full"
        ),
        pytest.param(Problem(PATH, "is missing", key="name"), "base/x.toml: name: is missing", id="no-line"),
        pytest.param(Problem(PATH, "not TOML", 3), "base/x.toml:3: not TOML", id="no-key"),
        pytest.param(Problem(PATH, "not a regular file"), "base/x.toml: not a regular file", id="the-file-as-a-whole"),
    ],
)
def test_a_problem_prints_as_path_line_key_and_reason(problem: Problem, text: str) -> None:
    assert text == str(problem)


def test_a_printed_problem_is_one_line_that_no_terminal_acts_on() -> None:
    problem = Problem(Path("a\x1b]0;x\x07\n.toml"), "m\x9b\nm", 1, "k\u202e\nk", "h\udcff\nh")

    assert not set("\x1b\x07\n\x9b\u202e\udcff") & set(str(problem))


def test_a_log_keeps_problems_in_the_order_they_are_met() -> None:
    problems = [Problem(PATH, "b"), Problem(PATH, "a")]

    log = ProblemLog()
    for problem in problems:
        log.add(problem)

    assert (problems, 2) == (list(log), len(log))


def test_problems_of_a_file_are_together_in_the_order_of_its_lines() -> None:
    other = Path("a.toml")
    met = [Problem(PATH, "b", 9), Problem(other, "c", 1), Problem(PATH, "a", 8), Problem(PATH, "whole")]

    assert (met[3], met[2], met[0], met[1]) == in_file_order(met)


def test_a_long_key_and_a_long_reason_are_cut_with_a_sign() -> None:
    text = str(Problem(PATH, "m" * 900, 3, "k" * 900, "h" * 900))

    assert f"base/x.toml:3: {'k' * 199}…: {'m' * 399}…" == text


def test_files_stay_in_the_order_they_were_met_and_faults_of_one_line_too() -> None:
    other = Path("a.toml")
    met = [Problem(PATH, "z", 2), Problem(other, "x", 5), Problem(PATH, "a", 2), Problem(other, "whole")]

    assert ["z", "a", "whole", "x"] == [each.message for each in in_file_order(met)]
