from __future__ import annotations

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from factories import a_catalog, a_framework, an_assessment, an_entry
from llmtui.frameworks import standing
from llmtui.model import Basis, Catalog, Criterion, Grade, Judgement
from llmtui.model.all_judges import ALL
from llmtui.present.canvas import Canvas
from llmtui.present.cells import Cell, Role, plain
from llmtui.present.detail import CriterionTarget, EntryTarget, LinkTarget, Target
from llmtui.present.explain import explain, topic_of
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
    return CriterionTarget(an_assessment({"code": judgement} if judgement else {}, date="2019-01"), "code")


def _explanation(target: Target | None, width: int = 70, catalog: Catalog = CATALOG) -> list[str]:
    return [plain(line).rstrip() for line in explain(catalog, target, Canvas(width, ASCII))]


def test_a_criterion_shows_question_grade_meaning_and_who_judged() -> None:
    lines = _explanation(_target(Judgement(Grade.PARTIAL)))

    assert [
        "~ partial  Points, Jan 2019 0 no evidence ' over two years old",
        "Can anyone read the code?",
        "~ partial Some of it.",
        "O open    All of it.",
        "x closed  None of it.",
    ] == lines


def test_evidence_licence_and_note_are_shown() -> None:
    judgement = Judgement(Grade.OPEN, ("https://example.org/code",), note="Since May.", licence="MIT")

    lines = _explanation(_target(judgement))

    assert ["^ https://example.org/code", "Licence: MIT", "Since May."] == lines[3:6]
    assert "no evidence" not in lines[0]


@pytest.mark.parametrize(
    ("judgement", "line"),
    [
        pytest.param(None, ". not assessed No index has looked at this.", id="not-assessed"),
        pytest.param(
            Judgement(Grade.LISTED, ("https://example.org",)),
            "? listed  Listed with evidence, not judged.",
            id="listed",
        ),
        pytest.param(Judgement(Grade.NOT_APPLICABLE), "- n/a     The question does not apply.", id="not-applicable"),
    ],
)
def test_a_grade_that_no_framework_words_is_put_in_words(judgement: Judgement | None, line: str) -> None:
    assert line in _explanation(_target(judgement))


def test_no_judge_is_named_for_what_was_not_judged() -> None:
    assert [] == [line for line in _explanation(_target(None)) if "Points" in line]


def test_the_grade_that_was_given_is_the_only_one_in_its_colour() -> None:
    lines = explain(CATALOG, _target(Judgement(Grade.CLOSED)), Canvas(70, ASCII))

    grades = {Role.OPEN, Role.PARTIAL, Role.CLOSED, Role.UNKNOWN}
    assert [Cell("x closed", Role.CLOSED), Cell("x closed  ", Role.CLOSED)] == [
        cell for line in lines for cell in line if cell.role in grades
    ]


def test_a_link_is_shown_whole_with_what_can_be_done() -> None:
    url = "https://example.org/a/very/long/path/to/somewhere"

    *address, todo = _explanation(LinkTarget(url), width=20)

    assert url == "".join(address)
    assert "enter opens it, y copies it" == todo


def test_another_entry_is_named_and_summed_up() -> None:
    """Its row may be out of sight, and a summary alone would seem to be about the entry that is read."""
    assert ["Olmo", "An open model.", "enter goes there"] == _explanation(EntryTarget("olmo"))


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(None, id="nothing"),
        pytest.param(EntryTarget("gone"), id="an-entry-that-is-gone"),
        pytest.param(CriterionTarget(an_assessment({}), "gone"), id="a-criterion-that-is-gone"),
    ],
)
def test_nothing_is_explained_if_there_is_nothing_to_explain(target: Target | None) -> None:
    assert [] == _explanation(target)


@pytest.mark.parametrize("width", [30, 60, 120])
def test_an_explanation_keeps_to_its_width(width: int) -> None:
    lines = _explanation(_target(Judgement(Grade.OPEN, ("https://example.org/" + "x" * 90,), note="Note " * 40)), width)

    assert max(map(cell_len, lines)) <= width


INDEX = a_framework("index", ("code",), name="The Index", short="IDX", continues="earlier")
EARLIER = a_framework("earlier", ("code",), name="The Earlier Table", short="EAR")
DECLARED = a_framework("declared", ("code",), name="Declarations", short="DEC", basis=Basis.DECLARED)
GRADED = an_entry(
    "graded",
    assessments=(
        an_assessment({"code": Judgement(Grade.CLOSED, ("https://example.org/old",))}, "earlier", "2019-03"),
        an_assessment({"code": Judgement(Grade.OPEN, ("https://example.org/new",))}, "index", "2019-06", of="7B"),
        an_assessment({"code": Judgement(Grade.PARTIAL, ("https://example.org/own",))}, "declared", "2020-01"),
    ),
)


def _explained(judge: str, width: int = 100) -> list[str]:
    catalog = a_catalog(GRADED, frameworks=[INDEX, EARLIER, DECLARED])
    known = standing(catalog, GRADED, judge)
    assert known
    return _explanation(CriterionTarget(known.assessment, "code", GRADED.id), width, catalog)


def test_every_judge_is_heard_and_the_one_that_counts_first() -> None:
    lines = _explained(ALL)

    assert [
        "O open  The Index, Jun 2019, 7B ^ ' over two years old | x closed  The Earlier Table, Mar 2019 ^",
        "= partial  Declarations, Jan 2020 ^ o declared ' over two years old",
    ] == lines[:2]
    assert [
        "^ https://example.org/new",
        "^ https://example.org/old",
        "Declarations, Jan 2020:",
        "^ https://example.org/own",
    ] == [line for line in lines if "example.org" in line or line.startswith("Declarations")]


def test_a_dispute_and_a_change_are_kept_apart() -> None:
    lines = _explained(ALL)

    assert "/ disputed: different judges disagree" in lines
    assert "& changed: x closed 2019 -> O open 2019" in lines


@pytest.mark.parametrize(
    ("width", "changed"),
    [
        pytest.param(100, ["& changed: O open 2023 -> ~ partial 2025 -> O open 2026"], id="words"),
        pytest.param(42, ["& changed: O 23 -> ~ 25 -> O 26"], id="signs"),
        pytest.param(24, ["& changed:", "  O 23 -> ~ 25 -> O 26"], id="two-lines"),
    ],
)
def test_a_change_keeps_its_last_grade_at_every_width(width: int, changed: list[str]) -> None:
    grades = {"2023": "open", "2025": "partial", "2026": "open"}
    dated = tuple(an_assessment({"code": grade}, "index", date) for date, grade in grades.items())
    entry = an_entry("moved", assessments=dated)
    catalog = a_catalog(entry, frameworks=[INDEX])

    lines = _explanation(CriterionTarget(dated[-1], "code", entry.id), width, catalog)

    start = next(at for at, line in enumerate(lines) if line.startswith("& changed"))
    assert changed == lines[start : start + len(changed)]


def test_sizes_that_read_the_same_in_a_narrow_pane_are_counted() -> None:
    sizes = tuple(an_assessment({"code": "open"}, "index", "2019-06", of=size) for size in ("1B", "7B", "13B"))
    entry = an_entry("sized", assessments=sizes)
    catalog = a_catalog(entry, frameworks=[INDEX])

    lines = _explanation(CriterionTarget(sizes[0], "code", entry.id), 42, catalog)

    assert ["O open  IDX, Jun 2019 0 ' 3 times"] == [line for line in lines if "IDX" in line]


def test_by_one_framework_its_own_grade_comes_first() -> None:
    assert _explained("declared")[0].startswith("= partial  Declarations, Jan 2020")


def test_judges_are_named_in_short_if_their_names_do_not_fit() -> None:
    assert _explained(ALL, 42)[0].startswith("O open  IDX, Jun 2019 ^")


@pytest.mark.parametrize(
    ("target", "topic"),
    [
        pytest.param(CriterionTarget(an_assessment({}), "code"), "code", id="a-criterion"),
        pytest.param(CriterionTarget(an_assessment({}), "gone"), "", id="a-criterion-that-is-gone"),
        pytest.param(LinkTarget("https://example.org"), "", id="a-link"),
        pytest.param(None, "", id="nothing"),
    ],
)
def test_a_target_has_the_topic_of_its_criterion(target: Target | None, topic: str) -> None:
    assert topic == topic_of(CATALOG, target)
