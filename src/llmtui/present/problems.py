"""What is wrong in the data, to read."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.present.canvas import Canvas
from llmtui.present.cells import Line, Role
from llmtui.problems import Problem, in_file_order


def problem_lines(problems: Sequence[Problem], canvas: Canvas) -> tuple[Line, ...]:
    """Each problem in wrapped lines by file and line, the ones that cost a file named so."""
    if not problems:
        return tuple(canvas.paragraph("Every file was read without a problem.", Role.MUTED))
    lines: list[Line] = []
    for problem in in_file_order(problems):
        text = f"{problem} {'(file skipped)' if problem.skipped else ''}"
        lines += canvas.paragraph(text, Role.NOTICE if problem.skipped else Role.TEXT)
    return tuple(lines)
