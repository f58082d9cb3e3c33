from __future__ import annotations

import pytest
from rich.cells import cell_len

from factories import a_framework
from llmtui.model import Framework, Grade, Rule
from llmtui.model.all_judges import ALL_JUDGES
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Role, plain
from llmtui.present.glyphs import ASCII, GRADE_NAMES, ROLES, UNICODE, Glyphs
from llmtui.present.legend import about, legend, welcome_text

FRAMEWORK = a_framework(
    name="Opening up",
    description="Fourteen criteria.",
    publication="Liesenfeld and Dingemanse. 2024.",
    attribution="Grades by the authors",
    licence="CC-BY-4.0",
    doi="10.1145/1",
    url="https://example.org",
)


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_is_explained_in_its_colour(grade: Grade) -> None:
    lines = {line[0].text: line[0].role for line in legend(None, Canvas(80, UNICODE)) if line}

    assert ROLES[grade] is lines[f" {UNICODE.grades[grade]} {GRADE_NAMES[grade]}".ljust(17)]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_sign_that_can_be_on_screen_is_explained(glyphs: Glyphs) -> None:
    explained = {line[0].text.split()[0] for line in legend(None, Canvas(80, glyphs)) if line and line[0].text.strip()}

    others = {glyphs.notice, glyphs.disputed, glyphs.changed, glyphs.unproven, glyphs.old, glyphs.link, glyphs.star}
    signs = {*glyphs.grades.values(), *glyphs.declared.values(), *glyphs.words.values(), *others}
    assert set() == signs - explained


def test_the_legend_says_whose_records_are_declared_and_that_many_were_found_wrong() -> None:
    text = " ".join(" ".join(plain(line) for line in legend(None, Canvas(80, ASCII))).split())

    assert "submitters list those of the Model Openness Framework (MOF)" in text
    assert "lfai/model_openness_tool, issue 80" in text


def test_the_first_line_explains_three_signs_and_the_keys_in_80_columns() -> None:
    text = welcome_text(UNICODE)

    assert text.startswith("● open  ◐ partial  ○ closed")
    assert cell_len(text) <= 78


def test_not_assessed_and_closed_are_distinguished() -> None:
    lines = [plain(line) for line in legend(None, Canvas(80, ASCII))]

    assert " . not assessed  no index has looked at this" in lines
    assert " x closed        not open" in lines


def test_whose_judgements_these_are_is_stated_with_publication_licence_and_address() -> None:
    assert [
        "Opening up",
        "Fourteen criteria.",
        "Score: 1 for each open criterion, a half for each partial one, as the framework adds them up.",
        "Liesenfeld and Dingemanse. 2024.",
        "Grades by the authors, CC-BY-4.0",
        "https://doi.org/10.1145/1",
    ] == [plain(line) for line in about(FRAMEWORK, 100)]


def test_a_framework_without_a_doi_gives_its_page() -> None:
    assert Role.LINK is about(a_framework(url="https://example.org"), 80)[-1][0].role
    assert "https://example.org" == plain(about(a_framework(url="https://example.org"), 80)[-1])


def test_a_share_is_said_not_to_be_a_score_of_the_framework() -> None:
    text = " ".join(plain(line) for line in about(a_framework(rule=Rule.SHARE), 80))

    assert "It publishes no score: shown is the share of its criteria" in text


def test_all_judges_have_a_score_of_their_own() -> None:
    text = " ".join(plain(line) for line in about(ALL_JUDGES, 80))

    assert "The score is the share known to be open of the twelve topics" in text
    assert "no score" not in text


@pytest.mark.parametrize("framework", [None, FRAMEWORK], ids=["no-framework", "framework"])
@pytest.mark.parametrize("width", [30, 50, 90])
def test_the_legend_keeps_to_its_width_so_that_nothing_is_cut(width: int, framework: Framework | None) -> None:
    assert [] == [plain(line) for line in legend(framework, Canvas(width, UNICODE)) if cell_len(plain(line)) > width]


def test_the_first_line_explains_the_words_as_well_if_there_is_room() -> None:
    text = welcome_text(UNICODE, 130)

    assert "◆ open source  ◈ open weights  ◇ restricted  ✕ closed" in text
    assert cell_len(text) <= 130
    assert "open weights" not in welcome_text(UNICODE, cell_len(text) - 1)
