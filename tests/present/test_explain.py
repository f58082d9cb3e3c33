from __future__ import annotations

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.model import Catalog, Criterion, Grade, Judgement
from llmtui.present.cells import Cell, Role, plain
from llmtui.present.detail import CriterionTarget, EntryTarget, LinkTarget, Target
from llmtui.present.explain import explain
from llmtui.present.glyphs import ASCII

CRITERION = Criterion(
    "code",
    "Code",
    "code",
    "access",
    question="Can anyone read the code?",
    meanings=((Grade.OPEN, "All of it."), (Grade.PARTIAL, "Some of it."), (Grade.CLOSED, "None of it.")),
)
FRAMEWORK = replace(a_framework(), criteria=(CRITERION,), name="Points")
CATALOG = a_catalog(an_entry("olmo", summary="An open model."), frameworks=[FRAMEWORK])


def _target(judgement: Judgement | None) -> Target:
    return CriterionTarget(an_assessment({"code": judgement} if judgement else {}), "code")


def _told(target: Target | None, width: int = 70, catalog: Catalog = CATALOG) -> list[str]:
    return [plain(line).rstrip() for line in explain(catalog, target, width, ASCII)]


def test_a_criterion_tells_question_grade_meaning_and_who_judged() -> None:
    told = _told(_target(Judgement(Grade.PARTIAL)))

    assert [
        "Can anyone read the code?",
        "~ partial Some of it.",
        "No evidence is linked.",
        "Judged by Points, 2024-01",
        "O open    All of it.",
        "x closed  None of it.",
    ] == told


def test_evidence_licence_and_note_are_shown() -> None:
    judgement = Judgement(Grade.OPEN, ("https://example.org/code",), note="Since May.", licence="MIT")

    told = _told(_target(judgement))

    assert ["^ https://example.org/code", "Licence: MIT", "Since May."] == told[2:5]
    assert "No evidence is linked." not in told


@pytest.mark.parametrize(
    ("judgement", "line"),
    [
        pytest.param(None, ". not assessed Not assessed: nothing is known either way.", id="not-assessed"),
        pytest.param(
            Judgement(Grade.LISTED, ("https://example.org",)),
            "? listed  Listed with evidence, not judged.",
            id="listed",
        ),
        pytest.param(Judgement(Grade.NOT_APPLICABLE), "- n/a     The question does not apply.", id="not-applicable"),
    ],
)
def test_a_grade_that_no_framework_words_is_put_in_words(judgement: Judgement | None, line: str) -> None:
    assert line == _told(_target(judgement))[1]


def test_nobody_is_named_for_what_nobody_judged() -> None:
    assert [] == [line for line in _told(_target(None)) if line.startswith("Judged by")]


def test_the_grade_that_was_given_is_the_only_one_in_its_colour() -> None:
    lines = explain(CATALOG, _target(Judgement(Grade.CLOSED)), 70, ASCII)

    grades = {Role.OPEN, Role.PARTIAL, Role.CLOSED, Role.UNKNOWN}
    assert [Cell("x closed  ", Role.CLOSED)] == [cell for line in lines for cell in line if cell.role in grades]


def test_a_link_is_shown_whole_with_what_can_be_done() -> None:
    url = "https://example.org/a/very/long/path/to/somewhere"

    *address, todo = _told(LinkTarget(url), width=20)

    assert url == "".join(address)
    assert "enter opens it, y copies it" == todo


def test_another_entry_is_summed_up() -> None:
    assert ["An open model.", "enter goes there"] == _told(EntryTarget("olmo"))


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(None, id="nothing"),
        pytest.param(EntryTarget("gone"), id="an-entry-that-is-gone"),
        pytest.param(CriterionTarget(an_assessment({}), "gone"), id="a-criterion-that-is-gone"),
    ],
)
def test_where_there_is_nothing_to_tell_nothing_is_told(target: Target | None) -> None:
    assert [] == _told(target)


@pytest.mark.parametrize("width", [30, 60, 120])
def test_an_explanation_keeps_to_its_width(width: int) -> None:
    told = _told(_target(Judgement(Grade.OPEN, ("https://example.org/" + "x" * 90,), note="Note " * 40)), width)

    assert max(map(cell_len, told)) <= width
