"""The shipped conditions of the EU AI Act, Article 53(2), worked out a second time from the words of the rule.

Article 53(2) asks for a free and open-source licence that allows access, usage, modification and distribution, and for
public parameters, weights, information on the architecture and on usage. Non-commercial terms and caps on users fail.
Money and systemic risk are not in the catalogue, so nothing is ever said to meet the whole.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Any

import pytest

from factories import a_catalog, a_framework, a_licence, an_assessment, an_entry, with_licences
from llmtui.checklists import Checker, State
from llmtui.loader.checklist_files import read_checklists
from llmtui.loader.locate import bundled_folder
from llmtui.model import Basis, Catalog, Category, Entry, Group, Kind, Rule
from llmtui.model.checklist import Checklist
from llmtui.model.licence import Allowance, Condition, Licence, Permission
from llmtui.problems import ProblemLog
from llmtui.search import Searcher

SHIPPED = read_checklists([bundled_folder()], ProblemLog())
ACT = SHIPPED["eu-ai-act-53-2"]
TOPICS = ("weights", "tuned_weights", "architecture", "model_card", "code", "data", "tuning_data", "license")
JUDGES = a_framework("judges", TOPICS)
OTHERS = a_framework("others", TOPICS)
COMPONENTS = a_framework("components", {"model_parameters_final": "weights"}, rule=Rule.CLASSES, basis=Basis.DECLARED)
"""A framework of classes, which lists the final parameters among its components."""
CATEGORIES = (
    Category("base", "Base models", groups=(Group("proprietary", "Proprietary"),)),
    Category("instruction", "Instruction-tuned"),
)
LICENCES: dict[str, Licence] = {
    "free": a_licence("MIT", free=True),
    "commercial": a_licence("LicenseRef-NC", "no yes yes yes", kind="noncommercial", free=False),
    "changes": a_licence("LicenseRef-ND", "yes no yes yes", kind="no-derivatives", free=False),
    "sharing": a_licence("LicenseRef-NR", "yes yes no yes", kind="no-redistribution", free=False),
    "users": a_licence("LicenseRef-Users", "conditions yes yes yes", kind="users", free=False),
    "revenue": a_licence("LicenseRef-Revenue", "conditions yes yes yes", kind="revenue", free=False),
    "uses": a_licence("LicenseRef-Uses", "conditions conditions yes yes", kind="use-policy", free=False),
    "unread": a_licence("LicenseRef-Unread", "unknown unknown unknown unknown"),
}


def _states(checklist: Checklist, *entries: Entry) -> list[State]:
    """The state of each condition for the first entry."""
    known = a_catalog(*entries, frameworks=[JUDGES, OTHERS, COMPONENTS], categories=CATEGORIES)
    catalog: Catalog = with_licences(known, *LICENCES.values())
    outcome = Checker(Searcher(catalog)).check(checklist, entries[0])
    return [each.state for each in outcome.conditions]


@pytest.mark.parametrize(
    ("licence", "state"),
    [
        ("free", State.MET),
        ("commercial", State.NOT_MET),
        ("changes", State.NOT_MET),
        ("sharing", State.NOT_MET),
        ("users", State.NOT_MET),
        ("revenue", State.NOT_MET),
        ("uses", State.UNKNOWN),
        ("unread", State.UNKNOWN),
        ("", State.UNKNOWN),
    ],
)
def test_the_licence_has_to_be_free_and_what_refuses_or_caps_users_fails(licence: str, state: State) -> None:
    written = LICENCES[licence].id if licence else ""

    assert state is _states(ACT, an_entry("x", licence=written))[0]


@pytest.mark.parametrize(
    ("base", "state"), [("free", State.MET), ("commercial", State.NOT_MET), ("unread", State.UNKNOWN)]
)
def test_the_licence_of_what_it_is_made_from_counts_as_well(base: str, state: State) -> None:
    entries = an_entry("x", licence="MIT", base=("base",)), an_entry("base", licence=LICENCES[base].id)

    assert state is _states(ACT, *entries)[0]


GRADES = ("open", "partial", "closed", "n/a", "unknown")


def _weights_by_hand(weights: str, tuned: str) -> State:
    """Public if the weights of the release are: the tuned ones, or the only ones there are."""
    there_is_a_tuned_one = tuned in {"open", "partial", "closed"}
    decisive = tuned if there_is_a_tuned_one else weights
    return {"open": State.MET, "closed": State.NOT_MET}.get(decisive, State.UNKNOWN)


@pytest.mark.parametrize(("weights", "tuned"), list(product(GRADES, GRADES)))
def test_the_weights_of_the_release_have_to_be_public(weights: str, tuned: str) -> None:
    entry = an_entry(
        "x", category="instruction", grades={"weights": weights, "tuned_weights": tuned}, framework="judges"
    )

    assert _weights_by_hand(weights, tuned) is _states(ACT, entry)[1]


@pytest.mark.parametrize(("grade", "state"), [("open", State.MET), ("closed", State.UNKNOWN)])
def test_final_parameters_that_a_framework_of_classes_lists_are_public(grade: str, state: State) -> None:
    entry = an_entry("x", category="instruction", grades={"model_parameters_final": grade}, framework="components")

    assert state is _states(ACT, entry)[1]


CLOSED_WITHOUT_GRADES: dict[str, Any] = {"kind": Kind.MODEL, "group": "proprietary"}


@pytest.mark.parametrize(("name", "number"), [("eu-ai-act-53-2", 1), ("open-source", 1), ("reproducible", 3)])
def test_weights_that_are_known_not_to_be_published_fail_without_a_grade(name: str, number: int) -> None:
    assert State.NOT_MET is _states(SHIPPED[name], an_entry("x", **CLOSED_WITHOUT_GRADES))[number]


def test_final_parameters_that_are_declared_of_a_model_that_was_never_published_are_not_public() -> None:
    grades = {"model_parameters_final": "open"}
    entry = an_entry("x", grades=grades, framework="components", **CLOSED_WITHOUT_GRADES)

    assert State.NOT_MET is _states(ACT, entry)[1]


def test_one_judge_who_found_the_weights_open_keeps_a_word_from_deciding() -> None:
    said = (
        an_assessment({"weights": "open"}, "judges", "2024"),
        an_assessment({"weights": "closed", "tuned_weights": "n/a"}, "others", "2025"),
    )

    assert State.MET is _states(ACT, an_entry("x", assessments=said, **CLOSED_WITHOUT_GRADES))[1]


@pytest.mark.parametrize(("topic", "number"), [("architecture", 2), ("model_card", 3)])
@pytest.mark.parametrize("grade", GRADES)
def test_information_on_architecture_and_usage_has_to_be_public(topic: str, number: int, grade: str) -> None:
    expected = {"open": State.MET, "closed": State.NOT_MET}.get(grade, State.UNKNOWN)

    assert expected is _states(ACT, an_entry("x", grades={topic: grade}, framework="judges"))[number]


@pytest.mark.parametrize(("topic", "number"), [("tuned_weights", 1), ("architecture", 2), ("model_card", 3)])
def test_one_judge_who_found_it_open_is_enough(topic: str, number: int) -> None:
    said = (an_assessment({topic: "open"}, "judges", "2024"), an_assessment({topic: "closed"}, "others", "2025"))

    assert State.MET is _states(ACT, an_entry("x", assessments=said))[number]


def test_money_and_systemic_risk_are_never_known_so_that_the_whole_is_never_met() -> None:
    grades = dict.fromkeys(TOPICS, "open")
    states = _states(ACT, an_entry("x", licence="MIT", grades=grades, framework="judges"))

    assert [*[State.MET] * 4, State.UNKNOWN, State.UNKNOWN] == states


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.MODEL])
@pytest.mark.parametrize("name", ["eu-ai-act-53-2", "open-source", "reproducible"])
def test_what_is_not_a_model_stays_unknown(name: str, kind: Kind) -> None:
    grades = dict.fromkeys(TOPICS, "open")

    assert {State.UNKNOWN} == set(_states(SHIPPED[name], an_entry("x", kind=kind, licence="MIT", grades=grades)))


@pytest.mark.parametrize("words", list(product(["yes", "conditions", "no", "unknown"], repeat=2)))
def test_commercial_use_is_met_only_if_every_licence_says_yes(words: tuple[str, str]) -> None:
    own, of_base = (
        Licence(
            f"LicenseRef-{number}",
            "",
            allowances={each: Allowance(word) for each in Permission},
            conditions=(Condition("users", tuple(Permission), "Few."),) if word == "conditions" else (),
        )
        for number, word in enumerate(words)
    )
    entries = an_entry("x", licence=own.id, base=("base",)), an_entry("base", licence=of_base.id)
    catalog = with_licences(a_catalog(*entries), own, of_base)
    outcome = Checker(Searcher(catalog)).check(SHIPPED["commercial-use"], entries[0])

    forbidden = _worked_out("no" in words, all(word in {"yes", "conditions"} for word in words))
    limited = _worked_out("no" in words, set(words) == {"yes"})
    assert [forbidden, limited] == [each.state for each in outcome.conditions]


@lru_cache
def _worked_out(refused: bool, granted: bool) -> State:
    return State.NOT_MET if refused else State.MET if granted else State.UNKNOWN


REPRODUCED = {"code": "open", "data": "open", "tuning_data": "open", "weights": "open", "tuned_weights": "open"}


@pytest.mark.parametrize("missing", [*REPRODUCED, "architecture"])
@pytest.mark.parametrize("grade", ["closed", "partial"])
def test_to_train_it_again_everything_has_to_be_open(missing: str, grade: str) -> None:
    entry = an_entry(
        "x", category="instruction", grades={**REPRODUCED, "architecture": "open", missing: grade}, framework="judges"
    )
    states = _states(SHIPPED["reproducible"], entry)

    assert [State.NOT_MET if grade == "closed" else State.UNKNOWN] == [each for each in states if each is not State.MET]


def test_a_base_model_can_be_trained_again_without_data_of_tuning() -> None:
    grades = {"code": "open", "data": "open", "weights": "open", "architecture": "open"}

    assert {State.MET} == set(
        _states(SHIPPED["reproducible"], an_entry("x", category="base", grades=grades, framework="judges"))
    )


@pytest.mark.parametrize(
    ("changes", "licence", "number", "state"),
    [
        pytest.param({}, "free", 0, State.MET, id="free"),
        pytest.param({}, "uses", 0, State.NOT_MET, id="a use policy"),
        pytest.param({}, "unread", 0, State.UNKNOWN, id="not read"),
        pytest.param({"weights": "closed"}, "free", 1, State.NOT_MET, id="closed weights"),
        pytest.param({"tuned_weights": "partial"}, "free", 1, State.UNKNOWN, id="tuned weights in part"),
        pytest.param({"code": "partial"}, "free", 2, State.UNKNOWN, id="code in part"),
        pytest.param({"data": "closed"}, "free", 3, State.UNKNOWN, id="closed data, nothing said of it"),
        pytest.param({"data": "closed", "data_sheet": "closed"}, "free", 3, State.NOT_MET, id="closed and undescribed"),
    ],
)
def test_the_open_source_definition_asks_for_licence_parameters_code_and_data(
    changes: dict[str, str], licence: str, number: int, state: State
) -> None:
    judges = a_framework("judges", (*TOPICS, "data_sheet"))
    entry = an_entry(
        "x",
        category="instruction",
        licence=LICENCES[licence].id,
        grades={**REPRODUCED, **changes},
        framework="judges",
    )
    catalog = with_licences(a_catalog(entry, frameworks=[judges]), *LICENCES.values())
    outcome = Checker(Searcher(catalog)).check(SHIPPED["open-source"], entry)

    assert state is outcome.conditions[number].state
    assert all(each.state is State.MET for at, each in enumerate(outcome.conditions) if at != number)
