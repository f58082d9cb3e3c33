"""What an entry lacks for the next word, class or full marks, and who has it."""

from __future__ import annotations

from typing import Any

import pytest

from factories import a_catalog, a_classed_framework, a_framework, a_licence, an_entry, with_licences
from llmtui.model import Entry, Kind, Link, Rule
from llmtui.openness.improve import Improvement, improvement

TOPICS = ("code", "data", "tuning_data", "weights", "tuned_weights", "license", "paper")
OPEN = dict.fromkeys(("weights", "code", "data"), "open")
FRAMEWORKS = (
    a_framework("judges", TOPICS, name="Judges"),
    a_classed_framework("classed"),
    a_framework("verdict", ("code",), rule=Rule.VERDICT),
)


def _found(entry: Entry, judge: str = "all", *others: Entry) -> Improvement | None:
    catalog = with_licences(
        a_catalog(entry, *others, frameworks=FRAMEWORKS),
        a_licence("MIT", free=True),
        a_licence("LicenseRef-Own", "conditions yes yes no", free=False),
    )
    return improvement(catalog, entry, judge)


def _a_model(grades: dict[str, str] | None, licence: str = "MIT", entry_id: str = "x", **fields: Any) -> Entry:
    fields.setdefault("category", "instruction")
    return an_entry(entry_id, grades=grades, framework="judges", licence=licence, **fields)


@pytest.mark.parametrize(
    ("grades", "licence", "goal", "missing"),
    [
        pytest.param({**OPEN, "weights": "closed"}, "MIT", "open weights", ["weights"], id="closed"),
        pytest.param(OPEN, "LicenseRef-Own", "open weights", ["license"], id="restricted"),
        pytest.param(
            {"weights": "partial"}, "LicenseRef-Own", "open weights", ["weights", "license"], id="restricted twice"
        ),
        pytest.param(
            {"weights": "open", "code": "partial"},
            "MIT",
            "open source",
            ["code", "data"],
            id="open weights",
        ),
        pytest.param(
            {**OPEN, "tuning_data": "closed", "license": "partial"},
            "MIT",
            "open source",
            ["tuning_data", "license"],
            id="open weights, all but two",
        ),
        pytest.param({**OPEN, "paper": "closed"}, "MIT", "open on every topic", ["paper"], id="open source"),
    ],
)
def test_the_next_word_lacks_the_topics_that_decide_it(
    grades: dict[str, str], licence: str, goal: str, missing: list[str]
) -> None:
    found = _found(_a_model(grades, licence))

    assert found is not None
    assert (goal, missing) == (found.goal, [each.criterion.id for each in found.missing])


def test_what_is_lacking_has_the_grade_that_is_known_of_it() -> None:
    found = _found(_a_model({"weights": "open", "code": "partial", "data": "closed", "license": "open"}))

    assert found is not None
    assert [("code", "partial"), ("data", "closed")] == [
        (each.criterion.id, each.grade.value) for each in found.missing
    ]


@pytest.mark.parametrize(
    ("grades", "licence", "value"),
    [
        pytest.param(OPEN, "LicenseRef-Own", "restricting", id="restricting"),
        pytest.param(OPEN, "LicenseRef-New", "unknown", id="not known to be free"),
    ],
)
def test_a_recorded_licence_that_is_lacking_comes_with_what_is_known_of_it(
    grades: dict[str, str], licence: str, value: str
) -> None:
    found = _found(_a_model(grades, licence))

    assert found is not None
    assert [("license", value, licence)] == [
        (each.criterion.id, each.fact.value, each.fact.detail) for each in found.missing if each.fact
    ]


def test_a_base_model_is_not_asked_for_tuning() -> None:
    found = _found(_a_model({"weights": "open", "code": "open", "data": "closed", "license": "open"}, category="base"))

    assert found is not None
    assert ["data"] == [each.criterion.id for each in found.missing]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(_a_model(OPEN), id="open on every topic that was judged"),
        pytest.param(_a_model(None, kind=Kind.DATASET), id="a kind without a word"),
        pytest.param(_a_model(OPEN, kind=Kind.DATASET), id="a kind without a word that was judged"),
    ],
)
def test_of_what_lacks_nothing_or_has_no_word_nothing_is_said(entry: Entry) -> None:
    assert None is _found(entry)


def test_a_model_that_was_not_judged_lacks_what_its_entry_does_not_say() -> None:
    found = _found(_a_model(None, "", links=(Link("weights", "https://example.org"),)))

    assert found is not None
    assert ("open weights", ["license"]) == (found.goal, [each.criterion.id for each in found.missing])


def test_by_one_framework_every_criterion_that_is_not_open_is_lacking() -> None:
    grades = {**dict.fromkeys(TOPICS, "open"), "paper": "partial", "data": "n/a", "code": "closed"}
    found = _found(_a_model(grades), "judges")

    assert found is not None
    assert ("open on every criterion of Judges", [("code", "closed"), ("paper", "partial")]) == (
        found.goal,
        [(each.criterion.id, each.grade.value) for each in found.missing],
    )


@pytest.mark.parametrize(
    ("grades", "goal", "missing"),
    [
        ({}, "Class III of the Classed", ["card"]),
        ({"card": "open"}, "Class II of the Classed", ["code"]),
        ({"card": "open", "code": "open"}, "Class I of the Classed", ["data"]),
    ],
)
def test_by_a_framework_of_classes_the_next_class_is_the_goal(
    grades: dict[str, str], goal: str, missing: list[str]
) -> None:
    found = _found(an_entry(grades=grades, framework="classed"), "classed")

    assert found is not None
    assert (goal, missing) == (found.goal, [each.criterion.id for each in found.missing])


@pytest.mark.parametrize(
    ("grades", "framework", "judge"),
    [
        pytest.param(dict.fromkeys(TOPICS, "open"), "judges", "judges", id="full marks"),
        pytest.param(dict.fromkeys(("card", "code", "data"), "open"), "classed", "classed", id="the best class"),
        pytest.param({"code": "closed"}, "verdict", "verdict", id="a verdict has no steps"),
        pytest.param({"code": "closed"}, "judges", "classed", id="judged by another only"),
        pytest.param(None, "judges", "judges", id="not judged"),
    ],
)
def test_by_a_framework_that_asks_for_nothing_more_nothing_is_lacking(
    grades: dict[str, str] | None, framework: str, judge: str
) -> None:
    assert None is _found(an_entry(grades=grades, framework=framework, licence="MIT"), judge)


def _siblings(entry: Entry, *others: Entry) -> list[str]:
    """The relatives that have open data, which the entry lacks."""
    found = _found(entry, "judges", *others)
    assert found is not None
    return [each.id for missing in found.missing if missing.criterion.id == "data" for each in missing.siblings]


def test_relatives_that_have_it_open_are_named_the_same_makers_first_and_no_more_than_two() -> None:
    data = {"data": "open"}
    entry = _a_model({"data": "closed"}, base=("root",), maker="Acme")
    others = (
        _a_model(data, entry_id="root", maker="Other"),
        _a_model(data, entry_id="cousin", base=("root",), maker="Other"),
        _a_model(data, entry_id="sister", base=("root",), maker="Acme"),
        _a_model({"data": "partial"}, entry_id="brother", base=("root",), maker="Acme"),
        _a_model(data, entry_id="child", base=("x",), maker="Acme"),
    )

    assert ["sister", "child"] == _siblings(entry, *others)


def test_what_is_not_related_is_not_named() -> None:
    assert [] == _siblings(_a_model({"data": "closed"}), _a_model({"data": "open"}, entry_id="stranger"))


def test_an_entry_is_no_relative_of_itself() -> None:
    assert [] == _siblings(_a_model({"data": "closed"}, base=("x",)))
