"""Checks that modules and functions stay small enough to be read at once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import llmtui

ROOT = Path(llmtui.__file__).parent
PATHS = [path for path in sorted(ROOT.rglob("*.py")) if "data" not in path.relative_to(ROOT).parts]
MOST_LINES = 300
MOST_CODE = 30
"""Lines of a function that hold code; blank lines, comments and docstrings are free."""
MOST_COMPLEX = 10
Function = ast.FunctionDef | ast.AsyncFunctionDef
BRANCHES = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.comprehension,
    ast.Assert,
    ast.match_case,
)


def complexity(function: ast.AST) -> int:
    """1, and 1 for each branch, loop, handler, comprehension, and operand of `and` or `or` after the first.

    Stricter than ruff's C901, which counts neither conditional expressions nor operands. Nested functions count.
    """
    nodes = list(ast.walk(function))
    operands = sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    return 1 + operands + sum(isinstance(node, BRANCHES) for node in nodes)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return a", 1),
        ("return a if b else c", 2),
        ("if a and b or c:\n  return", 4),
        ("for a in b:\n  while a:\n    pass", 3),
        ("try:\n  pass\nexcept A:\n  pass\nexcept B:\n  pass", 3),
        ("return [a for b in c for a in b if a]", 3),
        ("assert a\nreturn lambda: a if b else c", 3),
    ],
)
def test_complexity_counts_every_way_to_branch(body: str, expected: int) -> None:
    function = "def example():\n" + "\n".join(f"  {line}" for line in body.splitlines())

    assert expected == complexity(ast.parse(function))


def code_lines(function: Function) -> int:
    """How many lines of a function hold code: `ast` keeps no comments and no blank lines."""
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.expr | ast.stmt | ast.arg)]
    docstrings = [each.body[0] for each in nodes if isinstance(each, Function) and ast.get_docstring(each)]
    described = {line for each in docstrings for line in range(each.lineno, (each.end_lineno or 0) + 1)}
    return len({line for node in nodes for line in (node.lineno, node.end_lineno)} - described)


class Measures(NamedTuple):
    """How large a function is."""

    complexity: int
    code_lines: int


@cache
def functions() -> dict[str, Measures]:
    """Every function by the module and the line where it begins."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": Measures(complexity(node), code_lines(node))
        for path in PATHS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, Function)
    }


def test_no_function_branches_too_often() -> None:
    assert len(functions()) > len(PATHS)
    assert {} == {name: each.complexity for name, each in functions().items() if each.complexity > MOST_COMPLEX}


def test_no_function_is_long() -> None:
    assert {} == {name: each.code_lines for name, each in functions().items() if each.code_lines > MOST_CODE}


def test_no_module_is_long() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in PATHS}

    assert {} == {name: count for name, count in lines.items() if count > MOST_LINES}
