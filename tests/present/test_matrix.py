from __future__ import annotations

import time

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from factories import FRAMEWORK, a_catalog, a_framework, an_assessment, an_entry
from llmtui.frameworks import rank
from llmtui.loader.loaded import Loaded
from llmtui.model import Basis, Criterion, CriterionGroup, Grade, Judgement, Link, Rule
from llmtui.model.all_judges import ALL, ALL_JUDGES
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Line, Role, plain
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.matrix.arrangement import NAME, SCORE, Arrangement, Filter, SortKey
from llmtui.present.matrix.explain import explain_cell
from llmtui.present.matrix.layout import Frame, Heads, MatrixLayout, lay_out, left_for
from llmtui.present.matrix.matrix import Matrix
from llmtui.present.matrix.table import filter_line, group_line, head_line, matrix_table, row_line, rule_line
from llmtui.present.matrix.words import cell_title, row_text, title
from llmtui.present.score import rule_text, score_text

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
    return replace(Frame(POINTS, RANKED, width, ASCII), **fields)


def _layout(width: int = WIDE, **fields: object) -> MatrixLayout:
    return lay_out(_frame(width, **fields))


def _text(line: Line) -> str:
    return plain(line).rstrip()


def test_the_matrix_has_headings_under_groups_and_a_row_a_subject() -> None:
    layout = _layout(50, roomy=False)

    assert [
        "                   Access   | Docs|",
        "  # Name           code wght| dsh | score",
        "-----------------------------------------",
        "  1 Alpha Model 7B  O    ~  |  O  |   2.5",
        "1 2 Beta            x    .  |  .  |  0.0+",
    ] == [
        _text(line)
        for line in (
            group_line(POINTS, layout, ASCII),
            head_line(layout, ""),
            rule_line(layout, (), ASCII),
            *(row_line(ranked, layout, ("beta",), ASCII) for ranked in RANKED),
        )
    ]


def test_every_grade_keeps_its_own_sign_and_role() -> None:
    cells = row_line(RANKED[1], _layout(50), (), ASCII)

    assert [("x", Role.CLOSED), (".", Role.UNKNOWN), (".", Role.UNKNOWN)] == [
        (cell.text.strip(), cell.role) for cell in cells if cell.role in {Role.CLOSED, Role.UNKNOWN}
    ]


def test_marks_are_numbered_in_their_order() -> None:
    marks = ("beta", "alpha")

    assert ["2", "1"] == [plain(row_line(ranked, _layout(), marks, ASCII))[0] for ranked in RANKED]


@pytest.mark.parametrize("width", [18, 24, 38, 78, 118, 198])
@pytest.mark.parametrize("heads", [None, *Heads])
def test_no_line_is_wider_than_its_pane(bundled: Loaded, width: int, heads: Heads | None) -> None:
    catalog = bundled.catalog
    framework = catalog.frameworks["opening-up-chatgpt"]
    ranked = rank(catalog, framework.id)
    layout = lay_out(Frame(framework, ranked, width, UNICODE, heads))
    sorts = tuple(SortKey(each.id) for each in framework.criteria)

    lines = [
        group_line(framework, layout, UNICODE),
        head_line(layout, ""),
        rule_line(layout, sorts, UNICODE),
        *(row_line(each, layout, (), UNICODE) for each in ranked),
    ]

    assert width >= max(cell_len(plain(line).rstrip()) for line in lines)


@pytest.mark.parametrize(
    ("width", "heads"),
    [
        pytest.param(118, Heads.CODES, id="wide"),
        pytest.param(78, Heads.INITIALS, id="medium"),
        pytest.param(38, Heads.LETTERS, id="narrow"),
    ],
)
def test_headings_are_folded_until_every_column_fits(bundled: Loaded, width: int, heads: Heads) -> None:
    framework = bundled.catalog.frameworks["opening-up-chatgpt"]

    layout = lay_out(Frame(framework, rank(bundled.catalog, framework.id), width, UNICODE))

    assert (heads, 0, 15) == (layout.heads, layout.first, layout.last)


@pytest.mark.parametrize(
    ("heads", "texts"),
    [
        pytest.param(Heads.CODES, ["code", "wght", "dsh"], id="codes"),
        pytest.param(Heads.INITIALS, ["Oc", "Mw", "Da"], id="initials"),
        pytest.param(Heads.LETTERS, ["c", "w", "d"], id="letters"),
    ],
)
def test_headings_are_codes_initials_or_letters(heads: Heads, texts: list[str]) -> None:
    assert texts == list(heads.texts(CRITERIA).values())


def test_no_two_columns_of_a_framework_have_the_same_initials(bundled: Loaded) -> None:
    for framework in bundled.catalog.judges.values():
        texts = list(Heads.INITIALS.texts(framework.criteria).values())
        assert sorted(set(texts)) == sorted(texts)


def test_folding_goes_round() -> None:
    assert [Heads.INITIALS, Heads.LETTERS, Heads.CODES] == [heads.folded for heads in Heads]


def test_if_columns_scroll_the_name_stays_and_signs_count_those_out_of_sight() -> None:
    start, end = _layout(MANY), _layout(MANY, left=left_for(_frame(MANY), SCORE))

    assert ["---------------1>", "--------<1---------"] == [
        _text(rule_line(layout, (), ASCII)) for layout in (start, end)
    ]
    assert "Alpha M~" in _text(row_line(RANKED[0], end, (), ASCII))


@pytest.mark.parametrize("key", Matrix(POINTS).columns)
def test_every_column_can_be_brought_into_sight(key: str) -> None:
    layout = _layout(MANY, left=left_for(_frame(MANY), key))

    assert layout.span(key) is not None


def test_a_column_in_sight_moves_nothing() -> None:
    assert 0 == left_for(_frame(MANY), "weights")


@pytest.mark.parametrize("width", [MANY, 30])
def test_a_column_is_brought_into_sight_by_the_fewest_steps(width: int) -> None:
    framework = a_framework(criteria=[f"criterion-{number}" for number in range(16)])
    frame = Frame(framework, RANKED, width, ASCII)

    def steps(key: str) -> int:
        return next(left for left in range(17) if lay_out(replace(frame, left=left)).span(key))

    columns = Matrix(framework).columns[1:]
    assert [steps(key) for key in columns] == [left_for(frame, key) for key in columns]


def test_thousands_of_criteria_are_laid_out_in_time() -> None:
    groups = tuple(CriterionGroup(f"g{number}", "Group") for number in range(2000))
    criteria = tuple(Criterion(f"c{number}", "Criterion", "topic", f"g{number}") for number in range(2000))
    framework = replace(POINTS, groups=groups, criteria=criteria)

    start = time.process_time()
    left = left_for(Frame(framework, RANKED, WIDE, UNICODE), SCORE)
    spent = time.process_time() - start

    assert (True, True) == (left > 1900, spent < 5)


@pytest.mark.parametrize("width", [MANY, 30, WIDE])
def test_what_the_cursor_covers_is_what_a_click_finds(width: int) -> None:
    layout = _layout(width)

    for key in [NAME, *(column.key for column in layout.shown)]:
        span = layout.span(key)
        assert span is not None
        assert key == layout.at(span[1] - 1)


def test_the_heading_marks_the_columns_sorted_by_with_sign_and_number() -> None:
    sorts = (SortKey("weights"), SortKey(SCORE, descending=False), SortKey(NAME, descending=False))

    drawn = _text(rule_line(_layout(50, roomy=False), sorts, ASCII))

    assert "----^3-------------------v1------------^2" == drawn


def test_one_sort_key_needs_no_number() -> None:
    drawn = _text(rule_line(_layout(50), (SortKey("code"),), UNICODE))

    assert "▼" == drawn.strip("─")
    assert _text(head_line(_layout(50), "")).index("code") + 1 == drawn.index("▼")


def test_only_the_heading_of_the_cursor_s_column_stands_out() -> None:
    cells = head_line(_layout(), "weights")

    assert ["wght"] == [cell.text.strip() for cell in cells if cell.role is Role.HEADING]


def test_the_filters_in_use_are_in_one_line() -> None:
    filters = (Filter("code", "open"), Filter("weights", "closed", keep=False))
    matrix = Matrix(POINTS, RANKED, Arrangement(filters=filters))

    assert " only where Open code is open, Model weights is not closed  F clears" == plain(
        filter_line(matrix, Canvas(100, ASCII))
    )
    assert cell_len(plain(filter_line(matrix, Canvas(30, ASCII)))) <= 30


@pytest.mark.parametrize(
    ("width", "text"),
    [
        pytest.param(80, "Matrix | The Judges | 2 judged | search: lang:zh", id="in-full"),
        pytest.param(40, "The Judges | 2 judged | search: lang:zh", id="less"),
        pytest.param(20, "TEST | 2 judged | s~", id="cut-with-a-sign"),
    ],
)
def test_the_title_states_whose_judgements_of_what(width: int, text: str) -> None:
    assert text == title(Matrix(POINTS, RANKED), "lang:zh", width, ASCII)


def test_the_title_counts_what_the_filters_leave() -> None:
    arrangement = Arrangement(filters=(Filter("code", "open"),))

    assert "1 of 2 judged" in title(Matrix(POINTS, RANKED, arrangement), "", 80, ASCII)


@pytest.mark.parametrize(
    ("rule", "shown", "words"),
    [
        pytest.param(Rule.POINTS, "score", "Score: 1 for each", id="points"),
        pytest.param(Rule.SHARE, "share", "publishes no score", id="share"),
    ],
)
def test_a_share_is_never_shown_as_a_score(rule: Rule, shown: str, words: str) -> None:
    framework = replace(POINTS, rule=rule)
    ranked = rank(a_catalog(*CATALOG, frameworks=[framework]), FRAMEWORK)

    table = "\n".join(_text(line) for line in matrix_table(Frame(framework, ranked, 200, ASCII, roomy=False)))

    assert shown in table.splitlines()[1]
    assert words in table
    assert ("83%" in table, "2.5" in table) == ((True, False) if rule is Rule.SHARE else (False, True))


def test_the_score_of_all_judges_is_explained_as_a_score() -> None:
    assert "Score: the share of topics known to be open, a partial one counting half; " in rule_text(ALL_JUDGES)


def test_the_plain_table_names_the_ids_where_there_is_room() -> None:
    wide, narrow = (list(matrix_table(_frame(width, roomy=False))) for width in (200, 42))

    assert _text(wide[2]).endswith("2.5  alpha")
    assert "alpha" not in _text(narrow[2])


def test_the_cursor_finds_its_subject_or_its_other_version_again() -> None:
    entry = an_entry("wizard", assessments=(an_assessment({"code": "open"}, of="7B"), an_assessment({}, of="13B")))
    ranked = rank(a_catalog(entry, *CATALOG, frameworks=[POINTS]), FRAMEWORK)
    small, large = (next(each for each in ranked if each.assessment.of == of) for of in ("7B", "13B"))

    only_open = Matrix(POINTS, ranked, Arrangement(filters=(Filter("code", "open"),)))

    assert ranked.index(large) == Matrix(POINTS, ranked).row_of(large)
    assert only_open.rows.index(small) == only_open.row_of(large)
    assert None is only_open.row_of(next(each for each in ranked if each.entry.id == "beta"))


def _explanation(column: str, row: int = 0, width: int = 70) -> list[str]:
    return [plain(line).rstrip() for line in explain_cell(CATALOG, RANKED[row], column, Canvas(width, ASCII))]


def test_a_grade_is_explained_with_its_evidence_and_who_judged_when() -> None:
    assert [
        "~ partial  The Judges, Jan 2024 ^ ' over two years old",
        "~ partial",
        "^ https://example.org/w",
    ] == _explanation("weights")


def test_what_was_not_assessed_is_explained_as_that() -> None:
    assert [". not assessed No index has looked at this."] == _explanation("sheet", row=1)


def test_a_score_is_explained_by_the_grades_that_make_it() -> None:
    lines = _explanation(SCORE)

    assert lines[0].startswith("2.5 of 3")
    assert ["O 2 open  ~ 1 partial", "Score: 1 for each open criterion, a half for each partial one."] == lines[1:3]
    assert ["Judged by The Judges, 2024-01", "https://judges.example"] == lines[3:]


def test_a_score_that_could_rise_says_how_far() -> None:
    assert "2 not assessed: 0-2" in _explanation(SCORE, row=1)[0]


def test_a_name_is_explained_by_what_the_entry_is() -> None:
    assert ["Alpha Model 7B | model | Alpha Works", "! Take care.", "The first of them."] == _explanation(NAME)[:3]


@pytest.mark.parametrize("column", Matrix(POINTS).columns)
def test_explanations_keep_to_their_width(column: str) -> None:
    assert all(cell_len(line) <= 24 for line in _explanation(column, width=24))


def test_where_no_row_is_left_there_is_nothing_to_explain() -> None:
    assert ((), "") == (
        explain_cell(CATALOG, None, "code", Canvas(40, ASCII)),
        cell_title(Matrix(POINTS), None, "code", ASCII),
    )


def test_the_cell_under_the_cursor_is_named_in_full() -> None:
    assert "Model weights | Alpha Model 7B" == cell_title(Matrix(POINTS, RANKED), RANKED[0], "weights", ASCII)


def test_a_row_can_be_taken_away_in_words() -> None:
    assert (
        "Beta, 0 of 3 (The Judges): Open code closed, Model weights not assessed, Datasheet not assessed"
        == row_text(POINTS, RANKED[1])
    )


def test_a_row_has_the_name_of_the_catalogue_and_what_the_judge_calls_it() -> None:
    given = an_assessment({"code": "open"}, name="The Small One")
    (ranked,) = rank(a_catalog(an_entry("wizard", assessments=(given,)), frameworks=(POINTS,)), FRAMEWORK)

    (line,) = explain_cell(a_catalog(ranked.entry), ranked, NAME, Canvas(100, ASCII))[:1]

    assert "Wizard | judged as The Small One" in plain(line)


def test_declared_grades_have_signs_and_roles_of_their_own() -> None:
    declared = replace(POINTS, basis=Basis.DECLARED)
    ranked = rank(a_catalog(an_entry("beta", grades={"code": "open"}), frameworks=[declared]), FRAMEWORK)
    frame = Frame(declared, ranked, WIDE, UNICODE)

    cells = [cell for cell in row_line(ranked[0], lay_out(frame), (), UNICODE) if "◍" in cell.text]

    assert [Role.DECLARED_OPEN] == [cell.role for cell in cells]
    assert any("◍ ◒ ◌ the same as declared" in plain(line) for line in matrix_table(frame))


def test_all_judges_show_as_declared_only_what_no_judge_reviewed() -> None:
    reviewed, declaring = a_framework(), a_framework("maker", ("data",), basis=Basis.DECLARED)
    assessments = (an_assessment({"code": "open"}), an_assessment({"data": "open"}, "maker"))
    catalog = a_catalog(an_entry(assessments=assessments), frameworks=[reviewed, declaring])

    assert [{"data"}] == [each.declared for each in rank(catalog, ALL)]


def test_reviewed_grades_need_no_signs_of_declared_ones() -> None:
    assert not any("declared" in plain(line) for line in matrix_table(_frame()))


@pytest.mark.parametrize("width", [80, 120])
def test_every_score_is_whole_also_as_a_range(bundled: Loaded, width: int) -> None:
    ranked = rank(bundled.catalog, ALL)
    layout = lay_out(Frame(ALL_JUDGES, ranked, width, UNICODE))

    ends = {row.entry.id: plain(row_line(row, replace(layout, bar=0), (), UNICODE)) for row in ranked}

    assert [] == [row.entry.id for row in ranked if not ends[row.entry.id].endswith(score_text(row.rating, UNICODE))]
    assert {cell_len(line) for line in ends.values()} == {cell_len(ends[ranked[0].entry.id])}
