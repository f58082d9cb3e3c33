"""What is wrong in the data, to read."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.present.cells import Cell, Line, Role, wrap
from llmtui.problems import Problem, in_file_order


def problem_lines(problems: Sequence[Problem], width: int) -> tuple[Line, ...]:
    """Each problem in wrapped lines by file and line, the ones that cost a file named so."""
    if not problems:
        return ((Cell("Every file was read without a problem.", Role.MUTED),),)
    lines: list[Line] = []
    for problem in in_file_order(problems):
        text = f"{problem} {'(file skipped)' if problem.skipped else ''}"
        lines += [(Cell(line, Role.NOTICE if problem.skipped else Role.TEXT),) for line in wrap(text, width)]
    return tuple(lines)
