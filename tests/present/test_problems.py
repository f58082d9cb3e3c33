from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from llmtui.present.canvas import Canvas
from llmtui.present.cells import Role, plain
from llmtui.present.glyphs import UNICODE
from llmtui.present.problems import problem_lines
from llmtui.problems import Problem

WRONG = Problem(Path("base/x.toml"), "is missing", line=3, key="name", hint='write name = "…"')


def test_a_problem_states_place_key_reason_and_hint() -> None:
    (line,) = problem_lines([WRONG], Canvas(80, UNICODE))

    assert 'base/x.toml:3: name: is missing (write name = "…")' == plain(line)


def test_a_problem_that_cost_the_file_stands_out_and_says_so() -> None:
    lines = problem_lines([WRONG, Problem(Path("y.toml"), "not TOML", skipped=True)], Canvas(80, UNICODE))

    assert [Role.TEXT, Role.NOTICE] == [line[0].role for line in lines]
    assert plain(lines[1]).endswith("(file skipped)")


def test_a_long_problem_is_wrapped_and_not_cut() -> None:
    lines = problem_lines([WRONG], Canvas(20, UNICODE))

    assert str(WRONG) == " ".join(map(plain, lines))
    assert all(cell_len(plain(line)) <= 20 for line in lines)


def test_no_problem_is_said_too() -> None:
    (line,) = problem_lines([], Canvas(80, UNICODE))

    assert "Every file was read without a problem." == plain(line)
