from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import a_framework, an_assessment
from llmtui.frameworks import rate
from llmtui.frameworks.mof import (
    PAPER,
    REPORT,
    Classification,
    Status,
    classify,
    component_status,
    missing_for_next,
    not_needed,
)
from llmtui.loader.load import Reading
from llmtui.loader.locate import bundled_folder
from llmtui.model import Assessment, Framework, Grade, Judgement, Origin, Rule
from llmtui.problems import ProblemLog

MOF: Framework = Reading([Origin(bundled_folder(), "bundled")], ProblemLog()).definitions.frameworks["mof"]
REQUIRED = {group.id: [each.id for each in criteria if each.required] for group, criteria in MOF.grouped}
III, II, ONE = (REQUIRED[each] for each in ("class-3", "class-2", "class-1"))
ALL = [each.id for each in MOF.criteria]
OPEN, UNLICENSED, PROPRIETARY = "MIT", "unlicensed", "Proprietary"


def _listed(licence: str) -> Judgement:
    """A component that is listed with a licence, graded as the contract says."""
    return Judgement(Grade.OPEN if licence == OPEN else Grade.PARTIAL, licence=licence)


def _assessment(licences: Mapping[str, str]) -> Assessment:
    """Components with their licences; those not named are not listed."""
    closed: dict[str, str | Judgement] = dict.fromkeys(ALL, "closed")
    return an_assessment({**closed, **{each: _listed(licence) for each, licence in licences.items()}}, "mof")


def _classified(licences: Mapping[str, str]) -> Classification:
    return classify(MOF, _assessment(licences))


def _without(components: list[str], *left_out: str, **others: str) -> dict[str, str]:
    return {**{each: OPEN for each in components if each not in left_out}, **others}


def test_the_framework_asks_for_6_and_4_and_4_components_and_welcomes_3() -> None:
    assert ((6, 4, 4), 17) == ((len(III), len(II), len(ONE)), len(ALL))


@pytest.mark.parametrize(
    ("licences", "openness_class", "progress"),
    [
        pytest.param({}, 0, (0, 0, 0), id="nothing"),
        pytest.param(_without(III), 3, (100, 60, 0), id="class-iii"),
        pytest.param(_without(III + II), 2, (100, 100, 1000 / 14), id="class-ii"),
        pytest.param(_without(III + II + ONE), 1, (100, 100, 100), id="class-i"),
        pytest.param(_without(ALL), 1, (100, 100, 100), id="welcome-components-change-nothing"),
        pytest.param(_without(III + II + ONE, "model_card"), 0, (500 / 6, 0, 0), id="a-gap-in-iii-stops-all"),
        pytest.param(_without(III + II + ONE, "training_code"), 3, (100, 90, 0), id="a-gap-in-ii-stops-i"),
        pytest.param(_without(III, "model_card", model_card=UNLICENSED), 0, (500 / 6, 0, 0), id="unlicensed"),
        pytest.param(_without(III, "model_card", model_card=PROPRIETARY), 0, (500 / 6, 0, 0), id="not-open"),
        pytest.param(_without(II + ONE), 0, (100 / 6, 0, 0), id="the-paper-counts-for-the-report-in-iii"),
        pytest.param(_without(III, REPORT, research_paper=OPEN), 3, (100, 60, 0), id="paper-for-report-in-iii"),
        pytest.param(_without(III + II, REPORT, research_paper=OPEN), 2, (100, 100, 1000 / 13), id="paper-in-ii"),
        pytest.param(_without(III + II + ONE, REPORT), 1, (100, 100, 100), id="13-are-enough-for-i"),
        pytest.param(
            _without(III + II + ONE, REPORT, technical_report=UNLICENSED), 1, (100, 100, 100), id="unlicensed-report"
        ),
        pytest.param(
            _without(III + II + ONE, REPORT, technical_report=PROPRIETARY), 1, (100, 100, 100), id="proprietary-report"
        ),
        pytest.param(
            _without(III + II + ONE, REPORT, PAPER, research_paper=UNLICENSED),
            0,
            (500 / 6, 0, 0),
            id="a-paper-that-does-not-count-fills-no-place",
        ),
        pytest.param(_without(III + II + ONE, PAPER), 2, (100, 100, 1300 / 14), id="the-report-is-no-paper"),
        pytest.param(
            _without(III + II + ONE, PAPER, research_paper=PROPRIETARY),
            2,
            (100, 100, 1300 / 14),
            id="proprietary-paper",
        ),
    ],
)
def test_a_class_needs_its_components_and_those_before_it(
    licences: dict[str, str], openness_class: int, progress: tuple[float, float, float]
) -> None:
    found = _classified(licences)

    assert openness_class == found.openness_class
    assert pytest.approx(progress) == tuple(found.progress[each] for each in (3, 2, 1))


@pytest.mark.parametrize(
    ("judgement", "status"),
    [
        pytest.param(Judgement(Grade.OPEN, licence="CC-BY-4.0"), Status.INCLUDED, id="open-licence"),
        pytest.param(Judgement(Grade.PARTIAL, licence="unlicensed"), Status.UNLICENSED, id="unlicensed"),
        pytest.param(Judgement(Grade.PARTIAL, licence="OpenRAIL"), Status.INVALID, id="licence-not-open"),
        pytest.param(Judgement(Grade.OPEN, licence="OpenRAIL"), Status.INVALID, id="the-licence-decides"),
        pytest.param(Judgement(Grade.PARTIAL, licence="MIT"), Status.INCLUDED, id="the-licence-decides-for-it-too"),
        pytest.param(Judgement(Grade.OPEN), Status.INCLUDED, id="a-grade-alone"),
        pytest.param(Judgement(Grade.PARTIAL), Status.UNLICENSED, id="partial-alone"),
        pytest.param(Judgement(Grade.CLOSED, licence="MIT"), Status.MISSING, id="not-listed"),
        pytest.param(Judgement(Grade.UNKNOWN), Status.MISSING, id="not-assessed"),
    ],
)
def test_the_status_of_a_component(judgement: Judgement, status: Status) -> None:
    assert status == component_status(judgement)


def test_reasons_name_what_the_next_class_lacks() -> None:
    licences = _without(III, "model_card", "data_card", evaluation_results=UNLICENSED, model_architecture=PROPRIETARY)

    assert (
        "Class III: 2 of 6 required components are open.",
        "Not listed: Model card, Data card.",
        "Without a licence: Evaluation results.",
        "Under a licence that is not open: Model architecture (Proprietary).",
    ) == _classified(licences).reasons


def test_reasons_name_the_class_above_the_one_reached() -> None:
    assert (
        "Class II: 9 of 10 required components are open."
        == _classified(_without(III + II, "inference_code")).reasons[0]
    )


def test_reasons_name_the_paper_that_replaces_the_report() -> None:
    reasons = _classified(_without(III + II, REPORT, research_paper=OPEN)).reasons

    assert "The research paper replaces the technical report." == reasons[-1]
    assert not any("Technical report" in each for each in reasons)


def test_the_best_class_lacks_nothing() -> None:
    assert ("Has every component Class I requires.",) == _classified(_without(ALL)).reasons


def test_what_was_not_assessed_is_not_called_unlisted() -> None:
    open_but_one: dict[str, str | Judgement] = {each: "open" for each in III if each != "model_card"}

    reasons = classify(MOF, an_assessment(open_but_one, "mof")).reasons

    assert "Not assessed: Model card." == reasons[1]


@pytest.mark.parametrize(
    ("grade", "lack"), [("unknown", "Not assessed"), ("listed", "Not assessed"), ("closed", "Not listed")]
)
def test_evidence_alone_does_not_make_a_component_missing(grade: str, lack: str) -> None:
    grades: dict[str, str | Judgement] = {**dict.fromkeys(III, "open"), "model_card": grade}

    assert f"{lack}: Model card." == classify(MOF, an_assessment(grades, "mof")).reasons[1]


def test_a_rating_has_the_class_and_the_mean_progress_for_a_score() -> None:
    rating = rate(MOF, _assessment(_without(III)))

    assert (3, 53.33, 100, 53.33) == (rating.openness_class, rating.score, rating.maximum, rating.best)


def test_the_best_that_is_possible_takes_what_is_not_assessed_for_included() -> None:
    rating = rate(MOF, an_assessment(dict.fromkeys(III, "open"), "mof"))

    assert (3, 53.33, 100.0) == (rating.openness_class, rating.score, rating.best)


def test_a_framework_that_requires_nothing_gives_no_class() -> None:
    rating = rate(a_framework(criteria=("a", "b"), rule=Rule.CLASSES), an_assessment({"a": "open", "b": "open"}))

    assert (0, 0.0) == (rating.openness_class, rating.score)


@pytest.mark.parametrize(
    ("licences", "following", "missing"),
    [
        pytest.param({}, 3, III, id="nothing"),
        pytest.param(_without(III, "model_card"), 3, ["model_card"], id="one of class iii"),
        pytest.param(_without(III), 2, II, id="class iii"),
        pytest.param(_without(III + II), 1, ONE, id="class ii"),
        pytest.param(_without(III + II + ONE), 1, [], id="class i"),
        pytest.param(
            _without(III, REPORT, "model_card", research_paper=OPEN), 3, ["model_card"], id="paper for report"
        ),
        pytest.param(_without(III, REPORT, research_paper=UNLICENSED), 3, [REPORT], id="a paper that does not count"),
    ],
)
def test_the_next_class_lacks_what_it_and_the_classes_below_ask_for(
    licences: dict[str, str], following: int, missing: list[str]
) -> None:
    number, lacking = missing_for_next(MOF, _assessment(licences))

    assert (following, missing) == (number, [each.id for each in lacking])


WELCOME = {each.id for each in MOF.criteria if not each.required}


@pytest.mark.parametrize(
    ("licences", "spared"),
    [
        pytest.param({}, WELCOME, id="what is only welcome"),
        pytest.param(dict.fromkeys(WELCOME, OPEN), set(), id="what is listed is not absent"),
        pytest.param({PAPER: OPEN}, WELCOME | {REPORT}, id="a report that a paper replaces"),
        pytest.param({PAPER: UNLICENSED}, WELCOME, id="a paper that does not count replaces nothing"),
    ],
)
def test_the_absence_of_a_component_costs_nothing_only_if_no_class_asks_for_it(
    licences: dict[str, str], spared: set[str]
) -> None:
    assert spared == not_needed(MOF, _assessment(licences))


def _second_class(licences: Mapping[str, str]) -> int:
    """The class by the published rule, put another way: sets of components, the report or the paper in each."""
    usable = {each for each, licence in licences.items() if licence == OPEN}
    if REPORT not in usable and PAPER in usable:
        usable.add(REPORT)
    wanted = {3: set(III), 2: {*III, *II}, 1: {*III, *II, *ONE}}
    met = [number for number, components in wanted.items() if components <= usable]
    return min(met, default=0)


_LICENCES = st.dictionaries(st.sampled_from(ALL), st.sampled_from([OPEN, UNLICENSED, PROPRIETARY]))


@given(_LICENCES)
def test_the_class_agrees_with_a_second_reading_of_the_rule(licences: dict[str, str]) -> None:
    assert _second_class(licences) == _classified(licences).openness_class


@given(_LICENCES, _LICENCES)
def test_a_better_class_never_has_the_lower_score(one: dict[str, str], other: dict[str, str]) -> None:
    first, second = (rate(MOF, _assessment(each)) for each in (one, other))
    better = {1: 3, 2: 2, 3: 1, 0: 0}

    if better[first.openness_class or 0] > better[second.openness_class or 0]:
        assert first.score > second.score


@given(_LICENCES, st.sampled_from(ALL))
def test_an_open_licence_never_lowers_a_class(licences: dict[str, str], component: str) -> None:
    before, after = (_classified(each).total for each in (licences, {**licences, component: OPEN}))

    assert after >= before


@given(st.dictionaries(st.sampled_from(ALL), st.sampled_from([each.value for each in Grade])))
def test_a_score_lies_within_what_is_possible(grades: dict[str, str]) -> None:
    rating = rate(MOF, an_assessment(grades, "mof"))

    assert 0 <= rating.score <= rating.best <= rating.maximum
